"""How a sentence compares with those around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from itertools import accumulate
from math import sqrt

_NEAR, _FAR = 6, 20  # sentences on each side


def of_surroundings(
    rarity: Sequence[float], tfidf: Sequence[float], log_words: Sequence[float]
) -> dict[str, list[float]]:
    """By name of the feature its values."""
    found: dict[str, list[float]] = {}
    for where, reach in (("near", _NEAR), ("far", _FAR)):
        found[f"rarity_{where}"] = _standing(rarity, reach)
        found[f"tfidf_{where}"] = _standing(tfidf, reach)
        found[f"log_words_{where}"] = _standing(log_words, reach)
        found[f"rank_{where}"] = _rank(rarity, reach)
    return found


def _standing(values: Sequence[float], reach: int) -> list[float]:
    """How far each value is from the mean of those around it, in their standard deviations."""
    sums = [0.0, *accumulate(values)]
    squares = [0.0, *accumulate([value * value for value in values])]
    count = len(values)
    out = []
    for n, value in enumerate(values):
        start, stop = n - reach, n + reach + 1
        if start < 0:
            start = 0
        if stop > count:
            stop = count
        size = stop - start
        mean = (sums[stop] - sums[start]) / size
        variance = (squares[stop] - squares[start]) / size - mean * mean
        out.append((value - mean) / (sqrt(variance if variance > 1e-6 else 1e-6) + 0.3))
    return out


def _rank(values: Sequence[float], reach: int) -> list[float]:
    """The share of the values around that are higher."""
    around = sorted(values[:reach])
    count = len(values)
    out = []
    for n, value in enumerate(values):
        if n + reach < count:
            insort(around, values[n + reach])
        if n > reach:
            del around[bisect_left(around, values[n - reach - 1])]
        out.append((len(around) - bisect_right(around, value)) / len(around))
    return out
