"""Two writings of the same talk, word by word: rare phrases that both have hold them together, the
words between are compared there only."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

PHRASES = (4, 2)  # words: first the long ones, then the short ones in what is left
COMPARED = 60_000  # of what is left between two phrases: words times words

Pair = tuple[int, int]


def same_words(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """The words of `a` and `b` that are the same ones, as pairs of their numbers; both rise."""
    return list(_within(a, b, 0, len(a), 0, len(b), PHRASES))


def _within(
    a: Sequence[str],
    b: Sequence[str],
    first_a: int,
    stop_a: int,
    first_b: int,
    stop_b: int,
    phrases: Sequence[int],
) -> Iterator[Pair]:
    if first_a >= stop_a or first_b >= stop_b:
        return
    if (stop_a - first_a) * (stop_b - first_b) <= COMPARED or not phrases:
        if (stop_a - first_a) * (stop_b - first_b) <= COMPARED:
            yield from _compared(a, b, first_a, stop_a, first_b, stop_b)
        return
    anchors = _anchors(a, b, first_a, stop_a, first_b, stop_b, phrases[0])
    last_a, last_b = first_a, first_b
    for from_a, from_b, length in [*anchors, (stop_a, stop_b, 0)]:
        yield from _within(a, b, last_a, from_a, last_b, from_b, phrases[1:])
        yield from ((from_a + n, from_b + n) for n in range(length))
        last_a, last_b = from_a + length, from_b + length


def _compared(
    a: Sequence[str], b: Sequence[str], first_a: int, stop_a: int, first_b: int, stop_b: int
) -> Iterator[Pair]:
    left, right = a[first_a:stop_a], b[first_b:stop_b]
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        for n in range(block.size):
            yield first_a + block.a + n, first_b + block.b + n


def _anchors(
    a: Sequence[str],
    b: Sequence[str],
    first_a: int,
    stop_a: int,
    first_b: int,
    stop_b: int,
    length: int,
) -> list[tuple[int, int, int]]:
    """Phrases that both have once, in the order of both, made as long as they are the same."""
    in_a = _once(a, first_a, stop_a, length)
    in_b = _once(b, first_b, stop_b, length)
    both = sorted((in_a[phrase], in_b[phrase]) for phrase in in_a.keys() & in_b.keys())
    made: list[tuple[int, int, int]] = []
    last_a, last_b = first_a, first_b
    for at_a, at_b in _rising(both):
        if at_a < last_a or at_b < last_b:
            continue
        back = 0
        while (
            at_a - back > last_a and at_b - back > last_b
            and a[at_a - back - 1] == b[at_b - back - 1]
        ):  # fmt: skip
            back += 1
        at_a, at_b, size = at_a - back, at_b - back, length + back
        while (
            at_a + size < stop_a and at_b + size < stop_b
            and a[at_a + size] == b[at_b + size]
        ):  # fmt: skip
            size += 1
        made.append((at_a, at_b, size))
        last_a, last_b = at_a + size, at_b + size
    return made


def _once(words: Sequence[str], first: int, stop: int, length: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    again: set[tuple[str, ...]] = set()
    for number in range(first, stop - length + 1):
        phrase = tuple(words[number : number + length])
        if phrase in places:
            again.add(phrase)
        places[phrase] = number
    return {phrase: number for phrase, number in places.items() if phrase not in again}


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest part of the pairs, sorted by the first, in which the second rises too."""
    ends: list[int] = []  # the least second that a row of each length ends with
    at: list[int] = []  # the number of its pair
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect.bisect_left(ends, second)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        at[length : length + 1] = [number]
    row: list[Pair] = []
    number = at[-1] if at else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]
