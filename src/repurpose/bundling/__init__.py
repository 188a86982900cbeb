"""One event, one bundle: which assets are of the same talk, and where what stands in one of them
stands in the others. The words tell, offline; what is unsure is not said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from repurpose.bundling._events import Member, Together, events, members
from repurpose.bundling._places import place
from repurpose.bundling._repeats import without_repeats
from repurpose.bundling._said import when_said
from repurpose.bundling._wording import wording
from repurpose.model import Asset, Event, Locator, Sighting, Snippet
from repurpose.text.verbatim import VerbatimIndex

__all__ = ["Bundle", "bundle"]


class Bundle:
    """The events among some assets.

    Attributes:
        events: Each of two assets and more. An asset may be of several: a deck that was given twice.
    """

    def __init__(self, together: Sequence[Together], assets: Sequence[Asset]) -> None:
        self.events: tuple[Event, ...] = tuple(each.event for each in together)
        self._together = together
        self._assets = {asset.sha256: asset for asset in assets}
        self._indexes: dict[str, VerbatimIndex] = {}

    def without_repeats(
        self, found: Sequence[tuple[Snippet, str]]
    ) -> tuple[list[tuple[int, Snippet]], dict[int, int]]:
        """The snippets, best first and each with the sha256 of its asset, without what several files
        say: the number of each that is kept, and it as it is kept; of each other, the number of the
        one that is kept for it.

        Those of an event know where they stand in its other assets (`also`): the slide that was shown
        when it was said, the seconds in which it is said, the line of a transcript without times.
        """
        sighted = [(self._sighted(snippet, asset), asset) for snippet, asset in found]
        return without_repeats(sighted, self._related, self._stretches)

    def _related(self, a: str, b: str) -> bool:
        return any(a in event.assets and b in event.assets for event in self.events)

    def _sighted(self, snippet: Snippet, asset: str) -> Snippet:
        seen = {(each.asset, each.locator): each for each in snippet.also}
        for together in self._together:
            if asset in together.event.assets:
                for each in self._sightings(together, snippet, asset):
                    seen.setdefault((each.asset, each.locator), each)
        return replace(snippet, also=tuple(seen.values())) if seen else snippet

    def _stretches(self, snippet: Snippet, asset: str) -> dict[str, tuple[int, int]]:
        """The words of a snippet in each writing of its talk."""
        for together in self._together:
            if asset in together.talks and together.twins:
                there = self._words(together.talks[asset], snippet)
                if there is None:
                    return {}
                found = {asset: there}
                for (one, other), pair in together.twins.items():
                    if one == asset and (twin := pair.there(*there)) is not None:
                        found[other] = (twin[0], twin[1] + 1)
                return found
        return {}

    def _sightings(self, together: Together, snippet: Snippet, asset: str) -> list[Sighting]:
        if asset in together.decks:
            return self._said(together, snippet, asset)
        member = together.talks[asset]
        there = self._words(member, snippet)
        if there is None:
            return []
        first, stop = there
        found: list[Sighting] = []
        for (deck, talk), lined_up in together.lined_up.items():
            if talk == asset:
                pieces = (member.talk.piece_of(first), member.talk.piece_of(stop - 1))
                slides = {lined_up.at(piece) for piece in pieces}
                if len(slides) == 1 and (slide := slides.pop()) is not None:
                    found.append(Sighting(asset=deck, locator=together.sheet(deck, slide)))
        for (one, other), pair in together.twins.items():
            if one == asset and (place_there := pair.there(first, stop)) is not None:
                found.append(_sighting(together.talks[other], *place_there))
        return found

    def _said(self, together: Together, snippet: Snippet, deck: str) -> list[Sighting]:
        """When a slide's statement was said, in all writings of the talk."""
        segment = replace(self._assets[deck].segments[0], text=snippet.text)
        statement = wording([segment], (segment.role,)).plain
        found: list[Sighting] = []
        for (one, talk), lined_up in together.lined_up.items():
            if one == deck:
                slide = snippet.locator.sheet
                shown = [(s.first, s.last) for s in lined_up.shown if s.slide == slide]
                member = together.talks[talk]
                if (said := when_said(statement, member.talk, shown)) is not None:
                    found.append(_sighting(member, *said))
        return found

    def _words(self, member: Member, snippet: Snippet) -> tuple[int, int] | None:
        """The words of a snippet in the asset it is from: the first, and the one behind the last."""
        sha256 = member.asset.sha256
        if sha256 not in self._indexes:
            self._indexes[sha256] = VerbatimIndex(member.asset)
        spans = self._indexes[sha256].locate(snippet.text, snippet.locator)
        if not spans:
            return None
        words = member.talk.words
        first = words.index(spans[0].segment, spans[0].start)
        stop = words.index(spans[-1].segment, spans[-1].end)
        return (first, stop) if first < stop else None


def bundle(assets: Sequence[Asset]) -> Bundle:
    """Find which of the assets are of one event.

    A transcript and a recording are when their words are the same; a deck and a talk when the rare
    words of the slides are said, slide after slide. Two decks are never lined up with each other.

    Args:
        assets: As others may see them, without what is private (see `extractors.public`).
    """
    alone = len({asset.sha256 for asset in assets}) < 2
    return Bundle([] if alone else events(members(assets)), assets)


def _sighting(member: Member, first: int, last: int) -> Sighting:
    locator: Locator = place(member.talk.words, member.asset.segments, first, last)
    return Sighting(asset=member.asset.sha256, locator=locator)
