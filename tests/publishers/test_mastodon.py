"""Mastodon: what is sent stands there, once; what is refused says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from repurpose.delivery import Courier
from repurpose.errors import ConfigError, LoginError, PublishError, Rejected, Unavailable, Uncertain
from repurpose.model import Media
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from repurpose.protocols import Deletes, HasServers, Lists, PublishContext, Uploads, Verifies
from repurpose.publishers.mastodon import Mastodon
from repurpose.sandbox import Event, Fault, Sandbox
from tests.outbox.samples import put
from tests.publishers.conftest import now, post
from tests.publishers.scripted import DROP, TOKEN, Platform, running, said

TEXT = "Grüße 🌲 & <mehr> (aus) [Zürich] #Holz @rh@social.example https://example.org/a_b?c=d#e"


class Bench:
    """A server with a log of its requests."""

    def __init__(self, *faults: Fault, kind: str = "token") -> None:
        self.seen: list[str] = []
        self.kind = kind
        self.sandbox = Sandbox(faults=faults, watch=self._watch)

    def make(self, **settings: Any) -> Mastodon:
        return Mastodon(
            PublishContext(
                channel="mastodon", account="default", timeout=10, patience=0.8,
                settings={**self.sandbox.settings("mastodon"), **settings},
                secret=self.sandbox.secrets("mastodon", kind=self.kind).get,
            )
        )  # fmt: skip

    def posts(self) -> Any:
        return self.sandbox.posts("mastodon")

    def _watch(self, event: Event) -> None:
        if event.kind == "received":
            self.seen.append(f"{event.method} {event.path.removeprefix('/mastodon')}")


@pytest.fixture
def bench() -> Iterator[Bench]:
    found = Bench()
    with found.sandbox:
        yield found


@pytest.fixture
def server() -> Iterator[Platform]:
    with running() as platform:
        yield platform


def test_a_text_stands_as_it_was_written(bench: Bench) -> None:
    publisher = bench.make()
    receipt = publisher.publish(replace(post(TEXT), language="de-CH"), "key")
    [standing] = bench.posts()
    assert (standing.text, standing.id, standing.url) == (TEXT, receipt.remote_id, receipt.url)
    assert standing.visibility == "public"
    assert abs(receipt.published_at - now()) < timedelta(minutes=1)
    assert bench.seen == ["POST /api/v1/statuses"]
    assert isinstance(publisher, Uploads)
    assert isinstance(publisher, Deletes)
    assert isinstance(publisher, Lists)
    assert isinstance(publisher, Verifies)


def test_language_warning_and_visibility_go_along(bench: Bench) -> None:
    publisher = bench.make(content_warning="Baulärm", visibility="unlisted")
    publisher.publish(replace(post("Es wird laut."), language="de-CH"), "key")
    [standing] = bench.posts()
    assert (standing.title, standing.visibility) == ("Baulärm", "unlisted")
    answer = publisher._client.call("GET", f"/api/v1/statuses/{standing.id}").json()
    assert (answer["language"], answer["sensitive"]) == ("de", True)


def test_a_warning_counts_as_text(bench: Bench) -> None:
    publisher = bench.make(content_warning="Baulärm")
    publisher.publish(post("ä" * 493), "key")
    with pytest.raises(Rejected, match="501 of 500 characters, as Mastodon counts, with the"):
        publisher.publish(post("ä" * 494), "key")
    assert len(bench.posts()) == 1


def test_a_thread_is_replies(bench: Bench) -> None:
    publisher = bench.make()
    first = publisher.publish(post("Eins"), "key-0")
    publisher.publish(post("Zwei", reply_to=first.remote_id), "key-1")
    assert [p.reply_to for p in bench.posts()] == [None, first.remote_id]
    with pytest.raises(Rejected, match="does not appear to exist"):
        publisher.publish(post("Drei", reply_to="1"), "key-2")


def test_pictures_go_along_with_their_descriptions(
    bench: Bench, picture: tuple[Media, ...]
) -> None:
    both = (picture[0], replace(picture[0], alt="Dasselbe Dach, später"))
    bench.make().publish(post("Mit Bildern", media=both), "key")
    [standing] = bench.posts()
    assert [(m.alt, m.mime, m.bytes) for m in standing.media] == [
        (medium.alt, "image/png", medium.path.stat().st_size) for medium in both
    ]


def test_a_video_is_waited_for(bench: Bench, tmp_path: Path) -> None:
    video = Media(path=_video(tmp_path), kind="video", alt="Ein Kran dreht sich")
    cover = video.path.with_suffix(".jpg")
    Image.new("RGB", (64, 36), "teal").save(cover)
    bench.make().publish(post("Mit Film", media=(video,)), "key")
    [standing] = bench.posts()
    assert [(m.kind, m.alt, m.bytes, m.cover) for m in standing.media] == [
        ("video", video.alt, video.path.stat().st_size, cover.stat().st_size)
    ]
    looks = [call for call in bench.seen if call.startswith("GET /api/v1/media/")]
    assert len(looks) == 2


def test_a_file_that_cannot_be_processed_is_refused(
    server: Platform, picture: tuple[Media, ...]
) -> None:
    server.tell(said(404), said(202, {"id": "7"}), said(422, {"error": "Validation failed: File"}))
    with pytest.raises(Rejected, match="cannot process the file: Validation failed") as caught:
        Mastodon(server.context("mastodon")).publish(post("x", media=picture), "key")
    assert "H.264" in caught.value.hint
    assert server.calls[-1] == "GET /api/v1/media/7"


def test_the_same_key_is_the_same_post(bench: Bench) -> None:
    publisher = bench.make()
    receipts = {publisher.publish(post("Nur einmal"), "key").remote_id for _ in range(2)}
    assert len(receipts) == len(bench.posts()) == 1
    publisher.publish(post("Nur einmal"), "another key")
    assert len(bench.posts()) == 2


def test_find_knows_what_stands_there_and_nothing_else(bench: Bench) -> None:
    publisher, sent_at = bench.make(), now()
    first = publisher.publish(post(TEXT), "key")
    for number in range(45):  # more than a page
        publisher.publish(post(f"Nummer {number}"), f"key {number}")
    publisher.publish(post("Zwei", reply_to=first.remote_id), "key-1")
    assert publisher.find(post(TEXT), "key") is None, "it was never sent"
    found = publisher.find(post(f" {TEXT}\n", sent_at=sent_at), "key")
    assert found is not None
    assert (found.remote_id, found.url) == (first.remote_id, first.url)
    assert publisher.find(post(TEXT + " mehr", sent_at=sent_at), "key") is None
    assert publisher.find(post("Zwei", sent_at=sent_at), "key") is None


def test_a_clock_that_is_ahead_hides_no_post(server: Platform) -> None:
    """It was sent at ten by this clock, at nine by the server's."""
    server_now = now() - timedelta(hours=1)
    status = {"id": "7", "url": None, "in_reply_to_id": None, "created_at": server_now.isoformat()}
    dated = {"Date": format_datetime(server_now)}
    server.tell(said(200, {"id": "1"}), said(200, [status], **dated), said(200, {"text": "Holz"}))
    found = Mastodon(server.context("mastodon")).find(post("Holz", sent_at=now()), "key")
    assert found is not None
    assert found.remote_id == "7"


