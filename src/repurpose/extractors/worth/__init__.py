"""How much a sentence is worth passing on."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence, Set
from itertools import chain
from pathlib import Path

from repurpose.extractors._found import Found
from repurpose.extractors._spoken import is_punctuated, spoken
from repurpose.extractors._utterances import text_of, utterances
from repurpose.extractors.worth import model
from repurpose.extractors.worth.features import WORD, Said
from repurpose.extractors.worth.written import of_written
from repurpose.model import Asset

__all__ = ["Talk", "judged_at_once", "of_written", "use"]

_weights: Path | None = None
_FIGURE = re.compile(r"\d")
STEEPNESS, MIDDLE = 0.5, 1.5  # worth is 0.5 where a sentence is so many deviations above the mean
PROMISING_SHARE = 0.25  # of the utterances of a talk, to be looked at closely
FEWEST_PROMISING = 100
ENOUGH = 30  # utterances; with fewer there is little to stand out from
LONGER = 0.02  # of worth: of the sentences of an utterance, the one that holds more of it


class Talk:
    """The sentences of a talk, by how much they are worth passing on.

    Args:
        words: Those of each sentence.
    """

    def __init__(
        self, found: Sequence[Found], words: Sequence[Sequence[str]], language: str
    ) -> None:
        self._found, self._language = found, language
        self._groups = utterances(found)
        self._look = model.load(_weights).look(_said(self._groups, found, words), language)

    def promising(self) -> list[int]:
        """The numbers of the sentences that are worth a closer look: all of a short talk; of a long
        one those of the utterances that the first look puts before the others, and those with a
        figure."""
        groups = self._groups
        most = max(FEWEST_PROMISING, int(PROMISING_SHARE * len(groups)))
        if most >= len(groups):
            return list(range(len(self._found)))
        rough = self._look.rough
        first = sorted(range(len(groups)), key=lambda n: -rough[n])[:most]
        figures = [n for n, each in enumerate(self._found) if _FIGURE.search(each.text)]
        return sorted({*chain.from_iterable(groups[n] for n in first), *figures})

    def worths(self, wanted: Set[int]) -> list[float]:
        """Of each sentence its worth from 0 to 1.

        Args:
            wanted: The numbers of those that may be passed on; the others are weighed only roughly.
        """
        found, groups = self._found, self._groups
        worth_asking = [n for n, group in enumerate(groups) if not wanted.isdisjoint(group)]
        sure = min(1.0, len(groups) / ENOUGH)
        plain = of_written([each.text for each in found], self._language) if sure < 1 else []
        worths = [0.0] * len(found)
        for group, score in zip(groups, self._look.judge(worth_asking), strict=True):
            longest = max(len(found[number].text) for number in group)
            for number in group:
                share = len(found[number].text) / longest
                worth = 1 / (1 + math.exp(-STEEPNESS * (score - MIDDLE))) - LONGER * (1 - share)
                if sure < 1:
                    worth = sure * worth + (1 - sure) * plain[number]
                worths[number] = max(0.0, worth)
        return worths


def judged_at_once(asset: Asset) -> tuple[list[Said], list[int | None]]:
    """The utterances of a talk as they are judged, and the line that each begins on, for training."""
    found = list(spoken(asset, punctuated=is_punctuated(asset)))
    words = [WORD.findall(each.text) for each in found]
    groups = utterances(found)
    return _said(groups, found, words), [found[group[0]].locator.line for group in groups]


def use(weights: Path | None) -> None:
    """Judge talk by the weights of this file; None: by the package's own. For measurements."""
    global _weights
    _weights = weights
    model.load(weights)


def _said(
    groups: Sequence[Sequence[int]], found: Sequence[Found], words: Sequence[Sequence[str]]
) -> list[Said]:
    return [
        Said(
            text=text_of(group, found),
            words=tuple(map(str.lower, chain.from_iterable([words[number] for number in group]))),
            speaker=found[group[0]].speaker,
        )
        for group in groups
    ]
