"""Cards: a quote, a figure or a statement as a picture in the firm's own look.

The words are the snippet's own. Same words, size and brand: same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from repurpose.media.cards.alt import alt_text
from repurpose.media.cards.brand import Brand
from repurpose.media.cards.colours import parse as parse_colour
from repurpose.media.cards.composition import composed
from repurpose.media.cards.content import Content, content_of, tidy
from repurpose.media.cards.drawing import drawn
from repurpose.media.cards.encoding import encoded
from repurpose.media.cards.errors import NoCard
from repurpose.media.cards.faces import check_font_file
from repurpose.media.cards.layout import Layout
from repurpose.media.cards.logos import check_logo_file
from repurpose.model import Rules, SnippetKind

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = [
    "Brand",
    "Card",
    "NoCard",
    "card",
    "check_font_file",
    "check_logo_file",
    "parse_colour",
    "quote_card",
    "statistic_card",
]

DEFAULT_SIZE = (1200, 675)


@dataclass(frozen=True, slots=True)
class Card:
    """A card.

    Attributes:
        picture: With a palette where that holds its colours; see `image` and `encoded`.
        layout: Where what stands on it.
    """

    picture: Image
    layout: Layout
    alt: str

    @property
    def image(self) -> Image:
        """The picture in RGB."""
        return self.picture.convert("RGB")

    def encoded(self, rules: Rules) -> tuple[bytes, str]:
        """The bytes of a file that the channel takes, and its suffix: PNG, else JPEG.

        Raises:
            RepurposeError: the channel takes none of the types, or next to no bytes.
        """
        return encoded(self.picture, rules)


def card(
    kind: SnippetKind,
    text: str,
    *,
    heading: str = "",
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
        text: The snippet's own words; of a list a point a line.
        heading: Of a list: what its points are.
        role: What the speaker is: "Stadtplanerin, Winterthur".
        source: Where it is from, one line: "Aufstocken mit Holz · Folie 4".
        language: Of the text (BCP 47), for its quotation marks and hyphens.
        size: Width and height in pixels.
        alt_limit: The most characters of the alternative text.

    Raises:
        NoCard: the words do not fit, or a character is in no font.
    """
    content = content_of(kind, text, speaker=speaker or "", language=language, heading=heading)
    content = replace(content, role=tidy(role or ""), source=tidy(source))
    return drawn_card(content, size, brand or Brand(), alt_limit)


def drawn_card(content: Content, size: tuple[int, int], brand: Brand, alt_limit: int) -> Card:
    """The card of words that are ready to be set. Raises NoCard as `card` does."""
    layout = composed(content, size, brand)
    return Card(drawn(layout, brand.logo), layout, alt_text(content, alt_limit))


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
