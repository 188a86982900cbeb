"""What is in a recording's file: its streams and what it says of itself, as ffmpeg prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from repurpose.errors import SourceError
from repurpose.programs import ffmpeg
from repurpose.readers.recordings import languages

_MOST_SECONDS = 5
_MOST_BYTES = 1_000_000
_STREAM = re.compile(
    r"  Stream #0:(?P<number>\d+)(?:\[\w+\])?(?:\((?P<language>[^()]*)\))?: "
    r"(?P<kind>[A-Z][a-z]+): (?P<codec>\w+)(?P<rest>.*)"
)
_DURATION = re.compile(r"  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_TAG = re.compile(r" {4,6}(\S[^:]*?)\s*: (.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One stream. `kind`: "video", "audio", "subtitle", "data" …; `codec` as ffmpeg calls it."""

    number: int
    kind: str
    codec: str
    language: str | None = None
    default: bool = False
    forced: bool = False
    impaired: bool = False
    cover: bool = False
    tags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A recording's file. `seconds`: how long it says that it is; 0 where it does not."""

    streams: tuple[Stream, ...] = ()
    seconds: float = 0.0
    tags: dict[str, str] = field(default_factory=dict)

    def of_kind(self, kind: str) -> tuple[Stream, ...]:
        """The streams of one kind; the picture on a record's sleeve is no video."""
        return tuple(s for s in self.streams if s.kind == kind and not s.cover)


def opened(path: Path) -> Container:
    """What is in a file.

    Raises:
        SourceError: it is no recording, or its beginning is damaged.
    """
    process = ffmpeg.start(path, level="info", stderr=True)
    said = ffmpeg.output(process, _MOST_BYTES, _MOST_SECONDS).decode("utf-8", errors="replace")
    container = parsed(said)
    if not container.streams:
        raise _refused(path, said)
    return container


def parsed(said: str) -> Container:
    """The container that ffmpeg describes in what it says on standard error."""
    streams: list[Stream] = []
    tags: dict[str, str] = {}
    seconds, current = 0.0, tags
    _, _, described = said.partition("Input #0,")
    for line in described.splitlines():
        if stream := _STREAM.match(line):
            streams.append(_stream(stream))
            current = streams[-1].tags
        elif length := _DURATION.match(line):
            seconds = int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3])
        elif line.startswith("  Chapter") or "Chapter #" in line:
            current = {}
        elif tag := _TAG.match(line):
            current.setdefault(tag[1].lower(), tag[2].strip())
    return Container(streams=tuple(streams), seconds=seconds, tags=tags)


def _stream(match: re.Match[str]) -> Stream:
    rest = match["rest"]
    return Stream(
        number=int(match["number"]),
        kind=match["kind"].lower(),
        codec=match["codec"],
        language=languages.code(match["language"] or "und"),
        default="(default)" in rest,
        forced="(forced)" in rest,
        impaired="(hearing impaired)" in rest,
        cover="(attached pic)" in rest,
    )


def _refused(path: Path, said: str) -> SourceError:
    with path.open("rb") as file:
        is_mp4 = file.read(8)[4:] in (b"ftyp", b"mdat", b"free", b"skip", b"wide")
    if is_mp4 and "moov atom not found" in said:
        return SourceError(
            "is cut off: the end of the file is missing, and with it the list of what is in it",
            where=str(path),
            hint="copy or download it again",
        )
    return SourceError(
        "is not a recording, or its beginning is damaged",
        where=str(path),
        hint="see whether a player opens it; copy or download it again",
    )
