"""Decks whose slides are told apart by their colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches

from repurpose import readers
from repurpose.model import Asset
from repurpose.programs import libreoffice
from repurpose.protocols import ReadContext
from tests.readers.pdf_writing import Page, Writer

Colour = tuple[int, int, int]
COLOURS: tuple[Colour, ...] = (
    (200, 30, 30), (30, 160, 60), (40, 60, 200), (220, 200, 40), (160, 40, 170), (20, 170, 180),
)  # fmt: skip
HIDDEN, WORDLESS, CONFIDENTIAL = 2, 3, 5

needs_libreoffice = pytest.mark.skipif(
    libreoffice.program() is None, reason="LibreOffice is not here"
)


def write_deck(path: Path) -> Path:
    """Six slides: the second is hidden, the third says nothing, the fifth is confidential; each has
    speaker notes and a hidden shape in white."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for number, colour in enumerate(COLOURS, start=1):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = RGBColor(*colour)
        secret = slide.shapes.add_shape(1, Inches(6), Inches(4), Inches(3), Inches(2))
        secret.fill.solid()
        secret.fill.fore_color.rgb = RGBColor(255, 255, 255)
        secret._element.nvSpPr.cNvPr.set("hidden", "1")
        slide.notes_slide.notes_text_frame.text = "Nicht vorlesen"
        if number != WORDLESS:
            box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(5), Inches(1))
            box.text_frame.text = "Vertraulich" if number == CONFIDENTIAL else f"Folie {number}"
        if number == HIDDEN:
            slide._element.set("show", "0")
    deck.save(str(path))
    return path


def write_pdf(path: Path, pages: int = len(COLOURS)) -> Path:
    """Pages in the same colours."""
    drawn = (b"%.3f %.3f %.3f rg 0 0 800 450 re f 0 g\n" % tuple(c / 255 for c in colour)
             for colour in COLOURS)  # fmt: skip
    said = [Page([(f"Seite Nummer {n}", 60, 60, 24)], raw=raw) for n, raw in enumerate(drawn, 1)]
    return Writer(said[:pages]).write(path)


def read(path: Path) -> Asset:
    return readers.read(path, ReadContext())


def looks(picture: Path) -> Colour:
    """The colour of a picture, where the deck has a hidden shape."""
    with Image.open(picture) as image:
        red, green, blue = image.convert("RGB").getpixel(
            (image.width * 6 // 10, image.height * 2 // 3)
        )
    return red, green, blue


def is_like(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True))


@pytest.fixture(autouse=True)
def _no_program_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPURPOSE_LIBREOFFICE", raising=False)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return write_deck(tmp_path / "Größe & Maß 🏠.pptx")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "Größe & Maß.pdf")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "ein Ordner" / "cache" / "slides"


Program = Callable[[str], Path]


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Puts another program in the place of LibreOffice: a shell script, in which $folder is where
    the PDF belongs."""
    place = tmp_path / "programs"
    place.mkdir()

    def write(script: str) -> Path:
        program = place / "soffice"
        head = 'for word; do [ "$last" = --outdir ] && folder="$word"; last="$word"; done\n'
        program.write_text(f"#!/bin/sh\n{head}{script}\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("REPURPOSE_LIBREOFFICE", str(program))
        return program

    return write
