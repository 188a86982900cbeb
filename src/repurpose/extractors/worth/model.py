"""The learned judgement: which sentences of a talk people would pass on.

Weights are data (`talk.json.gz`, made by benchmarks/train_statements.py, which names its sources). There
is a set of them for each register, since what is worth repeating differs: in meetings and calls what a
summary takes up, in debates what the room applauds. Each set is a linear model of words and features,
and trees over features and that model's judgement of a sentence, of those around it, and of those that
say the same words. Nothing here but arithmetic.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from operator import mul
from pathlib import Path
from typing import Any

from repurpose.extractors.worth.features import Said, features
from repurpose.extractors.worth.feedback import Feedback

MOST_DEVIATIONS = 4.0
CHEAP_SCALE = 0.3  # of the features beside the words, in the linear model
UNWANTED = 3.0  # so much less than others stands out what nobody would pass on
NOT_ASKED = 1.0  # the same for the weaker ones, which the trees are not asked about
ASKED_SHARE, FEWEST_ASKED = 0.25, 60
AROUND = 8  # sentences before and behind, whose judgement counts too
LEAST_SHARE = 0.05  # of a register, to be asked at all
FEW = 4  # sentences for a value: then values are worked out once each

# What it splits by, its threshold, and the nodes at or below and above it; of a leaf its value, in place of
# a threshold, and None.
_Node = tuple[int, float, Any, Any]


@dataclass(frozen=True, slots=True)
class Register:
    """The weights of one way of speaking.

    Attributes:
        words, cheap: The linear model's, of words and of features in standard deviations.
        trees: Over features, the linear model's judgement, the talk's features, how those around are
            judged, and how the others that its words stand in.
        center, spread: Of what the trees give for the talks they were learned from.
        linear_share: How much the linear model counts beside the trees.
    """

    words: dict[str, float]
    cheap: list[float]
    trees: list[_Node]
    center: float
    spread: float
    linear_share: float

    def look(self, seen: _Seen) -> list[float]:
        """Of each sentence how the linear model judges it, in standard deviations from the mean."""
        return _deviations(
            [
                self._of_words(words) + self._of_features(row)
                for words, row in zip(seen.words, seen.deviations, strict=True)
            ]
        )

    def judge(self, seen: _Seen, linear: Sequence[float], wanted: Sequence[int]) -> list[float]:
        """Of each sentence how much it stands out; of those not wanted only roughly.

        Args:
            linear: What the first look gave.
        """
        scores = [self.linear_share * score - UNWANTED for score in linear]
        best = sorted(wanted, key=lambda n: -linear[n])
        asked = max(FEWEST_ASKED, int(ASKED_SHARE * len(best)))
        for n in best[asked:]:
            scores[n] = self.linear_share * linear[n] - NOT_ASKED
        framed = framed_by_least(linear)
        feedback = Feedback(seen.content, linear)
        for n in best[:asked]:
            beside = (*around(framed, n), *feedback.of(n))
            row = [*seen.row(n), *seen.deviations[n], linear[n], *seen.talk_row, *beside]
            scores[n] = (
                _grown(self.trees, row) - self.center
            ) / self.spread + self.linear_share * linear[n]
        return scores

    def _of_words(self, words: Sequence[str]) -> float:
        # Each once, in their order: sums are the same each time.
        known = dict.fromkeys(filter(self.words.__contains__, words))
        return sum(map(self.words.__getitem__, known)) / math.sqrt(len(known)) if known else 0.0

    def _of_features(self, row: Sequence[float]) -> float:
        total: float = sum(map(mul, self.cheap, row))
        return CHEAP_SCALE * total


@dataclass(frozen=True, slots=True)
class _Seen:
    """A talk: of each sentence what the linear model knows of its words, its features, and how far
    these are from their means, in standard deviations; and its content words."""

    words: list[list[str]]
    columns: list[list[float]]
    deviations: Sequence[Sequence[float]]
    talk_row: list[float]
    content: list[dict[str, None]]

    def row(self, n: int) -> list[float]:
        """The features of a sentence."""
        return [column[n] for column in self.columns]


class Look:
    """A talk after the first look at it."""

    def __init__(self, seen: _Seen, looks: Sequence[tuple[Register, float, list[float]]]) -> None:
        self._seen = seen
        self._looks = looks

    @property
    def rough(self) -> list[float]:
        """Of each sentence how it is judged at the first look, about -3 to 5."""
        return self._together((linear, share) for _, share, linear in self._looks)

    def judge(self, wanted: Sequence[int]) -> list[float]:
        """Of each sentence how much it stands out from talk of its kind, about -3 to 6.

        Args:
            wanted: The numbers of those that may be passed on; the others are judged only roughly.
        """
        return self._together(
            (register.judge(self._seen, linear, wanted), share)
            for register, share, linear in self._looks
        )

    def _together(self, judgements: Iterable[tuple[list[float], float]]) -> list[float]:
        total = [0.0] * len(self._seen.words)
        for scores, share in judgements:
            for n, score in enumerate(scores):
                total[n] += share * score
        return total


@dataclass(frozen=True, slots=True)
class Model:
    """All registers, and what tells them apart.

    Attributes:
        registers: By name.
        languages: The registers that were learned in a language.
        gates: Of each register the weights of the talk's features, the bias last.
    """

    registers: dict[str, Register]
    languages: dict[str, list[str]]
    gates: dict[str, list[float]]

    def look(self, talk: Sequence[Said], language: str) -> Look:
        """A first look at a talk, by the linear models alone."""
        if not talk:
            return Look(_Seen(words=[], columns=[], deviations=[], talk_row=[], content=[]), [])
        found = features(talk, language)
        seen = _Seen(
            words=[word_features(each.words) for each in talk],
            columns=found.columns,
            deviations=list(zip(*map(_bounded_deviations, found.columns), strict=True)),
            talk_row=found.talk,
            content=found.content,
        )
        shares = self.shares(found.talk, language)
        registers = [(self.registers[name], share) for name, share in shares.items()]
        return Look(seen, [(each, share, each.look(seen)) for each, share in registers])

    def shares(self, talk_row: Sequence[float], language: str) -> dict[str, float]:
        """How much a talk is of each register; they sum up to 1.

        In a language with several registers only these have a say. Where there is one, or none, a talk
        in another manner is judged by the others as well, which know little of its words then.
        """
        own = self.languages.get(language, [])
        sums = {
            name: sum(map(mul, gate, (*talk_row, 1.0)))
            for name, gate in self.gates.items()
            if len(own) < 2 or name in own
        }
        highest = max(sums.values())
        powers = {name: math.exp(value - highest) for name, value in sums.items()}
        asked = {n: p for n, p in powers.items() if p >= LEAST_SHARE * sum(powers.values())}
        return {name: power / sum(asked.values()) for name, power in asked.items()}


def word_features(words: Sequence[str]) -> list[str]:
    """What the linear model knows of a sentence's words: each, each pair, the beginnings of long ones,
    how it begins and how it ends."""
    found = [*words, *map("_".join, pairwise(words))]
    found += [f"~{word[:6]}" for word in words if len(word) > 6]
    if words:
        found += (f"^{words[0]}", f"^{'_'.join(words[:2])}", f"${words[-1]}")
    return found


def framed_by_least(judgements: Sequence[float]) -> list[float]:
    """The judgements of a talk's sentences, with room for what is around the first and the last."""
    room = [min(judgements)] * AROUND
    return [*room, *judgements, *room]


