"""The worth of what stands in decks and documents: whether it has the size of a post, how much it
tells within its asset, and whether it claims something."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from repurpose.extractors import _words
from repurpose.extractors.worth.features import WORD

SIZE = (60, 180)  # characters of a sentence that is read at a glance
TOO_LONG = 300

_AMOUNT = re.compile(
    r"\d\s?(?:%|‰|€|\$|°)|\b\d[\d.,’']*\s[^\W\d_]{2,}|\b(?:(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|"
    r"zwölf|zwanzig|hundert|deux|trois|quatre|cinq|dix|cent|due|tre|quattro|cinque|dieci) [^\W\d_]{3,}|half|twice|third|quarter|hälfte|doppelt|drittel|viertel|moitié|tiers|"
    r"quart|metà|doppio|terzo|million\w*|milli(?:ard|ard)\w*|billion|percent|per cent|prozent|pour cent)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:than|as \w+ as|the (?:more|less|fewer|better)|most|least|als|je \w+,? \w*|statt|anstatt|am \w+sten|"
    r"(?:plus|moins|mieux) (?:\w+ )?que|le plus|le moins|(?:più|meno) (?:\w+ )?(?:di|che|del\w*))\b",
    re.IGNORECASE,
)
_CAUSES = re.compile(
    r"\b(?:because|since|so that|due to|leads? to|makes?|means|causes?|depends?|if|when|once|weil|da|denn|sodass|damit|wenn|"
    r"führt|bedeutet|dadurch|wer|parce|car|puisque|si|permet|évite|perché|se|quando|permette)\b",
    re.IGNORECASE,
)
_CONTRASTS = re.compile(
    r"\b(?:but|not|never|no|nobody|nothing|without|instead|although|even|aber|nicht|kein\w*|nie|niemand|ohne|obwohl|sondern|"
    r"mais|ne|pas|jamais|sans|ma|non|mai|senza)\b|n['’]t\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-ZÄÖÜ]{2,6}s?\b|\b[A-Z][a-z]?[A-Z]\w*\b")
_LEGAL = re.compile(r"§|\bArt\. ?\d|\bAbs\. ?\d|\b[A-Z][A-Za-z]*G\b(?= |$)|\bvgl\b|\bi\. ?S\. ?d\b")


def of_written(
    texts: Sequence[str], language: str, titles: Sequence[bool] | None = None
) -> list[float]:
    """Of each sentence of an asset its worth from 0 to 1: 0.3 is weak, 0.7 strong.

    Args:
        titles: Which of them stand as the title of a slide: a whole sentence there is its message.
    """
    words = [[word.casefold() for word in WORD.findall(text)] for text in texts]
    rarity = _rarity(words)
    heads = titles if titles is not None else [False] * len(texts)
    return [
        _worth(text, told, rarity, title)
        for text, told, title in zip(texts, words, heads, strict=True)
    ]


def _rarity(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """How rare each word is among the sentences of the asset (inverse document frequency)."""
    counts: Counter[str] = Counter()
    for words in texts:
        counts.update(set(words))
    return {word: math.log((1 + len(texts)) / (1 + count)) for word, count in counts.items()}


def _worth(text: str, words: Sequence[str], rarity: dict[str, float], title: bool) -> float:
    mass = sum(rarity.get(word, 0.0) for word in words if len(word) > 3)
    worth = (
        0.22
        + 0.16 * _size(len(text))
        + 0.16 * min(1.0, mass / 30)
        + claims(text)
        + 0.08 * title
        - _burden(text)
        - 0.15 * bool(_words.HEDGES.search(text))
        - 0.04 * min(len(_words.PERSONAL.findall(text)), 4)
    )
    return max(0.0, min(1.0, worth))


def _size(length: int) -> float:
    least, most = SIZE
    if length < least:
        return max(0.0, (length - 20) / (least - 20))
    return max(-0.5, 1.0 - max(0, length - most) / (TOO_LONG - most))


def claims(text: str) -> float:
    """What it says how much of, compares, explains, denies, or asks for."""
    return (
        0.12 * bool(_AMOUNT.search(text))
        + 0.08 * bool(_COMPARES.search(text))
        + 0.06 * bool(_CAUSES.search(text))
        + 0.06 * bool(_CONTRASTS.search(text))
        + 0.05 * min(len(_words.STANCE.findall(text)), 2)
    )


def _burden(text: str) -> float:
    """What makes it hard to read: letters for names, brackets, clauses in clauses, the law."""
    return (
        0.03 * min(max(0, len(_ACRONYM.findall(text)) - 1), 3)
        + 0.04 * ("(" in text)
        + 0.04 * (";" in text)
        + 0.03 * min(max(0, text.count(",") - 2), 3)
        + 0.08 * bool(_LEGAL.search(text))
    )
