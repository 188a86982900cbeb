"""YouTube: what is uploaded, how it is made visible, and what stops it."""

from __future__ import annotations

import logging
import subprocess
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from repurpose.delivery import Courier
from repurpose.errors import (
    ByHand,
    Duplicate,
    LoginError,
    PublishError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import Media, Part, Post
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from repurpose.programs import ffmpeg
from repurpose.protocols import PublishContext
from repurpose.publishers import _youtube_upload
from repurpose.publishers.youtube import YouTube
from repurpose.sandbox import Drop, Event, Fault, Sandbox
from tests.outbox.samples import put
from tests.sandbox.clients import TIMEOUT, VIDEO

from .conftest import Bench, now

STEP = 256 * 1024
TEXT = "Was der Holzbau kann.\n\n0:00 Anfang\n0:20 Mitte\n0:40 Ende\n\nhttps://example.org/a_b"
SRT = "1\n00:00:00,000 --> 00:00:02,000\nGrüße aus dem Rohbau\n"
UPLOAD = "PUT /youtube/upload/youtube/v3/videos"


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_youtube_upload, "PIECE", STEP)


@pytest.fixture
def video(tmp_path: Path) -> Media:
    path = tmp_path / "Vortrag über Holz.mp4"
    path.write_bytes(VIDEO + bytes(2 * STEP))  # three pieces
    return Media(path=path, kind="video", alt="Ein Vortrag über Holz")


def post(video: Media, text: str = TEXT, **more: Any) -> Post:
    part = Part(text=text, title="Holz: was es kann", tags=("Holz", "KMU Zürich"), media=(video,))
    return Post(
        id="abc", channel="youtube", account="default", parts=(part,), language="de-CH", **more
    )


def youtube(bench: Bench, kind: str = "channel", patience: float = 5.0, **settings: Any) -> YouTube:
    context = bench._context("youtube", kind, {"privacy": "public", **settings})
    return YouTube(replace(context, patience=patience, timeout=5.0))


def extras(video: Media) -> None:
    video.path.with_suffix(".srt").write_text(SRT, encoding="utf-8")
    Image.new("RGB", (640, 360), "teal").save(video.path.with_suffix(".jpg"))


def test_a_video_stands_with_all_that_goes_with_it(bench: Bench, video: Media) -> None:
    extras(video)
    receipt = youtube(bench).publish(post(video), "key")
    [standing] = bench.sandbox.posts("youtube")
    assert (standing.title, standing.text, standing.tags) == (
        "Holz: was es kann", TEXT, ("Holz", "KMU Zürich"),
    )  # fmt: skip
    shown, cover = standing.media
    assert (shown.bytes, shown.captions, cover.kind) == (
        video.path.stat().st_size,
        ("de",),
        "image",
    )
    assert (standing.visibility, receipt.note) == ("public", "")
    assert (receipt.url, receipt.remote_id) == (f"https://youtu.be/{standing.id}", standing.id)
    assert bench.seen.count(UPLOAD) == 3


def test_the_way_of_a_large_file_is_shown(bench: Bench, video: Media) -> None:
    shown: list[tuple[int, int]] = []
    publisher = youtube(bench)
    publisher._context = replace(publisher._context, progress=lambda *far: shown.append(far))
    publisher.upload(post(video))
    size = video.path.stat().st_size
    assert shown == [(0, size), (STEP, size), (2 * STEP, size)]


def test_it_is_private_until_all_is_there(bench: Bench, video: Media) -> None:
    extras(video)
    bench.start(Fault(name="server-error", method="PUT", path="/youtube/v3/videos", times=9))
    with pytest.raises(Unavailable):
        youtube(bench, patience=0.1).publish(post(video), "key")
    [standing] = bench.sandbox.posts("youtube")
    assert (standing.visibility, len(standing.media)) == ("private", 2)


