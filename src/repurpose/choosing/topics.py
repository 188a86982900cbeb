"""Whether two statements are about the same: they share words that are rare in the rest."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

PUSH = 0.15  # off the score of what is wholly about the same as something chosen
LEAST_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+")


class Topics:
    """How near each of many texts is to those taken so far: 0 (nothing in common) to 1.

    The nearness is the share of the mass of its words (inverse document frequency) that a taken text
    has, too: the "relevance minus redundancy" of maximal marginal relevance (Carbonell and Goldstein
    1998). Each text is looked at only where it shares a word with one taken.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._words = [_stems(text) for text in texts]
        counts = Counter(word for words in self._words for word in words)
        self._mass = {w: math.log((1 + len(texts)) / n) for w, n in counts.items()}
        self._with: dict[str, list[int]] = {}
        for number, words in enumerate(self._words):
            for word in words:
                self._with.setdefault(word, []).append(number)
        self._nearness: dict[int, tuple[float, int]] = {}

    def take(self, number: int) -> None:
        words = self._words[number]
        near = {n for word in words if self._is_rare(word) for n in self._with[word]} - {number}
        for other in near:
            share = self._sum(self._words[other] & words) / (self._sum(self._words[other]) or 1.0)
            if share > self._nearness.get(other, (0.0, 0))[0]:
                self._nearness[other] = (share, number)

    def push(self, number: int) -> float:
        """What is taken off its score."""
        return PUSH * self._nearness.get(number, (0.0, 0))[0]

    def nearest(self, number: int) -> int | None:
        """The taken one that it is nearest to."""
        return self._nearness[number][1] if number in self._nearness else None

    def _is_rare(self, word: str) -> bool:
        return len(self._with[word]) <= max(4, len(self._words) // 10)

    def _sum(self, words: set[str]) -> float:
        return sum(self._mass[word] for word in sorted(words))


def _stems(text: str) -> set[str]:
    """Its longer words, without most of their endings."""
    return {word[:7] for word in _WORD.findall(text.casefold()) if len(word) >= LEAST_LETTERS}
