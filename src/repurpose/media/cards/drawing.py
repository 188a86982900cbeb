"""A layout as a picture.

Without a logo there are few colours, and shades between each and the ground: the picture has a palette
of just these. That makes a third of the bytes in a third of the time, and colours are exact.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.media.cards.colours import Colour, mix
from repurpose.media.cards.faces import STEPS, drawn_glyph
from repurpose.media.cards.layout import Layout, Line, Mark

if TYPE_CHECKING:
    from PIL.Image import Image

_SHADES = 48  # from the ground to a colour; more are not told apart at the edge of a letter
_MOST_COLOURS = 255 // _SHADES


def drawn(layout: Layout, logo: Path | None) -> Image:
    """The picture, in sRGB without transparency: with a palette, or with a logo without one."""
    from PIL import Image

    inks = list(
        dict.fromkeys([*(b.colour for b in layout.bars), *(x.colour for x in layout.lines)])
    )
    assert len(inks) <= _MOST_COLOURS
    image = Image.new("P", layout.size, 0)
    image.putpalette(_palette(layout.background, inks))
    for number, ink in enumerate(inks):
        _ink(image, layout, ink, 1 + number * _SHADES)
    if layout.mark is None or logo is None:
        return image
    image = image.convert("RGB")
    _place(image, layout.mark, logo)
    return image


def _palette(ground: Colour, inks: list[Colour]) -> list[int]:
    shades = [mix(ground, ink, step / _SHADES) for ink in inks for step in range(1, _SHADES + 1)]
    return [channel for colour in (ground, *shades) for channel in colour]


def _ink(image: Image, layout: Layout, ink: Colour, first: int) -> None:
    """Draw all that has one colour, whose shades begin at `first` in the palette."""
    from PIL import Image

    cover = Image.new("L", image.size, 0)
    for bar in layout.bars:
        if bar.colour == ink:
            left, top, right, bottom = (round(edge) for edge in bar.box)
            cover.paste(255, (left, top, right, bottom))
    for line in layout.lines:
        if line.colour == ink:
            _write(cover, line)
    box = cover.getbbox()
    if box is None:
        return
    cover = cover.crop(box)
    levels = [round(level * _SHADES / 255) for level in range(256)]
    shades = cover.point([first + level - 1 if level else 0 for level in levels])
    image.paste(shades, box, cover.point([255 if level else 0 for level in levels]))


def _write(cover: Image, line: Line) -> None:
    y = round(line.y)
    for glyph in line.own.glyphs(line.text):
        whole, part = divmod(round((line.x + glyph.x * line.size) * STEPS), STEPS)
        shape = drawn_glyph(glyph.file, line.size, glyph.character, part)
        if shape is not None:
            mask, left, top = shape
            cover.paste(255, (whole + left, y + top), mask)


def _place(image: Image, mark: Mark, logo: Path) -> None:
    from PIL import ImageDraw

    from repurpose.media.cards.logos import opened

    left, top, right, bottom = (round(edge) for edge in mark.box)
    if mark.plate is not None:
        edge = (bottom - top) // 4
        around = (left - edge, top - edge, right + edge - 1, bottom + edge - 1)
        canvas = ImageDraw.Draw(image)
        canvas.rounded_rectangle(around, radius=edge // 2, fill=mark.plate)
    picture = opened(logo, (right - left, bottom - top))
    image.paste(picture, (left, top), picture)
