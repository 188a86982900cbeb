"""Whether a stretch of a video can be decoded: a damaged one is filled with grey, with old pictures or
with silence, and nobody notices."""

from __future__ import annotations

import re

from repurpose.media.clips.formats import Source
from repurpose.media.clips.stretch import Stretch
from repurpose.programs import ffmpeg

MARGIN = 1.0  # seconds before it: pictures are made of those before them
_MOST_BYTES, _MOST_SECONDS = 20_000_000, 120.0
_PICTURE = re.compile(r"showinfo.* pts_time:(-?[\d.]+)")
# A warning too: a packet that the file lost, a picture that the decoder filled.
_FAULT = re.compile(r"\[(?:error|fatal)\]|corrupt")
# A decoder that begins in the middle misses pictures that lie before; nothing is wrong with the file.
_HARMLESS = re.compile(
    r"reference|co located|mmco|non-existing|no frame|\b[sp]ps\b|\bpoc\b|\bref\b|slice_header|\brps\b",
    re.IGNORECASE,
)


def damaged_at(stretch: Stretch, source: Source) -> float | None:
    """The second of the recording, about, from which it cannot be decoded; None where all can be."""
    earlier = Stretch(path=stretch.path, start=max(0.0, stretch.start - MARGIN), end=stretch.end)
    process = ffmpeg.start(
        stretch.path, "-map", f"0:{source.picture}", "-map", f"0:{source.sound}",
        "-vf", f"{earlier.picture},showinfo=checksum=0", "-f", "null", "-",
        before=earlier.before, level="level+info", stderr=True,
    )  # fmt: skip
    said = ffmpeg.output(process, _MOST_BYTES, _MOST_SECONDS).decode("utf-8", errors="replace")
    at: float | None = None
    for line in said.splitlines():
        if (picture := _PICTURE.search(line)) is not None:
            at = earlier.start + float(picture[1])
        elif _FAULT.search(line) and (
            at is not None or (earlier.is_indexed and not _HARMLESS.search(line))
        ):
            return max(stretch.start, earlier.start if at is None else at)
    return None
