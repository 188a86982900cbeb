"""Where sentences end. A wrong cut is worse than a missed one."""

from __future__ import annotations

import re

from repurpose.text._abbreviations import BEFORE_NUMBER, MAY_BE_LAST, NEVER_LAST, STARTERS

_ORDINALS_BEFORE = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jänner|"
    r"Jahrhunderts?|Jahrtausends?|Stock\w*|Geschoss\w*|\w*geschoss\w*|Etage|Auflage|Klasse|Quartals?|Kapitel|"
    r"Platz|Person|Lebensjahr\w*|Weltkrieg\w*|Liga|FC|Mal|Rang|Säule|Generation|Semester|Halbjahr\w*|Teil|"
    r"Runde|Tag\w*|Woche|Monat\w*|Jahr\w*|Ausgabe|Geburtstag\w*|Jubiläum\w*|Grad\w*|Sitzung|Lesung|Bezirk\w*"
)
_ORDINAL_BEFORE = re.compile(rf"(?:{_ORDINALS_BEFORE})\b")
_BEFORE_ORDINAL = re.compile(
    r"\b(?:am|der|des|dem|den|die|das|vom|zum|im|ab|bis|beim|zur|seit|jede[rnms]?|ihre[rnms]?|unsere[rnms]?|"
    r"seine[rnms]?|meine[rnms]?|eine[rnms]?|ein|und|oder|bis zum|als)\s$",
    re.I,
)
_MOST_DAYS = 31
_END = re.compile(
    r"(?P<mark>\.{3,}|…|[.!?]+…?)(?P<close>\s?[»›](?=\s|$)|[\"'»«”“’›)\]]*)(?=\s|$)(?P<gap>\s*)"
    r"(?P<opening>[\"'«»„“‚‹(\[¿¡–—-]*\s?)(?P<next>\w*)"
)
_MAYBE_END = re.compile(r"[.!?…](?=\W)")  # only then, or at its end, a sentence ends in a line
_SPACED_LETTERS = re.compile(r"(?<![\w.-])(?:[^\W\d_]\.[\s-]?)+[^\W\d_]$")
_SINGLE_LETTER = re.compile(r"(?<![\w’'-])[^\W\d_]$")
_NUMBER = re.compile(r"(?<![\w.,:’'/-])(?:\d{1,3}|\d{1,2}\.\s?\d{1,2}|[IVX]{2,})$")
_ROMAN_OR_DIGIT = re.compile(r"\d|[IVX]+\b")
_POINT = re.compile(r"\.\s+[^\W\d_]")  # behind a number: that of a point in a list
_LOOK_BACK = 40  # characters


def sentences(text: str, language: str = "und") -> list[tuple[int, int]]:
    """The spans (start, end) of the sentences of a text, without the white space around them."""
    spans, start = [], 0
    for end in (*_ends(text, language), len(text)):
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append((start + left, start + len(piece.rstrip())))
        start = end
    return spans


def _ends(text: str, language: str) -> list[int]:
    """The places right behind a sentence."""
    if "\n" not in text and not _MAYBE_END.search(text):
        return []
    breaks = [match.start() for match in re.finditer(r"\n\s*\n", text)]
    known = language if language in STARTERS else "und"
    found: list[int] = []
    last = 0
    for match in _END.finditer(text):
        if _is_end(match, text, last, known):
            last = match.end("close")
            found.append(last)
    return sorted({*found, *breaks} - {len(text)})


def _is_end(match: re.Match[str], text: str, last: int, language: str) -> bool:
    """Args: last: Where the sentence before ended."""
    follower = match["next"]
    if not match["gap"]:
        return False  # the end of the text is one anyway
    if follower[:1].islower():
        return False
    starts = follower.casefold() in STARTERS[language] and follower[:1].isupper()
    mark = match["mark"]
    if mark in ("…", "...") or mark.startswith("...."):
        return _is_end_of_ellipsis(follower, starts, language)
    if mark != "." or match["close"].strip(")] "):
        return True
    before = text[max(last, match.start() - _LOOK_BACK) : match.start()]
    if (
        language not in ("de", "und")
        and follower.isdigit()
        and _POINT.match(text, match.end("next"))
    ):
        follower = ""
    return not _goes_on(before.rpartition("\n")[2].lstrip(), follower, starts, language)


def _is_end_of_ellipsis(follower: str, starts: bool, language: str) -> bool:
    """A pause in speech looks the same: in German before a noun, in English before "I"."""
    if language in ("de", "und"):
        return starts or not follower
    return follower != "I"


def _goes_on(before: str, follower: str, starts: bool, language: str) -> bool:
    """Whether the stop behind `before`, the last characters of a line, belongs to its last word.

    Args:
        follower: The word behind the stop.
        starts: It only has its capital where it begins a sentence.
    """
    numbered = bool(_ROMAN_OR_DIGIT.match(follower))
    if numbered and BEFORE_NUMBER[language].search(before):
        return True
    if NEVER_LAST[language].search(before):
        return True
    if MAY_BE_LAST[language].search(before) or _SPACED_LETTERS.search(before):
        return not starts
    if _SINGLE_LETTER.search(before):  # an initial, or one half of "z. B."
        return len(before) == 1 or not starts
    number = _NUMBER.search(before)
    if number is None:
        return False
    if number[0] == before:  # "1. Keep calm.": the number of a point
        return True
    if language not in ("de", "und"):
        return numbered
    return _is_ordinal(number[0], before[: number.start()], follower, starts)


def _is_ordinal(number: str, before: str, follower: str, starts: bool) -> bool:
    """ "am 3. März", "der 1. FC", "im 2. Stock"; "Es sind 55." is none. German nouns have capitals
    as the beginnings of sentences have: in doubt it is one."""
    if starts or not follower:
        return False
    if _ORDINAL_BEFORE.match(follower) or _BEFORE_ORDINAL.search(before):
        return True
    return not number.isdigit() or int(number) <= _MOST_DAYS
