"""Statistics: a number with what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.extractors.reading import read
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext
from repurpose.text.openings import Opened, Rule, opened

_NUMBER = r"\d{1,3}(?:[ .,’'\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SMALL = (
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|two|three|four|five|six|seven|eight|nine|"
    r"deux|trois|quatre|cinq|sept|huit|neuf|due|tre|quattro|cinque|sei|sette|otto|nove"
)
_LARGE = (
    r"zehn|elf|zwölf|\w{3,6}zehn|(?:\w{3,6}und)?(?:zwanzig|drei(?:ss|ß)ig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)|"
    r"(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun)?(?:hundert|tausend)|"
    r"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w{3,5})?|(?:(?:a|two|three|four|five) )?(?:hundred|thousand)|"
    r"dix(?:-\w+)?|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|septante|huitante|nonante|cent|"
    r"mille|dieci|undici|dodici|tredici|quattordici|quindici|sedici|venti|trenta|quaranta|cinquanta|sessanta|settanta|ottanta|"
    r"novanta|cento"
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
_YEARS = r"(?:jahre?n?|years?|ans|années?|anni)\b"  # "in zwanzig Jahren" counts nothing
_SHARE = r"prozent|per ?cent|pour ?cents?|per cento|promille|million\w*|milliard\w*|billion\w*|milion\w*|miliard\w*"
_TIMES = "mal|times|fois|volte"
_ANY_WORD = (  # of what is large and begins with any word
    r"\wzehn|und(?:zwanzig|drei(?:ss|ß)ig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)"
)
_WORDS_WITH_UNIT = (
    rf"\b(?:{_SMALL}|{_LARGE})\s(?:{_SHARE})(?!\w)|\b(?:{_LARGE})\s(?!{_YEARS})(?:{_UNIT})(?!\w)"
)
_FIGURES = re.compile(r"\d+")
_CURRENCY_BEFORE = re.compile(r"(?:chf|fr\.|eur|€|\$|£)\s?$", re.IGNORECASE)
_WITH_UNIT = re.compile(
    rf"(?<![\w#])(?<![A-Za-z]-)(?:{_NUMBER})(?:\s?[–-]\s?(?:{_NUMBER}))?[\s\u00a0\u202f]?(?:{_UNIT})(?!\w)",
    re.IGNORECASE,
)
_WITH_UNIT_WORDS = Rule(_WORDS_WITH_UNIT, or_with=_ANY_WORD)
_COUNTED = re.compile(rf"(?<![\w.,:/§#°^-])({_NUMBER})\s+(?:[a-zäöüßéèàç]+\s)?[^\W\d_]{{4,}}")
_COUNTED_WORD = Rule(
    rf"\b(?!hundert\s|tausend\s)(?:{_LARGE})\s(?!(?:von|of|de|di)\b)(?!{_YEARS})(?!Jahre)(?:[a-zäöüßéèàç]+e[nrs]?\s)?(?:[A-ZÄÖÜ][^\W\d_]{{3,}}|[a-zéèàç]{{4,}}(?:s|i|e)\b)",
    0,
    or_with=_ANY_WORD,
)
# A share or a change that words tell.
_SHARE_WORDS = Rule(
    r"\bjede[rsnm]? (?:zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte|zwanzigste|hundertste)[rsn]?\b|"
    rf"\b(?:ein\w*|{_SMALL}|{_LARGE}|\d+) von (?:{_SMALL}|{_LARGE}|\d+)\b|"
    r"\b(?:ein(?:en|em)?|zwei|drei) (?:drittel|viertel|fünftel|zehntel)s?\b|\b(?:die|der) hälfte (?:der|des|aller|davon|unser\w+)\b|"
    rf"\b(?:one|{_SMALL}|{_LARGE}|\d+) (?:in|out of|of) (?:every )?(?:{_SMALL}|{_LARGE}|\d{{1,3}})\b|"
    r"\b(?:half|a third|two thirds|a quarter|three quarters|one third|one quarter|a fifth|a tenth) of\b|"
    rf"\b(?:une?|{_SMALL}|\d+)(?: [\wéèà’']+)? sur (?:{_SMALL}|{_LARGE}|\d+)\b|"
    r"\b(?:la moitié|un tiers|les? deux tiers|deux tiers|un quart|trois quarts|un cinquième|un dixième) (?:de|des|du|d['’])|"
    rf"\b(?:un[oa]?|{_SMALL}|\d+)(?: [\wèàò’']+)? su (?:{_SMALL}|{_LARGE}|\d+)\b|"
    r"\b(?:la metà|un terzo|due terzi|un quarto|tre quarti|un quinto|un decimo) (?:de\w+|di|d['’])",
    or_with=_ANY_WORD,
)
_CHANGE = Rule(
    r"\b(?:verdoppelte?n?|verdreifachte?n?|vervierfachte?n?|verzehnfachte?n?|halbierte?n?|doubled|tripled|quadrupled|halved|"
    r"doublé|triplé|quadruplé|divisée?s? par (?:deux|trois|quatre)|raddoppiat[oaie]|triplicat[oaie]|dimezzat[oaie])\b|"
    rf"\b(?:{_SMALL}|{_LARGE}|\d+)(?: (?:bis|to|à|a|oder|or|ou|o) (?:{_SMALL}|\d+))? ?(?:-?{_TIMES}) (?:so|mehr|weniger|as|more|less|"
    r"fewer|larger|smaller|plus|moins|più|meno|pro|im|am|in der|per|par|al|a)\b",
    or_with=_ANY_WORD,
)
_TOLD = (_WITH_UNIT_WORDS, _SHARE_WORDS, _CHANGE, _COUNTED_WORD)
# Where these count, and no figure stands, one of these words is there, or a word with one of these parts.
_NUMBER_WORDS = (
    f"{_SMALL}|elf|zwölf|ten|eleven|twelve|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|"
    "septante|huitante|nonante|cent|mille|dieci|undici|dodici|tredici|quattordici|quindici|sedici|venti|trenta|quaranta|cinquanta|"
    "sessanta|settanta|ottanta|novanta|cento"
)
_PART_WORDS = (
    "half|third|thirds|quarter|quarters|fifth|tenth|moitié|tiers|quart|quarts|cinquième|dixième|metà|terzo|terzi|quarto|quarti|"
    "quinto|decimo|hälfte|doubled|tripled|quadrupled|halved|doublé|triplé|quadruplé|divisé|divisés|divisée|divisées"
)
_TELLING = frozenset(
    [
        *(word + times for word in _NUMBER_WORDS.split("|") for times in ("", *_TIMES.split("|"))),
        *_PART_WORDS.split("|"),
    ]
)
_TELLING_PARTS = (
    "zehn", "zig", "ssig", "ßig", "hundert", "tausend", "teen", "ty", "hundred", "thousand", "zweite", "dritte", "vierte", "fünfte",
    "sechste", "siebte", "achte", "neunte", "drittel", "viertel", "fünftel", "fachte", "doppelt", "halbiert", "raddoppiat",
    "triplicat", "dimezzat",
)  # fmt: skip
_LOOK_BACK = 80  # characters before a number
_CURRENCY = 5  # characters
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
# A number behind these says which one, not how many.
_NOT_COUNTING = re.compile(
    r"\b(?:slide|page|version|figure|section|level|phase|step|stage|type|no|chapter|part|issue|ticket|item|line|row|table|room|number|"
    r"point|option|group|question|day|week|round|gate|class|grade|pull request|pr|"
    r"étape|diapositive|numéro|article|chapitre|partie|point|niveau|salle|figure|ligne|question|"
    r"passo|pagina|diapositiva|articolo|capitolo|parte|punto|livello|sala|riga|numero|"
    r"nr|art|abs|abb|kap|bd|ziff|fig|vol|pp?)\.?\s*$",
    re.IGNORECASE,
)
# "Windows 11", "Haus 12": a name in front, where no such word is.
_NAME_BEFORE = re.compile(r"([^\W\d_]*[A-ZÄÖÜÉ][^\W_]*)[\s-]$")
_BEFORE_COUNT_WORDS = (
    "rund etwa circa ca über unter fast knapp nur bis gut mindestens höchstens weitere die der den alle unsere wir in bei von mit auf "
    "nach für zu an aus um ab seit und oder about around over under nearly almost some only roughly at least of for the these those "
    "our we all and with after by from on to more than between within since i environ près plus moins sur avec les nos en dans après "
    "pour de des et à chez circa quasi oltre almeno meno su con nei nelle dopo per le gli i il e chf eur usd fr gbp jede jedes jeder "
    "every each what wenn noch schon mehr dort dann heute there this last letztes innert während depuis dal solo seulement vor jahr jahre jahren tag tage "
    "tagen woche wochen monat monate monaten stunde stunden minuten"
)
_BEFORE_COUNT = frozenset(_BEFORE_COUNT_WORDS.split())
_DATE_OR_TIME = re.compile(
    r"\d+\.?\s+(?:(?:jan|feb|mär|mar|apr|ma[iy]|jun|jul|aug|sep|oct|okt|nov|de[cz]|janv|févr|avr|juin|juil|"
    r"août|gen|mag|giu|lug|ago|set|ott|dic)|(?:uhr|am|pm|a\.m|p\.m|h|heures?|o['’]clock)\b)",
    re.IGNORECASE,
)


# One of these, or a figure, is in every text that counts.
_COUNTING = frozenset(
    f"{_SMALL}|zehn|elf|zwölf|ten|eleven|twelve|onze|douze|treize|quatorze|quinze|seize|vingt|cent|mille|dieci|undici|dodici|venti|"
    "cento|half|third|thirds|quarter|quarters|fifth|tenth|one|un|une|uno|una|moitié|tiers|quart|quarts|metà|terzo|terzi|quarto|"
    "quarti|drittel|viertel|fünftel|zehntel|hälfte|jede|jeder|jedes|jedem|jeden|halved|doubled|tripled|quadrupled|ein|eine|einem".split(
        "|"
    )
)
_COUNTING_ENDS = (
    "zehn", "zig", "ßig", "ssig", "hundert", "tausend", "mal", "teen", "ty", "hundred", "thousand", "fachte", "fachten", "doppelt",
    "doppelte", "doppelten", "halbiert", "halbierte", "halbierten", "fach", "ante", "anta", "nove", "plé", "divisé", "divisée",
    "raddoppiato", "raddoppiata", "raddoppiati", "raddoppiate", "triplicato", "dimezzato", "dimezzata", "dimezzati", "dimezzate", "dici",
)  # fmt: skip


class Statistics:
    """A sentence with a number and what it counts, or with a share or a change told in words. Years,
    dates, times, versions and the numbers of slides, steps and models count nothing."""

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        for passage in read(asset).passages:
            if counts(passage.text):
                yield passage.snippet("statistic", why="a number with what it counts")


def counts(text: str) -> bool:
    """Whether a number of a text says how much or how many of something."""
    looked_up = opened(text)
    figures = _DIGIT.search(text) is not None
    if not figures and looked_up.is_plain and not _may_tell(looked_up):
        return False
    return (
        (figures and (_has_unit(text) or _counts_with_figures(text)))
        or any(rule.search(looked_up) for rule in _TOLD)
    ) and _may_count(text)


def _may_tell(looked_up: Opened) -> bool:
    """Whether one of the words that count is there."""
    return not looked_up.lacks(_TELLING) or any(map(looked_up.lower.__contains__, _TELLING_PARTS))


def _has_unit(text: str) -> bool:
    return any(
        _WITH_UNIT.match(text, figures.start())
        or _CURRENCY_BEFORE.search(text, max(0, figures.start() - _CURRENCY), figures.start())
        for figures in _FIGURES.finditer(text)
    )


def _counts_with_figures(text: str) -> bool:
    end = 0
    for figures in _FIGURES.finditer(text):
        if figures.start() >= end and (match := _COUNTED.match(text, figures.start())):
            if _counts(text, match):
                return True
            end = match.end()
    return False


def _may_count(text: str) -> bool:
    if any(character.isdigit() for character in text):
        return True
    words = _WORD.findall(text.casefold())
    return any(word in _COUNTING or word.endswith(_COUNTING_ENDS) for word in words)


def _counts(text: str, match: re.Match[str]) -> bool:
    end = match.start(1)
    before = max(0, end - _LOOK_BACK)
    if _YEAR.fullmatch(match[1]) or _DATE_OR_TIME.match(text, end):
        return False
    name = _NAME_BEFORE.search(text, before, end)
    return not _NOT_COUNTING.search(text, before, end) and not (
        name and name[1].casefold() not in _BEFORE_COUNT
    )
