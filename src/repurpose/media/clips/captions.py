"""Captions that a person can read: at most two lines, broken at phrases, long enough on screen.

The measures are those of Netflix's Timed Text Style Guide (42 characters a line, 17 characters a second,
two frames between events) and of the BBC's subtitle guidelines; the least time is a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from repurpose.media.clips.phrases import ends_clause, ends_sentence, leans, opens
from repurpose.text.hyphenation import hyphens

LINES = 2
WIDTH = 42  # characters a line, where a format asks for no less
SPEED = 17.0  # characters a second that are read with ease
LEAST, MOST = 1.0, 7.0  # seconds on screen
GAP = 0.08  # seconds between two: two frames
LINGER = 0.5  # seconds that one stays after its last word, where the next is not there yet
LATE = 0.5  # seconds that one may come behind its first word
PAUSE = 0.3  # seconds between two words that one hears
_LETTERS = re.compile(r"[^\W\d_]+")
# What a break costs between two words that belong together ("der | Technik"): among the lines of a caption,
# where an uneven look is the other cost; and in the choice of captions, where it is one caption more.
READS_ON, ACROSS = 1.6, 3.0
# What it costs that a caption ends with the first words of a sentence: "… procédures. Une commune".
FEW, BEGUN = 3, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A word in seconds of the clip. `turn` tells apart who speaks; `follows`: it is the rest of a
    word too long for a line."""

    text: str
    start: float
    end: float
    turn: int = 0
    begins_cue: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What is on screen at once, in seconds of the clip."""

    start: float
    end: float
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def captions(
    words: Sequence[Spoken], end: float, width: int = WIDTH, language: str = "und"
) -> list[Caption]:
    """The captions of what is said, in order; every word is in one, and none overlaps the next.

    Args:
        end: When the clip ends.
        width: The most characters of a line. A longer word is broken with a hyphen.
        language: BCP 47, by which it is hyphenated.
    """
    base = language.split("-")[0]
    pieces = [piece for word in words for piece in _pieces(word, width, language)]
    groups = [pieces[first:stop] for first, stop in _grouped(pieces, end, width, base)]
    lines = [_laid_out(group, width, base) for group in groups]
    starts = [*_starts(groups, lines, end), end + GAP]
    made: list[Caption] = []
    for number, group in enumerate(groups):
        begins, latest = starts[number], starts[number + 1] - GAP
        wanted = max(group[-1].end + LINGER, begins + _to_read(lines[number]))
        ends = latest if latest - wanted < PAUSE else wanted  # no blink
        made.append(Caption(start=begins, end=ends, lines=lines[number]))
    return made


def _starts(
    groups: Sequence[Sequence[Spoken]], lines: Sequence[tuple[str, ...]], end: float
) -> list[float]:
    """When each is shown: with its first word; later, and little, where the one before is not read yet;
    earlier where the clip ends too soon."""
    starts: list[float] = []
    free = 0.0
    for group, text in zip(groups, lines, strict=True):
        spoken = group[0].start
        starts.append(
            max(spoken, min(free, spoken + LATE), starts[-1] + LEAST + GAP if starts else 0.0)
        )
        free = starts[-1] + _to_read(text) + GAP
    latest = end - LEAST
    for number in range(len(starts) - 1, -1, -1):
        starts[number] = max(0.0, min(starts[number], latest))
        latest = starts[number] - LEAST - GAP
    return starts


def _to_read(lines: tuple[str, ...]) -> float:
    """The seconds that one needs."""
    return max(LEAST, sum(map(len, lines)) / SPEED)


def _laid_out(group: Sequence[Spoken], width: int, language: str) -> tuple[str, ...]:
    found = _lines([piece.text for piece in group], width, language)
    assert found is not None
    return found[0]


def _pieces(word: Spoken, width: int, language: str) -> list[Spoken]:
    """A word in pieces that fit a line: cut at its own hyphens, else with one."""
    text, texts = word.text, []
    while len(text) > width:
        cut = _cut(text, width, language)
        texts.append(text[:cut] + ("" if text[cut - 1] == "-" else "-"))
        text = text[cut:]
    texts.append(text)
    seconds = (word.end - word.start) / len(texts)
    return [
        replace(
            word,
            text=piece,
            start=word.start + number * seconds,
            end=word.start + (number + 1) * seconds,
            begins_cue=word.begins_cue and number == 0,
            follows=number > 0,
        )
        for number, piece in enumerate(texts)
    ]


def _cut(word: str, width: int, language: str) -> int:
    """Where a word too long for a line is broken: behind its own hyphen, else where it is joined, else
    between syllables, else anywhere."""
    if (own := word.rfind("-", width // 3, width)) > 0:
        return own + 1
    found = [
        (each.grade, -match.start() - each.place)
        for match in _LETTERS.finditer(word)
        for each in hyphens(match[0], language)
        if width // 3 <= match.start() + each.place < width
    ]
    return -min(found)[1] if found else width - 1


def _grouped(
    words: Sequence[Spoken], end: float, width: int, language: str
) -> list[tuple[int, int]]:
    """The cheapest way to cut the words into captions; each from a word to before another."""
    starts = [word.start for word in words] + [end]
    best: list[tuple[float, int]] = [
        (0.0, 0)
    ]  # of the words before one: the cost, and where the last begins
    for stop in range(1, len(words) + 1):
        cheapest = (float("inf"), stop - 1)
        length = -1
        for first in range(stop - 1, -1, -1):
            length += len(words[first].text) + 1
            together = words[first].turn == words[stop - 1].turn
            if length > LINES * width + 1 or (not together and first < stop - 1):
                break
            laid_out = _lines([word.text for word in words[first:stop]], width, language)
            if laid_out is None and stop - first > 1:
                continue
            cost = best[first][0] + _cost(words, first, stop, starts, length, language)
            cost += ACROSS * laid_out[1] if laid_out else 0.0
            if cost < cheapest[0]:
                cheapest = (cost, first)
        best.append(cheapest)
    groups: list[tuple[int, int]] = []
    stop = len(words)
    while stop:
        groups.append((best[stop][1], stop))
        stop = best[stop][1]
    return groups[::-1]


def _cost(
    words: Sequence[Spoken],
    first: int,
    stop: int,
    starts: Sequence[float],
    length: int,
    language: str,
) -> float:
    spoken = words[stop - 1].end - words[first].start
    shown = max(0.01, min(starts[stop] - words[first].start, spoken + LINGER + 1.0))
    cost = 1.0 + 0.3 * max(0.0, length / shown - SPEED)
    if shown < LEAST + GAP:
        cost += 20.0 * (LEAST + GAP - shown) + 5.0
    cost += 2.0 * max(0.0, spoken - MOST + 1.0)
    for one, other in zip(words[first : stop - 1], words[first + 1 : stop], strict=True):
        cost += 3.0 * max(0.0, other.start - one.end - 2 * PAUSE)
        if ends_sentence(one.text, language):
            cost += 1.0
    begun = next((n for n in range(1, FEW + 1) if _ends(words, stop - 1 - n, first, language)), 0)
    if begun and stop < len(words) and not ends_sentence(words[stop - 1].text, language):
        cost += BEGUN
    if stop < len(words) and words[stop].turn == words[stop - 1].turn:
        cost += _break(words[stop - 1], words[stop], language)
    return cost


def _ends(words: Sequence[Spoken], number: int, first: int, language: str) -> bool:
    """Whether a sentence ends with a word of a caption that begins with number `first`."""
    return number >= first and ends_sentence(words[number].text, language)


def _break(before: Spoken, behind: Spoken, language: str) -> float:
    """What it costs to break between two words: 0 behind a sentence."""
    if behind.follows:
        return 6.0
    if ends_sentence(before.text, language):
        return 0.0
    cost = 0.5 if ends_clause(before.text) else 2.0
    if behind.start - before.end >= PAUSE or behind.begins_cue:
        cost -= 0.4
    if cost > 1.0:
        cost += ACROSS * leans(before.text, behind.text, language)
        cost -= 0.7 * opens(behind.text, language)
    return cost


def _lines(words: Sequence[str], width: int, language: str) -> tuple[tuple[str, ...], float] | None:
    """The words in one line, else in two that end at a phrase and are about as long; and what it costs
    that one reads on between these two. None where they do not fit."""
    whole = " ".join(words)
    if len(whole) <= width:
        return (whole,), 0.0
    best: tuple[float, tuple[str, str], float] | None = None
    left = -1
    for number in range(1, len(words)):
        left += len(words[number - 1]) + 1
        right = len(whole) - left - 1
        if left > width:
            break
        if right > width:
            continue
        reads_on = leans(words[number - 1], words[number], language)
        cost = abs(left - right) / width + 0.2 * (left > right)
        cost -= 0.8 * ends_clause(words[number - 1])
        cost -= 1.0 * ends_sentence(words[number - 1], language)
        cost += READS_ON * reads_on - 0.3 * opens(words[number], language)
        if best is None or cost < best[0]:
            best = cost, (whole[:left], whole[left + 1 :]), reads_on
    return (best[1], best[2]) if best else None


def srt(made: Iterable[Caption]) -> str:
    """Captions as a SubRip file."""
    return "\n".join(
        f"{number}\n{_time(each.start)} --> {_time(each.end)}\n{each.text}\n"
        for number, each in enumerate(made, start=1)
    )


def _time(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{rest // 1000:02},{rest % 1000:03}"
