"""A talk as it is searched: its words in pieces of a few sentences, and what is said in which."""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence
from dataclasses import dataclass

from repurpose.bundling._terms import terms
from repurpose.bundling._wording import Wording, wording
from repurpose.model import Segment

LEAST, MOST = 10, 30  # words of a piece: sentences are put together, or cut
COMMON = 0.3  # of the pieces, or of the slides: what is in more tells nothing
HEARD = 0.6  # of the terms of a word: «Trittschall» is heard in «Trittschallplatten»


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said.

    Attributes:
        starts: The number of the first word of each piece.
        spoken: The terms said in each piece.
        said: The pieces in which a term is said.
    """

    words: Wording
    starts: tuple[int, ...]
    spoken: tuple[frozenset[str], ...]
    said: dict[str, list[int]]

    def __len__(self) -> int:
        return len(self.starts)

    def stop(self, piece: int) -> int:
        """The number of the word behind a piece."""
        return self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.words)

    def piece_of(self, word: int) -> int:
        return max(0, bisect.bisect_right(self.starts, word) - 1)

    def rarity(self, word: str) -> float:
        """How seldom a word is said: 0 to 1; 1 for one that is not said at all."""
        parts = terms(word)
        return sum(rarity(len(self.said.get(p, ())), len(self)) for p in parts) / max(1, len(parts))


def talk(segments: Sequence[Segment]) -> Talk:
    words = wording(segments, ("speech",))
    starts = tuple(_starts(words))
    stops = (*starts, len(words))[1:]
    spoken = tuple(
        frozenset(term for word in words.plain[first:stop] for term in terms(word))
        for first, stop in zip(starts, stops, strict=True)
    )
    said: dict[str, list[int]] = {}
    for number, piece in enumerate(spoken):
        for term in piece:
            said.setdefault(term, []).append(number)
    return Talk(words=words, starts=starts, spoken=spoken, said=said)


def rarity(count: int, of: int) -> float:
    """1 for what is once in many or nowhere, 0 for what is common."""
    if count > max(3.0, COMMON * of):
        return 0.0
    return math.log((of + 1) / max(1, count)) / math.log(of + 1)


def heard(word: str, spoken: frozenset[str] | set[str]) -> bool:
    """Whether a word is among the terms spoken."""
    parts = terms(word)
    return bool(parts) and sum(part in spoken for part in parts) >= HEARD * len(parts)


def _starts(words: Wording) -> list[int]:
    starts, first = [], 0
    for number, breaks in enumerate(words.breaks, start=1):
        length = number - first
        if (breaks and length >= LEAST) or length >= MOST:
            starts.append(first)
            first = number
    if first < len(words):
        starts.append(first)
    return starts
