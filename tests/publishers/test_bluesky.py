"""Bluesky: what is sent stands there, once; what is refused says what to do."""

from __future__ import annotations

import io
import logging
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
import requests
from PIL import Image

from repurpose.errors import (
    ConfigError,
    Duplicate,
    LoginError,
    PublishError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import Media
from repurpose.protocols import Deletes, Lists, PublishContext, Uploads, Verifies
from repurpose.publishers.bluesky import Bluesky
from repurpose.sandbox import Event, Fault, Sandbox
from tests.publishers.conftest import now, post
from tests.publishers.scripted import DROP, Platform, running, said

TEXT = "Grüße 🌲 & <mehr> (aus) [Zürich] #Holz @sandbox.sandbox.test https://example.org/a_b?c=d#e"
PASSWORD = "abcd-efgh-ijkl-mnop"
SESSION = {
    "accessJwt": "acc3ss", "refreshJwt": "r3fresh", "handle": "acme.example",
    "did": "did:plc:abcdefghijklmnopqrstuvwx",
}  # fmt: skip
SERVER, ENTRY, VIDEO = "/pds/xrpc/com.atproto", "/xrpc/com.atproto", "/video/xrpc/app.bsky.video"


class Bench:
    """The servers with a log of their requests, and a clock that can be moved."""

    def __init__(self, *faults: Fault) -> None:
        self.seen: list[str] = []
        self.later = timedelta(0)
        self.sandbox = Sandbox(faults=faults, watch=self._watch, now=self.clock)

    def clock(self) -> datetime:
        return now() + self.later

    def make(self, **settings: Any) -> Bluesky:
        return Bluesky(
            PublishContext(
                channel="bluesky", account="default", timeout=10, patience=0.8,
                settings={**self.sandbox.settings("bluesky"), **settings},
                secret=self.sandbox.secrets("bluesky").get,
            )
        )  # fmt: skip

    def posts(self) -> Any:
        return self.sandbox.posts("bluesky")

    def record(self, publisher: Bluesky, uri: str) -> dict[str, Any]:
        """As the server gives it out."""
        found = publisher._repository.at(uri)
        assert found is not None
        return dict(found["value"])

    def _watch(self, event: Event) -> None:
        if event.kind == "received":
            self.seen.append(f"{event.method} {event.path.removeprefix('/bluesky')}")


@pytest.fixture
def bench() -> Iterator[Bench]:
    found = Bench()
    with found.sandbox:
        yield found


@pytest.fixture
def server() -> Iterator[Platform]:
    with running() as platform:
        yield platform


def _at(server: Platform) -> Bluesky:
    return Bluesky(
        PublishContext(
            channel="bluesky", account="default", timeout=10, patience=2,
            settings={"handle": "acme.example", "api_url": server.url, "video_url": server.url},
            secret={"app_password": PASSWORD}.get,
        )
    )  # fmt: skip


@pytest.fixture
def video(tmp_path: Path) -> Media:
    path = tmp_path / "Kran dreht.mp4"
    subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi",
         "-i", "color=c=teal:s=64x48:d=0.5", "-pix_fmt", "yuv420p", str(path)],
        check=True,
    )  # fmt: skip
    return Media(path=path, kind="video", alt="Ein Kran dreht sich")


def test_a_text_stands_as_it_was_written_on_the_accounts_own_server(bench: Bench) -> None:
    publisher = bench.make()
    receipt = publisher.publish(post("Holz wächst nach."), "key")
    [standing] = bench.posts()
    assert (standing.text, standing.id, standing.url) == (
        "Holz wächst nach.", receipt.remote_id, receipt.url,
    )  # fmt: skip
    assert bench.seen == [f"POST {ENTRY}.server.createSession", f"POST {SERVER}.repo.putRecord"]
    assert abs(receipt.published_at - now()) < timedelta(minutes=1)
    assert isinstance(publisher, Uploads)
    assert isinstance(publisher, Deletes)
    assert isinstance(publisher, Lists)
    assert isinstance(publisher, Verifies)


