"""The figure of a statistic: the words of it that are shown large, as they stand there."""

from __future__ import annotations

import re

_GAP = "[ \u00a0\u202f\u2009]"
_NUMBER = r"(?:\d{1,3}(?:[ .,’'\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
_COUNT = (
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|"
    r"sept|huit|neuf|dix|due|tre|quattro|cinque|sei|sette|otto|nove|dieci"
)
_MONEY = r"(?:CHF|Fr\.|EUR|USD|GBP|[€$£])"
_SHARE = (
    r"%|‰|Prozent|Promille|per ?cent|pour ?cents?|per cento|Mio\.?|Mrd\.?|Millionen|Milliarden|million|billion|millions|milliards?|"
    r"milioni|miliardi"
)
_UNITS = (
    r"Kilogramm|Kilometern?|Quadratmetern?|Kubikmetern?|Zentimetern?|Millimetern?|Liter|Kilowattstunden|Prozentpunkte|kilograms?|"
    r"kilomet(?:re|er)s|square metres|kilogrammes|kilomètres|mètres carrés|chilometri|chilogrammi|metri quadrati|litres|litri|"
    r"°C|°|[kMGT]?Wh|[kM]W|km/h|km|cm|mm|m²|m³|m2|m3|kg|t|dB|GB|MB|ms|Franken|Euro|euros?|francs|franchi|dollars|Meter|metres|mètres|"
    r"metri|Tonnen|tonnes|tons|Grad|Sekunden|Minuten|Stunden|Tage|Wochen|Monate|Jahre|seconds|minutes|hours|days|weeks|months|years|"
    r"secondes|heures|jours|semaines|mois|ans|secondi|minuti|ore|giorni|settimane|mesi|anni|Mal|mal|times|fois|volte"
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
# The first that is found is shown: of what, before how much, before how many.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_START}(?:{_NUMBER}|{_COUNT}){_GAP}(?:von|of|out of|in|sur|su){_GAP}(?:{_NUMBER}|{_COUNT}){_END}(?!{_GAP}?%)",
        rf"{_START}{_MONEY}{_GAP}?{_AMOUNT}(?:{_GAP}(?:{_SHARE}))?{_END}",
        rf"{_START}[+−–-]?{_AMOUNT}{_GAP}?(?:{_SHARE})(?:{_GAP}(?:{_MONEY}|Franken|Euro|Tonnen))?{_END}",
        rf"{_START}[+−–-]?{_AMOUNT}{_GAP}?(?:{_MONEY}|{_UNITS}){_END}",
    )
)
_PLAIN = re.compile(
    rf"(?<![\w.,:/§#°’'-]){_NEARLY}(?P<number>{_AMOUNT})(?![\w:/]|[.,]\d)", re.IGNORECASE
)
_NOT = re.compile(rf"(?:nicht|keine?|not|no|ne|pas|non){_GAP}$", re.IGNORECASE)
# "ISO 9001", "Seite 14": which one, not how many.
_NAMED = re.compile(
    rf"(?:[A-ZÄÖÜ]{{2,}}|Seite|Folie|Version|Kapitel|[Pp]age|Slide|Diapo\w*){_GAP}$"
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
    sentence. Years and dates count nothing.
    """
    for form in _FORMS:
        if found := list(form.finditer(text)):
            return _only(text, found)
    counting = [found for found in _PLAIN.finditer(text) if _counts(text, found)]
    return _only(text, counting) if counting else None


def _only(text: str, found: list[re.Match[str]]) -> str | None:
    first = found[0]
    return None if len(found) > 1 or _NOT.search(text[: first.start()]) else first[0]


def _counts(text: str, found: re.Match[str]) -> bool:
    is_name = _NAMED.search(text[: found.start()])
    is_year = _YEAR.fullmatch(found["number"])
    return not (is_name or is_year or _DATE.match(text, found.end()))
