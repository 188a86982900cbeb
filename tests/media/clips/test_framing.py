"""The speaker is in the frame: a narrow shape is cropped only where all heads fit into it.

astronaut.jpg: Eileen Collins, photographed by NASA (in the public domain).
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from repurpose.media.clips import fonts, framing, labelling
from repurpose.media.clips.formats import FORMATS, Box, Format, Source, placed
from repurpose.media.clips.labelling import Faces
from repurpose.media.clips.stretch import Stretch
from repurpose.media.clips.styling import Named, drawn
from repurpose.programs import ffmpeg

HD = Source(width=1280, height=720, picture=0, sound=1, seconds=60.0)
TALL, SQUARE, WIDE = FORMATS["9:16"], FORMATS["1:1"], FORMATS["16:9"]
PERSON = Path(__file__).parent / "astronaut.jpg"


def _face(x: int, size: int = 120) -> Box:
    return Box(x=x, y=200, width=size, height=size)


def _holds(crop: Box, face: Box) -> bool:
    head = 0.4 * face.width
    return crop.x <= face.x - head and face.x + face.width + head <= crop.x + crop.width


@pytest.mark.parametrize("form", [TALL, SQUARE])
@pytest.mark.parametrize("x", [60, 300, 580, 900, 1100])
def test_a_face_is_in_the_middle_or_the_picture_ends(form: Format, x: int) -> None:
    crop = framing.crop([[_face(x)]] * 10, form, HD)
    assert crop is not None
    assert _holds(crop, _face(x))
    assert (crop.y, crop.height) == (0, 720)
    assert 0 <= crop.x <= 1280 - crop.width
    wide, high = form.ratio
    assert crop.width / crop.height == pytest.approx(wide / high, abs=0.005)
    middle = abs(crop.x + crop.width / 2 - x - 60)
    assert middle <= 2 or crop.x in (0, 1280 - crop.width)


def test_what_is_not_sure_is_shown_whole() -> None:
    seen, nothing = [_face(500)], list[Box]()
    assert framing.crop([seen] * 7 + [nothing] * 3, TALL, HD) is None
    assert framing.crop([nothing] * 10, TALL, HD) is None
    assert framing.crop([], TALL, HD) is None
    assert framing.crop([seen] * 10, WIDE, HD) is None
    portrait = Source(width=720, height=1280, picture=0, sound=1, seconds=9.0)
    assert framing.crop([seen] * 10, TALL, portrait) is None


def test_nobody_is_cut_off() -> None:
    both = [_face(100), _face(1000)]
    assert framing.crop([both] * 10, SQUARE, HD) is None
    near = [_face(300), _face(620)]
    square = framing.crop([near] * 10, SQUARE, HD)
    assert square is not None
    assert all(_holds(square, face) for face in near)
    assert framing.crop([near] * 10, TALL, HD) is None
    walking = [[_face(200 + 90 * n)] for n in range(10)]
    assert framing.crop(walking, TALL, HD) is None
    seldom = [[_face(600)]] * 8 + [[_face(600), _face(50)]] * 2
    assert framing.crop(seldom, TALL, HD) is None


def test_a_mistake_of_the_detector_changes_nothing() -> None:
    once = [[_face(600)]] * 9 + [[_face(600), _face(50)]]
    assert framing.crop(once, TALL, HD) == framing.crop([[_face(600)]] * 10, TALL, HD)


def _video(path: Path, place: str) -> Path:
    graph = f"[0]scale=-2:440[a];color=c=0x667788:s=1280x720:d=4:r=4[b];[b][a]overlay={place}:y=200"
    words = ["-loop", "1", "-t", "4", "-i", str(PERSON), "-filter_complex", graph]
    words += ["-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast", str(path)]
    subprocess.run([ffmpeg.program(), "-nostdin", "-v", "error", *words], check=True)
    return path


@pytest.mark.skipif(not framing.can_see(), reason="the extra faces is not installed")
def test_a_real_face_is_found(tmp_path: Path) -> None:
    video = _video(tmp_path / "Rede.mp4", "x=700")
    faces = framing.faces(Stretch(path=video, start=0.0, end=4.0), HD)
    assert len(faces) >= 3
    crop = framing.crop(faces, TALL, HD)
    assert crop is not None
    assert crop.x <= 800
    assert crop.x + crop.width >= 1050  # her head is from 810 to 1040


def test_the_whole_picture_is_where_captions_leave_room() -> None:
    box = placed(TALL, HD)
    assert (box.x, box.width, box.height) == (0, 1080, 608)
    assert box.y + box.height < 1920 * 0.65


def _label(seen: Faces | None, form: Format) -> tuple[int, int]:
    """The middle of the name of who speaks."""
    named = Named(name="Regula Hasler", start=0.0, end=5.0)
    drawn_there = drawn([], [named], form, HD, fonts.face(), seen)
    [place] = re.findall(r"pos\((\d+),(\d+)\)", drawn_there)
    return int(place[0]), int(place[1])


def test_the_name_lies_on_no_face() -> None:
    assert _label(None, SQUARE)[1] < placed(SQUARE, HD).y  # above the picture
    nobody = _label(Faces(seconds=10.0), WIDE)
    assert nobody[0] < 400 < nobody[1]  # below, on the left, as on television
    close = Box(x=0, y=300, width=700, height=400)
    seen = labelling.in_shape([[close]] * 10, 10.0, None, (1280, 720), HD)
    x, y = _label(seen, WIDE)
    assert x > 700 + 100 or y < 300 - 30
    later = labelling.in_shape([[]] * 8 + [[close]] * 2, 10.0, None, (1280, 720), HD)
    assert _label(later, WIDE) == nobody
