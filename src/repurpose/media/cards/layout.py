"""What stands where on a card: in pixels from the top left corner, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from repurpose.media.cards.colours import Colour
from repurpose.media.cards.faces import Face
from repurpose.media.cards.setting import Setting


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `y` is its baseline."""

    text: str
    x: float
    y: float
    size: int
    own: Face
    colour: Colour

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what is drawn, nearly: with accents and tails."""
        right = self.x + self.own.width(self.text, self.size)
        return self.x, self.y - 0.95 * self.size, right, self.y + 0.25 * self.size


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle: left, top, right, bottom."""

    box: tuple[float, float, float, float]
    colour: Colour


@dataclass(frozen=True, slots=True)
class Mark:
    """The logo, inside a box. `plate`: the colour of the ground it needs; None: none."""

    box: tuple[float, float, float, float]
    plate: Colour | None = None


@dataclass(slots=True)
class Layout:
    """A card, not yet drawn.

    Attributes:
        size: Width and height.
        margin: What is free at its edges; only an opening quotation mark hangs into it.
    """

    size: tuple[int, int]
    margin: int
    background: Colour
    lines: list[Line] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    mark: Mark | None = None

    def add(self, setting: Setting, x: float, top: float, colour: Colour) -> float:
        """Add lines from their capitals' top downward; returns the last baseline."""
        y = top + setting.own.cap_height(setting.size)
        for number, text in enumerate(setting.lines):
            left = x if number else x - setting.hang
            left -= setting.own.bearing(text, setting.size)
            self.lines.append(Line(text, left, y, setting.size, setting.own, colour))
            y += setting.leading
        return y - setting.leading
