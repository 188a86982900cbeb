"""Where a sentence stands in its talk, and in what its speaker says in a row."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

_AGREES_WITHIN = 3  # sentences
_LONG, _SHORT = 18, 12  # words: a short one behind a long one
_MOST_FROM_BORDER = 6  # sentences


def of_turns(
    speakers: Sequence[str | None],
    words: Sequence[float],
    questions: Sequence[float],
    back_channels: Sequence[float],
) -> dict[str, list[float]]:
    """By name of the feature its values.

    Args:
        speakers: Who says each sentence.
        words: How many it has.
        questions: Whether it is one.
        back_channels: Whether it only says that its speaker listens.
    """
    count = len(speakers)
    before = [0, *accumulate(words)]
    total = max(1, before[-1])
    turn = list(_turns(speakers))
    share: Counter[str | None] = Counter()
    for speaker, size in zip(speakers, words, strict=True):
        share[speaker] += size  # type: ignore[assignment]
    previous, following = [0, *words[:-1]], [*words[1:], 0]
    logs = [math.log1p(before[last + 1] - before[first]) for first, last in turn]
    return {
        "place": [n / count for n in range(count)],
        "from_turn_start": [n - first for n, (first, _) in enumerate(turn)],
        "to_turn_end": [last - n for n, (_, last) in enumerate(turn)],
        "turn_sentences": [last - first + 1 for first, last in turn],
        "turn_words": logs,
        "words_before": [
            math.log1p(before[n] - before[first]) for n, (first, _) in enumerate(turn)
        ],
        "words_after": [
            math.log1p(before[last + 1] - before[n + 1]) for n, (_, last) in enumerate(turn)
        ],
        "turn_first": [float(n == first) for n, (first, _) in enumerate(turn)],
        "turn_last": [float(n == last) for n, (_, last) in enumerate(turn)],
        "words_previous": previous,
        "words_next": following,
        "question_before": [0.0, *questions[:-1]],
        "question_next": [*questions[1:], 0.0],
        "agreed": _agreed(speakers, back_channels),
        "speaker_changes": [float(n == first) for n, (first, _) in enumerate(turn)],
        "speaker_share": [share[speaker] / total * len(share) for speaker in speakers],
        "from_end": [min(count - n, _MOST_FROM_BORDER) for n in range(count)],
        "from_start": [min(n, _MOST_FROM_BORDER) for n in range(count)],
        "shorter_than_previous": [a / (b + 1) for a, b in zip(previous, words, strict=True)],
        "short_after_long": [
            float(b < _SHORT and a > _LONG) for a, b in zip(previous, words, strict=True)
        ],
    }


def _turns(speakers: Sequence[str | None]) -> list[tuple[int, int]]:
    """Of each sentence the first and the last one of its turn."""
    found: list[tuple[int, int]] = []
    first = 0
    for n in range(1, len(speakers) + 1):
        if n == len(speakers) or speakers[n] != speakers[first]:
            found += [(first, n - 1)] * (n - first)
            first = n
    return found


def _agreed(speakers: Sequence[str | None], back_channels: Sequence[float]) -> list[float]:
    """How often somebody else says right behind each sentence that he listens."""
    found: list[float] = [0] * len(speakers)
    for n, back in enumerate(back_channels):
        if back:
            for m in range(max(0, n - _AGREES_WITHIN), n):
                found[m] += speakers[m] != speakers[n]
    return found
