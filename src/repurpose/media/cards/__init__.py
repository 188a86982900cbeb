"""Cards: a quote, a figure or a statement as a picture in the firm's own look.

The words are the snippet's own. Same words, size and brand: same bytes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from repurpose.media.cards.brand import Brand
from repurpose.media.cards.composition import Content, composed
from repurpose.media.cards.drawing import drawn
from repurpose.media.cards.errors import NoCard
from repurpose.media.cards.figures import figure
from repurpose.media.cards.layout import Layout
from repurpose.model import SnippetKind
from repurpose.text.quotation import marks, quoted

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Brand", "Card", "NoCard", "alt_text", "card", "quote_card", "statistic_card"]

DEFAULT_SIZE = (1200, 675)


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its picture, and where what stands on it."""

    image: Image
    layout: Layout
    alt: str


def card(
    kind: SnippetKind,
    text: str,
    *,
    speaker: str | None = None,
    role: str | None = None,
    source: str = "",
    language: str = "en",
    size: tuple[int, int] = DEFAULT_SIZE,
    brand: Brand | None = None,
    alt_limit: int = 1000,
) -> Card:
    """The card of a snippet.

    Args:
        kind: A quote is set in quotation marks, the figure of a statistic large.
        text: The snippet's own words.
        role: What the speaker is: "Stadtplanerin, Winterthur".
        source: Where it is from, one line: "Aufstocken mit Holz · Folie 4".
        language: Of the text (BCP 47), for its quotation marks and hyphens.
        size: Width and height in pixels.
        alt_limit: The most characters of the alternative text.

    Raises:
        NoCard: the words do not fit, or a character is in no font.
    """
    own = brand or Brand()
    said = _tidy(text)
    is_quote = kind == "quote" or bool(speaker)
    hang = ""
    if is_quote:
        said = quoted(said, language)
        opening = marks(language).opening
        hang = opening if said.startswith(opening) else ""
    content = Content(
        text=said,
        language=language,
        figure=figure(said) if kind == "statistic" else None,
        hang=hang,
        speaker=_tidy(speaker or ""),
        role=_tidy(role or ""),
        source=_tidy(source),
    )
    layout = composed(content, size, own)
    return Card(drawn(layout, own.logo), layout, _alt(content, alt_limit))


def quote_card(
    text: str,
    *,
    speaker: str | None = None,
    role: str | None = None,
    source: str = "",
    language: str = "en",
    size: tuple[int, int] = DEFAULT_SIZE,
    brand: Brand | None = None,
) -> Card:
    """The card of what somebody said; see `card`."""
    return card(
        "quote", text, speaker=speaker, role=role, source=source, language=language, size=size,
        brand=brand,
    )  # fmt: skip


def statistic_card(
    text: str,
    *,
    source: str = "",
    language: str = "en",
    size: tuple[int, int] = DEFAULT_SIZE,
    brand: Brand | None = None,
) -> Card:
    """The card of a figure and the sentence it stands in; see `card`."""
    return card("statistic", text, source=source, language=language, size=size, brand=brand)


def alt_text(
    text: str, *, speaker: str | None = None, role: str | None = None, source: str = "", limit: int
) -> str:
    """What is on a card, for who cannot see it: its own words; never empty."""
    content = Content(_tidy(text), "", None, "", _tidy(speaker or ""), _tidy(role or ""), source)
    return _alt(content, limit)


def _alt(content: Content, limit: int) -> str:
    """Text, speaker, source, as far as they fit; of a text that is too long, whole words."""
    who = ", ".join(part for part in (content.speaker, content.role) if part)
    said = content.text
    for more in (f" – {who}" if who else "", f" ({content.source})" if content.source else ""):
        if len(said) + len(more) <= limit:
            said += more
    if len(said) <= limit:
        return said
    head, space, _ = said[: max(1, limit - 1)].rpartition(" ")
    return f"{head} …"[:limit] if space else said[:limit]


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
