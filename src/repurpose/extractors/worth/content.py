"""How rare the words of a sentence are in its talk, whether they are new, and whether they come back."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from repurpose.extractors.worth.lexicon import MASKS, STOP

_NEAR, _AHEAD, _COHERENT = 6, 15, 8  # sentences
_MOST_TIMES = 3  # that a word counts for coming back
_TOPICS = 40  # words
_NEVER = 1 << 40  # the number of no sentence
_LEAST_LETTERS = 3


def content_words(words: Sequence[Sequence[str]], language: str) -> list[dict[str, None]]:
    """Of the words of each sentence, in lower case, those that tell what it is about, each once."""
    stops = _stop_words(language)
    # Dictionaries, not sets: sums over them must not depend on the order of hashes.
    return [
        {word: None for word in each if len(word) >= _LEAST_LETTERS and word not in stops}
        for each in words
    ]


def of_content(
    content: Sequence[dict[str, None]], speakers: Sequence[str | None]
) -> dict[str, list[float]]:
    """By name of the feature its values.

    Args:
        content: The content words of each sentence.
        speakers: Who says it.
    """
    places: dict[str, list[int]] = {}
    for n, each in enumerate(content):
        for word in each:
            if word in places:
                places[word].append(n)
            else:
                places[word] = [n]
    by_count = {
        times: math.log((len(content) + 1) / (times + 0.5))
        for times in set(map(len, places.values()))
    }
    rarity = {word: by_count[len(there)] for word, there in places.items()}
    repeated = {word: there for word, there in places.items() if len(there) > 1}
    sizes = list(map(len, content))
    rare = [list(map(rarity.__getitem__, each)) for each in content]
    found: dict[str, list[float]] = {
        "content": list(sizes),
        "log_content": list(map(math.log1p, sizes)),
        "rarity": [sum(each, 0.0) for each in rare],
        "rarest": [max(each, default=0.0) for each in rare],
        "tfidf": _tfidf(content, places, by_count),
        "topical": _topical(repeated, rarity, len(content)),
        **_new(places, repeated, speakers),
        **_Recurrence(content, sizes, repeated, rarity).features(),
    }
    more = [size + 1 for size in sizes]
    for name, of in (("mean_rarity", "rarity"), ("mean_ahead", "ahead"), ("mean_behind", "behind")):
        found[name] = [value / size for value, size in zip(found[of], more, strict=True)]
    return found


@cache
def _stop_words(language: str) -> frozenset[str]:
    masks = MASKS.get(language, MASKS["en"])
    return frozenset(word for word, bits in masks.items() if bits & STOP)


def _tfidf(
    content: Sequence[dict[str, None]], places: dict[str, list[int]], by_count: dict[int, float]
) -> list[float]:
    mass_by_count = {times: idf * math.log1p(times) for times, idf in by_count.items()}
    mass = {word: mass_by_count[len(there)] for word, there in places.items()}
    return [sum(map(mass.__getitem__, each), 0.0) for each in content]


def _topical(repeated: dict[str, list[int]], rarity: dict[str, float], count: int) -> list[float]:
    """How many words of each sentence are those that the talk is about."""
    found: list[float] = [0] * count
    weights = [(-len(there) * rarity[word], word) for word, there in repeated.items()]
    for _, word in sorted(weights)[:_TOPICS]:
        for n in repeated[word]:
            found[n] += 1
    return found


def _new(
    places: dict[str, list[int]],
    repeated: dict[str, list[int]],
    speakers: Sequence[str | None],
) -> dict[str, list[float]]:
    """How many words are said for the first time; of these, how many are said again, and by others."""
    new: list[float] = [0] * len(speakers)
    later: list[float] = [0] * len(speakers)
    others: list[float] = [0] * len(speakers)
    for there in places.values():
        new[there[0]] += 1
    for there in repeated.values():
        first = there[0]
        later[first] += 1
        others[first] += any(speakers[n] != speakers[first] for n in there)
    return {"new": new, "new_later": later, "new_others": others}


class _Recurrence:
    """Where words come back: in the sentence before and behind, near by, and in the next minute."""

    def __init__(
        self,
        content: Sequence[dict[str, None]],
        sizes: Sequence[int],
        repeated: dict[str, list[int]],
        rarity: dict[str, float],
    ) -> None:
        count = len(content)
        self.content, self.sizes = content, sizes
        border = [-_NEVER] * _MOST_TIMES, [_NEVER] * _MOST_TIMES
        self.known = {
            word: (rarity[word], [*border[0], *there, *border[1]])
            for word, there in repeated.items()
        }
        self.shared = [0] * (count + 1)  # with the sentence before
        self.common = [0] * (count + 1)  # words both behind and before the beginning of a sentence
        self.again = [0] * (count + 1)  # words that come back among those from a sentence on

    def features(self) -> dict[str, list[float]]:
        rows = list(self._rows())
        before, following, ahead, behind, words_ahead, words_behind = (
            list(column) for column in zip(*rows, strict=True)
        )
        sizes, shared = self.sizes, self.shared
        like = [0.0] * (len(sizes) + 1)
        for n in range(1, len(sizes)):
            like[n] = shared[n] / (1 + min(sizes[n - 1], sizes[n]))
        pairs = list(zip(words_ahead, words_behind, strict=True))
        return {
            "rarity_before": before,
            "rarity_next": following,
            "ahead": ahead,
            "behind": behind,
            "words_ahead": words_ahead,
            "words_behind": words_behind,
            "opens_more": [a - b for a, b in pairs],
            "opens": [float(a > 0 and b == 0) for a, b in pairs],
            "like_previous": like[:-1],
            "like_next": like[1:],
            "coherence": self._coherence(),
        }

    def _rows(self) -> Iterator[tuple[float, float, float, float, int, int]]:
        known, shared = self.known.get, self.shared
        for n, each in enumerate(self.content):
            before = following = ahead = behind = 0.0
            words_ahead = words_behind = 0
            for rarity, places in filter(None, map(known, each)):
                at = bisect_left(places, n)
                gap = n - places[at - 1]
                if gap <= _AHEAD:
                    earlier = n - _AHEAD
                    times = 1 + (places[at - 2] >= earlier) + (places[at - 3] >= earlier)
                    behind += times * rarity
                    words_behind += 1
                    if gap <= _NEAR:
                        before += rarity
                        shared[n] += gap == 1
                    self._comes_back(n - gap, n)
                gap = places[at + 1] - n
                if gap <= _AHEAD:
                    later = n + _AHEAD
                    times = 1 + (places[at + 2] <= later) + (places[at + 3] <= later)
                    ahead += times * rarity
                    words_ahead += 1
                    if gap <= _NEAR:
                        following += rarity
            yield before, following, ahead, behind, words_ahead, words_behind

    def _comes_back(self, last: int, n: int) -> None:
        """A word of sentence `n` that was said last in sentence `last`: it is on both sides of what
        is between."""
        common, again = self.common, self.again
        first = n - _COHERENT + 1
        for m in range(max(last + 1, first), min(n, last + _COHERENT) + 1):
            common[m] += 1
        for m in range(max(0, first), last + 1):
            again[m] += 1

    def _coherence(self) -> list[float]:
        """How many words the sentences before and those from a sentence on have in common."""
        count = len(self.content)
        sums = [0, *accumulate(self.sizes)]
        distinct = [sums[min(count, n + _COHERENT)] - sums[n] - self.again[n] for n in range(count)]
        begun: set[str] = set()
        before = [0]
        for each in self.content[: _COHERENT - 1]:
            begun.update(each)
            before.append(len(begun))
        before = (before + distinct)[:count]
        return [
            common / (1 + min(a, b))
            for common, a, b in zip(self.common, before, distinct, strict=False)
        ]