def test_where_the_server_cannot_be_asked_the_key_settles_it(tmp_path: Path) -> None:
    """Publish, lose the answer; the next run sends the same again, and gets the post that is there."""
    bench = Bench(Fault(name="timeout"), kind="write-only")
    with bench.sandbox:
        outbox = Outbox(tmp_path)
        id_ = put(outbox, "Holz wächst nach.", "mastodon").post.id
        outbox.approve(id_, now())
        courier = Courier(
            journal=Journal(outbox), publisher=lambda post: bench.make(),
            next_slot=lambda post: now(), late=timedelta(days=1), now=now, wait=lambda seconds: None,
        )  # fmt: skip
        assert courier.deliver(id_).status == "published"
        assert bench.seen.count("POST /api/v1/statuses") == 2
        assert [p.text for p in bench.posts()] == ["Holz wächst nach."]
        outbox.close()


def test_what_stands_there_is_listed_the_newest_first(bench: Bench) -> None:
    publisher, started = bench.make(), now()
    text = "Grüße 🌲 & <mehr>\nZweite Zeile\n\nAbsatz"
    first = publisher.publish(post(text), "a")
    second = publisher.publish(post("Zwei", reply_to=first.remote_id), "b")
    listed = list(publisher.standing(started - timedelta(seconds=1)))
    assert [(each.remote_id, each.url, each.text) for each in listed] == [
        (second.remote_id, second.url, "Zwei"), (first.remote_id, first.url, text),
    ]  # fmt: skip
    assert list(publisher.standing(now() + timedelta(hours=1))) == []


def test_what_is_taken_down_is_gone(bench: Bench) -> None:
    publisher = bench.make()
    receipt = publisher.publish(post("Vertippt"), "key")
    publisher.delete(receipt.remote_id)
    assert bench.posts() == []
    publisher.delete(receipt.remote_id)
    with pytest.raises(Rejected, match="deleted there within the last hour"):
        publisher.publish(post("Vertippt"), "key")
    assert bench.posts() == []


def test_the_login_says_whose_it_is(bench: Bench) -> None:
    assert bench.make().verify() == "@sandbox@mastodon.sandbox.example"


