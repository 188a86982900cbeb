"""Transcripts as plain text, with speakers and times as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files, speakers
from repurpose.text.language import recognise

_CLOCK = r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,2}):(?P<s>\d{2})(?:[.,](?P<f>\d{1,3}))?"
_LEADING = re.compile(rf"^[\[(]?{_CLOCK}[\])]?\s*[-–—:]?\s*")
_TRAILING = re.compile(
    rf"^(?P<name>[^:\[\]()\d]{{2,60}}?)\s*[\[(]?{_CLOCK}[\])]?\s*(?P<colon>:?)\s*(?P<rest>.*)$"
)
_CHAT = re.compile(
    rf"^{_CLOCK}\s+(?:From\s+)?(?P<name>[^:\t]{{2,60}}?)(?:\s+to\s+[^:\t]{{2,60}})?\s*:\s*(?P<rest>.*)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Turn:
    line: int
    speaker: str | None
    start: float | None
    texts: list[str] = field(default_factory=list)


class TranscriptReader:
    """One segment a paragraph of one speaker. Times where the text has them, else lines."""

    suffixes: ClassVar[tuple[str, ...]] = (".txt",)

    def read(self, path: Path, context: ReadContext) -> Asset:
        lines = files.text_of(path).split("\n")
        turns = [turn for turn in _turns(lines) if any(turn.texts)]
        if not turns:
            raise SourceError("holds no text", where=str(path), hint="is it the right file?")
        segments = tuple(_segments(turns))
        return Asset(
            path=path,
            kind="transcript",
            title=path.stem,
            language=context.language or recognise("\n".join(s.text for s in segments)),
            sha256=files.sha256(path),
            segments=segments,
        )


def _segments(turns: list[_Turn]) -> Iterator[Segment]:
    for number, turn in enumerate(turns):
        following = (later.start for later in turns[number + 1 :] if later.start is not None)
        if turn.start is None:
            place = Locator(line=turn.line)
        else:
            place = Locator(start=turn.start, end=max(turn.start, next(following, turn.start)))
        text = " ".join(" ".join(turn.texts).split())
        yield Segment(text=text, role="speech", speaker=turn.speaker, locator=place)


def _turns(lines: list[str]) -> list[_Turn]:
    """Paragraphs with their speaker. A blank line ends a paragraph, not a turn."""
    stamped = [_stamp(line.strip()) for line in lines]
    labels = speakers.Labels.of([rest for _, _, rest in stamped if rest])
    turns: list[_Turn] = []
    speaker: str | None = None
    fresh = True
    for number, (start, name, rest) in enumerate(stamped, start=1):
        said_by, text = labels.split(rest) if name is None else (speakers.tidy(name), rest)
        if said_by is not None:
            speaker = said_by
            turns.append(_Turn(number, speaker, start, [text]))
            fresh = False
        elif not rest:
            fresh = fresh or start is None
            if start is not None:
                turns.append(_Turn(number, speaker, start))
                fresh = False
        elif fresh or start is not None or not turns:
            turns.append(_Turn(number, speaker, start, [rest]))
            fresh = False
        else:
            turns[-1].texts.append(rest)
    return turns


def _stamp(line: str) -> tuple[float | None, str | None, str]:
    """(time, speaker where the form of the line names one, the rest) of a line."""
    chat = _CHAT.match(line)
    if chat and ("\t" in line[: chat.start("rest")] or " from " in line.lower()[:30]):
        return _seconds(chat), chat["name"].strip(), chat["rest"]
    leading = _LEADING.match(line)
    if leading:
        rest = line[leading.end() :]
        alone = not speakers.split_label(rest)[0] and len(rest.split()) <= 4
        if alone and rest and speakers.looks_like_name(rest.rstrip(":")) and rest[-1] not in ".!?":
            return _seconds(leading), rest.rstrip(":"), ""
        return _seconds(leading), None, rest
    trailing = _TRAILING.match(line)
    if trailing and (trailing["colon"] or not trailing["rest"]):
        name = trailing["name"].strip(" ,-–")
        if speakers.looks_like_name(name):
            return _seconds(trailing), name, trailing["rest"]
    return None, None, line


def _seconds(match: re.Match[str]) -> float:
    hours, minutes, seconds = (int(match[name] or 0) for name in "hms")
    return 3600 * hours + 60 * minutes + seconds + float(f"0.{match['f'] or 0}")
