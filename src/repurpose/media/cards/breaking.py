"""Lines of even length: where a text may be broken, and where it is best broken.

A long word is hyphenated by the patterns of its language where that is asked for. What is broken can be
put together again: the words are all there, in their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from repurpose.media.cards.faces import Face

if TYPE_CHECKING:
    from pyphen import Pyphen

HYPHEN = "-"
_SOFT = "\u00ad"
_DICTIONARIES = {"de": "de_DE", "en": "en_GB", "fr": "fr", "it": "it_IT"}
# Not the no-break ones, nor what French has before its high marks, and inside its quotation marks.
_SPACES = re.compile(
    r"(?<!«)[ \t\n\r\f\v\u2000-\u2006\u2008-\u200a\u205f\u3000]+(?![:;!?»%…](?:\s|$|[.,»]))"
)
# Behind these a word may be broken without a hyphen of ours; addresses at their slashes and dots.
_BREAKS = re.compile(r"(?<=[^\W\d_]{2}[-‐])(?=[^\W\d_]{2})|(?<=\w[–—/])(?=\w)|\u200b")
_ADDRESS = re.compile(r"(?<=[/.?&=_@])(?=\w)")
_LONG = 12  # letters: shorter words are not hyphenated
_EDGE = 4  # letters: so many at least stay on either side
_HYPHENATED = 0.06  # what a hyphen costs, as a share of a line's square
_LONELY = 0.08  # what a last line of one short word costs


@dataclass(frozen=True, slots=True)
class Atom:
    """What is never broken: a word, or a part of one.

    Attributes:
        spaced: A space is before it; else it goes on with the word.
        hyphened: It ends with a hyphen where a line ends behind it.
    """

    text: str
    spaced: bool
    hyphened: bool = False


def atoms(text: str, language: str, *, hyphenate: bool) -> list[Atom]:
    """The parts of a text, in order."""
    found: list[Atom] = []
    for word in _SPACES.split(text.strip()):
        for number, part in enumerate(_parts(word)):
            cuts = _syllables(part, language) if hyphenate else [part.replace(_SOFT, "")]
            for place, cut in enumerate(cuts):
                found.append(Atom(cut, not number and not place, place < len(cuts) - 1))
    return found


def fewest_lines(parts: list[Atom], own: Face, room: float) -> int | None:
    """How many lines a text needs; None where a part is wider than the room.

    Args:
        room: The width in parts of the font's size.
    """
    lines, used = 1, 0.0
    space = own.ems(" ")
    for number, part in enumerate(parts):
        width = own.ems(part.text)
        hyphen = own.ems(HYPHEN) if part.hyphened else 0.0
        if width + hyphen > room:
            return None
        before = space if part.spaced and number else 0.0
        if number and used + before + width + hyphen > room:
            if not _may_break(parts, number):
                return None
            lines, used = lines + 1, width
        else:
            used += before + width
    return lines


def balanced(parts: list[Atom], own: Face, room: float, lines: int) -> list[str] | None:
    """The text in just so many lines, as even as can be; None where that is not possible."""
    count = len(parts)
    starts = [0.0]  # where each part begins, were it all one line
    space, hyphen = own.ems(" "), own.ems(HYPHEN)
    for part in parts:
        starts.append(starts[-1] + own.ems(part.text) + (space if part.spaced else 0.0))
    nothing = (float("inf"), -1)
    best: list[list[tuple[float, int]]] = [[nothing] * (count + 1) for _ in range(lines + 1)]
    best[0][0] = (0.0, -1)
    for line in range(1, lines + 1):
        for end in range(line, count + 1):
            extra = hyphen if parts[end - 1].hyphened else 0.0
            for start in range(end - 1, line - 2, -1):
                width = starts[end] - starts[start] - (space if parts[start].spaced else 0.0)
                if width + extra > room:
                    break
                if best[line - 1][start] is nothing:
                    continue
                cost = best[line - 1][start][0] + ((width + extra) / room) ** 2
                cost += _HYPHENATED if extra else 0.0
                cost += _LONELY if end == count and width < room / 4 and lines > 1 else 0.0
                if cost < best[line][end][0]:
                    best[line][end] = (cost, start)
    if best[lines][count] is nothing:
        return None
    ends = [count]
    for line in range(lines, 0, -1):
        ends.append(best[line][ends[-1]][1])
    ends.reverse()
    return [_line(parts[a:b]) for a, b in pairwise(ends)]


def _line(parts: list[Atom]) -> str:
    words = "".join(
        (" " if part.spaced and number else "") + part.text for number, part in enumerate(parts)
    )
    return words + (HYPHEN if parts[-1].hyphened else "")


def _may_break(parts: list[Atom], number: int) -> bool:
    return parts[number].spaced or number > 0


def _parts(word: str) -> list[str]:
    is_address = "://" in word or word.startswith("www.") or word.count("/") > 1
    cuts = (_ADDRESS if is_address else _BREAKS).split(word)
    return [cut for cut in cuts if cut]


def _syllables(word: str, language: str) -> list[str]:
    """A word's parts between which it may be hyphenated."""
    if _SOFT in word:
        return [part for part in word.split(_SOFT) if part]
    letters = re.search(rf"[^\W\d_]{{{_LONG},}}", word)
    patterns = _patterns(language.partition("-")[0].casefold())
    if letters is None or patterns is None:
        return [word]
    first, last = letters.span()
    places = [
        first + place
        for place in patterns.positions(letters[0])
        if _EDGE <= place <= len(letters[0]) - _EDGE
    ]
    edges = [0, *places, len(word)]
    assert last <= len(word)
    return [word[a:b] for a, b in pairwise(edges)]


@lru_cache(maxsize=8)
def _patterns(language: str) -> Pyphen | None:
    import pyphen

    name = _DICTIONARIES.get(language)
    return pyphen.Pyphen(lang=name, left=3, right=3) if name else None