def test_a_login_that_may_not_read_is_uncertain_and_says_what_it_lacks() -> None:
    bench = Bench(kind="write-only")
    with bench.sandbox:
        publisher = bench.make()
        publisher.publish(post("x"), "key")
        with pytest.raises(Uncertain, match="does not show"):
            publisher.find(post("x", sent_at=now()), "key")
        with pytest.raises(LoginError, match="scopes") as caught:
            publisher.verify()
        assert "read:statuses" in caught.value.hint
        assert 0 < Mastodon.duplicate_window < 3600


@pytest.mark.parametrize("fault", ["rate-limit", "retry-after"])
def test_too_many_requests_wait_for_later(fault: str) -> None:
    bench = Bench(Fault(name=fault, times=9))
    with bench.sandbox:
        with pytest.raises(Unavailable) as caught:
            bench.make().publish(post("x"), "key")
        assert caught.value.retry_at is not None
        assert timedelta(0) < caught.value.retry_at - now() < timedelta(minutes=1)
        assert bench.posts() == []


@pytest.mark.parametrize(
    ("answers", "error", "says"),
    [
        ([said(403, {"error": "Your login is currently disabled"})], LoginError, "disabled"),
        ([said(422, {"error": "Validation failed: Nope"})], Rejected, "Validation failed: Nope"),
        ([said(301, None, Location="https://www.example.org/")], Rejected, "elsewhere"),
        ([said(200, {"uri": "x"})], Uncertain, "may be live"),
        ([said(200, [])], Uncertain, "may be live"),
        ([DROP], Uncertain, "may be live"),
        ([said(503, {"error": "There was a temporary problem"})], Uncertain, "may be live"),
    ],
)  # fmt: skip
def test_each_answer_has_its_outcome(
    server: Platform, answers: list[Any], error: type[PublishError], says: str
) -> None:
    server.tell(*answers)
    publisher = Mastodon(server.context("mastodon"))
    with pytest.raises(error, match=says) as caught:
        publisher.publish(post("x"), "key")
    assert caught.value.hint
    assert TOKEN not in str(caught.value) + caught.value.hint
    [got] = server.got
    assert (got.path, got.headers["Idempotency-Key"]) == ("/api/v1/statuses", "key")


def test_a_server_that_takes_less_is_believed(server: Platform, picture: tuple[Media, ...]) -> None:
    media = {"image_size_limit": 10, "supported_mime_types": ["image/png"]}
    server.tell(said(200, {"configuration": {"media_attachments": media}}))
    with pytest.raises(Rejected, match="this server takes"):
        Mastodon(server.context("mastodon")).publish(post("x", media=picture), "key")
    assert server.calls == ["GET /api/v2/instance"]


def test_a_server_that_takes_more_or_does_not_say(
    server: Platform, picture: tuple[Media, ...]
) -> None:
    status = {"id": "1", "url": None, "created_at": "2026-11-25T10:00:00.000Z"}
    server.tell(said(200, {"configuration": {"statuses": {"max_characters": 1000}}}))
    server.tell(said(200, status))
    Mastodon(server.context("mastodon")).publish(post("ä" * 1000), "key")
    server.tell(said(404, {"error": "Not Found"}), said(200, {"id": "7"}), said(200, status))
    Mastodon(server.context("mastodon")).publish(post("x", media=picture), "key")
    assert server.calls[-3:] == [
        "GET /api/v2/instance",
        "POST /api/v2/media",
        "POST /api/v1/statuses",
    ]


def test_what_is_no_mastodon_server_is_named(server: Platform) -> None:
    server.tell(said(404))
    with pytest.raises(Rejected, match="no Mastodon server") as caught:
        Mastodon(server.context("mastodon")).verify()
    assert "instance" in caught.value.hint


@pytest.mark.parametrize(
    "given", ["mastodon.social", "https://mastodon.social/", "@acme@mastodon.social"]
)
def test_the_server_may_be_written_in_any_usual_form(given: str) -> None:
    assert isinstance(Mastodon, HasServers)
    assert Mastodon.server({"instance": given}) == "https://mastodon.social"


def test_what_is_not_set_up_says_so() -> None:
    with pytest.raises(ConfigError, match="server") as caught:
        Mastodon(PublishContext(channel="mastodon", account="default"))
    assert caught.value.where == "channels.mastodon.instance"
    settings = {"instance": "mastodon.social"}
    with pytest.raises(LoginError, match="missing"):
        Mastodon(PublishContext(channel="mastodon", account="default", settings=settings))


def _video(folder: Path) -> Path:
    """Half a second, 64 by 48."""
    import subprocess

    import imageio_ffmpeg

    path = folder / "Kran dreht.mp4"
    subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi",
         "-i", "color=c=teal:s=64x48:d=0.5", "-pix_fmt", "yuv420p", str(path)],
        check=True,
    )  # fmt: skip
    return path
