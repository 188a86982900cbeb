"""Fonts: which characters they have, how wide a text is, and what stands in for what they lack.

Text is laid out plainly (a glyph a character, kerned by the font's `kern` table), exactly, not in whole
pixels: the same on every machine, in every size and in a PDF. Scripts that need more (Arabic,
Devanagari, marks that combine) are not set.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.errors import ConfigError

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
STEPS = 4  # parts of a pixel that a letter may be moved by
_FAMILIES = {
    "sans": ("Inter-Regular.ttf", "Inter-SemiBold.ttf"),
    "serif": ("Newsreader-Regular.ttf", "Newsreader-SemiBold.ttf"),
}
_EMOJI = str(FONTS / "NotoEmoji-Medium.ttf")
_UNSEEN = "\ufe0e\ufe0f"  # they ask for a symbol in colour, or without
_NEEDED = "AZaz09äé.,"
_REFERENCE = 2048  # pixels: the size at which widths are taken; a font's own unit, mostly
_INK = 256  # pixels: the size at which it is seen where a letter's ink begins
_LOOK = 64  # pixels: the size at which glyphs are compared
_UNSET = ("Mn", "Me", "Mc", "Cc", "Cs", "Co", "Cn", "Cf")  # categories that plain layout cannot set
_UNSHAPED = ("R", "AL", "AN")  # from right to left (Unicode's bidirectional classes)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it stands: `x` from the start of its text, in parts of the size."""

    character: str
    file: str
    x: float


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and those that stand in for what it lacks."""

    files: tuple[str, ...]

    def missing(self, text: str) -> str:
        """The characters that cannot be set, each once."""
        return "".join(
            dict.fromkeys(c for c in text if c not in _UNSEEN and _file_of(self.files, c) is None)
        )

    def glyphs(self, text: str) -> list[Glyph]:
        """The characters of a text, in order."""
        found: list[Glyph] = []
        x, before = 0.0, ("", "")
        for character in text:
            if character in _UNSEEN:
                continue
            file = _file_of(self.files, character) or self.files[0]
            if before[0] == file:
                x += _kerning(file, before[1], character)
            found.append(Glyph(character, file, x))
            x += _advance(file, character)
            before = (file, character)
        return found

    def ems(self, text: str) -> float:
        """How wide a text is in parts of its size: from its start to where the next would start."""
        return _ems(self, text)

    def width(self, text: str, size: int) -> float:
        """The same in pixels."""
        return _ems(self, text) * size

    def bearing(self, text: str, size: int) -> float:
        """Pixels between where a text starts and where its first letter's ink does: letters that are
        to stand exactly below each other begin so much further left."""
        return _bearing(_file_of(self.files, text[0]) or self.files[0], text[0]) * size

    def cap_height(self, size: int) -> float:
        """Pixels from the baseline to the top of a capital."""
        return _cap_height(self.files[0]) * size


def face(font: str, *, bold: bool) -> Face:
    """The face of "sans", "serif" or a font file, with what stands in for it."""
    own = _FAMILIES.get(font)
    first = str(FONTS / own[bold]) if own else font
    fallback = str(FONTS / _FAMILIES["sans"][bold])
    return Face(tuple(dict.fromkeys((first, fallback, _EMOJI))))


def check_font_file(file: Path) -> None:
    """Raises ConfigError where it is no font that can be used for our languages."""
    try:
        lacks = Face((str(file),)).missing(_NEEDED)
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"{file.name} is no font that can be read", hint="name a .ttf or .otf file"
        ) from error
    if lacks:
        raise ConfigError(f"{file.name} has no {' '.join(lacks)}", hint="name another font")


@lru_cache(maxsize=4096)
def drawn_glyph(file: str, size: int, character: str, step: int) -> tuple[Image, int, int] | None:
    """A character's shape (mode L), and its place from where it starts on the baseline: left, top.
    None where there is nothing to see.

    Args:
        step: It begins so many STEPS-ths of a pixel further right.
    """
    from PIL import Image

    shape, place = _font(file, size).getmask2(character, "L", anchor="ls", start=(step / STEPS, 0))
    if not all(shape.size):
        return None
    return Image.frombytes("L", shape.size, bytes(shape)), int(place[0]), int(place[1])


@lru_cache(maxsize=8192)
def _ems(own: Face, text: str) -> float:
    glyphs = own.glyphs(text)
    if not glyphs:
        return 0.0
    last = glyphs[-1]
    return last.x + _advance(last.file, last.character)


@lru_cache(maxsize=256)
def _font(file: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _advance(file: str, text: str) -> float:
    return _font(file, _REFERENCE).getlength(text) / _REFERENCE


@lru_cache(maxsize=16384)
def _kerning(file: str, one: str, other: str) -> float:
    return _advance(file, one + other) - _advance(file, one) - _advance(file, other)


@lru_cache(maxsize=32)
def _cap_height(file: str) -> float:
    top = _font(file, _REFERENCE).getbbox("H", anchor="ls")[1]
    return -top / _REFERENCE


@lru_cache(maxsize=1024)
def _bearing(file: str, character: str) -> float:
    shape = drawn_glyph(file, _INK, character, 0)
    if shape is None:
        return 0.0
    ink = shape[0].getbbox()
    return (shape[1] + (ink[0] if ink else 0)) / _INK


@lru_cache(maxsize=8192)
def _file_of(files: tuple[str, ...], character: str) -> str | None:
    if unicodedata.category(character) in _UNSET:
        return None
    if unicodedata.bidirectional(character) in _UNSHAPED:
        return None
    return next((file for file in files if _has(file, character)), None)


def _has(file: str, character: str) -> bool:
    """Whether a font has a glyph: it looks unlike the one that stands for what is missing."""
    shape = _shape(file, character)
    if character.isspace():
        return not all(shape[0]) and _advance(file, character) > 0
    return all(shape[0]) and shape != _shape(file, "\uffff")


@lru_cache(maxsize=4096)
def _shape(file: str, character: str) -> tuple[tuple[int, int], bytes]:
    mask = _font(file, _LOOK).getmask(character)
    return mask.size, bytes(mask)
