"""The verbatim check: where a text stands in an asset, word for word.

Only white space and the shape of quotation marks and apostrophes may differ. A cut is marked […]:
its pieces must stand in this order, on one slide or in one speaker's turn.
"""

from __future__ import annotations

import bisect
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repurpose.model import Asset, Locator, Segment

_CLOSE = 0.05  # seconds
_AHEAD = 3000  # characters: what stands at a place is not further away
_MOST_BACK = 300  # cues that may last until a place
CUT = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
_QUOTES = str.maketrans({**dict.fromkeys("«»„“”‟″❝❞", '"'), **dict.fromkeys("‹›‚‘’‛′`´", "'")})
_QUOTE = re.compile("[«»„“”‟″❝❞‹›‚‘’‛′`´]")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the asset's segment number `segment`."""

    segment: int
    start: int
    end: int


class VerbatimIndex:
    """Finds texts in one asset. Made once an asset, in time linear in its text."""

    def __init__(self, asset: Asset) -> None:
        segments = asset.segments
        self._stretches = [_Stretch(segments, numbers) for numbers in _runs(segments)]
        self._places = _Places(segments, self._stretches)

    def locate(self, text: str, near: Locator | None = None) -> tuple[Span, ...] | None:
        """Where a text stands; None where it is not verbatim.

        Args:
            near: Where it is said to stand; a place there wins over others. A text that stands
                only elsewhere is found all the same.
        """
        pieces = [plain for piece in CUT.split(text) if (plain := _plain(piece))]
        if not pieces:
            return None
        there = self._places.near(near) if near is not None else []
        for stretch, place in there:
            if spans := stretch.locate(pieces, place, _AHEAD):
                return spans
        found = (stretch.locate(pieces) for stretch in [*(s for s, _ in there), *self._stretches])
        return next((spans for spans in found if spans), None)


class _Places:
    """Finds what stands at a locator without looking at all there is."""

    def __init__(self, segments: tuple[Segment, ...], stretches: list[_Stretch]) -> None:
        self._at: dict[tuple[int | None, ...], list[tuple[_Stretch, int]]] = {}
        timed: list[tuple[float, float, int]] = []
        self._segments: list[tuple[_Stretch, int]] = []
        for stretch in stretches:
            for number, start in zip(stretch.numbers, stretch.starts, strict=True):
                place = segments[number].locator
                known = self._at.setdefault((place.slide, place.page, place.line), [])
                if place.start is not None:
                    end = place.start if place.end is None else place.end
                    timed.append((place.start, end, len(self._segments)))
                elif not known or known[-1][0] is not stretch:
                    known.append((stretch, 0 if place.line is None else start))
                self._segments.append((stretch, start))
        timed.sort()
        self._timed = timed
        self._latest = list(itertools.accumulate((end for _, end, _ in timed), max))

    def near(self, near: Locator) -> list[tuple[_Stretch, int]]:
        """The stretches there, with the place in them, the earliest first."""
        if near.start is None:
            return self._at.get((near.slide, near.page, near.line), [])
        end = near.start if near.end is None else near.end
        number = bisect.bisect_right(self._timed, (end + _CLOSE, math.inf, 0)) - 1
        found: list[tuple[_Stretch, int]] = []
        for back in range(number, max(-1, number - _MOST_BACK), -1):
            if self._latest[back] < near.start - _CLOSE:
                break
            if self._timed[back][1] >= near.start - _CLOSE:
                found.append(self._segments[self._timed[back][2]])
        return found[::-1]


def locate(text: str, asset: Asset, near: Locator | None = None) -> tuple[Span, ...] | None:
    """Where one text stands in an asset; for several texts make a VerbatimIndex."""
    return VerbatimIndex(asset).locate(text, near)


def _runs(segments: tuple[Segment, ...]) -> Iterator[list[int]]:
    """Segments that a statement may run across: one slide's of one role, one speaker's speech."""
    run: list[int] = []
    for number, segment in enumerate(segments):
        if run and _unit(segments[run[-1]]) != _unit(segment):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _unit(segment: Segment) -> tuple[object, ...]:
    place = segment.locator
    return (segment.role, segment.speaker, segment.hidden, place.slide, place.page)


class _Stretch:
    """The plain text of consecutive segments, with the way back to each character's place."""

    def __init__(self, segments: tuple[Segment, ...], numbers: list[int]) -> None:
        self.numbers = numbers
        self.text = ""
        self.starts: list[int] = []
        self._maps: list[Sequence[int]] = []
        pieces: list[str] = []
        length = 0
        for number in numbers:
            plain, places = _plain_with_places(segments[number].text)
            self.starts.append(length)
            self._maps.append(places)
            pieces.append(plain)
            length += len(plain) + 1
        self.text = " ".join(pieces)

    def locate(
        self, pieces: list[str], start: int = 0, ahead: int | None = None
    ) -> tuple[Span, ...] | None:
        """The pieces in order, from `start` on, each at most `ahead` characters behind the last."""
        spans: list[Span] = []
        after = start
        for piece in pieces:
            stop = len(self.text) if ahead is None else after + len(piece) + ahead
            place = self._find(piece, after, stop)
            if place is None:
                return None
            after = place + len(piece)
            spans.extend(self._spans(place, after))
        return tuple(spans)

    def _find(self, piece: str, after: int, stop: int) -> int | None:
        """The first place of a piece that does not begin or end inside a word."""
        place = self.text.find(piece, after, stop)
        while place >= 0:
            if self._at_word(place) and self._at_word(place + len(piece)):
                return place
            place = self.text.find(piece, place + 1, stop)
        return None

    def _at_word(self, place: int) -> bool:
        around = self.text[max(0, place - 1) : place + 1]
        return len(around) < 2 or place == 0 or not around.isalnum()

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        index = bisect.bisect_right(self.starts, start) - 1
        while index < len(self.starts) and self.starts[index] < end:
            base, places = self.starts[index], self._maps[index]
            first, last = max(0, start - base), min(len(places), end - base)
            if last > first:
                yield Span(self.numbers[index], places[first], places[last - 1] + 1)
            index += 1


def _plain(text: str) -> str:
    if _QUOTE.search(text):  # translating takes longer than looking
        text = text.translate(_QUOTES)
    return " ".join(text.split())


def _plain_with_places(text: str) -> tuple[str, Sequence[int]]:
    """A text with single spaces and plain quotes, and the place of each of its characters."""
    whole = _plain(text)
    if len(whole) == len(text):
        return whole, range(len(text))
    out: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text.translate(_QUOTES)):
        if not character.isspace():
            out.append(character)
        elif out and out[-1] != " ":
            out.append(" ")
        else:
            continue
        places.append(place)
    if out and out[-1] == " ":
        out.pop()
        places.pop()
    return "".join(out), places
