"""How a language is written in a country: which marks, how numbers and days are set.

Only what we write ourselves is set by it. Words that are quoted keep their spelling.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from repurpose.model import Asset

GERMAN = ("de-CH", "de-DE", "de-AT")

_SHARP = re.compile("ß")
# Words that are written with ß in Germany and Austria.
_SWISS = re.compile(
    r"strass|gröss|(?<![a-zäöü])gross|auss(?:er|en)|äusser|heiss|weiss|dreissig|schliess|fliess|stoss|stöss|"
    r"(?<![a-zäöü])(?:fuss|füss)|spass|gruss|grüss|(?<![a-zäöü])süss|fleiss|bloss|mässig|gemäss|reiss|beiss|giess",
    re.IGNORECASE,
)
_GERMAN_MARKS = re.compile("„[^„“”]+[“”]")
_SWISS_MARKS = re.compile("«[^«»]+»")


class _Way(NamedTuple):
    """How numbers and days are written: the sign between thousands, the decimal sign, a day."""

    thousands: str
    decimal: str
    day: str


# CLDR, common/main: de_CH groups by ’, de_AT by a no-break space, de by a full stop, fr by a narrow
# no-break space, en by a comma, it by a full stop. The Federal Chancellery of Switzerland sets a
# fixed space in long texts instead; firms there write 1’000.
_WAYS = {
    "de-CH": _Way("’", ".", "{day}. {month} {year}"),
    "de-DE": _Way(".", ",", "{day}. {month} {year}"),
    "de-AT": _Way("\u00a0", ",", "{day}. {month} {year}"),
    "en": _Way(",", ".", "{day} {month} {year}"),
    "fr": _Way("\u202f", ",", "{day} {month} {year}"),
    "it": _Way(".", ",", "{day} {month} {year}"),
}
_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
}


def locale_of(language: str, asset: Asset, wanted: str | None = None) -> str:
    """de-CH, de-DE or de-AT for German, else the language as it is.

    A file with more ß than Swiss spellings (Strasse, gross), or with „…“ and without «…», is one of
    Germany; any other is taken for a Swiss one.

    Args:
        language: de, en, fr or it.
        wanted: What the user configured; it counts where it is of that language.
    """
    if language != "de":
        return language
    if wanted in GERMAN:
        return wanted
    text = "\n".join(segment.text for segment in asset.segments)
    sharp, swiss = len(_SHARP.findall(text)), len(_SWISS.findall(text))
    if sharp != swiss:
        return "de-DE" if sharp > swiss else "de-CH"
    german = len(_GERMAN_MARKS.findall(text)) > len(_SWISS_MARKS.findall(text))
    return "de-DE" if german else "de-CH"


def number(value: float, locale: str) -> str:
    """1’000.5, 1.000,5, 1 000,5 or 1,000.5; at most two decimals."""
    way = _WAYS.get(locale, _WAYS["en"])
    plain = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    whole, _, decimals = plain.partition(".")
    return whole.replace(",", way.thousands) + (way.decimal + decimals if decimals else "")


def day(iso: str, locale: str) -> str:
    """A day as it is written out: 5. März 2027, 5 March 2027, 1er mars 2027.

    Args:
        iso: ISO 8601, a day or a time.

    Raises:
        ValueError: it is none.
    """
    value = date.fromisoformat(iso[:10])
    language = locale.partition("-")[0]
    month = _MONTHS.get(language, _MONTHS["en"]).split()[value.month - 1]
    if locale == "de-AT" and value.month == 1:
        month = "Jänner"
    first = {"fr": "1er", "it": "1º"}.get(language, "1")
    number_of_day = first if value.day == 1 else str(value.day)
    way = _WAYS.get(locale, _WAYS["en"])
    return way.day.format(day=number_of_day, month=month, year=value.year)
