"""The likeliest course of the slides through a talk: one after the other, some left out, one shown
again, and parts of the talk that belong to none."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Costs, in words that are heard: a rare word of a slide is 1 at most.
STEP = 0.5  # to another slide
SKIP = 0.2  # for each slide passed over
BACK = 8.0  # to an earlier slide
LEAVE = 1.5  # to no slide


@dataclass(frozen=True, slots=True)
class Run:
    """The pieces `first` to before `stop`, in which the slide at `place` was shown."""

    place: int
    first: int
    stop: int


def course(heard: Sequence[dict[int, float]], pieces: int) -> tuple[float, tuple[Run, ...]]:
    """How likely the slides, in this order, are those of the talk (0: not at all), and the runs,
    which follow each other in time.

    Time and memory: slides times pieces.

    Args:
        heard: Of each slide, how much of it is heard in which piece.
        pieces: How many there are.
    """
    if not heard or not pieces:
        return 0.0, ()
    search = _Search(heard, pieces)
    for piece in range(pieces):
        search.step(piece)
    total, shown = search.best()
    return total, tuple(_runs(shown))


class _Search:
    """Viterbi's search. For each slide there are two states: it is shown, or none is since."""

    def __init__(self, heard: Sequence[dict[int, float]], pieces: int) -> None:
        self._heard = heard
        self._usual = [sum(each.values()) / pieces for each in heard]
        self._on = [-math.inf] * len(heard)
        self._off = [-math.inf] * len(heard)
        self._came: list[
            list[int]
        ] = []  # for each piece: 2 * slide before + whether none was shown
        self._left: list[bytearray] = []  # for each piece: whether the slide was left just now

    def step(self, piece: int) -> None:
        on, off, count = self._on, self._off, len(self._on)
        best = [max(pair) for pair in zip(on, off, strict=True)]
        later = max(range(count), key=best.__getitem__)
        back = best[later] - BACK
        before, before_at = -math.inf, -1
        came, left = [-1] * count, bytearray(count)
        new_on, new_off = [0.0] * count, [0.0] * count
        for slide in range(count):
            value, source = on[slide], 2 * slide
            if off[slide] > value:
                value, source = off[slide], 2 * slide + 1
            if -STEP - SKIP * slide > value:
                value, source = -STEP - SKIP * slide, -1
            if before - STEP > value:
                value = before - STEP
                source = 2 * before_at + (off[before_at] > on[before_at])
            if later > slide and back > value:
                value, source = back, 2 * later + (off[later] > on[later])
            came[slide] = source
            new_on[slide] = value + self._heard[slide].get(piece, 0.0) - self._usual[slide]
            left[slide] = on[slide] - LEAVE > off[slide]
            new_off[slide] = max(on[slide] - LEAVE, off[slide])
            before -= SKIP
            if best[slide] > before:
                before, before_at = best[slide], slide
        self._came.append(came)
        self._left.append(left)
        self._on, self._off = new_on, new_off

    def best(self) -> tuple[float, list[int]]:
        """The likelihood, and the slide of each piece (-1: none)."""
        total, state = 0.0, -1
        for slide, (on, off) in enumerate(zip(self._on, self._off, strict=True)):
            if max(on, off) > total:
                total, state = max(on, off), 2 * slide + (off > on)
        shown = [-1] * len(self._came)
        for piece in range(len(self._came) - 1, -1, -1):
            if state < 0:
                break
            slide, none = divmod(state, 2)
            if none:
                state = 2 * slide if self._left[piece][slide] else state
            else:
                shown[piece] = slide
                state = self._came[piece][slide]
        return total, shown


def _runs(shown: Sequence[int]) -> Iterator[Run]:
    first = 0
    for piece in range(1, len(shown) + 1):
        if piece == len(shown) or shown[piece] != shown[first]:
            if shown[first] >= 0:
                yield Run(shown[first], first, piece)
            first = piece
