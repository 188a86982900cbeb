"""Instagram: pictures, carousels and reels that it fetches from the user's own address."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from repurpose import publishers
from repurpose.errors import ByHand, LoginError, PublishError, Rejected, Unavailable, Uncertain
from repurpose.model import Channel, Media
from repurpose.protocols import HandsOver, PublishContext
from repurpose.publishers.instagram import Instagram
from repurpose.sandbox import Fault, Sandbox
from tests.cli.conftest import PANEL, Run, folder, run

from .conftest import now, post
from .graph import SECRET, TOKEN, context, graph_error, told, video
from .scripted import Told, running, said

__all__ = ["folder", "run"]  # fixtures


def jpeg(width: int = 60, height: int = 60, colour: str = "seagreen") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Media, ...]:
    found = []
    for number, colour in enumerate(("seagreen", "brown")):
        path = tmp_path / f"Bild {number}.jpg"
        path.write_bytes(jpeg(colour=colour))
        found.append(Media(path=path, kind="image", alt=f"Ein Dach in {colour}"))
    return tuple(found)


def test_a_carousel_with_its_comment_stands_is_found_and_goes(
    pictures: tuple[Media, ...],
) -> None:
    with Sandbox(faults=[Fault(name="timeout")]) as sandbox:
        instagram = Instagram(context(sandbox, "instagram", "secured"))
        assert instagram.verify() == "@sandbox, 0 of 100 posts in 24 hours"
        drafted = post("Zwei Dächer #Holz", media=pictures, comment="Mehr dazu", sent_at=now())
        ready = replace(drafted, uploads=instagram.upload(drafted))
        assert instagram.find(ready, "key") is None
        with pytest.raises(Uncertain):
            instagram.publish(ready, "key")
        found = instagram.find(ready, "key")
        [standing] = sandbox.posts("instagram")
        assert found is not None
        assert (found.remote_id, found.url) == (standing.id, standing.url)
        assert [medium.alt for medium in standing.media] == [medium.alt for medium in pictures]
        assert (standing.text, standing.comments) == ("Zwei Dächer #Holz", ("Mehr dazu",))
        assert instagram.find(ready, "key") is not None
        assert sandbox.posts("instagram")[0].comments == ("Mehr dazu",), "not a second one"
        [there] = instagram.standing(now() - timedelta(minutes=5))
        assert (there.remote_id, there.url, there.text) == (
            found.remote_id,
            found.url,
            standing.text,
        )
        for _ in range(2):  # what is gone already is no error
            instagram.delete(standing.id)
        assert sandbox.posts("instagram") == []


def test_a_reel_is_waited_for(tmp_path: Path) -> None:
    with Sandbox() as sandbox:
        instagram = Instagram(replace(context(sandbox, "instagram"), patience=3))
        film = video(tmp_path, 3000)
        cover = film[0].path.with_suffix(".jpg")
        for name, color in (("jpeg", "teal"), ("png", "red")):  # it takes JPEG
            Image.new("RGB", (36, 64), color).save(cover, name)
            instagram.publish(post(f"Rundgang {color}", media=film), "key")
        first, second = (standing.media[0] for standing in sandbox.posts("instagram"))
        assert (first.kind, first.cover > 0) == ("video", True)
        assert (second.kind, second.cover) == ("video", 0)


def test_without_an_address_for_media_a_person_puts_it_up() -> None:
    made = publishers.make(
        Channel(name="instagram", account="default", rules=Instagram.rules),
        PublishContext(channel="instagram", account="default", secret={"access_token": TOKEN}.get),
    )
    assert isinstance(made, HandsOver)
    with pytest.raises(ByHand, match=r"public address; channels\.instagram\.media_url is not set"):
        made.publish(post("Grüße"), "key")


CONTAINER, READY = said(200, {"id": "7"}), said(200, {"id": "7", "status_code": "FINISHED"})


@pytest.mark.parametrize(
    ("answers", "kind", "words"),
    [
        ([said(400, graph_error(36003, 2207009))], Rejected, "between 4:5"),
        ([said(400, graph_error(9004, 2207052))], Rejected, "not logged in"),
        ([said(400, graph_error(1, 2207052))], Rejected, "not logged in"),
        ([said(400, graph_error(-2, 2207003))], Unavailable, "not ready"),
        ([said(400, graph_error(10))], LoginError, "instagram_business_content_publish"),
        ([CONTAINER, READY, said(400, graph_error(9007, 2207027))], Unavailable, "not ready"),
        ([CONTAINER, READY, said(400, graph_error(9, 2207042))], Unavailable, "no more today"),
        ([CONTAINER, READY, said(500, graph_error(1))], Uncertain, "may be live"),
        ([CONTAINER, said(200, {"status_code": "ERROR", "status": "2207026"})], Rejected, "2207026"),
    ],
)  # fmt: skip
def test_a_refusal_says_who_must_act(
    answers: list[Told], kind: type[PublishError], words: str, pictures: tuple[Media, ...]
) -> None:
    content = pictures[0].path.read_bytes()
    with running() as platform, running() as site:
        site.tell((200, {}, content))
        platform.tell(*answers)
        secrets = {"access_token": TOKEN, "app_secret": SECRET}
        settings = {"media_url": site.url, "user_id": 17841400000000001}
        instagram = Instagram(told(platform.url, "instagram", secrets, **settings))
        with pytest.raises(kind) as caught:
            instagram.publish(post("Grüße", media=pictures[:1]), "key")
        assert words in f"{caught.value.message} {caught.value.hint}"
        assert platform.calls[0] == "POST /v25.0/17841400000000001/media"
        assert "Authorization" not in site.got[0].headers, "the user's own site gets no login"
        for got in platform.got:
            assert TOKEN not in f"{got.path} {got.body!r}"
            assert SECRET not in f"{got.path} {got.body!r} {got.headers}"


def test_the_command_publishes_to_the_sandbox(run: Run) -> None:
    words = ("-n", "1", "--sandbox", "--publish", "--json")
    result = run(PANEL, "-c", "instagram", *words)
    [posted] = result.json["posts"]
    assert (result.code, posted["status"]) == (0, "published")
