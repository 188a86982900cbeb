"""How much a sentence is worth passing on."""

from __future__ import annotations

import math
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

__all__ = ["judged_at_once", "of_talk", "of_written", "use"]

_weights: Path | None = None
STEEPNESS, MIDDLE = 0.5, 1.5  # worth is 0.5 where a sentence is so many deviations above the mean
ENOUGH = 30  # utterances; with fewer there is little to stand out from
LONGER = 0.02  # of worth: of the sentences of an utterance, the one that holds more of it


def of_talk(
    found: Sequence[Found], words: Sequence[Sequence[str]], language: str, wanted: Set[int]
) -> list[float]:
    """Of each sentence of a talk its worth from 0 to 1.

    Args:
        words: Those of each sentence.
        wanted: The numbers of those that may be passed on; the others are weighed only roughly.
    """
    groups = utterances(found)
    worth_asking = [n for n, group in enumerate(groups) if not wanted.isdisjoint(group)]
    judged = model.load(_weights).judge(_said(groups, found, words), language, worth_asking)
    sure = min(1.0, len(groups) / ENOUGH)
    plain = of_written([each.text for each in found], language) if sure < 1 else []
    worths = [0.0] * len(found)
    for group, score in zip(groups, judged, strict=True):
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
