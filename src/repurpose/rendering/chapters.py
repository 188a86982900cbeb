"""The chapters of a recording: when which slide was shown, as YouTube reads it in a description.

YouTube takes them where the first begins at 0:00, there are three at least, and each is 10 seconds
or longer (support.google.com/youtube/answer/9884579).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from repurpose.model import Asset, Event
from repurpose.rendering.headings import titles_shown
from repurpose.rendering.wording import clock

LEAST_CHAPTERS = 3
LEAST_SECONDS = 10


def chapters_of(events: Iterable[Event], assets: Iterable[Asset]) -> dict[str, list[str]]:
    """The chapters of each asset of an event, by its sha256: "12:03 Was ein Haus trägt"."""
    by_sha256 = {asset.sha256: asset for asset in assets}
    found: dict[str, list[str]] = {}
    for event in events:
        lines = _chapters(event, by_sha256)
        if lines:
            found |= dict.fromkeys(event.assets, lines)
    return found


def _chapters(event: Event, assets: Mapping[str, Asset]) -> list[str]:
    """A slide without a title belongs to the chapter before."""
    begun: list[tuple[float, str]] = []
    titles = {sha256: titles_shown(assets[sha256]) for sha256 in event.assets if sha256 in assets}
    for showing in event.slides:
        title = titles.get(showing.deck, {}).get(showing.slide)
        if title is None or (begun and title == begun[-1][1]):
            continue
        if begun and showing.start - begun[-1][0] < LEAST_SECONDS:
            continue
        begun.append((showing.start if begun else 0.0, title))
    if len(begun) < LEAST_CHAPTERS:
        return []
    return [f"{clock(start)} {title}" for start, title in begun]
