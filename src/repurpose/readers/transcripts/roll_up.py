"""Captions that roll up: each cue repeats what still stands on the screen and adds a line or a word.

So it is in what YouTube recognised and in live captions of television (CEA-608). Nobody said it
twice: each word stays once, with the time at which it came. All other files stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from repurpose.readers.transcripts.cue import Cue, Times

LEAST, SHARE = 2, 0.6  # of the cues that say something new, those that also repeat
LONGEST_GAP = 5.0  # seconds; then the screen was empty


def unrolled(cues: Sequence[Cue]) -> list[Cue]:
    """The cues, each word once where they roll up, with the times of words that are marked."""
    shown = [_lines(cue.text) for cue in cues]
    if not _rolls(cues, shown):
        return [timed(cue) for cue in cues]
    kept: list[Cue] = []
    before: list[str] = []
    ended = 0.0
    for cue, lines in zip(cues, shown, strict=True):
        if not lines:
            continue
        if cue.start > ended + LONGEST_GAP:
            before = []
        repeated = _repeated(before, lines)
        if repeated < len(cue.text.split()):
            kept.append(timed(_without(cue, repeated)))
        before, ended = lines, cue.end
    return _in_turn(kept)


def _rolls(cues: Sequence[Cue], shown: Sequence[list[str]]) -> bool:
    both = new = 0
    for (a, before), (b, lines) in pairwise(zip(cues, shown, strict=True)):
        if not before or not lines or before == lines:
            continue
        new += 1
        near = a.start <= b.start <= a.end + LONGEST_GAP
        both += near and _repeated(before, lines) > 0
    return both >= LEAST and both >= SHARE * new


def _repeated(before: list[str], lines: list[str]) -> int:
    """How many words at the beginning of a cue stand in the one before."""
    for count in range(min(len(before), len(lines)), 0, -1):
        if before[-count:] == lines[:count]:
            return sum(len(line.split()) for line in lines[:count])
    return _grown(" ".join(before).split(), " ".join(lines).split())


def _grown(before: list[str], words: list[str]) -> int:
    """A line that grows word by word repeats all that it was."""
    return len(before) if len(before) < len(words) and words[: len(before)] == before else 0


def _without(cue: Cue, words: int) -> Cue:
    """A cue without its first words."""
    if not words:
        return cue
    return replace(
        cue,
        text=" ".join(cue.text.split()[words:]),
        marks=tuple((number - words, at) for number, at in cue.marks if number >= words),
        word_times=cue.word_times[words:],
    )


def _in_turn(cues: list[Cue]) -> list[Cue]:
    """None lasts longer than until the next one begins: its line only stays on the screen."""
    return [
        a
        if a.end <= b.start
        else replace(a, end=max(a.start, b.start), word_times=_until(a.word_times, b.start))
        for a, b in pairwise(cues)
    ] + cues[-1:]


def _until(times: Times, end: float) -> Times:
    return tuple((min(first, end), min(last, end)) for first, last in times)


def timed(cue: Cue) -> Cue:
    """The cue with the times of its words, if some of them are marked: the others share the time
    between two marks by their letters."""
    if not cue.marks:
        return cue
    words = cue.text.split()
    starts = [(0, cue.start)]
    for number, at in cue.marks:
        if starts[-1][0] < number < len(words):
            starts.append((number, min(max(at, starts[-1][1]), cue.end)))
        elif number == starts[-1][0]:
            starts[-1] = (number, min(max(at, starts[-1][1]), cue.end))
    ends = [*starts[1:], (len(words), cue.end)]
    times: list[tuple[float, float]] = []
    for (first, start), (last, end) in zip(starts, ends, strict=True):
        if last == first + 1:
            times.append((start, end))
        else:
            times += shared(words[first:last], start, end)
    return Cue(cue.start, cue.end, cue.text, cue.speaker, tuple(times))


def shared(words: Sequence[str], start: float, end: float) -> list[tuple[float, float]]:
    """A stretch of time, shared among words by their letters (and the space behind each)."""
    letters = sum(len(word) + 1 for word in words)
    times: list[tuple[float, float]] = []
    place = 0
    for word in words:
        first = start + (end - start) * place / letters
        place += len(word) + 1
        times.append((first, start + (end - start) * place / letters))
    return times


def _lines(text: str) -> list[str]:
    return [plain for line in text.split("\n") if (plain := " ".join(line.split()))]
