"""What a deck says in two languages, or two decks say of one talk: found by the place, and by what a
translation leaves as it is. Where it is not sure, both stay."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from repurpose.choosing.find import Find
from repurpose.model import Asset
from repurpose.text.language import nearest, recognise
from repurpose.text.translation import LIKELY, SURE, likeness, possible

NEAR = 1  # slides between the two
LEAST_SHARED = 2  # numbers that two decks of one talk have on the same slides
MOST_DECKS = 20  # a number on the same slide of more decks tells nothing
LEAST_LINES = 2  # of slides that are compared line by line
IN_PLACE = 2.0  # likeness of what stands in the same line of slides that say the same
UNKNOWN = "und"
WHOLE = 0.6  # of a line that a statement is, to be in its place
_LONG_NUMBER = re.compile(r"\d(?:[.,’']?\d)+")


@dataclass(slots=True)
class _Sheet:
    """A slide or page with finds.

    Attributes:
        lines: Its paragraphs, in order.
        language: Of most of it.
        languages: Of its lines, as far as they are recognised.
        finds: The numbers of its finds, best first.
    """

    asset: Asset
    number: int
    lines: list[str]
    language: str
    languages: frozenset[str]
    finds: list[int] = field(default_factory=list)

    def language_of(self, text: str) -> str:
        """Of one of its lines."""
        if len(self.languages) > 1:
            return _language(text, nearest(text, self.languages))
        return _language(text, self.language)


@dataclass(frozen=True, slots=True)
class _Side:
    """One language of one deck."""

    asset: str
    language: str


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines in one language."""

    language: str
    lines: Sequence[str]


def translations(finds: Sequence[Find], language: str | None) -> dict[int, int]:
    """The finds that say in another language what one that stays says: {its number: that one's}.

    Args:
        finds: Best first.
        language: The one that stays; where it is not set, that of the deck, or the best.
    """
    likely: dict[tuple[int, int], float] = {}
    spoken: dict[int, str] = {}
    for one, other in _neighbours(_sheets(finds)):
        for sheet in (one, other):
            spoken |= {n: sheet.language_of(finds[n].snippet.text) for n in sheet.finds}
        likely |= _likely(one, other, finds, spoken)
    stays = {}
    for group in _groups(
        likely, [_Side(f.asset.sha256, spoken.get(n, "")) for n, f in enumerate(finds)]
    ):
        kept = min(group, key=lambda n: (spoken[n] != _wanted(finds[n], language), n))
        stays.update({number: kept for number in group if number != kept})
    return stays


def _wanted(find: Find, language: str | None) -> str:
    return (language or find.asset.language).split("-")[0]


def _language(text: str, otherwise: str) -> str:
    found = recognise(text)
    return otherwise if found == UNKNOWN else found


def _sheets(finds: Sequence[Find]) -> list[_Sheet]:
    known: dict[tuple[str, int], _Sheet] = {}
    for number, find in enumerate(finds):
        place = find.snippet.locator.sheet
        if place is None:
            continue
        key = (find.asset.sha256, place)
        if key not in known:
            lines = [
                segment.text for segment in find.asset.segments
                if segment.role == "body" and segment.locator.sheet == place and not segment.hidden
            ]  # fmt: skip
            spoken = _language(" ".join(lines), find.asset.language)
            languages = frozenset(map(recognise, lines)) - {UNKNOWN}
            known[key] = _Sheet(find.asset, place, lines, spoken, languages)
        known[key].finds.append(number)
    return list(known.values())


# ── which slides may say the same ──


def _neighbours(sheets: Sequence[_Sheet]) -> Iterator[tuple[_Sheet, _Sheet]]:
    """Slides of one deck beside each other, and those of decks of one talk; each also with itself."""
    by_asset: dict[str, dict[int, _Sheet]] = defaultdict(dict)
    for sheet in sheets:
        by_asset[sheet.asset.sha256][sheet.number] = sheet
    together = [(asset, asset) for asset in by_asset] + _parallel(sheets)
    for one, other in together:
        for number, sheet in by_asset[one].items():
            nearby = range(number if one == other else number - NEAR, number + NEAR + 1)
            yield from ((sheet, by_asset[other][n]) for n in nearby if n in by_asset[other])


