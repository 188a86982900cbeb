"""Of what says the same, one."""

from __future__ import annotations

from collections.abc import Sequence

from repurpose.choosing.find import Find
from repurpose.text.similarity import Told


def without_repeats(finds: Sequence[Find]) -> list[Find]:
    """Of the same statement in several files, the best; one file's are told apart already."""
    kept: list[Find] = []
    told = Told()
    for find in finds:
        same = (kept[number].asset for number in told.like(find.snippet.text))
        if all(asset.sha256 == find.asset.sha256 for asset in same):
            kept.append(find)
            told.add(find.snippet.text)
    return kept
