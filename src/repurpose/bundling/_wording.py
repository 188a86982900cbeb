"""The words of an asset in reading order, made plain for comparing, with their places and times."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from repurpose.model import Segment

_WORD = re.compile(r"\d+(?:[.,’']\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_THOUSANDS = re.compile(r"[.,’'](?=\d{3}(?!\d))")
_TOKEN = re.compile(r"\S+")


@dataclass(slots=True)
class Wording:
    """The words of some segments, as columns of equal length.

    Attributes:
        plain: Lower case, without accents; numbers without thousands separators.
        segment: The number of the segment each word stands in.
        at: Where it begins in the segment's text.
        begins, ends: Its time in seconds; None where the segment has none. Without times of words,
            those of a segment share its time by their characters.
        breaks: Whether a sentence, or what one speaker says, ends with it.
    """

    plain: list[str] = field(default_factory=list)
    segment: list[int] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    begins: list[float | None] = field(default_factory=list)
    ends: list[float | None] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.plain)

    def index(self, segment: int, character: int) -> int:
        """The number of the first word that begins there or behind it."""
        return bisect.bisect_left(self._places(), (segment, character))

    def _places(self) -> _Pairs:
        return _Pairs(self.segment, self.at)


@dataclass(frozen=True, slots=True)
class _Pairs(Sequence[tuple[int, int]]):
    first: Sequence[int]
    second: Sequence[int]

    def __len__(self) -> int:
        return len(self.first)

    def __getitem__(self, number: int) -> tuple[int, int]:  # type: ignore[override]
        return self.first[number], self.second[number]


def wording(segments: Sequence[Segment], roles: Iterable[str]) -> Wording:
    """The words of the segments of these roles."""
    made, wanted = Wording(), frozenset(roles)
    before: Segment | None = None
    for number, segment in enumerate(segments):
        if segment.role not in wanted:
            continue
        if before is not None and made.breaks and before.speaker != segment.speaker:
            made.breaks[-1] = True
        before = segment
        _add(made, number, segment)
    return made


def _add(made: Wording, number: int, segment: Segment) -> None:
    text, place = segment.text, segment.locator
    tokens = [found.start() for found in _TOKEN.finditer(text)] if segment.word_times else []
    timed = tokens if len(tokens) == len(segment.word_times) else []
    start = place.start
    length = 0.0 if start is None or place.end is None else max(0.0, place.end - start)
    for found in _WORD.finditer(text):
        made.plain.append(plain(found[0]))
        made.segment.append(number)
        made.at.append(found.start())
        made.breaks.append(text[found.end() : found.end() + 1] in (".", "!", "?", "…"))
        if start is None:
            made.begins.append(None)
            made.ends.append(None)
        elif timed:
            times = segment.word_times[bisect.bisect_right(timed, found.start()) - 1]
            made.begins.append(times[0])
            made.ends.append(times[1])
        else:
            made.begins.append(start + length * found.start() / len(text))
            made.ends.append(start + length * found.end() / len(text))


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """A word for comparing: Häuser is hauser, 1’100 is 1100, 6,4 is 6.4."""
    if word[0].isdigit():
        return _THOUSANDS.sub("", word).replace(",", ".").replace("’", ".").replace("'", ".")
    letters = unicodedata.normalize("NFKD", word.casefold().replace("’", "").replace("'", ""))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)) or word
