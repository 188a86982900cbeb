"""What stands in a talk, and when it was shown: the titles of slides that everybody may see.

YouTube makes chapters of lines with times in a description where the first is 0:00, there are three at
least, and each is 10 seconds or longer (support.google.com/youtube/answer/9884579).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from repurpose.extractors import public
from repurpose.model import Asset, Event, Locator, Snippet
from repurpose.rendering import Outline
from repurpose.rendering.headings import bare, known_title, telling_titles
from repurpose.rendering.wording import clock
from repurpose.screening import Policy, screen_all

LEAST_CONTENTS = 3
MOST_CONTENTS = 25  # a table of contents of more is one that nobody reads
LEAST_CHAPTERS = 3
LEAST_SECONDS = 10


def outlines(
    assets: Collection[Asset], events: Collection[Event], policy: Policy, include: frozenset[str]
) -> dict[str, Outline]:
    """The outline of each deck and of what belongs to it, by sha256; of what has none, nothing."""
    decks = [asset for asset in assets if asset.kind == "deck"]
    titles = {deck.sha256: _titles(deck, policy, include) for deck in decks}
    found = {deck.sha256: Outline(contents=_contents(deck, titles[deck.sha256])) for deck in decks}
    for event in events:
        chapters = _chapters(event, titles)
        for sha256 in event.assets if chapters else ():
            contents = found.get(sha256, Outline()).contents
            found[sha256] = Outline(contents=contents, chapters=chapters)
    return found


def _titles(deck: Asset, policy: Policy, include: frozenset[str]) -> dict[int, str]:
    """The titles of its slides, by their number; without those in which something is held back."""
    titles = telling_titles(public(deck, include))
    said = [
        Snippet(kind="statement", text=text, language=deck.language, locator=Locator(slide=number))
        for number, text in titles.items()
    ]
    holds = screen_all(said, deck, policy)
    return {s.locator.slide or 0: s.text for s, why in zip(said, holds, strict=True) if not why}


def _contents(deck: Asset, titles: Mapping[int, str]) -> tuple[str, ...]:
    own = bare(known_title(deck))
    found = tuple(dict.fromkeys(title for title in titles.values() if bare(title) != own))
    return found if LEAST_CONTENTS <= len(found) <= MOST_CONTENTS else ()


def _chapters(event: Event, titles: Mapping[str, Mapping[int, str]]) -> tuple[str, ...]:
    """A slide without a title belongs to the chapter before."""
    begun: list[tuple[float, str]] = []
    for showing in event.slides:
        title = titles.get(showing.deck, {}).get(showing.slide)
        if title is None or _is_same(begun, title):
            continue
        if begun and showing.start - begun[-1][0] < LEAST_SECONDS:
            continue
        begun.append((showing.start if begun else 0.0, title))
    if len(begun) < LEAST_CHAPTERS:
        return ()
    return tuple(f"{clock(start)} {title}" for start, title in begun)


def _is_same(begun: Sequence[tuple[float, str]], title: str) -> bool:
    return bool(begun) and begun[-1][1] == title
