"""Statistics: a number with what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.extractors.reading import read
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext

_NUMBER = r"\d{1,3}(?:[ .,’'\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_NUMBER_WORD = (
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|zwanzig|dreissig|fünfzig|hundert|tausend|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|thousand|"
    r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|mille|due|tre|quattro|cinque|sei|sette|otto|"
    r"nove|dieci|cento|mille"
)
_UNIT = (
    r"%|‰|€|\$|°|prozent\w*|per ?cent|pour ?cents?|per cento|promille|mio\.?|mrd\.?|million\w*|milliard\w*|"
    r"billion\w*|miliard\w*|milion\w*|chf|eur|usd|fr\.|franken|rappen|euros?|francs?|franchi|dollars?|"
    r"pounds?|grad|degrees?|degrés?|gradi|dezibel|decibels?|db|kg|kilo\w*|gramm?\w*|tonnen?|tons?|tonnes?|"
    r"km|cm|mm|m|meter\w*|metres?|mètres?|metri|quadratmeter\w*|kubikmeter\w*|m²|m³|m2|m3|liter\w*|litres?|"
    r"litri|kwh|mwh|kw|watt|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|seconds?|minutes?|"
    r"hours?|days?|weeks?|months?|years?|secondes?|heures?|jours?|semaines?|mois|ans|années?|secondi|"
    r"minuti|ore|giorni|settimane|mesi|anni|mal|times|fois|volte|gb|mb|ms"
)
_WITH_UNIT = re.compile(
    rf"(?:chf|fr\.|eur|€|\$|£)\s?(?:{_NUMBER})|(?:{_NUMBER})[\s\u00a0\u202f]?(?:{_UNIT})(?!\w)|"
    rf"\b(?:{_NUMBER_WORD})\s(?:prozent|per ?cent|pour ?cents?|per cento|million\w*|milliard\w*)(?!\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"(?<![\w.,:/§-])({_NUMBER})\s+(?:[a-zäöüßéèàç]+\s)?[^\W\d_]{{4,}}")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NOT_COUNTING = re.compile(
    r"\b(?:slide|folie|kapitel|chapter|page|seite|version|figure|abb\.?|section|level|phase|step|schritt|"
    r"teil|part|stage|type|nr\.?|no\.|art\.)\s*$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\d+\.?\s+(?:jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|oct|okt|nov|de[cz]|janv|févr|avr|juin|juil|"
    r"août|gen|mag|giu|lug|ago|set|ott|dic)",
    re.IGNORECASE,
)


class Statistics:
    """A sentence with a number and what it counts; years, dates and slide numbers count nothing."""

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        for passage in read(asset).passages:
            if count(passage.text):
                yield passage.snippet("statistic", why="a number with what it counts")


def count(text: str) -> int:
    """How many numbers of a text say how much or how many of something."""
    with_unit = len(_WITH_UNIT.findall(text))
    counted = sum(
        not _YEAR.fullmatch(match[1])
        and not _MONTH.match(text, match.start(1))
        and not _NOT_COUNTING.search(text[: match.start(1)])
        for match in _COUNTED.finditer(text)
    )
    return with_unit or counted
