"""The statements of an article: which, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repurpose.choosing.find import FLOOR, Find, rank
from repurpose.model import Asset, Locator, Snippet
from repurpose.rendering.plain import plain_text
from repurpose.rendering.values import known_speaker
from repurpose.text.verbatim import CUT, VerbatimIndex

MOST_WORDS = 900  # of the statements together: five minutes of reading
MOST_SAID = 24  # quotes of what was said: more are minutes of a meeting
LEAST = 3  # statements
LEAST_WORDS = 40
_LEAD_WORDS = range(6, 46)
# Who is not sure, or speaks of what is about to be done, is no opening.
HEDGED = re.compile(
    r"\b(?:vielleicht|ich (?:glaube|denke|fand|finde)|glaube ich|denke ich|ein bisschen|irgendwie|sozusagen|i (?:think|guess|believe)|maybe|perhaps|kind of|sort of|"
    r"peut-être|je (?:crois|pense)|un peu|forse|un po['’]|credo|penso)\b",
    re.IGNORECASE,
)
_LEADS = frozenset({"statement", "statistic", "quote", "tip", "definition"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement, with its place.

    Attributes:
        asset: What it stands in.
        order: Its place in the asset: number of the segment, and of the character in it.
        before: The sentence before, verbatim, where it needs that; else "".
    """

    snippet: Snippet
    asset: Asset
    order: tuple[int, int]
    before: str = ""

    @property
    def locator(self) -> Locator:
        return self.snippet.locator

    @property
    def speaker(self) -> str:
        """Who said it; "" where that is not known."""
        return known_speaker(self.snippet)

    @property
    def is_said(self) -> bool:
        """Whether it is a quote of what somebody said, and not what stands on a slide."""
        return self.locator.sheet is None and (
            bool(self.speaker) or self.asset.kind in ("transcript", "video", "audio")
        )

    @property
    def points(self) -> tuple[str, ...]:
        """The points of a list; empty for anything else."""
        return tuple(self._text.split("\n")) if self.snippet.kind == "list" else ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words, verbatim but for white space; empty for a list."""
        return () if self.points else tuple(self._text.split("\n\n"))

    @property
    def _text(self) -> str:
        return f"{self.before} {plain_text(self.snippet)}".lstrip()


def chosen(finds: Iterable[Find]) -> list[Statement]:
    """The best statements that make an article, in the order of their assets; nothing twice."""
    best: list[Find] = []
    words = said = 0
    for find in sorted(finds, key=rank):
        count = len(find.snippet.text.split())
        spoken = find.snippet.locator.sheet is None and find.snippet.locator.start is not None
        if find.snippet.score < FLOOR or words + count > MOST_WORDS:
            continue
        if (spoken and said == MOST_SAID) or _is_said_by(best, find):
            continue
        best.append(find)
        words, said = words + count, said + spoken
    return _in_order(best)


def lead(statements: Sequence[Statement]) -> Statement:
    """The strongest that may open an article: a sentence or two, whole."""
    opening = [each for each in statements if _may_open(each)]
    return max(opening or statements, key=lambda each: each.snippet.score)


def too_little(statements: Sequence[Statement]) -> bool:
    """Whether they are too few for an article."""
    words = sum(len(each.snippet.text.split()) for each in statements)
    return len(statements) < LEAST or words < LEAST_WORDS


def bare(text: str) -> str:
    """The words alone, to compare texts by."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _may_open(statement: Statement) -> bool:
    snippet = statement.snippet
    whole = snippet.kind in _LEADS and CUT.search(snippet.text) is None and not statement.before
    hedged = statement.is_said and HEDGED.search(snippet.text) is not None
    return whole and not hedged and len(snippet.text.split()) in _LEAD_WORDS


def _is_said_by(best: Iterable[Find], find: Find) -> bool:
    """Whether a better one holds its words, or it those of a better one."""
    words = f" {bare(find.snippet.text)} "
    others = (f" {bare(other.snippet.text)} " for other in best)
    return any(words in other or other in words for other in others)


def _in_order(finds: Iterable[Find]) -> list[Statement]:
    indexes: dict[str, VerbatimIndex] = {}
    places: dict[str, int] = {}
    found: list[tuple[int, Statement]] = []
    for find in finds:
        snippet, asset = find.snippet, find.asset
        if asset.sha256 not in indexes:
            indexes[asset.sha256] = VerbatimIndex(asset)
        spans = indexes[asset.sha256].locate(snippet.text, snippet.locator) or ()
        order = (spans[0].segment, spans[0].start) if spans else (len(asset.segments), 0)
        number = places.setdefault(asset.sha256, len(places))
        found.append((number, Statement(snippet=snippet, asset=asset, order=order)))
    found.sort(key=lambda each: (each[0], each[1].order))
    return [statement for _, statement in found]
