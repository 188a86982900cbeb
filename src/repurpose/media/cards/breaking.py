"""Lines of even length: where a text may be broken, and where it is best broken.

A long word may be hyphenated by the patterns of its language. What is broken can be put together again:
the words are all there, in their order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from repurpose.media.cards.faces import Face
from repurpose.media.cards.units import MONEY, SHARE, UNITS
from repurpose.text.hyphenation import Grade, hyphens

HYPHEN = "-"
_SOFT = "\u00ad"
# Not the no-break ones, nor what French has before its high marks and inside its quotation marks, nor
# before an emoji, or a dash, which ends a line.
_SPACES = re.compile(
    r"(?<![«‹])[ \t\n\r\f\v\u2000-\u2006\u2008-\u200a\u205f\u3000]+"
    r"(?![:;!?»›%‰…](?:\s|$|[.,»])|[–—]\s|[\u2600-\u27bf\U0001f300-\U0001faff])"
)
# What is written with a space, but is one: a number and its unit, "z. B.", "Dr. Meier", "Folie 4", "DevNet 2". The
# space is a null character here.
_TIED = re.compile(
    rf"\d\0(?:[%‰°€$£]|(?:{MONEY}|{SHARE}|{UNITS})(?!\w)|\d{{3}}(?!\d))"
    rf"|\d (?:{SHARE})\0(?:{MONEY}|{UNITS})(?!\w)"
    r"|(?<!\w)(?:von|of|sur|su)\0\d|(?<!\w)(?:pour|per)\0cent"
    rf"|(?<!\w)(?:{MONEY}|Nr\.|No\.|[nN]°|Art\.|Abs\.|Kap\.|Abb\.|Folie|Seite|[Ss]lide|[Pp]age|[Dd]iapositiv[ea]|[Pp]agina)\0\d"
    r"|(?<!\w)[A-ZÄÖÜ]\w{1,11}\0\d{1,2}(?![\w.,’%])"
    r"|(?<!\w)(?:[^\W\d_]\.|Dr\.|Prof\.|Ing\.|Hr\.|Fr\.|St\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Sig\.)\0\w"
    r"|(?<!\d)\d{1,2}\.\0(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
    r"|(?<!\w)(?:1er|\d{1,2}º?)\0(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc|gen|feb|mar|apr|mag|giu|lug|ago|set|ott|dic"
    r"|[JFMASOND][a-z]{2,8}\s\d{4})"
)
_WINDOW = 24  # characters around a space that tell whether it ties
# Behind these a word may be broken without a hyphen of ours; addresses at their slashes and dots.
_BREAKS = re.compile(r"(?<=[^\W\d_]{2}[-‐])(?=[^\W\d_]{3})|(?<=\w[–—/])(?=\w)|\u200b")
_ADDRESS = re.compile(r"(?<=[/.?&=_@])(?=\w)")
_LONG = 12  # letters: shorter words are not hyphenated
_EDGE = 4  # letters: so many at least stay on either side
# What a break inside a word costs: at a hyphen that it has, and at one of ours.
_AT_HYPHEN = 0.1
_IN_WORD = {Grade.JOINT: 0.05, Grade.PLAIN: 0.2, Grade.READS_ON: 0.4}
_LEFT = 0.05  # what it costs that a number stands at the end of a line, and what it counts does not
_LONELY = 0.1  # what a last line of one short word costs
_SHORT, _GAPING = 0.6, 0.4  # of the room: what a line falls short of that costs so much of it


@dataclass(frozen=True, slots=True)
class Atom:
    """What is never broken: a word, or a part of one.

    Attributes:
        spaced: A space is before it; else it goes on with the word.
        hyphened: A line that ends behind it ends with a hyphen of ours.
        cost: Of ending a line behind it, as a share of the size of the text.
    """

    text: str
    spaced: bool
    hyphened: bool = False
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines of a text, and what their breaks cost (0: nothing)."""

    lines: tuple[str, ...]
    cost: float


def atoms(text: str, language: str) -> list[Atom]:
    """The parts of a text, in order."""
    found: list[Atom] = []
    for word in _words(text.strip()):
        parts = _parts(word)
        for number, part in enumerate(parts):
            *cuts, end = _syllables(part, language)
            for place, (cut, cost) in enumerate(cuts):
                found.append(Atom(cut, not number and not place, True, cost))
            own = _AT_HYPHEN if number < len(parts) - 1 else _LEFT * word[-1:].isdigit()
            found.append(Atom(end[0], not number and not cuts, False, own))
    return found