def test_what_leads_somewhere_is_marked_in_bytes(bench: Bench) -> None:
    publisher = bench.make()
    text = f"{TEXT} @niemand.example.org"
    uri = publisher.publish(replace(post(text), language="de-CH"), "key").remote_id
    record = bench.record(publisher, uri)
    raw = text.encode()
    marked = {
        raw[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode(): f["features"][0]
        for f in record["facets"]
    }
    [did] = {standing.author for standing in bench.posts()}
    facet = "app.bsky.richtext.facet"
    link = "https://example.org/a_b?c=d#e"
    assert marked == {
        "#Holz": {"$type": f"{facet}#tag", "tag": "Holz"},
        "@sandbox.sandbox.test": {"$type": f"{facet}#mention", "did": did},
        link: {"$type": f"{facet}#link", "uri": link},
    }, "nobody has the other name: it stays mere text"
    assert record["langs"] == ["de-CH"]
    assert record["createdAt"].endswith("Z")


def test_a_link_is_a_card(bench: Bench) -> None:
    publisher = bench.make()
    publisher.publish(post("Lesen", link="https://example.org/v", link_title="Aufstocken"), "a")
    publisher.publish(post("Ohne Titel", link="https://www.example.org/vortrag/"), "b")
    titled, bare = (standing.card for standing in bench.posts())
    assert (titled.source, titled.title) == ("https://example.org/v", "Aufstocken")
    assert bare.title == "example.org/vortrag"


def test_one_picture_goes_on_the_card(bench: Bench, picture: tuple[Media, ...]) -> None:
    bench.make().publish(post("Lesen", link="https://example.org/v", media=picture), "key")
    [standing] = bench.posts()
    assert (standing.text, standing.media) == ("Lesen", ())
    assert standing.card.description == picture[0].alt
    assert standing.card.thumbnail.bytes == picture[0].path.stat().st_size


def test_several_pictures_leave_the_link_below_the_text(
    bench: Bench, picture: tuple[Media, ...]
) -> None:
    both = (picture[0], replace(picture[0], alt="Dasselbe Dach, später"))
    publisher = bench.make()
    uri = publisher.publish(post("Lesen", link="https://example.org/v", media=both), "k").remote_id
    [standing] = bench.posts()
    assert (standing.text, standing.card) == ("Lesen\n\nhttps://example.org/v", None)
    assert [m.alt for m in standing.media] == [medium.alt for medium in both]
    record = bench.record(publisher, uri)
    assert record["embed"]["images"][0]["aspectRatio"] == {"width": 60, "height": 40}
    assert record["facets"][0]["features"][0]["uri"] == "https://example.org/v"
    seen = len(bench.seen)
    with pytest.raises(Rejected, match="302 of 300 characters with the link"):
        publisher.publish(post("ä" * 279, link="https://example.org/v", media=both), "l")
    assert len(bench.seen) == seen, "refused before anything is sent"


@pytest.mark.parametrize(("suffix", "turned"), [("jpg", 6), ("jpg", 1), ("png", 1), ("webp", 1)])
def test_what_the_camera_wrote_into_a_picture_stays_here(
    bench: Bench, tmp_path: Path, suffix: str, turned: int
) -> None:
    exif = Image.Exif()
    exif.update({0x010F: "Kamera AG", 0x0112: turned})
    exif.get_ifd(0x8825)[0x001D] = "2026:11:25"  # GPS: the date
    path, whole = tmp_path / f"Baustelle.{suffix}", Image.effect_noise((60, 40), 50).convert("RGB")
    whole.save(path, exif=exif, comment=b"Frau Muster")
    assert b"Kamera AG" in path.read_bytes()
    media = (Media(path=path, kind="image", alt="Die Baustelle"),)
    bench.make().publish(post("Vor Ort", media=media), "key")
    [medium] = bench.posts()[0].media
    page = f"{bench.sandbox.page}media/bluesky/{medium.id}"
    data = requests.get(page, timeout=5).content
    assert not [words for words in (b"Kamera", b"2026", b"Muster") if words in data]
    with Image.open(path) as before, Image.open(io.BytesIO(data)) as after:
        assert after.tobytes() == before.tobytes(), "what is seen has not changed"
        assert dict(after.getexif()) == ({0x0112: 6} if turned == 6 else {})


def test_a_thread_names_its_root_and_the_part_before(bench: Bench) -> None:
    publisher = bench.make()
    uris = [publisher.publish(post("Eins"), "key-0").remote_id]
    for number, text in enumerate(("Zwei", "Drei"), 1):
        receipt = publisher.publish(post(text, reply_to=uris[-1]), f"key-{number}")
        uris.append(receipt.remote_id)
    assert [p.reply_to for p in bench.posts()] == [None, *uris[:2]]
    reply = bench.record(publisher, uris[2])["reply"]
    assert (reply["root"]["uri"], reply["parent"]["uri"]) == (uris[0], uris[1])
    publisher.delete(uris[2])
    with pytest.raises(Rejected, match="not there any more"):
        publisher.publish(post("Vier", reply_to=uris[2]), "key-3")


def test_a_video_is_prepared_before_anybody_sees_it(bench: Bench, video: Media) -> None:
    srt = "1\n00:00:00,000 --> 00:00:00,400\nEr dreht sich.\n"
    video.path.with_suffix(".srt").write_text(srt, encoding="utf-8")
    publisher = bench.make()
    drafted = replace(post("Mit Film", media=(video,)), language="de")
    uri = publisher.publish(drafted, "key").remote_id
    [standing] = bench.posts()
    assert [(m.kind, m.alt, m.bytes) for m in standing.media] == [
        ("video", video.alt, video.path.stat().st_size)
    ]
    embed = bench.record(publisher, uri)["embed"]
    assert embed["aspectRatio"] == {"width": 64, "height": 48}
    [caption] = embed["captions"]
    assert (caption["lang"], caption["file"]["mimeType"]) == ("de", "text/vtt")
    states = [call for call in bench.seen if call == f"GET {VIDEO}.getJobStatus"]
    assert len(states) == 2
    assert bench.seen[-2] == f"POST {SERVER}.repo.putRecord"
    publisher.publish(drafted, "another key")  # the service knows it again
    assert len(bench.posts()) == 2


def test_the_same_key_stands_once_and_is_named(bench: Bench) -> None:
    publisher = bench.make()
    first = publisher.publish(post("Nur einmal"), "key")
    with pytest.raises(Duplicate) as caught:
        publisher.publish(post("Nur einmal"), "key")
    assert caught.value.receipt is not None
    assert caught.value.receipt.remote_id == first.remote_id
    publisher.publish(post("Nur einmal"), "another key")
    assert len(bench.posts()) == 2


def test_a_session_that_runs_out_is_renewed(bench: Bench) -> None:
    publisher = bench.make()
    publisher.publish(post("Eins"), "a")
    bench.later = timedelta(hours=3)
    publisher.publish(post("Zwei"), "b")
    assert bench.seen[-3:] == [
        f"POST {SERVER}.repo.putRecord", f"POST {ENTRY}.server.refreshSession",
        f"POST {SERVER}.repo.putRecord",
    ]  # fmt: skip
    bench.later = timedelta(days=100)
    publisher.publish(post("Drei"), "c")
    assert f"POST {ENTRY}.server.createSession" in bench.seen[-2:]
    assert [p.text for p in bench.posts()] == ["Eins", "Zwei", "Drei"]


def test_uploads_that_were_thrown_away_are_made_anew(
    bench: Bench, picture: tuple[Media, ...]
) -> None:
    publisher = bench.make()
    drafted = post("Mit Bild", media=picture)
    uploads = publisher.upload(drafted)
    seen = len(bench.seen)
    publisher.publish(replace(drafted, uploads=uploads), "a")
    assert len(bench.seen) == seen + 1
    bench.sandbox.reset()
    publisher = bench.make()
    publisher.publish(replace(drafted, uploads=uploads), "b")
    [standing] = bench.posts()
    assert len(standing.media) == 1


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
    publisher.publish(post("Vertippt"), "key")
    assert len(bench.posts()) == 1


def test_no_secret_is_said_or_logged(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    publisher = bench.make()
    assert publisher.verify() == "@sandbox.sandbox.test"
    publisher.publish(post("Eins"), "key")
    session = publisher._client.session
    bench.sandbox.expire("bluesky")
    for call in (lambda: publisher.publish(post("x"), "k"), bench.make().verify):
        with pytest.raises(LoginError, match="does not know this handle") as caught:
            call()
        assert "REPURPOSE_BLUESKY_APP_PASSWORD" in caught.value.hint
    told = repr(publisher) + repr(publisher._client) + repr(session)
    told += repr(caught.value) + caught.value.hint + caplog.text
    secrets = [*bench.sandbox.secrets("bluesky").values(), session.access, session.refresh]
    assert not [secret for secret in secrets if secret in told]


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
    ("status", "name", "error", "says"),
    [
        (401, "AuthenticationRequired", LoginError, "does not know this handle"),
        (401, "AuthFactorTokenRequired", LoginError, "the account's own password"),
        (401, "AccountTakedown", LoginError, "closed or locked"),
        (404, "", Rejected, "no server of Bluesky"),
        (200, "", Unavailable, "cannot be read"),
    ],
)
def test_each_refused_login_says_what_to_do(
    server: Platform, status: int, name: str, error: type[PublishError], says: str
) -> None:
    server.tell(said(status, {"error": name, "message": f"No {PASSWORD}"}))
    with pytest.raises(error, match=says) as caught:
        _at(server).publish(post("x"), "key")
    assert caught.value.hint
    assert PASSWORD not in str(caught.value) + caught.value.hint
    assert server.calls == ["POST /xrpc/com.atproto.server.createSession"]


@pytest.mark.parametrize(
    ("answer", "error", "says"),
    [
        (said(400, {"error": "InvalidRequest", "message": "Invalid record"}), Rejected, "record"),
        (said(400, {"error": "AccountDeactivated", "message": "No"}), LoginError, "closed"),
        (said(403, {"error": "Forbidden", "message": "No"}), LoginError, "may not do this"),
        (said(200, {"uri": "at://x"}), Uncertain, "may be live"),
        (said(502, {"error": "UpstreamFailure"}), Uncertain, "may be live"),
        (DROP, Uncertain, "may be live"),
    ],
)
def test_each_answer_has_its_outcome(
    server: Platform, answer: Any, error: type[PublishError], says: str
) -> None:
    server.tell(said(200, SESSION), answer)
    with pytest.raises(error, match=says) as caught:
        _at(server).publish(post("x"), "key")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("message", "answer", "error", "says"),
    [
        ("Confirm your email address", {}, Rejected, "confirm the account's e-mail"),
        ("User has exceeded daily upload videos limit", {}, Unavailable, "tomorrow"),
        ("User is not allowed to upload videos", {}, Rejected, "leave it out"),
        ("No frames", {"jobId": "7", "state": "JOB_STATE_FAILED"}, Rejected, "H.264"),
    ],
)
def test_a_video_that_is_not_taken_says_why(
    server: Platform,
    video: Media,
    message: str,
    answer: dict[str, str],
    error: type[PublishError],
    says: str,
) -> None:
    told = said(200 if answer else 400, {"error": message, **answer})
    server.tell(said(200, SESSION), said(200, {"token": "s3rvice"}), told)
    with pytest.raises(error, match=message) as caught:
        _at(server).publish(post("x", media=(video,)), "key")
    assert says in caught.value.hint
    assert server.got[2].headers["Content-Length"] == str(video.path.stat().st_size)


def test_tokens_go_to_no_server_that_is_not_safe(server: Platform) -> None:
    service = [{"id": "#atproto_pds", "serviceEndpoint": "http://elsewhere.example"}]
    server.tell(said(200, {**SESSION, "didDoc": {"service": service}}), said(200, {}))
    with pytest.raises(Uncertain):
        _at(server).publish(post("x"), "key")
    assert server.calls[1:] == ["POST /xrpc/com.atproto.repo.putRecord"]


def test_what_is_not_set_up_says_so() -> None:
    with pytest.raises(ConfigError, match="handle") as caught:
        Bluesky(PublishContext(channel="bluesky", account="default"))
    assert caught.value.where == "channels.bluesky.handle"
    settings = {"handle": "@acme.bsky.social"}
    with pytest.raises(LoginError, match="missing"):
        Bluesky(PublishContext(channel="bluesky", account="default", settings=settings))