def _parallel(sheets: Sequence[_Sheet]) -> list[tuple[str, str]]:
    """The decks, in different languages, that have some numbers on the same slides."""
    holding: dict[tuple[int, str], set[str]] = defaultdict(set)
    language = {sheet.asset.sha256: sheet.asset.language for sheet in sheets}
    for sheet in sheets:
        for number in _LONG_NUMBER.findall(" ".join(sheet.lines)):
            plain = "".join(filter(str.isdigit, number))
            holding[sheet.number, plain].add(sheet.asset.sha256)
    shared: Counter[tuple[str, str]] = Counter()
    for assets in holding.values():
        if 1 < len(assets) <= MOST_DECKS:
            shared.update(combinations(sorted(assets), 2))
    return [
        pair for pair, times in shared.items()
        if times >= LEAST_SHARED and language[pair[0]] != language[pair[1]]
    ]  # fmt: skip


# ── which of their statements do ──


def _likely(
    one: _Sheet, other: _Sheet, finds: Sequence[Find], spoken: Mapping[int, str]
) -> dict[tuple[int, int], float]:
    """The pairs of two slides that seem to say the same, and how much so."""
    found = dict.fromkeys(_in_place(one, other, finds), IN_PLACE)
    for a in one.finds:
        for b in other.finds:
            if UNKNOWN in (spoken[a], spoken[b]) or spoken[a] == spoken[b]:
                continue
            texts = finds[a].snippet.text, finds[b].snippet.text
            like = likeness(texts[0], spoken[a], texts[1], spoken[b])
            if like >= SURE:
                found.setdefault((min(a, b), max(a, b)), like)
    return found


def _groups(likely: Mapping[tuple[int, int], float], sides: Sequence[_Side]) -> list[set[int]]:
    """What says the same: each the other's best, and no two of one language of one deck."""
    best: dict[tuple[int, _Side], float] = {}
    ends = [((a, sides[b]), (b, sides[a]), like) for (a, b), like in likely.items()]
    for one, other, like in ends:
        best[one] = max(best.get(one, 0.0), like)
        best[other] = max(best.get(other, 0.0), like)
    groups: dict[int, set[int]] = {}
    for one, other, like in ends:
        if like == best[one] == best[other]:
            pair = {one[0], other[0]}
            joined = pair.union(*(groups.get(number, set()) for number in pair))
            groups.update(dict.fromkeys(joined, joined))
    once = {min(group): group for group in groups.values()}.values()
    return [group for group in once if len({sides[n] for n in group}) == len(group)]


def _in_place(one: _Sheet, other: _Sheet, finds: Sequence[Find]) -> Iterator[tuple[int, int]]:
    """Of slides, or blocks of a slide, that say the same line by line: what stands in one line."""
    here, there = _blocks(one, other)
    if not _line_by_line(here, there):
        return
    theirs = {_line(finds[number], there): number for number in other.finds}
    for number in one.finds:
        place = _line(finds[number], here)
        if place is not None and place in theirs:
            pair = number, theirs[place]
            yield min(pair), max(pair)


def _blocks(one: _Sheet, other: _Sheet) -> tuple[_Block, _Block]:
    """The lines of two slides; of one slide, those in its language and the others."""
    if one is not other:
        return _Block(one.language, one.lines), _Block(other.language, other.lines)
    spoken = [one.language_of(line) for line in one.lines]
    foreign = next((language for language in spoken if language != one.language), one.language)
    mine = [line for line, language in zip(one.lines, spoken, strict=True) if language != foreign]
    rest = [line for line, language in zip(one.lines, spoken, strict=True) if language == foreign]
    return _Block(one.language, mine), _Block(foreign, rest)


def _line_by_line(one: _Block, other: _Block) -> bool:
    """Whether one is the other's translation: none speaks against it, half for it, one surely."""
    if one.language == other.language or len(one.lines) != len(other.lines):
        return False
    if len(one.lines) < LEAST_LINES:
        return False
    lines = [
        (a, one.language, b, other.language) for a, b in zip(one.lines, other.lines, strict=True)
    ]
    if not all(possible(*line) for line in lines):
        return False
    likely = [likeness(*line) for line in lines]
    return max(likely) >= SURE and 2 * sum(like >= LIKELY for like in likely) >= len(lines)


def _line(find: Find, block: _Block) -> int | None:
    """The number of the line that a statement is, or is most of."""
    text = find.snippet.text
    for number, line in enumerate(block.lines):
        if text in line and len(text) >= WHOLE * len(line):
            return number
    return None
