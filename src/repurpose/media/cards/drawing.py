"""A layout as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.media.cards.faces import loaded
from repurpose.media.cards.layout import Layout, Line, Mark

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw


def drawn(layout: Layout, logo: Path | None) -> Image:
    """The picture, in sRGB without transparency."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", layout.size, layout.background)
    canvas = ImageDraw.Draw(image)
    for bar in layout.bars:
        left, top, right, bottom = (round(edge) for edge in bar.box)
        canvas.rectangle((left, top, right - 1, bottom - 1), fill=bar.colour)
    for line in layout.lines:
        _draw(canvas, line)
    if layout.mark is not None and logo is not None:
        _place(image, canvas, layout.mark, logo)
    return image


def _draw(canvas: ImageDraw, line: Line) -> None:
    x = line.x
    for file, text in line.own.runs(line.text):
        font = loaded(file, line.size)
        canvas.text((x, round(line.y)), text, fill=line.colour, font=font, anchor="ls")
        x += font.getlength(text)


def _place(image: Image, canvas: ImageDraw, mark: Mark, logo: Path) -> None:
    from repurpose.media.cards.logos import opened

    left, top, right, bottom = (round(edge) for edge in mark.box)
    if mark.plate is not None:
        edge = (bottom - top) // 4
        around = (left - edge, top - edge, right + edge - 1, bottom + edge - 1)
        canvas.rounded_rectangle(around, radius=edge // 2, fill=mark.plate)
    picture = opened(logo, (right - left, bottom - top))
    image.paste(picture, (right - picture.width, (top + bottom - picture.height) // 2), picture)
