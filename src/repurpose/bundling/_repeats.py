"""The same statement in several files is offered once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from repurpose.model import Sighting, Snippet
from repurpose.text.similarity import Told

Found = tuple[Snippet, str]  # with the sha256 of its asset
Stretches = Mapping[str, tuple[int, int]]  # by asset: from which word to before which it is said
SAME_PLACE = 0.6  # of the shorter stretch


def without_repeats(
    found: Sequence[Found],
    related: Callable[[str, str], bool],
    stretches: Callable[[Snippet, str], Stretches],
) -> tuple[list[tuple[int, Snippet]], dict[int, int]]:
    """The number of each that is kept, and it as it is kept: with the places of the others where
    they are of one event; and of each other the number of the one that is kept for it.

    Of the same words in several files the first stays; of one event, the one whose speaker is known.
    What is said at one place of a talk is one statement, however two transcripts write it. One
    file's are told apart already.
    """
    if len({asset for _, asset in found}) < 2:
        return [(number, snippet) for number, (snippet, _) in enumerate(found)], {}
    kept: list[tuple[int, Snippet]] = []
    first: list[int] = []
    repeats: dict[int, int] = {}  # by number: the place among those kept
    told, taken = Told(), _Taken()
    for number, (snippet, asset) in enumerate(found):
        where = stretches(snippet, asset)
        same = {*told.like(snippet.text), *taken.at(where)}
        same = {each for each in same if found[kept[each][0]][1] != asset}
        for each in sorted(same):
            if related(asset, found[kept[each][0]][1]):
                kept[each] = _merged(found, kept[each], (number, snippet))
        if same:
            repeats[number] = min(same)
        else:
            told.add(snippet.text)
            taken.add(where, len(kept))
            first.append(number)
            kept.append((number, snippet))
    of_place = {
        place: [n for n, at in repeats.items() if at == place] for place in repeats.values()
    }
    for place, numbers in of_place.items():
        if kept[place][0] in numbers:  # it took the place of the one that came first
            repeats[first[place]] = place
            del repeats[kept[place][0]]
    return kept, {number: kept[place][0] for number, place in repeats.items()}


def _merged(
    found: Sequence[Found], kept: tuple[int, Snippet], other: tuple[int, Snippet]
) -> tuple[int, Snippet]:
    if kept[1].speaker is None and other[1].speaker is not None:
        kept, other = other, kept
    snippet, asset = kept[1], found[other[0]][1]
    also = snippet.also
    if all(each.asset != asset for each in also):
        also = (*also, Sighting(asset=asset, locator=other[1].locator))
    score = max(snippet.score, other[1].score)
    return kept[0], replace(snippet, also=also, score=score)


class _Taken:
    """Stretches of talks that are offered."""

    def __init__(self) -> None:
        self._by_word: dict[tuple[str, int], list[tuple[tuple[int, int], int]]] = {}

    def add(self, where: Stretches, number: int) -> None:
        for asset, stretch in where.items():
            for word in range(*stretch):
                self._by_word.setdefault((asset, word), []).append((stretch, number))

    def at(self, where: Stretches) -> set[int]:
        """The numbers of those that take most of the shorter stretch."""
        found: set[int] = set()
        for asset, (first, stop) in where.items():
            near = {
                each for word in range(first, stop) for each in self._by_word.get((asset, word), ())
            }
            for (begins, ends), number in near:
                shared = min(stop, ends) - max(first, begins)
                if shared >= SAME_PLACE * min(stop - first, ends - begins):
                    found.add(number)
        return found
