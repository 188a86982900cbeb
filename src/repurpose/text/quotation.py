"""Quotation marks as each language sets them. Words are never touched."""

from __future__ import annotations

import re
from typing import NamedTuple

MARKS = '«»„“”"'
_THIN = "\u202f"  # narrow no-break space: stands inside the French marks
_OPENS_BEHIND = re.compile(r"[\s(\[{/–—-]$|^$")
_CLOSES_BEFORE = re.compile(r"[\s.,;:!?…)\]}/–—-]|$")


class Marks(NamedTuple):
    """The outer and the inner pair."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_BY_LOCALE = {
    "de": Marks("«", "»", "‹", "›"),
    "de-DE": Marks("„", "“", "‚", "‘"),
    "de-AT": Marks("„", "“", "‚", "‘"),
    "en": Marks("“", "”", "‘", "’"),
    "fr": Marks(f"«{_THIN}", f"{_THIN}»", f"‹{_THIN}", f"{_THIN}›"),
    "it": Marks("«", "»", "‹", "›"),
}


def marks(locale: str) -> Marks:
    """The marks of a language, as its country sets them (BCP 47); the English ones where it is not
    known."""
    language = locale.partition("-")[0].casefold()
    return _BY_LOCALE.get(locale) or _BY_LOCALE.get(language, _BY_LOCALE["en"])


def quoted(text: str, locale: str) -> str:
    """A text in quotation marks: quotations inside it get the inner marks, a pair that is around
    all of it already is replaced. Marks that do not pair up (a cut quotation, 12") stay."""
    use = marks(locale)
    text = text.strip()
    pairs = _pairs(text)
    if pairs and pairs[0] == (0, len(text) - 1):
        text = text[1:-1].strip()
        pairs = _pairs(text)
    return f"{use.opening}{_with_inner_marks(text, pairs, use)}{use.closing}"


def _with_inner_marks(text: str, pairs: list[tuple[int, int]], use: Marks) -> str:
    replaced = {place: use.inner_opening for place, _ in pairs}
    replaced |= {place: use.inner_closing for _, place in pairs}
    out, skip = "", False
    for place, character in enumerate(text):
        mark = replaced.get(place)
        if mark == use.inner_closing:
            out = out.rstrip() + mark
        elif not (skip and character.isspace()):
            out += mark or character
        skip = mark == use.inner_opening
    return out


def _pairs(text: str) -> list[tuple[int, int]]:
    """The places of the marks that open and close, outer ones only; empty if they do not pair."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for place, character in enumerate(text):
        if character not in MARKS:
            continue
        if _opens(text, place, bool(opened)):
            opened.append(place)
        elif not opened:
            return []
        else:
            start = opened.pop()
            if not opened:
                pairs.append((start, place))
    return [] if opened else pairs


def _opens(text: str, place: int, inside: bool) -> bool:
    """Whether a mark opens, told by its neighbours: «…» and »…« are both in use, “ is as well."""
    may_open = bool(_OPENS_BEHIND.search(text[max(0, place - 1) : place]))
    may_close = bool(_CLOSES_BEFORE.match(text, place + 1))
    return may_open if may_open != may_close else not inside
