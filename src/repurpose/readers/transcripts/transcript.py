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
from repurpose.readers.transcripts import asset, content, speakers

_CLOCK = r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,2}):(?P<s>\d{2})(?:[.,](?P<f>\d{1,3}))?"
_LEADING = re.compile(
    rf"^[\[(]?{_CLOCK}[\])]?(?!\s*(?:Uhr|h|am|pm|a\.m|p\.m|o'clock|heures)\b)\s*[-–—:]?\s*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"^(?P<name>[^:\[\]()\d]{{2,60}}?(?:\s\d{{1,2}}(?=\s))?)\s*[\[(]?{_CLOCK}[\])]?\s*(?P<colon>:?)\s*(?P<rest>.*)$"
)
_BRACKETED = re.compile(rf"^\[(?P<name>[^\[\]:]{{2,60}})\]\s+{_CLOCK}$")  # captions saved by Zoom
# Said once more for who cannot see (YouTube, Teams), and the mark of Otter.
_ASIDE = re.compile(
    r"(?:\d+ (?:hours?|minutes?|seconds?|stunden?|minuten?|sekunden?|heures?|secondes?|ore|minuti|secondi)"
    r"[, ]*)+|transcribed by https?://otter\.ai",
    re.IGNORECASE,
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
        with content.quick():
            return _read(path, context)


def _read(path: Path, context: ReadContext) -> Asset:
    text = content.text_of(path)
    spoken = content.spoken_in(path, text)  # subtitles or JSON that were saved as text
    if spoken is not None:
        return asset.asset_of(path, context, spoken)
    turns = [turn for turn in _turns(text.split("\n")) if any(turn.texts)]
    if not turns:
        raise SourceError("holds no text", where=str(path), hint="is it the right file?")
    return asset.made(path, context, tuple(_segments(turns)))


def _segments(turns: list[_Turn]) -> Iterator[Segment]:
    ends = _ends([turn.start for turn in turns])
    for turn, end in zip(turns, ends, strict=True):
        if turn.start is None or end is None:
            place = Locator(line=turn.line)
        else:
            place = Locator(start=turn.start, end=end)
        text = " ".join(" ".join(turn.texts).split())
        yield Segment(text=text, role="speech", speaker=turn.speaker, locator=place)


def _ends(starts: list[float | None]) -> list[float | None]:
    """Each ends where the next later one starts; the last where it starts: nobody wrote when."""
    ends: list[float | None] = []
    later = start = None
    for at in reversed(starts):
        if at is not None and at != start:
            later, start = start, at
        ends.append(at if at is None or later is None else max(at, later))
    return ends[::-1]


def _turns(lines: list[str]) -> list[_Turn]:
    """Paragraphs with their speaker. A blank line ends a paragraph, not a turn."""
    stamped = _stamps([line.strip() for line in lines])
    labels = speakers.Labels.of([rest for _, _, rest in stamped if rest])
    hearing = _Hearing()
    for number, (start, name, rest) in enumerate(stamped, start=1):
        said_by, text = labels.split(rest) if name is None else (speakers.tidy(name), rest)
        other = speakers.somebody_else(rest) if said_by is None and rest[:1] == ">" else None
        if said_by is not None or other is not None:
            hearing.somebody(number, said_by, start, text if other is None else other)
        elif not rest:
            hearing.pause(number, start)
        else:
            hearing.goes_on(number, start, rest)
    return hearing.turns


@dataclass(slots=True)
class _Hearing:
    """What was heard so far: the turns, who has the word, and since when."""

    turns: list[_Turn] = field(default_factory=list)
    speaker: str | None = None
    start: float | None = None
    fresh: bool = True  # the next line begins a paragraph

    def somebody(self, line: int, speaker: str | None, start: float | None, text: str) -> None:
        self.speaker = speaker
        self._begin(line, start, text)

    def pause(self, line: int, start: float | None) -> None:
        if start is not None:
            self._begin(line, start, "")
        self.fresh = self.fresh or start is None

    def goes_on(self, line: int, start: float | None, text: str) -> None:
        if self.fresh or start is not None or not self.turns:
            self._begin(line, start, text)
        else:
            self.turns[-1].texts.append(text)

    def _begin(self, line: int, start: float | None, text: str) -> None:
        # A paragraph without a time of its own is found at the time of the one before it.
        self.start = self.start if start is None else start
        self.turns.append(_Turn(line, self.speaker, self.start, [text]))
        self.fresh = False


def _names_alone(lines: list[str]) -> frozenset[int]:
    """The lines, by index, that are a name above what was said: so most paragraphs begin there."""
    heads = [n for n, line in enumerate(lines) if line and not (n and lines[n - 1])]
    found = [
        n
        for n in heads
        if n + 1 < len(lines) and lines[n + 1] and len(lines[n]) <= 60
        and lines[n][-1].isalpha() and speakers.looks_like_name(lines[n])
    ]  # fmt: skip
    comes_back = len({lines[n] for n in found}) < len(found)
    return frozenset(found if comes_back and 2 * len(found) > len(heads) else ())


_Stamped = tuple[float | None, str | None, str]  # time, speaker where the form names one, the rest


def _stamps(lines: list[str]) -> list[_Stamped]:
    """A line with nothing but a time and words is a speaker only if something is said below it."""
    lines = ["" if _ASIDE.fullmatch(line) else line for line in lines]
    alone = _names_alone(lines)
    stamped = [(None, line, "") if n in alone else _stamp(line) for n, line in enumerate(lines)]
    answered = False
    for n in range(len(lines) - 1, -1, -1):
        start, name, rest = stamped[n]
        if rest.isdecimal() and n + 1 < len(lines) and stamped[n + 1][0] is not None:
            stamped[n] = (None, None, "")  # the counter of subtitles
            continue
        if name is not None and not rest and not answered:
            stamped[n] = (start, None, name)
        if lines[n]:
            answered = start is None and name is None
    return stamped


def _stamp(line: str) -> _Stamped:
    chat = _CHAT.match(line)
    if chat and ("\t" in line[: chat.start("rest")] or " from " in line.lower()[:30]):
        return _seconds(chat), chat["name"].strip(), chat["rest"]
    bracketed = _BRACKETED.match(line)
    if bracketed and speakers.looks_like_name(bracketed["name"]):
        return _seconds(bracketed), bracketed["name"], ""
    leading = _LEADING.match(line)
    if leading:
        rest = line[leading.end() :]
        if rest[:1] == "[" and rest[-1:] == "]":
            rest = rest[1:-1]
        alone = not speakers.split_label(rest)[0] and len(rest.split()) <= 4
        if alone and rest and speakers.looks_like_name(rest.rstrip(":")) and rest[-1] not in ".!?":
            return _seconds(leading), rest.rstrip(":"), ""
        return _seconds(leading), None, rest
    trailing = _TRAILING.match(line)
    if trailing and (trailing["colon"] or not trailing["rest"]):
        name = trailing["name"].strip(" ,-–—|·•")
        if speakers.looks_like_name(name):
            return _seconds(trailing), name, trailing["rest"]
    return None, None, line


def _seconds(match: re.Match[str]) -> float:
    hours, minutes, seconds = (int(match[name] or 0) for name in "hms")
    return 3600 * hours + 60 * minutes + seconds + float(f"0.{match['f'] or 0}")
