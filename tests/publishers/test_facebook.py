"""A page of Facebook: posts, pictures, videos, comments, and every refusal named by who must act."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from PIL import Image

from repurpose import publishers
from repurpose.errors import (
    ByHand,
    Duplicate,
    LoginError,
    PublishError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import Channel, Media
from repurpose.protocols import HandsOver, PublishContext
from repurpose.publishers.facebook import Facebook
from repurpose.sandbox import Drop, Event, Fault, Sandbox
from tests.cli.conftest import DECK, Run, folder, run

from .conftest import now, post
from .graph import SECRET, TOKEN, context, graph_error, told, video
from .scripted import Platform, running, said

__all__ = ["folder", "run"]  # fixtures

PAGE = "1234567"
LINK = "https://example.org/aufstocken"
CREATED = said(200, {"id": f"{PAGE}_1"})


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Media, ...]:
    found = []
    for number, colour in enumerate(("seagreen", "brown")):
        path = tmp_path / f"Bild {number}.png"
        Image.new("RGB", (60, 40), colour).save(path)
        found.append(Media(path=path, kind="image", alt=f"Ein Dach in {colour} 🌲"))
    return tuple(found)


def page(platform: Platform, **secrets: str) -> Facebook:
    """A page on a platform that answers as it is told; first that the token is the page's own."""
    platform.answers.insert(0, said(200, {"id": PAGE}))
    return Facebook(
        told(platform.url, "facebook", {"access_token": TOKEN, **secrets}, page=int(PAGE))
    )


# ── against the sandbox ──


def test_a_text_with_its_card_and_comment_stands_is_found_and_goes() -> None:
    with Sandbox() as sandbox:
        facebook, sent_at = Facebook(context(sandbox, "facebook")), now()
        assert facebook.verify().startswith("Sandbox GmbH; see that the app is live")
        drafted = post("Grüße aus Zürich 🌲", link=LINK, comment="Die Studie im Ganzen")
        receipt = facebook.publish(drafted, "key")
        [standing] = sandbox.posts("facebook")
        assert standing.card is not None
        assert (standing.text, standing.card.source) == ("Grüße aus Zürich 🌲", LINK)
        assert standing.comments == ("Die Studie im Ganzen",)
        assert receipt.url == standing.url
        again = post(
            "Grüße aus Zürich 🌲", link=LINK, comment="Die Studie im Ganzen", sent_at=sent_at
        )
        found = facebook.find(again, "key")
        assert found is not None
        assert (found.remote_id, found.note) == (receipt.remote_id, "")
        assert sandbox.posts("facebook")[0].comments == ("Die Studie im Ganzen",), (
            "not a second one"
        )
        assert facebook.find(post("Grüße", sent_at=sent_at), "key") is None
        ahead = post(drafted.parts[0].text, sent_at=sent_at + timedelta(days=400))
        assert facebook.find(ahead, "k") is not None, "whose clock was wrong finds it, too"
        for _ in range(2):  # what is gone already is no error
            facebook.delete(receipt.remote_id)
        assert sandbox.posts("facebook") == []


def test_the_same_words_of_last_week_are_not_this_post() -> None:
    with Sandbox(now=lambda: now() - timedelta(days=7)) as sandbox:
        facebook = Facebook(context(sandbox, "facebook"))
        facebook.publish(post("Grüße"), "key")
        assert facebook.find(post("Grüße", sent_at=now()), "key") is None


def test_pictures_keep_their_order_their_words_and_the_link(pictures: tuple[Media, ...]) -> None:
    with Sandbox() as sandbox:
        facebook, sent_at = Facebook(context(sandbox, "facebook", "secured")), now()
        facebook.publish(post("Zwei Dächer", media=pictures, link=LINK), "key")
        [standing] = sandbox.posts("facebook")
        assert [medium.alt for medium in standing.media] == [medium.alt for medium in pictures]
        assert (standing.text, standing.card) == (f"Zwei Dächer\n\n{LINK}", None)
        sent = post("Zwei Dächer", media=pictures, link=LINK, sent_at=sent_at)
        assert facebook.find(sent, "key") is not None
        facebook.publish(post("Zwei Dächer", media=pictures[:1], link=LINK), "key")
        assert len(sandbox.posts("facebook")[-1].media) == 1
        there = list(facebook.standing(sent_at - timedelta(minutes=5)))
        assert [each.remote_id for each in there] == [
            each.id for each in reversed(sandbox.posts("facebook"))
        ]


