"""How a firm looks: its colours, font, logo and name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from repurpose.media.cards.colours import LEAST_CONTRAST, Colour, contrast, readable

FONTS = ("sans", "serif")
DEFAULT_COLOUR = Colour(0x1F, 0x5F, 0x6B)
DEFAULT_BACKGROUND = Colour(0xFB, 0xFA, 0xF7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What cards are made with.

    Attributes:
        colour: The firm's colour: of the accent, and of what is to be seen first.
        background: The ground of the whole card. Text on it is dark or light, as can be read.
        font: "sans", "serif", or the path of a font file.
        logo: A picture; None: the name is set instead.
        name: Of the firm; "": none.
    """

    colour: Colour = DEFAULT_COLOUR
    background: Colour = DEFAULT_BACKGROUND
    font: str = "sans"
    logo: Path | None = None
    name: str = ""

    @property
    def text_colour(self) -> Colour:
        """`colour`, as it can be read on the background."""
        return readable(self.colour, self.background)

    @property
    def inverse(self) -> Brand:
        """The colour as the ground: of first and last pages."""
        return replace(self, colour=self.background, background=self.colour)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is not done as configured, a line each."""
        if self.text_colour == self.colour:
            return ()
        ratio = contrast(self.colour, self.background)
        return (
            f"text in {self.colour} on {self.background} cannot be read (contrast {ratio:.1f}, "
            f"at least {LEAST_CONTRAST}); it is set in {self.text_colour}",
        )
