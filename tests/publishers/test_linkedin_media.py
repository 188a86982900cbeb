"""Media and first comments on LinkedIn: several pictures, documents, videos with captions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from repurpose.errors import Duplicate, Rejected, Unavailable
from repurpose.model import Media
from repurpose.publishers.linkedin import LinkedIn
from repurpose.sandbox import Fault
from tests.sandbox.clients import VIDEO

from .conftest import Bench, now, post
from .scripted import Platform, running, said

SRT = "1\n00:00:00,000 --> 00:00:02,000\nGrüße aus dem Rohbau\n"
KINDS = pytest.mark.parametrize("kind", ["member", "organization"])


@pytest.fixture
def video(tmp_path: Path) -> Media:
    path = tmp_path / "Über Holz.mp4"
    path.write_bytes(VIDEO + bytes(5_000_000))  # two parts
    return Media(path=path, kind="video", alt="Ein Vortrag über Holz")


@pytest.fixture
def platform() -> Iterator[Platform]:
    with running() as told:
        yield told


def linkedin(bench: Bench, kind: str = "member") -> LinkedIn:
    publisher = bench.linkedin(kind)
    publisher._context = replace(publisher._context, timeout=5.0)
    return publisher


@KINDS
def test_several_pictures_stand_in_their_order(bench: Bench, tmp_path: Path, kind: str) -> None:
    media = []
    for color in ("red", "teal", "gray"):
        Image.new("RGB", (60, 40), color).save(tmp_path / f"{color}.png")
        alt = f"Ein Bild in {color}"
        media.append(Media(path=tmp_path / f"{color}.png", kind="image", alt=alt))
    linkedin(bench, kind).publish(post("Drei", media=tuple(media)), "key")
    [standing] = bench.sandbox.posts("linkedin")
    assert [shown.alt for shown in standing.media] == [medium.alt for medium in media]


@KINDS
def test_a_document_stands_with_its_title(bench: Bench, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "Fünf Dächer.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(500))
    media = (Media(path=path, kind="document", alt="Fünf Dächer, Seite für Seite"),)
    linkedin(bench, kind).publish(post("Zum Blättern", media=media), "key")
    [standing] = bench.sandbox.posts("linkedin")
    assert (standing.title, standing.media[0].kind) == (media[0].alt, "document")
    assert standing.media[0].bytes == path.stat().st_size


@KINDS
def test_a_video_stands_with_the_captions_and_the_cover_that_lie_beside_it(
    bench: Bench, video: Media, kind: str
) -> None:
    video.path.with_suffix(".srt").write_text(SRT, encoding="utf-8")
    cover = video.path.with_suffix(".png")
    Image.new("RGB", (64, 36), "teal").save(cover)
    drafted = replace(post("Zum Ansehen", media=(video,)), language="de")
    linkedin(bench, kind).publish(drafted, "key")
    [standing] = bench.sandbox.posts("linkedin")
    [shown] = standing.media
    assert shown.cover == cover.stat().st_size
    assert (shown.kind, shown.bytes, shown.captions) == ("video", 5_000_000 + len(VIDEO), ("DE",))
    assert sum("uploadedVideo" in call for call in bench.seen) == 2


def test_the_parts_of_a_video_get_no_login(platform: Platform, video: Media) -> None:
    size, urn = video.path.stat().st_size, "urn:li:video:1"
    address = f"{platform.url}/parts"
    halves = [
        {"uploadUrl": f"{address}/{n}", "firstByte": first, "lastByte": last}
        for n, (first, last) in enumerate([(0, 9), (10, size - 1)])
    ]
    value = {"video": urn, "uploadInstructions": halves, "uploadToken": "t"}
    ready = said(200, {"status": "AVAILABLE"})
    platform.tell(said(200, {"value": value}), said(200, ETag='"a"'), said(200, ETag="b"))
    platform.tell(said(200), ready, said(201, x_restli_id="urn:li:share:7"))
    platform.linkedin().publish(post("Zum Ansehen", media=(video,)), "key")
    first, second = (got for got in platform.got if got.path.startswith("/parts"))
    assert (first.body + second.body, len(first.body)) == (video.path.read_bytes(), 10)
    assert "Authorization" not in first.headers
    assert b'"uploadedPartIds": ["a", "b"]' in platform.got[3].body
    assert b'"uploadToken": "t"' in platform.got[3].body


def test_a_video_that_linkedin_is_slow_with_is_not_sent_again(
    platform: Platform, video: Media
) -> None:
    slow = said(200, {"status": "PROCESSING"})
    drafted = post("Zum Ansehen", media=(video,))
    publisher = platform.linkedin()
    publisher._context = replace(publisher._context, patience=0.1)
    part = {"uploadUrl": f"{platform.url}/p", "firstByte": 0, "lastByte": 9}
    value = {"video": "urn:li:video:1", "uploadInstructions": [part]}
    platform.tell(said(200, {"value": value}), said(200, ETag="a"), said(200), slow)
    kept: list[tuple[str, ...]] = []
    with pytest.raises(Unavailable, match="still processing"):
        publisher.resume(drafted, kept.append)
    again = replace(drafted, uploads=kept[-1])
    platform.tell(said(200, {"status": "AVAILABLE"}))
    assert publisher.resume(again, kept.append) == ("urn:li:video:1",)
    platform.tell(said(404), said(500))  # LinkedIn forgot it: it begins anew
    with pytest.raises(Unavailable):
        publisher.resume(again, kept.append)
    assert platform.calls[-1] == "POST /rest/videos"


# ── the first comment ──


def test_captions_that_are_not_taken_stop_no_video(bench: Bench, video: Media) -> None:
    video.path.with_suffix(".srt").write_text("no captions", encoding="utf-8")
    video.path.with_suffix(".jpg").write_text("no picture", encoding="utf-8")
    receipt = linkedin(bench).publish(post("Zum Ansehen", media=(video,)), "key")
    [shown] = bench.sandbox.posts("linkedin")[0].media
    assert (shown.captions, shown.cover) == ((), 0)
    assert "without its captions" in receipt.note


@KINDS
def test_the_first_comment_stands_below(bench: Bench, kind: str) -> None:
    link = "https://example.org/a_b"
    drafted = post("Mehr dazu unten", comment=f"Zum Nachlesen: {link}", link=link)
    receipt = linkedin(bench, kind).publish(drafted, "key")
    [standing] = bench.sandbox.posts("linkedin")
    assert (standing.comments, standing.card) == ((f"Zum Nachlesen: {link}",), None)
    assert receipt.note == ""


@pytest.mark.parametrize("fault", ["server-error-after", "rate-limit", "timeout-before"])
def test_a_comment_that_is_not_taken_leaves_the_post_and_a_note(bench: Bench, fault: str) -> None:
    bench.start(Fault(name=fault, path="/rest/socialActions", times=9))
    receipt = linkedin(bench).publish(post("Mehr", comment="Zum Nachlesen"), "key")
    assert len(bench.sandbox.posts("linkedin")) == 1
    assert "comment" in receipt.note
    assert "Zum Nachlesen" in receipt.note_hint


def test_of_a_post_found_again_the_comment_is_asked_for(bench: Bench) -> None:
    text = "Zum Nachlesen (kurz): https://example.org/a_b"
    drafted = replace(post("Mehr", comment=text), sent_at=now())
    publisher = linkedin(bench, "organization")
    publisher.publish(replace(post("Mehr")), "key")  # the run died before the comment
    found = publisher.find(drafted, "key")
    assert found is not None
    assert "without its first comment" in found.note
    publisher.publish(replace(post("Noch mehr", comment=text)), "key")
    found = publisher.find(replace(post("Noch mehr", comment=text), sent_at=now()), "key")
    assert found is not None
    assert found.note == ""
    with pytest.raises(Duplicate) as caught:  # members cannot ask
        linkedin(bench).publish(drafted, "key") and linkedin(bench).publish(drafted, "key")
    assert caught.value.receipt is not None
    assert "nobody knows" in caught.value.receipt.note


def test_what_does_not_go_together_is_refused_before_anything_is_sent(
    bench: Bench, video: Media, picture: tuple[Any, ...]
) -> None:
    with pytest.raises(Rejected, match="or a video, or a document"):
        linkedin(bench).publish(post("Beides", media=(video, *picture)), "key")
    assert bench.seen == []
