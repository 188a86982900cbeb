"""What one person says in a row, with the time of each of its words."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from repurpose.model import Locator, Segment

PAUSE = 0.8  # seconds between two words that end what nobody closed with a full stop
FEWEST_STOPS = 1 / 60  # a word; people need one in 12 or so, recognisers without punctuation none
_STOP = re.compile(r"[.!?…](?=[\"'»”’)\]]*(?:\s|$))")
_WORD = re.compile(r"\S+")
_LOOKED_AT = 2000  # segments


@dataclass(slots=True)
class Turn:
    """The segments that one speaker says in a row, as one text."""

    segments: Sequence[Segment]
    text: str = ""
    _starts: list[int] = field(default_factory=list)  # of each segment in the text
    _words: dict[int, list[int]] = field(default_factory=dict)  # places of a segment's words

    def __post_init__(self) -> None:
        place = 0
        for segment in self.segments:
            self._starts.append(place)
            place += len(segment.text) + 1
        self.text = " ".join(segment.text for segment in self.segments)

    @property
    def speaker(self) -> str | None:
        return self.segments[0].speaker

    def place(self, start: int, end: int) -> Locator:
        """Where the characters from `start` to `end` stand: from when the first word begins to when
        the last one ends.

        By the times of the words where the file has them; else the words of a cue share its time by
        their characters, which is right to a second or so.
        """
        first, last = self.segment_at(start), self.segment_at(max(start, end - 1))
        locator = self.segments[first].locator
        if locator.start is None:
            return locator
        begins = self._time(first, start - self._starts[first], begin=True)
        ends = self._time(last, end - self._starts[last], begin=False)
        return Locator(start=begins, end=max(begins, ends))

    def segment_at(self, place: int) -> int:
        """The number of the segment that a character stands in."""
        return bisect.bisect_right(self._starts, place) - 1

    def _time(self, number: int, place: int, *, begin: bool) -> float:
        segment = self.segments[number]
        start = segment.locator.start or 0.0
        end = start if segment.locator.end is None else segment.locator.end
        words = self._places(number)
        if words:
            word = max(0, bisect.bisect_right(words, place if begin else place - 1) - 1)
            return segment.word_times[word][0 if begin else 1]
        return start + (end - start) * min(1.0, place / max(1, len(segment.text)))

    def _places(self, number: int) -> list[int]:
        """Where the words of a segment begin; empty where they have no times."""
        segment = self.segments[number]
        if not segment.word_times:
            return []
        if number not in self._words:
            places = [word.start() for word in _WORD.finditer(segment.text)]
            self._words[number] = places if len(places) == len(segment.word_times) else []
        return self._words[number]


def turns(segments: Sequence[Segment], *, unpunctuated: bool) -> Iterator[Turn]:
    """What each speaker says in a row. Where nobody wrote full stops, a pause ends it too."""
    turn: list[Segment] = []
    for segment in segments:
        if turn and segment.speaker != turn[-1].speaker:
            yield from _parts(turn, cut=unpunctuated)
            turn = []
        turn.append(segment)
    if turn:
        yield from _parts(turn, cut=unpunctuated)


def is_unpunctuated(segments: Sequence[Segment]) -> bool:
    """Whether nobody wrote full stops: a recogniser's text."""
    some = segments[:: max(1, len(segments) // _LOOKED_AT)]
    words = sum(len(segment.text.split()) for segment in some)
    stops = sum(len(_STOP.findall(segment.text)) for segment in some)
    return stops < FEWEST_STOPS * words


def _parts(turn: Sequence[Segment], *, cut: bool) -> Iterator[Turn]:
    if not cut:
        yield Turn(turn)
        return
    part: list[Segment] = []
    for segment in (piece for each in turn for piece in _between_pauses(each)):
        if part and _is_pause(part[-1], segment):
            yield Turn(part)
            part = []
        part.append(segment)
    if part:
        yield Turn(part)


def _is_pause(segment: Segment, following: Segment) -> bool:
    ends, begins = segment.locator.end, following.locator.start
    return ends is None or begins is None or begins - ends >= PAUSE


def _between_pauses(segment: Segment) -> Iterator[Segment]:
    """The pieces of a segment whose words have times."""
    words, times = segment.text.split(), segment.word_times
    if len(words) != len(times) or not words:
        yield segment
        return
    cuts = [n for n in range(1, len(times)) if times[n][0] - times[n - 1][1] >= PAUSE]
    for first, last in zip([0, *cuts], [*cuts, len(words)], strict=True):
        yield Segment(
            text=" ".join(words[first:last]),
            role=segment.role,
            speaker=segment.speaker,
            locator=Locator(start=times[first][0], end=times[last - 1][1]),
            word_times=times[first:last],
        )
