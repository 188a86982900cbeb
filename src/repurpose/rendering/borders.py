"""Where a text may be cut: between words, and never inside what belongs together.

A number and its unit ("1.5 Mio. Franken", "3 000", "am 3. März"), an abbreviation and the word
behind it ("Dr. Meier"), a sign and the word it stands beside ("Vraiment ?"), a mention and an address
behind its colon are not torn apart.
"""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import accumulate
from typing import NamedTuple

from repurpose.rendering.leaning import leads_on, points_back
from repurpose.text.counting import graphemes
from repurpose.text.sentences import sentences


class Level(IntEnum):
    """How good a place for a cut is; higher is better."""

    WORD = 1
    CLAUSE = 2
    SENTENCE = 3
    LINE = 4
    PARAGRAPH = 5


class Border(NamedTuple):
    """The white space `start` to `end` between two words.

    `alone`: what stands before it and what stands behind it can be read without the other.
    """

    start: int
    end: int
    level: Level
    alone: bool = True


_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
_CLAUSE_END = re.compile(r"[,;:–—][\"'»«”“’›)\]]*$")
_ABBREVIATION = re.compile(r"\w\.$")
_NUMBER = re.compile(r"\d[.)]?$")
_UNIT = re.compile(r"[^\W\d_]|[%‰°€$£]")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_SIGN_BEFORE = re.compile(r"(?:^|\s)[«‹„(\[§#$€£–-]?$|\b(?:CHF|EUR|USD|GBP|Fr|Nr|No|Art|Abs)$")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
# A mention as LinkedIn writes it: the name may be of several words.
_MENTION = re.compile(r"@\[[^\[\]\n]+\]\(urn:li:\w+:[\w-]+\)")
_SIGN_BEHIND = re.compile(r"[?!:;»›)\]%‰°€–—-](?:\W|$)")
_WINDOW = 24  # how far to look around a gap, in characters: longer than any abbreviation


def borders(text: str, language: str = "und") -> list[Border]:
    """All places where a text may be cut, in order; none at its ends."""
    stops = {end for _, end in sentences(text, language)}
    mentions = [match.span() for match in _MENTION.finditer(text)]
    mention_ends = {end for _, end in mentions}
    found: list[Border] = []
    for gap in re.finditer(r"\s+", text):
        start, end = gap.span()
        if start == 0 or end == len(text) or not _between_graphemes(text, start, end):
            continue
        if any(first < start < last for first, last in mentions):
            continue
        level = _level(text, start, gap[0], start in stops)
        free = level >= Level.SENTENCE or start in mention_ends
        if free or not _belongs_together(text, start, end):
            leans = points_back(text, end, language) or leads_on(text, start, end)
            found.append(Border(start, end, level, not leans))
    return found


def trimmed(text: str) -> str:
    """A text without the white space around it; white space that carries an accent stays."""
    left = len(text) - len(text.lstrip())
    right = len(text.rstrip())
    if 0 < left < len(text) and not _between_graphemes(text, left, left):
        left -= 1
    if 0 < right < len(text) and not _between_graphemes(text, right, right):
        right += 1
    return text[left : max(left, right)]


def _level(text: str, start: int, gap: str, ends_sentence: bool) -> Level:
    if gap.count("\n") > 1:
        return Level.PARAGRAPH
    if "\n" in gap:
        return Level.LINE
    if ends_sentence:
        return Level.SENTENCE
    clause = _CLAUSE_END.search(text[max(0, start - _WINDOW) : start])
    return Level.CLAUSE if clause else Level.WORD


def _belongs_together(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    if before.endswith(":") and _ADDRESS.match(behind):
        return True
    if _NO_BREAK.search(text[start:end]) or _ABBREVIATION.search(before):
        return True
    if _NUMBER.search(before) and (_UNIT.match(behind) or _THOUSANDS.match(behind)):
        return True
    return bool(_SIGN_BEFORE.search(before) or _SIGN_BEHIND.match(behind))


def _between_graphemes(text: str, start: int, end: int) -> bool:
    """Whether the white space from `start` to `end` shares no grapheme with its neighbours.

    An accent behind a space belongs to the space; some signs take in the space behind them.
    """
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if (before + behind).isascii():
        return True
    around = text[max(0, start - 1) : end + 1]
    places = {0, *accumulate(map(len, graphemes(around)))}
    offset = max(0, start - 1)
    return start - offset in places and end - offset in places
