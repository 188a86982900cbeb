"""Media on X: several pictures, GIFs, videos with subtitles; an upload that goes on later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from repurpose.errors import Rejected, Unavailable
from repurpose.model import Media
from repurpose.sandbox import Fault
from tests.sandbox.clients import VIDEO

from .conftest import Bench, post
from .scripted import Platform, running, said

SRT = "1\n00:00:00,000 --> 00:00:02,000\nGrüße aus dem Rohbau\n"


@pytest.fixture
def video(tmp_path: Path) -> Media:
    path = tmp_path / "Über Holz.mp4"
    path.write_bytes(VIDEO)
    return Media(path=path, kind="video", alt="Ein Vortrag über Holz")


def picture(path: Path, **more: Any) -> Media:
    Image.new("RGB", (60, 40), path.stem).save(path, **more)
    return Media(path=path, kind="image", alt=f"Ein Bild in {path.stem}")


def test_four_pictures_stand_in_their_order(bench: Bench, tmp_path: Path) -> None:
    media = tuple(picture(tmp_path / f"{color}.png") for color in ("red", "teal", "gray", "blue"))
    patient(bench).publish(post("Vier", media=media), "key")
    [standing] = bench.sandbox.posts("twitter")
    assert [shown.alt for shown in standing.media] == [medium.alt for medium in media]
    with pytest.raises(Rejected, match="4 picture"):
        patient(bench).publish(post("Fünf", media=(*media, picture(tmp_path / "pink.png"))), "key")


def test_an_animated_gif_goes_alone(bench: Bench, tmp_path: Path) -> None:
    frames = [Image.new("P", (60, 40), number) for number in range(3)]
    gif = picture(tmp_path / "red.gif", save_all=True, append_images=frames)
    patient(bench).publish(post("Bewegt", media=(gif,)), "key")
    [standing] = bench.sandbox.posts("twitter")
    assert [(m.mime, m.alt) for m in standing.media] == [("image/gif", gif.alt)]
    assert any("initialize" in call for call in bench.seen)
    bench.seen.clear()
    both = (gif, picture(tmp_path / "teal.png"))
    with pytest.raises(Rejected, match="1 animated GIF"):
        patient(bench).publish(post("Beides", media=both), "key")
    assert bench.seen == []


def test_a_video_takes_the_subtitles_along_that_lie_beside_it(bench: Bench, video: Media) -> None:
    video.path.with_suffix(".srt").write_text(SRT, encoding="utf-8")
    drafted = replace(post("Zum Ansehen", media=(video,)), language="de-CH")
    patient(bench).publish(drafted, "key")
    [standing] = bench.sandbox.posts("twitter")
    [shown] = standing.media
    assert (shown.kind, shown.bytes, shown.captions) == ("video", len(VIDEO), ("DE",))
    unknown = replace(drafted, parts=post("Noch einmal", media=(video,)).parts, language="und")
    receipt = patient(bench).publish(unknown, "key")
    assert "without its subtitles" in receipt.note


def test_a_video_that_x_is_slow_with_is_not_sent_again(bench: Bench, video: Media) -> None:
    kept: list[tuple[str, ...]] = []
    drafted = post("Zum Ansehen", media=(video,))
    with pytest.raises(Unavailable, match="still processing") as caught:
        bench.twitter().resume(drafted, kept.append)  # it has less patience than X asks for
    assert caught.value.retry_at is not None
    bench.seen.clear()
    uploads = patient(bench).resume(replace(drafted, uploads=kept[-1]), kept.append)
    assert uploads == kept[-1]
    assert {call.partition(" ")[0] for call in bench.seen} == {"GET"}
    bench.sandbox.reset()  # X forgets what no post uses
    assert patient(bench).resume(replace(drafted, uploads=uploads), kept.append) != uploads


def test_pieces_whose_answer_is_lost_are_sent_again(bench: Bench, video: Media) -> None:
    big = video.path.with_name("gross.mp4")
    big.write_bytes(VIDEO + bytes(9_000_000))
    path = "/2/media/upload/"
    bench.start(Fault(name="timeout", path=path), Fault(name="server-error", path=path, times=1))
    media = (replace(video, path=big),)
    patient(bench).publish(post("Gross", media=media), "key")
    [standing] = bench.sandbox.posts("twitter")
    assert standing.media[0].bytes == len(VIDEO) + 9_000_000


@pytest.fixture
def platform() -> Iterator[Platform]:
    with running() as told:
        yield told


def test_a_video_that_cannot_be_processed_is_no_post(platform: Platform, video: Media) -> None:
    failed = {"state": "failed", "error": {"code": 1, "message": "Unsupported video format"}}
    begun, done = {"data": {"id": "5"}}, {"data": {"id": "5", "processing_info": failed}}
    platform.tell(said(200, begun), said(200), said(200, done))
    with pytest.raises(Rejected, match="Unsupported video format") as caught:
        platform.twitter().publish(post("x", media=(video,)), "key")
    assert "H.264" in caught.value.hint
    assert platform.calls[-1] == "POST /2/media/upload/5/finalize"


def patient(bench: Bench) -> Any:
    publisher = bench.twitter()
    publisher._context = replace(publisher._context, patience=5.0, timeout=5.0)
    return publisher