def test_without_a_word_on_who_may_see_it_the_user_makes_it_visible(
    bench: Bench, video: Media
) -> None:
    with pytest.raises(ByHand, match="as private") as caught:
        youtube(bench, privacy=None).publish(post(video), "key")
    [standing] = bench.sandbox.posts("youtube")
    assert standing.visibility == "private"
    assert f"studio.youtube.com/video/{standing.id}" in caught.value.hint
    assert f"outbox done abc https://youtu.be/{standing.id}" in caught.value.hint


def test_an_app_without_an_audit_is_told_so(bench: Bench, video: Media) -> None:
    with pytest.raises(ByHand, match="not audited"):
        youtube(bench, "unaudited", privacy="unlisted").publish(post(video), "key")


def test_it_goes_into_a_playlist_once(bench: Bench, video: Media) -> None:
    with pytest.raises(Rejected, match="no playlist 'Vorträge'"):
        youtube(bench, playlist="Vorträge").publish(post(video), "key")
    assert bench.sandbox.posts("youtube") == []
    publisher = youtube(bench, playlist="Vorträge")
    api, auth = bench.sandbox.url("youtube") + "/youtube/v3", publisher._auth
    made = requests.post(
        f"{api}/playlists?part=snippet", auth=auth, timeout=TIMEOUT,
        json={"snippet": {"title": "Vorträge"}},
    ).json()  # fmt: skip
    uploads = publisher.upload(post(video))
    for _ in range(2):
        publisher.publish(post(video, uploads=uploads), "key")
    items = f"{api}/playlistItems?part=snippet&playlistId={made['id']}"
    assert len(requests.get(items, auth=auth, timeout=TIMEOUT).json()["items"]) == 1


def test_what_cannot_be_added_is_told_and_stops_nothing(bench: Bench, video: Media) -> None:
    video.path.with_suffix(".vtt").write_text("nothing")
    video.path.with_suffix(".png").write_bytes(b"\x89PNG" + bytes(2_000_001))
    receipt = youtube(bench).publish(post(video), "key")
    assert bench.sandbox.posts("youtube")[0].visibility == "public"
    assert "without its cover: Vortrag über Holz.png has 2.0 MB" in receipt.note
    assert "without its captions" in receipt.note


# ── stopped on the way ──


def test_it_goes_on_where_it_was_stopped(
    bench: Bench, video: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_youtube_upload, "STUMBLES", 0)
    kept: list[tuple[str, ...]] = []
    path, count = "/upload/youtube/v3/videos", 0

    def second_piece(event: Event) -> None:
        nonlocal count
        bench._watch(event)
        if event.kind == "received" and event.method == "PUT" and path in event.path:
            count += 1
            if count == 2:
                raise Drop

    with Sandbox(watch=second_piece) as bench.sandbox:
        with pytest.raises(Unavailable):
            youtube(bench, patience=0.1).resume(post(video), kept.append)
        assert [len(names) for names in kept] == [1]
        bench.seen.clear()
        again = post(video, uploads=kept[-1])
        youtube(bench).publish(
            replace(again, uploads=youtube(bench).resume(again, kept.append)), ""
        )
        assert bench.seen.count(UPLOAD) == 1 + 2  # the question, and what is missing
        [standing] = bench.sandbox.posts("youtube")
        assert standing.media[0].bytes == video.path.stat().st_size


@pytest.mark.parametrize("fault", ["timeout", "timeout-before", "server-error", "broken"])
def test_a_piece_whose_answer_is_lost_is_asked_for(bench: Bench, video: Media, fault: str) -> None:
    bench.start(Fault(name=fault, method="PUT", path="/upload/", times=1))
    youtube(bench).publish(post(video), "key")
    [standing] = bench.sandbox.posts("youtube")
    assert standing.media[0].bytes == video.path.stat().st_size


