"""Where the speaker is in the picture, so that a narrow shape can be filled without cutting off a head.

Faces are looked for in some frames of a clip, by OpenCV where it is installed (the extra "faces"). Only a
crop that holds every face that was seen, whole, for all of the clip, is taken; where that cannot be, or
nobody knows, the whole picture is shown instead. The crop does not move.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from repurpose.media.clips.formats import Box, Format, Source
from repurpose.media.clips.stretch import Stretch
from repurpose.programs import ffmpeg

FRAMES, EVERY = 12, 1.0  # at most so many frames, so many seconds apart at least
SIDE = 480  # pixels of the longer side in which faces are looked for
SURE = 0.8  # of the frames in which a face must be seen
SEEN = 2  # frames in which one must be seen to be no mistake of the detector
SMALLEST = 0.07  # of the height: smaller faces are those of an audience
BESIDE, ABOVE = 0.45, 0.6  # of a face's size: what belongs to the head beside and above it
_FRONT, _PROFILE = "haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml"


@cache
def can_see() -> bool:
    """Whether OpenCV is here, with what it needs to find faces."""
    found = find_spec("cv2")
    if found is None or found.origin is None:
        return False
    return (Path(found.origin).parent / "data" / _FRONT).is_file()


def crop(faces: Sequence[Sequence[Box]], form: Format, source: Source) -> Box | None:
    """The part of the picture that fills a shape and holds all faces; None where there is none for sure.

    Args:
        faces: Of each frame, in pixels of the picture.
    """
    wide, high = form.ratio
    width = round(source.height * wide / high / 2) * 2
    seen = sum(1 for each in faces if each)
    if width >= source.width or not faces or seen < SURE * len(faces):
        return None
    people = [group for group in _people(faces) if len(group) >= SEEN]
    heads = [_head(face) for group in people for face in group]
    if not heads:
        return None
    left, right = min(left for left, _ in heads), max(right for _, right in heads)
    if right - left > width:
        return None
    x = min(max(0, round((left + right - width) / 4) * 2), source.width - width)
    return Box(x=x, y=0, width=width, height=source.height // 2 * 2)


def _people(faces: Iterable[Sequence[Box]]) -> list[list[Box]]:
    """Faces that stand where one stood before are of one person."""
    people: list[list[Box]] = []
    for frame in faces:
        for face in frame:
            near = (group for group in people if _near(group[-1], face))
            group = next(near, None)
            if group is None:
                people.append([face])
            else:
                group.append(face)
    return people


def _near(one: Box, other: Box) -> bool:
    apart = abs(one.x + one.width / 2 - other.x - other.width / 2)
    return apart < 1.5 * max(one.width, other.width)


def _head(face: Box) -> tuple[float, float]:
    """From where to where a head goes, to the left and the right."""
    return face.x - BESIDE * face.width, face.x + face.width + BESIDE * face.width


def faces(stretch: Stretch, source: Source) -> list[list[Box]]:
    """The faces in frames of a stretch; empty where OpenCV is not here."""
    if not can_see():
        return []
    shrunk = SIDE / max(source.width, source.height)
    width, height = round(source.width * shrunk / 2) * 2, round(source.height * shrunk / 2) * 2
    scale = source.width / width
    return [
        [
            Box(
                x=round(x * scale),
                y=round(y * scale),
                width=round(w * scale),
                height=round(h * scale),
            )
            for x, y, w, h in _detected(frame)
        ]
        for frame in _frames(stretch, source, (width, height))
    ]


def _frames(stretch: Stretch, source: Source, size: tuple[int, int]) -> Iterator[Any]:
    """Grey pictures out of a stretch, as arrays."""
    import numpy

    rate = min(1 / EVERY, FRAMES / stretch.seconds)
    width, height = size
    filters = f"{stretch.picture},fps={rate:.4f},scale={width}:{height}"
    process = ffmpeg.start(
        stretch.path, "-map", f"0:{source.picture}", "-vf", filters,
        "-pix_fmt", "gray", "-f", "rawvideo", "pipe:1", before=stretch.before,
    )  # fmt: skip
    content = ffmpeg.output(process, width * height * (FRAMES + 2), 60.0)
    pixels = numpy.frombuffer(content, numpy.uint8)
    count = len(pixels) // (width * height)
    yield from pixels[: count * width * height].reshape(count, height, width)


def _detected(frame: Any) -> list[tuple[int, int, int, int]]:
    """Faces from the front and from either side, as (x, y, width, height)."""
    import cv2

    cv2.setNumThreads(1)
    height, width = frame.shape
    least = round(SMALLEST * height)
    even = cv2.equalizeHist(frame)
    mirrored = cv2.flip(even, 1)
    found: list[tuple[int, int, int, int]] = []
    for name, picture, turned in (
        (_FRONT, even, False),
        (_PROFILE, even, False),
        (_PROFILE, mirrored, True),
    ):
        for x, y, w, h in _cascade(name).detectMultiScale(picture, 1.1, 3, minSize=(least, least)):
            found.append((int(width - x - w if turned else x), int(y), int(w), int(h)))
    return found


@cache
def _cascade(name: str) -> Any:
    import cv2

    return cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / name))