def test_a_page_has_no_limit_of_one_kind_but_never_both(
    pictures: tuple[Media, ...], tmp_path: Path
) -> None:
    seen: list[Event] = []
    with Sandbox(watch=seen.append) as sandbox:
        facebook = Facebook(context(sandbox, "facebook"))
        with pytest.raises(Rejected, match="a video alone, or pictures"):
            facebook.publish(post("Beides", media=pictures + video(tmp_path, 3000)), "key")
        with pytest.raises(Rejected, match="63206"):
            facebook.publish(post("ä" * 63_207), "key")
    assert seen == []


def test_a_video_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    class Stopped(BaseException):
        pass

    kept: list[tuple[str, ...]] = []

    def keep(names: tuple[str, ...]) -> None:
        kept.append(names)
        if len(kept) == 2:  # the start and the first piece
            raise Stopped

    film = video(tmp_path, 2_600_000)
    with Sandbox() as sandbox:
        with pytest.raises(Stopped):
            Facebook(context(sandbox, "facebook")).resume(post("Rundgang", media=film), keep)
        shown: list[tuple[int, int]] = []
        told_ = replace(
            context(sandbox, "facebook"), progress=lambda done, total: shown.append((done, total))
        )
        another = Facebook(told_)
        begun = post("Rundgang", media=film, uploads=kept[-1], sent_at=now())
        names = another.resume(begun, kept.append)
        assert {name[:3] for name in kept} == {names[:3]}, "the same video, the same session"
        assert len(kept) == 4, "a piece of a megabyte was not sent twice"
        size = film[0].path.stat().st_size
        assert shown == [(2**20, size), (2**21, size)]
        ready = post("Rundgang", media=film, link=LINK, uploads=names, sent_at=now())
        assert another.find(ready, "key") is None
        receipt = another.publish(ready, "key")
        found = another.find(ready, "key")
        assert found is not None
        assert found.remote_id == receipt.remote_id == names[1]
        another.publish(ready, "key")  # the answer was lost, and it is finished again
        [standing] = sandbox.posts("facebook")
        assert standing.text == f"Rundgang\n\n{LINK}"
        [there] = another.standing(now() - timedelta(minutes=5))
        assert (there.remote_id, there.text) == (receipt.remote_id, standing.text)
        [medium] = standing.media
        assert (medium.kind, medium.bytes) == ("video", size)


def test_cover_and_captions_beside_a_video_go_along_once(tmp_path: Path) -> None:
    film = video(tmp_path, 3000, "Rundgang-16x9.mp4")
    cover = tmp_path / "Rundgang.jpg"  # as `repurpose clips` names the cover of a clip
    Image.new("RGB", (64, 36), "teal").save(cover)
    track = "1\n00:00:00,000 --> 00:00:01,000\nGrüße aus dem Dachstuhl\n"
    film[0].path.with_suffix(".srt").write_text(track, "utf-8")
    seen: list[Event] = []
    with Sandbox(watch=seen.append) as sandbox:
        facebook = Facebook(context(sandbox, "facebook"))
        drafted = replace(post("Rundgang", media=film, sent_at=now()), language="de-CH")
        ready = replace(drafted, uploads=facebook.upload(drafted))
        assert facebook.publish(ready, "key").note == ""
        assert facebook.find(ready, "key") is not None
        [shown] = sandbox.posts("facebook")[0].media
        assert shown.cover == cover.stat().st_size
        sent = [e for e in seen if e.kind == "received" and e.path.endswith("/captions")]
        assert [event.method for event in sent] == ["POST", "GET"]
        unknown = facebook.publish(replace(ready, language="rm"), "key")
        assert "its captions may be missing" in unknown.note
        cover.write_text("no picture")
        assert "its cover may be missing" in facebook.publish(ready, "key").note


def test_a_piece_whose_answer_was_lost_is_not_doubled(tmp_path: Path) -> None:
    done = []

    def watch(event: Event) -> None:
        if event.kind == "done" and event.path.endswith("/videos"):
            done.append(event.path)
            if len(done) == 2:  # the first piece
                raise Drop

    film = video(tmp_path, 1_500_000)
    with Sandbox(watch=watch) as sandbox:
        facebook = Facebook(context(sandbox, "facebook"))
        facebook.publish(post("Rundgang", media=film), "key")
        [standing] = sandbox.posts("facebook")
        assert standing.media[0].bytes == film[0].path.stat().st_size


