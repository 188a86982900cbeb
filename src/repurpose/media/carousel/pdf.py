"""A carousel as a PDF: one point a pixel, text as text, fonts embedded, no date inside."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from repurpose.media.cards.layout import Layout, Line
from repurpose.media.cards.logos import opened

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from repurpose.media.carousel.pages import Carousel, Page

_QUALITY = 88  # of the JPEGs of slides
_SEEN = 0.02  # of the size: kerning that is less is not set


def document(carousel: Carousel) -> bytes:
    """The bytes of the file."""
    from reportlab.pdfgen.canvas import Canvas

    content = io.BytesIO()
    canvas = Canvas(content, pagesize=carousel.size, invariant=1, lang=carousel.language)
    canvas.setTitle(carousel.title)
    canvas.setAuthor(carousel.brand.name or "")
    canvas.setSubject("")
    canvas.setCreator("repurpose")
    for page in carousel.pages:
        _draw(canvas, page, carousel)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def _draw(canvas: Any, page: Page, carousel: Carousel) -> None:
    width, height = page.picture.size
    if page.layout is None or not all(_embeds(line) for line in page.layout.lines):
        canvas.drawImage(_jpeg(page.image), 0, 0, width, height)
    else:
        _draw_layout(canvas, page.layout, carousel.brand.logo)
    if page.link:
        canvas.linkURL(page.link, (0, 0, width, height))


def _draw_layout(canvas: Any, layout: Layout, logo: Path | None) -> None:
    width, height = layout.size
    _fill(canvas, (0, 0, width, height), layout.background, height)
    for bar in layout.bars:
        _fill(canvas, bar.box, bar.colour, height)
    if layout.mark is not None and logo is not None:
        left, top, right, bottom = layout.mark.box
        if layout.mark.plate is not None:
            edge = (bottom - top) / 4
            around = (left - edge, top - edge, right + edge, bottom + edge)
            _fill(canvas, around, layout.mark.plate, height)
        room = (round(right - left), round(bottom - top))
        twice = opened(logo, (2 * room[0], 2 * room[1]))
        canvas.drawImage(_png(twice), left, height - bottom, *room, mask="auto")
    for line in layout.lines:
        _write(canvas, line, height)


def _fill(
    canvas: Any, box: tuple[float, float, float, float], colour: tuple[int, int, int], height: int
) -> None:
    left, top, right, bottom = box
    canvas.setFillColorRGB(*(channel / 255 for channel in colour))
    canvas.rect(left, height - bottom, right - left, bottom - top, stroke=0, fill=1)


def _write(canvas: Any, line: Line, height: int) -> None:
    """A line as the picture has it: each letter where it stands there."""
    canvas.setFillColorRGB(*(channel / 255 for channel in line.colour))
    text = canvas.beginText()
    for file, x, piece in _pieces(line):
        text.setFont(_registered(file), line.size)
        text.setTextOrigin(line.x + x, height - line.y)
        text.textOut(piece)
    canvas.drawText(text)


def _pieces(line: Line) -> list[tuple[str, float, str]]:
    """The parts of a line that need no kerning: font file, place, text."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    pieces: list[tuple[str, float, str]] = []
    ends = 0.0
    for glyph in line.own.glyphs(line.text):
        x = glyph.x * line.size
        goes_on = pieces and pieces[-1][0] == glyph.file and abs(x - ends) <= _SEEN * line.size
        if goes_on:
            file, start, text = pieces[-1]
            pieces[-1] = (file, start, text + glyph.character)
        else:
            pieces.append((glyph.file, x, glyph.character))
        file, start, text = pieces[-1]
        ends = start + stringWidth(text, _registered(file), line.size)
    return pieces


def _embeds(line: Line) -> bool:
    return all(_registered(glyph.file) for glyph in line.own.glyphs(line.text))


@lru_cache(maxsize=32)
def _registered(file: str) -> str:
    """The name of a font; "" where it cannot be embedded (PostScript outlines)."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        pdfmetrics.registerFont(TTFont(file, file))
    except TTFError:
        return ""
    return file


def _jpeg(image: Image) -> Any:
    from reportlab.lib.utils import ImageReader

    content = io.BytesIO()
    image.save(content, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    content.seek(0)
    return ImageReader(content)


def _png(image: Image) -> Any:
    from reportlab.lib.utils import ImageReader

    content = io.BytesIO()
    image.save(content, "PNG")
    content.seek(0)
    return ImageReader(content)
