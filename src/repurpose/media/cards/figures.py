"""The figure of a statistic: the words of it that are shown large, as they stand there."""

from __future__ import annotations

import re

from repurpose.media.cards.units import GAP as _GAP
from repurpose.media.cards.units import MONEY as _MONEY
from repurpose.media.cards.units import SHARE as _SHARE
from repurpose.media.cards.units import UNITS as _UNITS

_NUMBER = r"(?:\d{1,3}(?:[ .,’'\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
_COUNT = (
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|"
    r"sept|huit|neuf|dix|due|tre|quattro|cinque|sei|sette|otto|nove|dieci"
)
_END = r"(?![\w’'])"
_OR = r"oder|bis|or|to|ou|à|o|a"
_AMOUNT = rf"{_NUMBER}(?:{_GAP}?[–-]{_GAP}?{_NUMBER}|{_GAP}(?:{_OR}){_GAP}{_NUMBER})?"
# What is said before a figure is part of it: "bis zu 30 %" is not 30 %.
_NEARLY = (
    r"(?:(?:bis zu|mehr als|weniger als|mindestens|höchstens|über|unter|fast|beinahe|knapp|rund|etwa|circa|ca\.|gut|nur|"
    r"up to|more than|less than|fewer than|at least|at most|over|under|nearly|almost|about|around|only|just|"
    r"jusqu[’']à|plus de|moins de|au moins|au plus|environ|presque|près de|à peine|seulement|"
    rf"fino a(?:l)?|più di|meno di|almeno|al massimo|oltre|quasi|circa|solo){_GAP})?"
)
_START = rf"(?<![\w.,]){_NEARLY}"
_SHARED = rf"{_START}[+−–-]?{_AMOUNT}{_GAP}?(?:{_SHARE})"
_PART_OF = r"der|des|von|vom|aller|of(?: the| all)?|des|de|du|dei|delle|degli|di"
# What belongs together is one figure, of which `figure` is shown where it is there: of what, before how
# much, before how many.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_START}(?:{_NUMBER}|{_COUNT}){_GAP}(?:von|of|out of|in|sur|su){_GAP}(?:{_NUMBER}|{_COUNT}){_END}(?!{_GAP}?%)",
        rf"(?P<figure>{_SHARED}){_GAP}(?:{_PART_OF}){_GAP}(?:[^\W\d_]+{_GAP})?{_NUMBER}{_END}",
        rf"(?:um|by){_GAP}(?P<figure>{_SHARED}){_GAP}(?:auf|to){_GAP}(?:{_MONEY}{_GAP})?{_NUMBER}{_END}",
        rf"{_START}{_MONEY}{_GAP}?{_AMOUNT}(?:{_GAP}(?:{_SHARE}))?{_END}",
        rf"{_SHARED}(?:{_GAP}(?:{_MONEY}|Franken|Euro|Tonnen))?{_END}",
        rf"{_START}[+−–-]?{_AMOUNT}{_GAP}?(?:{_MONEY}|{_UNITS}){_END}",
    )
)
_PLAIN = re.compile(
    rf"(?<![\w.,:/§#°’'-]){_NEARLY}(?P<number>{_AMOUNT})(?![\w:/]|[.,]\d|-[^\W\d_])",
    re.IGNORECASE,
)
# "Im 2. Quartal": which one, not how many.
_BEFORE_ORDINAL = re.compile(
    rf"\b(?:im|am|der|die|das|den|dem|des|vom|zum|zur|beim|ins?|pro|jede[rsmn]?){_GAP}$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\.{_GAP}\w")
_NOT = re.compile(rf"(?:nicht|keine?|not|no|ne|pas|non){_GAP}$", re.IGNORECASE)
# "ISO 9001", "Seite 14": which one, not how many.
_NAMED = re.compile(
    rf"(?:[A-ZÄÖÜ]{{2,}}|Seite|Folie|Version|Kapitel|[Pp]age|Slide|Diapo\w*|Nr\.|No\.|[Nn]°|Art\.|Abs\.|Punkt|Schritt|Phase|Stufe|"
    rf"Teil|Abb\.|Tab\.|[Ss]tep|[Pp]art|[ÉéEe]tape|[Pp]artie|[Ff]ase|[Pp]asso|[Pp]arte|[Aa]rticl[eo]|[Aa]rticolo){_GAP}$"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DATE = re.compile(
    rf"\.?{_GAP}(?:Jan|Feb|Mär|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz]|janv|févr|mars|avr|mai|juin|juil|août|gen|mag|giu|lug|ago|"
    rf"set|ott|dic|Uhr|a\.?m|p\.?m)",
    re.IGNORECASE,
)


def figure(text: str) -> str | None:
    """The words of a text that say how much, or how many, with what limits them ("bis zu 30 %").

    None where no figure does, or several do: one of them shown large would say something else than the
    sentence. "30 % der 400 Betriebe" and "um 3 % auf 20 Franken" are one, whose share is shown. Years,
    dates and ordinals count nothing.
    """
    found: list[re.Match[str]] = []
    for form in _FORMS:
        found += [each for each in form.finditer(text) if _is_apart(each, found)]
    plain = (each for each in _PLAIN.finditer(text) if _is_apart(each, found))
    found += [each for each in plain if _counts(text, each)]
    if len(found) != 1 or _NOT.search(text[: found[0].start()]):
        return None
    return found[0].groupdict().get("figure") or found[0][0]


def _is_apart(match: re.Match[str], others: list[re.Match[str]]) -> bool:
    return all(match.end() <= each.start() or each.end() <= match.start() for each in others)


def _counts(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start()]
    is_ordinal = _BEFORE_ORDINAL.search(before) and _ORDINAL.match(text, found.end())
    is_year = _YEAR.fullmatch(found["number"])
    is_date = _DATE.match(text, found.end())
    return not (_NAMED.search(before) or is_ordinal or is_year or is_date)
