"""What a first judgement of a talk tells of its words: those that are said in sentences judged well are
what the talk is about, and a sentence of such words is worth more than it seems by itself.

This is relevance feedback without a reader (Rocchio 1971; Lavrenko and Croft 2001), with the sentences of
one talk for documents.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain

__all__ = ["Feedback"]

_STEEPNESS, _MIDDLE = 1.5, 1.5  # how well a sentence is judged counts from 0 to 1, here by half
_DOUBT = 2.0  # sentences: a word of a few sentences is taken for one like any other
_LEAST = 0.05


class Feedback:
    """A talk's words by how the sentences are judged that they stand in.

    Args:
        content: The content words of each sentence.
        judgements: Of each sentence, in standard deviations from the mean.
    """

    def __init__(self, content: Sequence[dict[str, None]], judgements: Sequence[float]) -> None:
        self._content = content
        self._good = [1 / (1 + math.exp(_STEEPNESS * (_MIDDLE - each))) for each in judgements]
        self._mean = sum(self._good) / len(self._good)
        self._sums: dict[str, float] = {}
        self._counts = Counter(chain.from_iterable(content))
        for words, good in zip(content, self._good, strict=True):
            for word in words:
                self._sums[word] = self._sums.get(word, 0.0) + good
        order = sorted(range(len(judgements)), key=lambda n: (-judgements[n], n))
        self._places = {n: place for place, n in enumerate(order)}

    def of(self, n: int) -> list[float]:
        """Of a sentence: how good its words are by the others they stand in (on average, together,
        the best), how often they stand in good ones (all alike, and the rarer the more), and which
        place it has itself by its judgement."""
        words, own = self._content[n], self._good[n]
        place = math.log1p(self._places[n])
        if not words:
            return [0.0, 0.0, 0.0, 0.0, 0.0, place]
        doubt = _DOUBT * self._mean
        others = [max(0.0, self._sums[word] - own) for word in words]
        counts = [self._counts[word] for word in words]
        better = [
            (good + doubt) / (count - 1 + _DOUBT) / self._mean
            for good, count in zip(others, counts, strict=True)
        ]
        rare = [math.log((len(self._content) + 1) / (count + 0.5)) for count in counts]
        return [
            sum(better) / len(better),
            sum(math.log(max(each, _LEAST)) for each in better),
            max(better),
            sum(map(math.sqrt, others)),
            sum(math.log1p(good) * rarity for good, rarity in zip(others, rare, strict=True)),
            place,
        ]
