"""Colours, and whether one can be read on another.

Contrast is that of WCAG 2.2, success criterion 1.4.3 (level AA): (L1 + 0.05) / (L2 + 0.05) of relative
luminances, at least 4.5 for text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LEAST_CONTRAST = 4.5
_HEX = re.compile(r"#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 50


class Colour(NamedTuple):
    """sRGB, 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)
_INKS = (Colour(24, 26, 31), Colour(250, 250, 248), BLACK, WHITE)  # softer ones first


def parse(text: str) -> Colour | None:
    """The colour of "#0b5d3b", "0b5d3b" or "#fff"; None where it is none."""
    if not _HEX.fullmatch(text.strip()):
        return None
    digits = text.strip().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return Colour(*bytes.fromhex(digits))


def contrast(one: Colour, other: Colour) -> float:
    """1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink(background: Colour) -> Colour:
    """A near black or a near white for text on a background; pure where that is needed."""
    dark, light, *pure = _INKS
    soft = max((dark, light), key=lambda each: contrast(each, background))
    if contrast(soft, background) >= LEAST_CONTRAST:
        return soft
    return max(pure, key=lambda each: contrast(each, background))


def readable(colour: Colour, background: Colour, least: float = LEAST_CONTRAST) -> Colour:
    """The colour itself where it can be read as text; else the nearest towards the ink that can."""
    towards = ink(background)
    for step in range(_STEPS + 1):
        mixed = mix(colour, towards, step / _STEPS)
        if contrast(mixed, background) >= least:
            return mixed
    return towards


def muted(background: Colour, least: float = 5.5) -> Colour:
    """For what is said by the way: paler than the ink, still easily read."""
    full = ink(background)
    for step in range(_STEPS // 2, 0, -1):
        mixed = mix(full, background, step / _STEPS)
        if contrast(mixed, background) >= least:
            return mixed
    return full


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """One colour with a share (0 to 1) of the other."""
    return Colour(*(round(a + (b - a) * share) for a, b in zip(one, other, strict=True)))


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
