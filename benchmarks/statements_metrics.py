"""How good a ranking is: precision at 5 and 10, R-precision, average precision.

As TREC defines them (trec_eval: P_5, P_10, Rprec, map): a place that the ranking leaves empty counts
as a miss, and what people chose but the ranking lacks counts as never found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True)
class Figures:
    """Each between 0 and 1."""

    precision_at_5: float
    precision_at_10: float
    r_precision: float
    average_precision: float


def precision(ranking: Sequence[int], gold: Collection[int], places: int) -> float:
    """The share of the first `places` that people chose."""
    return sum(index in gold for index in ranking[:places]) / places


def average_precision(ranking: Sequence[int], gold: Collection[int]) -> float:
    """The mean, over all that people chose, of the precision where it stands in the ranking."""
    hits, total = 0, 0.0
    for place, index in enumerate(ranking, start=1):
        if index in gold:
            hits += 1
            total += hits / place
    return total / len(gold)


def figures(
    ranking: Sequence[int], gold: Collection[int], among: Collection[int] | None = None
) -> Figures | None:
    """The figures of a ranking, best first, nothing twice; None where people chose nothing.

    Args:
        among: Only these compete, and only these count.
    """
    if among is not None:
        ranking = [index for index in ranking if index in among]
        gold = [index for index in gold if index in among]
    if not gold:
        return None
    return Figures(
        precision_at_5=precision(ranking, gold, 5),
        precision_at_10=precision(ranking, gold, 10),
        r_precision=precision(ranking, gold, len(gold)),
        average_precision=average_precision(ranking, gold),
    )


def mean(each: Iterable[Figures | None]) -> Figures | None:
    """The means over documents, each counting the same; None where there are none."""
    known = [f for f in each if f is not None]
    if not known:
        return None
    return Figures(
        precision_at_5=fmean(f.precision_at_5 for f in known),
        precision_at_10=fmean(f.precision_at_10 for f in known),
        r_precision=fmean(f.r_precision for f in known),
        average_precision=fmean(f.average_precision for f in known),
    )
