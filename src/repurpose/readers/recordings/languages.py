"""How files name languages: "de", "deu", "ger", "de-CH", "German", "Deutsch"."""

from __future__ import annotations

import re

_NAMES = {
    "de": "deu ger german deutsch allemand tedesco",
    "en": "eng english englisch anglais inglese",
    "fr": "fra fre french français francais französisch francese",
    "it": "ita italian italiano italienisch italien",
    "es": "spa spanish español espanol spanisch",
    "pt": "por portuguese português portugues",
    "nl": "nld dut dutch nederlands",
    "rm": "roh romansh rumantsch",
    "pl": "pol polish polski",
    "cs": "ces cze czech",
    "ja": "jpn japanese",
    "zh": "zho chi chinese",
    "ru": "rus russian",
    "gsw": "",
}
_BY_NAME = {name: code for code, names in _NAMES.items() for name in (code, *names.split())}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z0-9]{2,8}))*", re.IGNORECASE)


def code(written: str) -> str | None:
    """The ISO 639-1 code of a language, without its region; None where it names no language.

    Two letters are taken for a code whatever they are; three only where they are a known one.
    """
    match = _TAG.fullmatch(written)
    first = match[1].lower() if match else written.strip().lower()
    if first in _BY_NAME:
        return _BY_NAME[first]
    return first if len(first) == 2 and match else None
