"""What of an asset a page may show beside the statements: headings, and whole slides."""

from __future__ import annotations

from collections.abc import Collection

from repurpose.model import Asset, Hold, Locator, Snippet
from repurpose.screening import Policy
from repurpose.screening.screens import Screens

# What keeps a slide off a page that shows a whole deck; the rest the user sees on it anyway.
NEVER_SHOWN = frozenset({"do-not-name", "no-consent", "confidential"})


class Screened:
    """Made once an asset.

    Args:
        asset: The whole of it, private segments too.
    """

    def __init__(self, asset: Asset, policy: Policy) -> None:
        self._asset = asset
        self._screens = Screens(asset, policy)

    def may_show(self, heading: str, locator: Locator) -> bool:
        """Whether a heading may stand on a page: none that would be held back as a statement."""
        return not self.holds(heading, locator)

    def slides(self) -> dict[int, tuple[Hold, ...]]:
        """Of each slide or page that shows what would be held back: why, a hold a reason.

        All that is seen on it counts, footers and descriptions of pictures too.
        """
        found: dict[int, dict[str, Hold]] = {}
        for segment in self._asset.segments:
            number = segment.locator.sheet
            if number is None or segment.hidden or segment.role in ("notes", "speech"):
                continue
            for hold in self.holds(segment.text, segment.locator):
                found.setdefault(number, {}).setdefault(hold.reason, hold)
        return {number: tuple(holds.values()) for number, holds in found.items()}

    def holds(self, text: str, locator: Locator) -> tuple[Hold, ...]:
        """Why a text would be held back as a statement that stands there."""
        words, language = " ".join(text.split()), self._asset.language
        said = Snippet(kind="statement", text=words, locator=locator, language=language)
        return self._screens.holds(said)


def reasons(holds: Collection[Hold]) -> str:
    """ "price, phone-number": each once."""
    return ", ".join(dict.fromkeys(hold.reason for hold in holds))
