"""The picture and the sound of a video, as ffmpeg describes them."""

from __future__ import annotations

import re
from pathlib import Path

from repurpose.errors import SourceError
from repurpose.media.clips.formats import Source
from repurpose.programs import ffmpeg

_STREAM = re.compile(r"  Stream #0:(\d+)\S*: (Video|Audio): (.*)")
_PIXELS = re.compile(r"\b(\d{2,5})x(\d{2,5})(?: \[SAR (\d+):(\d+) DAR)?")
_DURATION = re.compile(r"  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_TURNED = re.compile(r"rotation of (-?\d+(?:\.\d+)?) degrees")
_TURN = 45  # degrees


def probed(path: Path) -> Source:
    """What can be cut of a video.

    Raises:
        SourceError: it has no picture or no sound, or cannot be opened.
    """
    process = ffmpeg.start(path, level="info", stderr=True)
    said = ffmpeg.output(process, 1_000_000, 10.0).decode("utf-8", errors="replace")
    _, found, described = said.partition("Input #0,")
    if not found:
        raise SourceError(
            "is not a video, or its beginning is damaged",
            where=str(path),
            hint="see whether a player opens it; copy or download it again",
        )
    streams = [match.groups() for match in map(_STREAM.match, described.splitlines()) if match]
    pictures = [s for s in streams if s[1] == "Video" and "(attached pic)" not in s[2]]
    sounds = [s for s in streams if s[1] == "Audio"]
    pixels = next((p for s in pictures if (p := _PIXELS.search(s[2]))), None)
    if pixels is None:
        raise SourceError(
            "has no picture; clips are cut from videos",
            where=str(path),
            hint="take the video of it",
        )
    if not sounds:
        raise SourceError(
            "has no sound; clips are cut from what is said",
            where=str(path),
            hint="export it again with its sound",
        )
    sound = next((s for s in sounds if "(default)" in s[2]), sounds[0])
    width, height = _shown(pixels, described)
    length = _DURATION.search(described)
    return Source(
        width=width,
        height=height,
        picture=int(pictures[0][0]),
        sound=int(sound[0]),
        seconds=0.0
        if length is None
        else int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3]),
    )


def _shown(pixels: re.Match[str], described: str) -> tuple[int, int]:
    """Its size in square pixels, turned as players turn it."""
    width, height = int(pixels[1]), int(pixels[2])
    if pixels[3] and int(pixels[4]):
        width = round(width * int(pixels[3]) / int(pixels[4]))
    turned = _TURNED.search(described)
    if turned and _TURN < abs(float(turned[1])) % 180 < 180 - _TURN:
        return height, width
    return width, height