def test_a_session_that_has_ended_begins_anew(tmp_path: Path) -> None:
    film = video(tmp_path, 5000)
    old = ("video", "1", "2", str(film[0].path.stat().st_size), "0", "5000")
    with Sandbox() as sandbox:
        facebook = Facebook(context(sandbox, "facebook"))
        names = facebook.resume(post("x", media=film, uploads=old), lambda names: None)
        assert names[1:3] != old[1:3]


@pytest.mark.parametrize("fault", ["timeout", "broken", "server-error-after", "timeout-before"])
def test_a_lost_answer_is_an_open_question_that_the_page_settles(fault: str) -> None:
    with Sandbox(faults=[Fault(name=fault)]) as sandbox:
        facebook, sent_at = Facebook(context(sandbox, "facebook")), now()
        with pytest.raises(Uncertain):
            facebook.publish(post("Grüße", comment="Mehr"), "key")
        found = facebook.find(post("Grüße", comment="Mehr", sent_at=sent_at), "key")
        assert (found is None) == (fault == "timeout-before")
        assert [p.comments for p in sandbox.posts("facebook")] == ([("Mehr",)] if found else [])


def test_a_comment_that_is_refused_is_no_lost_post() -> None:
    with Sandbox(faults=[Fault(name="no-permission", path="/v25.0", method="POST")]) as sandbox:
        facebook = Facebook(context(sandbox, "facebook"))
        with pytest.raises(LoginError, match="may not do this"):
            facebook.publish(post("Grüße"), "key")
    with running() as platform:
        platform.tell(CREATED, said(403, graph_error(200)))
        receipt = page(platform).publish(post("Grüße", comment="Mehr dazu"), "key")
        assert "first comment may be missing" in receipt.note
        assert "Mehr dazu" in receipt.note_hint


def test_without_a_page_a_person_puts_it_up() -> None:
    made = publishers.make(
        Channel(name="facebook", account="default", rules=Facebook.rules),
        PublishContext(channel="facebook", account="default", secret={"access_token": TOKEN}.get),
    )
    assert isinstance(made, HandsOver)
    with pytest.raises(ByHand, match=r"channels\.facebook\.page is not set"):
        made.publish(post("Grüße"), "key")
    with pytest.raises(LoginError) as caught:
        Facebook(PublishContext(channel="facebook", account="acme", settings={"page": PAGE}))
    assert "REPURPOSE_FACEBOOK_ACME_ACCESS_TOKEN" in caught.value.hint


def test_the_command_publishes_to_the_page_of_the_sandbox(run: Run) -> None:
    words = ("-n", "1", "--pictures", "none", "--sandbox", "--publish", "--json")
    result = run(DECK, "-c", "facebook", *words)
    [posted] = result.json["posts"]
    assert (result.code, posted["status"]) == (0, "published")


# ── what the Graph API says ──


def refused(told_status: int, body: Any, **headers: str) -> PublishError:
    with running() as platform:
        platform.tell(said(told_status, body, **headers))
        with pytest.raises(PublishError) as caught:
            page(platform).publish(post("Grüße"), "key")
        assert platform.calls == [f"GET /v25.0/{PAGE}", f"POST /v25.0/{PAGE}/feed"], "sent once"
    return caught.value


@pytest.mark.parametrize(
    ("code", "subcode", "status", "kind", "words"),
    [
        (190, 463, 400, LoginError, "it has expired"),
        (190, 460, 401, LoginError, "password was changed"),
        (190, 0, 500, LoginError, "not valid"),
        (102, 0, 400, LoginError, "not valid"),
        (10, 0, 403, LoginError, "pages_manage_posts"),
        (200, 0, 403, LoginError, "pages_manage_posts"),
        (4, 0, 403, Unavailable, "rate limit"),
        (17, 0, 400, Unavailable, "rate limit"),
        (32, 0, 403, Unavailable, "rate limit"),
        (613, 0, 400, Unavailable, "rate limit"),
        (80001, 0, 400, Unavailable, "rate limit"),
        (368, 1390008, 400, Unavailable, "rate limit"),
        (368, 0, 400, Rejected, "support inbox"),
        (506, 1455006, 400, Duplicate, "stands on the account already"),
        (100, 33, 400, Rejected, "channels.facebook.page"),
        (100, 1609008, 400, Rejected, "leave the link out"),
        (1609005, 0, 400, Rejected, "opens in a browser"),
        (1, 0, 500, Uncertain, "may be live"),
        (1, 0, 400, Uncertain, "may be live"),
        (2, 0, 400, Uncertain, "may be live"),
        (999, 0, 400, Rejected, "so nicht (code 999)"),
    ],
)
def test_a_refusal_says_who_must_act(
    code: int, subcode: int, status: int, kind: type[PublishError], words: str
) -> None:
    error = refused(status, graph_error(code, subcode))
    assert isinstance(error, kind)
    assert words in f"{error.message} {error.hint}"
    if kind is Rejected:
        assert not isinstance(error, LoginError | Duplicate)