def test_a_lost_session_begins_anew_only_if_no_video_was_made(bench: Bench, video: Media) -> None:
    kept: list[tuple[str, ...]] = []
    gone = bench.sandbox.url("youtube") + "/upload/youtube/v3/videos?upload_id=gone"
    with pytest.raises(Uncertain, match="stopped at its end") as caught:
        youtube(bench).resume(post(video, uploads=(gone, _youtube_upload.LAST)), kept.append)
    assert "studio.youtube.com" in caught.value.hint
    assert bench.sandbox.posts("youtube") == []
    [id_] = youtube(bench).resume(post(video, uploads=(gone,)), kept.append)
    again = youtube(bench).resume(post(video, uploads=(gone, _youtube_upload.LAST)), kept.append)
    assert again == (id_,)
    assert youtube(bench).resume(post(video), kept.append) == (id_,)  # nobody kept anything
    youtube(bench).publish(post(video, uploads=(id_,)), "key")
    with pytest.raises(Duplicate) as refused:
        youtube(bench).resume(post(video), kept.append)
    assert refused.value.receipt is not None
    assert refused.value.receipt.remote_id == id_
    assert len(bench.sandbox.posts("youtube")) == 1


def test_find_tells_what_is_visible(bench: Bench, video: Media) -> None:
    publisher = youtube(bench)
    uploads = publisher.upload(post(video))
    asked = post(video, uploads=uploads, sent_at=now())
    assert publisher.find(asked, "key") is None
    receipt = publisher.publish(asked, "key")
    for known in (asked, replace(asked, uploads=())):
        found = publisher.find(known, "key")
        assert found is not None
        assert found.remote_id == receipt.remote_id
    [standing] = publisher.standing(now() - timedelta(minutes=1))
    assert (standing.remote_id, standing.url) == (receipt.remote_id, receipt.url)
    assert list(publisher.standing(now() + timedelta(minutes=1))) == []
    publisher.delete(receipt.remote_id)
    publisher.delete(receipt.remote_id)
    assert publisher.find(asked, "key") is None
    assert bench.sandbox.posts("youtube") == []


class Killed(BaseException):
    """The process dies here."""


class Mortal(YouTube):
    """Dies when the sandbox says so."""

    dead: list[bool]

    def _call(self, method: str, path: str, **more: Any) -> requests.Response:
        try:
            return super()._call(method, path, **more)
        finally:
            if self.dead:
                raise Killed


