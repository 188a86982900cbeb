"""How many of a kind, of a speaker, of a slide: a share of a run's places, so that five posts are
not five times the same person, or the same slide."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from repurpose.choosing.find import Find

KIND_SHARE = 0.6  # of the places, rounded up: 3 of 5
SPEAKER_SHARE = 0.4  # 2 of 5
LEAST_SPEAKERS = 3  # with fewer, there is no panel to be fair to
PER_SLIDE = 2  # of a slide or page
LEEWAY = 0.2  # a share makes room only for what scores at most so much lower

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


class Mix:
    """Counts what is taken.

    Args:
        finds: All that there is to choose from.
        limit: The places.
        most: The user's own numbers by kind; these hold whatever is left empty.
    """

    def __init__(self, finds: Iterable[Find], limit: int, most: Mapping[str, int]) -> None:
        self._most = most
        self._per_kind = _share(KIND_SHARE, limit)
        self._per_speaker = _share(SPEAKER_SHARE, limit)
        speakers = {find.snippet.speaker for find in finds} - {None}
        self._is_panel = len(speakers) >= LEAST_SPEAKERS
        self._taken: Counter[object] = Counter()

    def take(self, find: Find) -> None:
        self._taken.update(_marks(find))

    def forbids(self, find: Find) -> str:
        """Why the user's own numbers leave no place for it; "" where they do."""
        kind = find.snippet.kind
        most = self._most.get(kind)
        if most is None or self._taken["kind", kind] < most:
            return ""
        return f"mix: no {kind} wanted" if most == 0 else f"mix: at most {most} of the kind {kind}"

    def full(self, find: Find) -> str:
        """Which share is used up; "" where none is."""
        snippet, taken = find.snippet, self._taken
        if self._is_panel and snippet.speaker is not None:
            said = taken["speaker", snippet.speaker]
            if said >= self._per_speaker:
                return f"the {_ordinal(said + 1)} of {snippet.speaker}"
        if snippet.locator.sheet is not None:
            there = taken[_sheet(find)]
            if there >= PER_SLIDE:
                place = "slide" if snippet.locator.slide is not None else "page"
                return f"the {_ordinal(there + 1)} of {place} {snippet.locator.sheet}"
        told = taken["kind", snippet.kind]
        if snippet.kind not in self._most and told >= self._per_kind:
            return f"the {_ordinal(told + 1)} of the kind {snippet.kind}"
        return ""


def _marks(find: Find) -> Sequence[object]:
    snippet = find.snippet
    return (("kind", snippet.kind), ("speaker", snippet.speaker), _sheet(find))


def _sheet(find: Find) -> object:
    return ("sheet", find.asset.sha256, find.snippet.locator.sheet)


def _share(share: float, limit: int) -> int:
    return math.ceil(round(share * limit, 6))


def _ordinal(number: int) -> str:
    if number in _ORDINALS:
        return _ORDINALS[number]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 // 10 != 1 else 0, "th")
    return f"{number}{ending}"