def test_the_time_to_come_back_is_taken_from_the_header() -> None:
    usage = {PAGE: [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 19}]}
    error = refused(400, graph_error(80001), X_Business_Use_Case_Usage=json.dumps(usage))
    assert isinstance(error, Unavailable)
    assert error.retry_at is not None
    assert timedelta(minutes=18) < error.retry_at - now() < timedelta(minutes=20)


def test_success_without_an_id_is_an_open_question() -> None:
    for body in ({}, [], {"id": None}, {"success": True}):
        assert isinstance(refused(200, body), Uncertain)


def test_the_token_of_a_person_gives_the_pages() -> None:
    with Sandbox() as sandbox:
        facebook = Facebook(context(sandbox, "facebook", "person"))
        assert facebook.verify().startswith("Sandbox GmbH")
        facebook.publish(post("Grüße"), "key")
        assert len(sandbox.posts("facebook")) == 1


def test_the_token_of_a_stranger_is_said_with_the_pages_that_it_may_post_to() -> None:
    who = said(200, {"id": "99", "name": "Erika Muster"})
    with running() as platform:
        pages = {"data": [{"id": "77", "name": "Muster AG", "access_token": "another"}]}
        platform.tell(who, said(200, pages))
        with pytest.raises(LoginError, match="Erika Muster") as caught:
            page(platform).verify()
        assert "77 (Muster AG)" in caught.value.hint
        assert "another" not in caught.value.hint
        platform.answers.clear()
        platform.tell(who, said(400, graph_error(100)))
        with pytest.raises(LoginError) as caught:
            page(platform).verify()
        assert "repurpose login facebook" in caught.value.hint


def test_neither_token_nor_secret_is_in_an_address_or_a_message(
    pictures: tuple[Media, ...],
) -> None:
    proof = hmac.new(SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()
    with running() as platform:
        platform.tell(said(200, {"id": "7"}), said(200, {"id": "8"}), CREATED)
        platform.tell(
            said(200, {"data": []}), said(400, graph_error(100, message=f"{TOKEN} {proof}"))
        )
        facebook = page(platform, app_secret=SECRET)
        facebook.publish(post("Zwei", media=pictures), "key")
        facebook.find(post("Zwei", sent_at=now()), "key")
        with pytest.raises(Rejected) as caught:
            facebook.publish(post("x"), "key")
        for got in platform.got:
            assert TOKEN not in got.path
            assert got.headers["Authorization"] == f"Bearer {TOKEN}"
            assert proof in (got.path if got.method == "GET" else got.body.decode("latin-1"))
            assert SECRET not in f"{got.path} {got.headers} {got.body!r}"
        form = dict(parse_qsl(platform.got[3].body.decode()))
        assert json.loads(form["attached_media"]) == [{"media_fbid": "7"}, {"media_fbid": "8"}]
    said_ = f"{caught.value!r} {caught.value.hint} {facebook!r}"
    assert TOKEN not in said_
    assert proof not in said_


def test_a_full_feed_proves_nothing() -> None:
    shown = {"id": "1", "message": "Anderes", "created_time": now().isoformat()}
    more = {"data": [shown], "paging": {"cursors": {"after": "x"}, "next": "https://graph…"}}
    with running() as platform:
        platform.tell(*[said(200, more)] * 5)
        with pytest.raises(Uncertain, match="more posts than"):
            page(platform).find(post("Grüße", sent_at=now()), "key")
        assert "after=x" in platform.got[-1].path
        platform.tell(said(400, graph_error(10)))
        with pytest.raises(Uncertain, match="does not show"):
            page(platform).find(post("Grüße", sent_at=now()), "key")
        platform.tell(said(400, graph_error(190)))
        with pytest.raises(LoginError):
            page(platform).find(post("Grüße", sent_at=now()), "key")
