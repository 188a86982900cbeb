"""The worth of what stands in decks and documents: how much a sentence tells within its asset, and
whether it says what somebody thinks should be."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from repurpose.extractors import _words
from repurpose.extractors.worth.features import WORD


def of_written(texts: Sequence[str], language: str) -> list[float]:
    """Of each sentence of an asset its worth from 0 to 1."""
    words = [[word.casefold() for word in WORD.findall(text)] for text in texts]
    rarity = _rarity(words)
    return [_worth(text, told, rarity) for text, told in zip(texts, words, strict=True)]


def _rarity(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """How rare each word is among the sentences of the asset (inverse document frequency)."""
    counts: Counter[str] = Counter()
    for words in texts:
        counts.update(set(words))
    return {word: math.log((1 + len(texts)) / (1 + count)) for word, count in counts.items()}


def _worth(text: str, words: Sequence[str], rarity: dict[str, float]) -> float:
    length = min(len(words), 25) / 25
    mass = sum(rarity.get(word, 0.0) for word in words if len(word) > 3)
    too_long = max(0.0, (len(text) - 280) / 240)
    tells = max(0.0, min(1.0, 0.5 * length + 0.5 * min(1.0, mass / 45) - too_long))
    worth = (
        0.3
        + 0.45 * tells
        + 0.06 * min(len(_words.STANCE.findall(text)), 3)
        - 0.15 * bool(_words.HEDGES.search(text))
        - 0.05 * min(len(_words.PERSONAL.findall(text)), 4)
    )
    return max(0.0, min(1.0, worth))