class Breaker:
    """Breaks a text into lines."""

    def __init__(self, text: str, own: Face, language: str) -> None:
        self._atoms = atoms(text, language)
        self._space, self._hyphen = own.ems(" "), own.ems(HYPHEN)
        self._ends = [0.0]  # of each part, were it all one line
        for each in self._atoms:
            space = self._space if each.spaced else 0.0
            self._ends.append(self._ends[-1] + own.ems(each.text) + space)

    def lines(self, room: float, hang: float = 0.0) -> Broken | None:
        """The fewest lines, as even as can be; None where a part is wider than the room.

        The squares of what the lines leave free are least: that is few lines, and even ones.

        Args:
            room: The width in parts of the font's size.
            hang: So much of the first line stands left of the others.
        """
        total = len(self._atoms)
        best = [(0.0, 0)] + [(math.inf, 0)] * total
        for end in range(1, total + 1):
            for start in range(end - 1, -1, -1):
                width = self._width(start, end) - (0.0 if start else hang)
                if width > room:
                    break
                free = 1 - width / room
                cost = best[start][0] + free * free + self._cost(start, end, room)
                if cost < best[end][0]:
                    best[end] = (cost, start)
        if best[total][0] == math.inf:
            return None
        ends = [total]
        while ends[-1]:
            ends.append(best[ends[-1]][1])
        spans = list(pairwise(reversed(ends)))
        cost = sum(self._cost(start, end, room) for start, end in spans)
        for start, end in spans[:-1]:
            cost += _GAPING * max(0.0, _SHORT - self._width(start, end) / room)
        return Broken(tuple(self._line(start, end) for start, end in spans), cost)

    def _width(self, start: int, end: int) -> float:
        """Of a line of parts, with the hyphen it may need."""
        width = (
            self._ends[end] - self._ends[start] - (self._space if self._atoms[start].spaced else 0)
        )
        return width + (self._hyphen if self._atoms[end - 1].hyphened else 0.0)

    def _cost(self, start: int, end: int, room: float) -> float:
        """Of a break inside a word, or of a short word alone on the last line."""
        is_last = end == len(self._atoms)
        lonely = is_last and start == end - 1 > 0 and self._width(start, end) < room / 4
        return _LONELY if lonely else 0.0 if is_last else self._atoms[end - 1].cost

    def _line(self, start: int, end: int) -> str:
        words = "".join(
            (" " if part.spaced and number else "") + part.text
            for number, part in enumerate(self._atoms[start:end])
        )
        return words + (HYPHEN if self._atoms[end - 1].hyphened else "")


def _words(text: str) -> Iterator[str]:
    """What stands between the spaces at which a line may end."""
    start, word = 0, ""
    for space in _SPACES.finditer(text):
        before = text[max(0, space.start() - _WINDOW) : space.start()]
        around = f"{before}\0{text[space.end() : space.end() + _WINDOW]}"
        word += text[start : space.start()]
        start = space.end()
        if _TIED.search(around):
            word += " "
        else:
            yield word
            word = ""
    yield word + text[start:]


def _parts(word: str) -> list[str]:
    is_address = "://" in word or word.startswith("www.") or word.count("/") > 1
    cuts = (_ADDRESS if is_address else _BREAKS).split(word)
    return [cut for cut in cuts if cut]


def _syllables(word: str, language: str) -> list[tuple[str, float]]:
    """A word's parts between which it may be hyphenated, with what a line's end behind each costs."""
    if _SOFT in word:
        return [(part, _IN_WORD[Grade.JOINT]) for part in word.split(_SOFT) if part]
    letters = re.search(rf"[^\W\d_]{{{_LONG},}}", word)
    if letters is None:
        return [(word, 0.0)]
    breaks = hyphens(letters[0], language, _EDGE)
    ends = [0, *(letters.start() + each.place for each in breaks), len(word)]
    costs = [*(_IN_WORD[each.grade] for each in breaks), 0.0]
    return [(word[a:b], cost) for (a, b), cost in zip(pairwise(ends), costs, strict=True)]
