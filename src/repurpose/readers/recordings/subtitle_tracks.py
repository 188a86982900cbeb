"""Subtitles inside a recording's file."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.programs import ffmpeg
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.readers.recordings.container import Container, Stream

PICTURES = {
    "hdmv_pgs_subtitle": "PGS",
    "dvd_subtitle": "DVD",
    "dvb_subtitle": "DVB",
    "xsub": "DivX",
}
_LEAST_SPEED = 20_000_000  # bytes a second that a disk gives
_AS_THEY_ARE = {"webvtt": ".vtt", "subrip": ".srt", "ass": ".ass"}  # with the speakers they name


def readable(container: Container) -> list[Stream]:
    """The tracks of text, without those that hold only what is said in another language."""
    tracks = container.of_kind("subtitle")
    return [track for track in tracks if track.codec not in PICTURES and not track.forced]


def unreadable(container: Container) -> list[str]:
    """A line for each track that is no text."""
    return [
        f"the subtitles in stream {track.number} are pictures ({PICTURES[track.codec]}), not text"
        for track in container.of_kind("subtitle")
        if track.codec in PICTURES
    ]


def read(path: Path, track: Stream, context: ReadContext) -> Asset:
    """A track, as the reader of its format reads it.

    Raises:
        SourceError: it is damaged or empty.
    """
    suffix = _AS_THEY_ARE.get(track.codec, ".vtt")
    as_it_is = track.codec in _AS_THEY_ARE and suffix in readers.known_suffixes()
    suffix = suffix if as_it_is else ".vtt"
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, f"track{suffix}")
        text.write_bytes(_extracted(path, track, suffix, copy=as_it_is))
        try:
            return readers.read(text, replace(context, cache=None))
        except SourceError as error:
            raise SourceError(error.message, where=str(path), hint=error.hint) from error


def _extracted(path: Path, track: Stream, suffix: str, *, copy: bool) -> bytes:
    form = {".vtt": "webvtt", ".srt": "srt", ".ass": "ass"}[suffix]
    codec = ("-codec:s", "copy") if copy else ()
    process = ffmpeg.start(path, "-map", f"0:{track.number}", *codec, "-f", form, "pipe:1")
    seconds = 10 + path.stat().st_size / _LEAST_SPEED
    return ffmpeg.output(process, files.MAX_TEXT_BYTES, seconds)