@pytest.fixture(scope="module")
def real_video(tmp_path_factory: pytest.TempPathFactory) -> Media:
    path = tmp_path_factory.mktemp("video") / "Über Holz.mp4"
    source = "testsrc=size=160x120:rate=5:duration=2"
    command = [ffmpeg.program(), "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "mpeg4", path]
    subprocess.run(command, check=True)
    with path.open("ab") as file:
        file.write(b"\0\0\0\x08free" * (STEP // 8))
    media = Media(path=path, kind="video", alt="Über Holz")
    path.with_suffix(".srt").write_text(SRT, encoding="utf-8")
    return media


def test_killed_at_any_request_that_changes_something_the_video_stands_once(
    real_video: Media, tmp_path: Path
) -> None:
    at, ended = 0, False
    while not ended:
        ended = not _killed_and_run_again(real_video, tmp_path / str(at), at)
        at += 1
    assert at == 2 * len(["begin", "piece", "last piece", "captions", "show it"]) + 1


def _killed_and_run_again(video: Media, folder: Path, at: int) -> bool:
    """Whether the run was killed at that event."""
    dead: list[bool] = []
    seen = 0

    def watch(event: Event) -> None:
        nonlocal seen
        if dead and dead[-1]:
            raise Drop
        changes = event.method != "GET" and not event.path.endswith("/token")
        if changes and event.kind != "answered":
            seen += 1
            if seen == at + 1:
                dead.append(True)
                raise Drop

    with Sandbox(watch=watch) as sandbox:
        outbox = Outbox(folder)
        id_ = put(outbox, TEXT, "youtube").post.id
        outbox.edit(id_, now(), [post(video).parts[0]])
        outbox.approve(id_, now())

        def run(kind: type[YouTube], patience: float) -> str:
            context = PublishContext(
                channel="youtube", account="default", timeout=10, patience=patience,
                secret=sandbox.secrets("youtube").get,
                settings={**sandbox.settings("youtube"), "privacy": "public"},
            )  # fmt: skip
            publisher = kind(context)
            courier = Courier(
                journal=Journal(outbox), publisher=lambda post: publisher,
                next_slot=lambda post: now(), late=TIMEOUT * (now() - now()), now=now,
                wait=lambda seconds: None,
            )  # fmt: skip
            return courier.deliver(id_).status

        Mortal.dead = dead
        try:
            run(Mortal, 0.01)
        except Killed:
            dead.append(False)
            assert run(YouTube, 2) == "published", at
        [standing] = sandbox.posts("youtube")
        assert (standing.visibility, standing.media[0].captions) == ("public", ("de",)), at
        outbox.close()
    return bool(dead)


# ── refusals ──


def test_the_days_quota_waits_for_midnight_in_california(bench: Bench, video: Media) -> None:
    bench.start(Fault(name="rate-limit", method="POST", path="/upload", times=1))
    with pytest.raises(Unavailable, match="quota") as caught:
        youtube(bench).publish(post(video), "key")
    assert caught.value.retry_at is not None
    assert 0 < (caught.value.retry_at - now()).total_seconds() < 25.1 * 3600


def test_a_login_that_has_ended_says_what_to_do(bench: Bench, video: Media) -> None:
    publisher = youtube(bench)
    assert publisher.verify() == "Sam Sandbox"
    bench.sandbox.expire("youtube")
    for login in (publisher, youtube(bench)):
        with pytest.raises(LoginError) as caught:
            login.publish(post(video), "key")
        assert "repurpose login youtube" in caught.value.hint
    context = bench._context("youtube", "channel", {})
    wrong = {**bench.sandbox.secrets("youtube"), "client_secret": "other"}
    with pytest.raises(LoginError, match="does not know the app"):
        YouTube(replace(context, secret=wrong.get)).verify()
    with pytest.raises(LoginError, match="not complete") as caught:
        YouTube(replace(context, secret={"client_id": "a"}.get))
    assert "CLIENT_SECRET" in caught.value.hint


def test_a_file_that_is_no_video_is_refused_by_its_own_words(bench: Bench, video: Media) -> None:
    publisher = youtube(bench)
    broken = replace(video, path=video.path.with_name("kaputt.mp4"))
    broken.path.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(3000))
    uploads = publisher.upload(post(broken))
    publisher.upload(post(video, "B"))
    twice = replace(video, path=video.path.with_name("noch einmal.mp4"))
    twice.path.write_bytes(video.path.read_bytes())
    second = publisher.upload(post(twice, "C"))
    publisher.publish(post(broken, uploads=uploads), "key")
    with pytest.raises(Duplicate, match="same file"):
        _patiently(lambda: publisher.publish(post(twice, "C", uploads=second), "key"))
    with pytest.raises(Rejected, match="without a video"):
        publisher.publish(replace(post(video), parts=(Part(text="x", title="y"),)), "key")


def _patiently(call: Any) -> None:
    """YouTube takes a moment to look at a file."""
    for _ in range(20):
        call()
        time.sleep(0.05)


def test_no_secret_is_said_or_logged(
    bench: Bench, video: Media, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    publisher = youtube(bench)
    publisher.publish(post(video), "key")
    secrets = [*bench.sandbox.secrets("youtube").values(), publisher._auth.token()]
    bench.sandbox.expire("youtube")
    with pytest.raises(PublishError) as caught:
        publisher.publish(post(video, "B"), "key")
    said = repr(publisher) + repr(caught.value) + caught.value.hint + caplog.text
    assert not [secret for secret in secrets if secret in said]
