"""Where a word may be hyphenated, by the patterns of its language, and how well it reads there.

German has patterns of its own here: those of LibreOffice, which Pyphen brings along, are in two levels
that have to be applied one after the other; taken together they give "Schad-s-tof-fun-ter-su-chung".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

_GERMAN = "hyph_de_1996.dic"  # source and licence are in the file
_OTHERS = {"en": "en_GB", "fr": "fr", "it": "it_IT"}
# Where German words are joined, as far as their syllables tell: Aufstockungs|möglichkeiten,
# Schadstoff|untersuchung.
_JOINTS = re.compile(
    r"(?:ungs|heits|keits|schafts|tions|täts|tums|ings|fahrts|eits|[aeiouäöü](?:ff|ss|ll|mm|nn|tt|tz|ck|nd|nk|lt|rt|ft|kt|lz|"
    r"nz|rk|rm|ch|st|ld|rd|mpf|nst|tts|rts|rbs))$"
)
# And where one reads on, before an ending and behind a first syllable: Kos|ten, un|ter, su|chen.
_ENDINGS = re.compile(
    r"(?!(?:be|ge|ver|zer)$)[bcdfghjklmnpqrstvwxzß]{1,4}"
    r"(?:e[nrlms]?|er[nes]|e[lrn]n|ung|ungs|ig|lich|isch|heit|heits|keit|keits)$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:[aiouäöü]|^[^\W\d_]{1,2})$", re.IGNORECASE)
_DIPHTHONG = re.compile(r"(?:au|eu|äu|[ae]i|ie|ee|aa|oo)$", re.IGNORECASE)


class Grade(IntEnum):
    """How well a word reads that is broken there, the best first: where it is joined, between
    syllables, or in the middle of a part ("Kos-ten")."""

    JOINT = 0
    PLAIN = 1
    READS_ON = 2


@dataclass(frozen=True, slots=True)
class Hyphen:
    """`place`: the number of the letter with which the next line begins."""

    place: int
    grade: Grade


def hyphens(word: str, language: str, edge: int = 2) -> list[Hyphen]:
    """Where a word may be hyphenated, in order.

    Args:
        word: Letters alone.
        language: BCP 47. In other languages than German, English, French and Italian there are none.
        edge: So many letters at least stay on either side.
    """
    base = language.partition("-")[0].casefold()
    patterns = _patterns(base)
    if patterns is None:
        return []
    places = [int(place) for place in patterns.positions(word)]
    syllables = [word[a:b] for a, b in pairwise([0, *places, len(word)])]
    return [
        Hyphen(place, _grade(before, behind) if base == "de" else Grade.PLAIN)
        for place, (before, behind) in zip(places, pairwise(syllables), strict=True)
        if edge <= place <= len(word) - edge
    ]


def _grade(before: str, behind: str) -> Grade:
    """Between two syllables of a German word."""
    if _ENDINGS.match(behind) or (_OPEN.search(before) and not _DIPHTHONG.search(before)):
        return Grade.READS_ON
    return Grade.JOINT if _JOINTS.search(before) else Grade.PLAIN


@lru_cache(maxsize=8)
def _patterns(language: str) -> Pyphen | None:
    import pyphen

    if language == "de":
        with as_file(files(__package__) / "patterns" / _GERMAN) as file:
            return pyphen.Pyphen(filename=file)
    name = _OTHERS.get(language)
    return pyphen.Pyphen(lang=name) if name else None