def around(framed: Sequence[float], n: int) -> list[float]:
    """How those around the sentence `n` are judged, and how it stands out from them."""
    near = framed[n : n + 2 * AROUND + 1]
    at, own = AROUND, near[AROUND]
    return [
        near[at - 1], near[at + 1], near[at - 2], near[at + 2],
        sum(near[at - 2 : at + 3]) / 5, sum(near) / len(near),
        own - max(near), float(sum(each > own for each in near)),
    ]  # fmt: skip


@lru_cache(maxsize=8)
def load(file: Path | None = None) -> Model:
    """The model of a weights file; the package's own where none is named."""
    source = files("repurpose.extractors.worth") / "talk.json.gz" if file is None else file
    data: dict[str, Any] = json.loads(gzip.decompress(source.read_bytes()))
    return Model(
        registers={
            name: Register(
                words=each["words"],
                cheap=each["features"],
                trees=[_tree(*tree) for tree in each["trees"]],
                center=each["center"],
                spread=each["spread"],
                linear_share=each["linear_share"],
            )
            for name, each in data["registers"].items()
        },
        languages=data["languages"],
        gates=data["gates"],
    )


def _bounded_deviations(column: Sequence[float]) -> list[float]:
    """Each value as its distance from the mean, in bounded standard deviations."""
    mean = sum(column) / len(column)
    values = set(column)
    if len(values) * FEW < len(column):  # marks and small counts: each value once
        squares = {value: (value - mean) * (value - mean) for value in values}
        spread = math.sqrt(sum(map(squares.__getitem__, column)) / len(column)) + 1e-6
        known = {value: _bounded((value - mean), spread) for value in values}
        return list(map(known.__getitem__, column))
    differences = [value - mean for value in column]
    spread = math.sqrt(sum(map(mul, differences, differences)) / len(column)) + 1e-6
    bound = MOST_DEVIATIONS * spread
    return [
        each / spread if -bound < each < bound else _bounded(each, spread) for each in differences
    ]


def _bounded(difference: float, spread: float) -> float:
    bound = MOST_DEVIATIONS * spread
    if -bound < difference < bound:
        return difference / spread
    return math.copysign(MOST_DEVIATIONS, difference)


def _deviations(values: list[float]) -> list[float]:
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values)) + 1e-6
    return [(value - mean) / spread for value in values]


def _tree(
    split: list[int],
    thresholds: list[float],
    left: list[int],
    right: list[int],
    values: list[float],
) -> _Node:
    """The root of a tree that is written down as lists. Children are numbers of nodes; negative: ~ of
    the number of a leaf."""

    def node(n: int) -> _Node:
        if n < 0:
            return 0, values[~n], None, None
        return split[n], thresholds[n], node(left[n]), node(right[n])

    return node(0)


def _grown(trees: Sequence[_Node], row: list[float]) -> float:
    """The sum of what the trees give. In one loop: this is run a million times a talk."""
    total = 0.0
    for split, value, low, high in trees:
        while low is not None:
            split, value, low, high = low if row[split] <= value else high
        total += value
    return total
