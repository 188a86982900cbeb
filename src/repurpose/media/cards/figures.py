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
# The first that is found is shown: of what, before how much, before how many.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![\w.,])(?:{_NUMBER}|{_COUNT}){_GAP}(?:von|of|out of|in|sur|su){_GAP}(?:{_NUMBER}|{_COUNT}){_END}(?!{_GAP}?%)",
        rf"(?<![\w.,]){_MONEY}{_GAP}?{_NUMBER}(?:{_GAP}(?:{_SHARE}))?{_END}",
        rf"(?<![\w.,])[+−–-]?{_NUMBER}(?:{_GAP}?[–-]{_GAP}?{_NUMBER})?{_GAP}?(?:{_SHARE})(?:{_GAP}(?:{_MONEY}|Franken|Euro|Tonnen))?{_END}",
        rf"(?<![\w.,])[+−–-]?{_NUMBER}(?:{_GAP}?[–-]{_GAP}?{_NUMBER})?{_GAP}?(?:{_MONEY}|{_UNITS}){_END}",
    )
)
_PLAIN = re.compile(rf"(?<![\w.,:/§#°’'-]){_NUMBER}(?![\w:/]|[.,]\d)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DATE = re.compile(
    rf"\.?{_GAP}(?:Jan|Feb|Mär|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz]|janv|févr|mars|avr|mai|juin|juil|août|gen|mag|giu|lug|ago|"
    rf"set|ott|dic|Uhr|a\.?m|p\.?m)",
    re.IGNORECASE,
)


def figure(text: str) -> str | None:
    """The words of a text that say how much, or how many; None where no figure does. Years and dates
    count nothing."""
    for form in _FORMS:
        if found := form.search(text):
            return found[0]
    for found in _PLAIN.finditer(text):
        is_date = _DATE.match(text, found.end())
        if not _YEAR.fullmatch(found[0]) and not is_date:
            return found[0]
    return None
