"""The verbatim check: where a text stands in an asset, word for word.

Only white space and the shape of quotation marks and apostrophes may differ. A cut is marked […]:
its pieces must stand in this order, on one slide or in one speaker's turn.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from repurpose.model import Asset, Locator, Segment

CUT = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
_QUOTES = str.maketrans({**dict.fromkeys("«»„“”‟″❝❞", '"'), **dict.fromkeys("‹›‚‘’‛′`´", "'")})


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the asset's segment number `segment`."""

    segment: int
    start: int
    end: int


class VerbatimIndex:
    """Finds texts in one asset. Made once an asset, in time linear in its text."""

    def __init__(self, asset: Asset) -> None:
        self._asset = asset
        self._stretches = [_Stretch(asset.segments, numbers) for numbers in _runs(asset.segments)]

    def locate(self, text: str, near: Locator | None = None) -> tuple[Span, ...] | None:
        """Where a text stands; None where it is not verbatim.

        Args:
            near: Where it is said to stand; a place there wins over others. A text that stands
                only elsewhere is found all the same.
        """
        pieces = [plain for piece in CUT.split(text) if (plain := _plain(piece))]
        if not pieces:
            return None
        found = (stretch.locate(pieces) for stretch in self._ordered(near))
        return next((spans for spans in found if spans), None)

    def _ordered(self, near: Locator | None) -> Iterator[_Stretch]:
        if near is not None:
            yield from (s for s in self._stretches if s.touches(self._asset.segments, near))
        yield from self._stretches


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
        self._starts: list[int] = []
        self._maps: list[list[int]] = []
        pieces: list[str] = []
        length = 0
        for number in numbers:
            plain, places = _plain_with_places(segments[number].text)
            self._starts.append(length)
            self._maps.append(places)
            pieces.append(plain)
            length += len(plain) + 1
        self.text = " ".join(pieces)

    def touches(self, segments: tuple[Segment, ...], near: Locator) -> bool:
        return any(_same_place(segments[number].locator, near) for number in self.numbers)

    def locate(self, pieces: list[str]) -> tuple[Span, ...] | None:
        spans: list[Span] = []
        after = 0
        for piece in pieces:
            place = self._find(piece, after)
            if place is None:
                return None
            after = place + len(piece)
            spans.extend(self._spans(place, after))
        return tuple(spans)

    def _find(self, piece: str, after: int) -> int | None:
        """The first place of a piece that does not begin or end inside a word."""
        place = self.text.find(piece, after)
        while place >= 0:
            if self._at_word(place) and self._at_word(place + len(piece)):
                return place
            place = self.text.find(piece, place + 1)
        return None

    def _at_word(self, place: int) -> bool:
        around = self.text[max(0, place - 1) : place + 1]
        return len(around) < 2 or place == 0 or not around.isalnum()

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        index = bisect.bisect_right(self._starts, start) - 1
        while index < len(self._starts) and self._starts[index] < end:
            base, places = self._starts[index], self._maps[index]
            first, last = max(0, start - base), min(len(places), end - base)
            if last > first:
                yield Span(self.numbers[index], places[first], places[last - 1] + 1)
            index += 1


def _same_place(a: Locator, b: Locator) -> bool:
    if b.start is not None:
        end = b.start if b.end is None else b.end
        return a.start is not None and b.start - 0.01 <= a.start <= end + 0.01
    return (a.slide, a.page) == (b.slide, b.page) and (b.line is None or a.line == b.line)


def _plain(text: str) -> str:
    return " ".join(text.translate(_QUOTES).split())


def _plain_with_places(text: str) -> tuple[str, list[int]]:
    """A text with single spaces and plain quotes, and the place of each of its characters."""
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
