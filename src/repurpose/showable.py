"""Which slides of a deck may be shown as they look: those on which nothing would be held back.

A slide shows all that stands on it, not only one statement. The firm's own address below each slide is
no reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from repurpose.extractors import public
from repurpose.model import Asset, Hold, Segment, Snippet
from repurpose.screening import Policy, screen_all

CONTACTS = frozenset({"phone-number", "email-address", "postal-address"})
ON_ALL_SLIDES = 3  # a line that stands on as many is the firm's own, its address too


def held_slides(
    deck: Asset, policy: Policy, include: Collection[str]
) -> dict[int, tuple[Hold, ...]]:
    """The slides or pages that show what would be held back as a statement, each with why: a hold a
    reason. What is private is not looked at: of it there is no picture.

    Args:
        include: The private text that the user wants used.
    """
    shown = seen_on(deck, include)
    said = [
        Snippet(kind="statement", text=s.text, language=deck.language, locator=s.locator)
        for s in shown
    ]
    times = Counter(segment.text for segment in shown)
    held: dict[int, dict[str, Hold]] = {}
    for segment, why in zip(shown, screen_all(said, deck, policy), strict=True):
        on_all = segment.role == "caption" and times[segment.text] >= ON_ALL_SLIDES
        for hold in why:
            if not on_all or hold.reason not in CONTACTS:
                held.setdefault(segment.locator.sheet or 0, {}).setdefault(hold.reason, hold)
    return {number: tuple(holds.values()) for number, holds in held.items()}


def seen_on(deck: Asset, include: Collection[str]) -> list[Segment]:
    """All that is seen on the slides of a deck, footers and descriptions of pictures too."""
    shown = public(deck, frozenset(include)).segments
    return [s for s in shown if s.role != "notes" and s.locator.sheet is not None]
