"""Fonts: which characters they have, how wide a text is, and what stands in for what they lack.

Text is laid out plainly (a glyph a character, kerned by the font's `kern` table): the same on every
machine. Scripts that need more (Arabic, Devanagari, marks that combine) are not set.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.errors import ConfigError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
_FAMILIES = {
    "sans": ("Inter-Regular.ttf", "Inter-SemiBold.ttf"),
    "serif": ("Newsreader-Regular.ttf", "Newsreader-SemiBold.ttf"),
}
_NEEDED = "AZaz09äé.,"
_REFERENCE = 256  # pixels: the size at which widths are taken
_UNSET = ("Mn", "Me", "Mc", "Cc", "Cs", "Co", "Cn", "Cf")  # categories that plain layout cannot set
_UNSHAPED = ("R", "AL", "AN")  # from right to left (Unicode's bidirectional classes)


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and those that stand in for what it lacks."""

    files: tuple[str, ...]

    def missing(self, text: str) -> str:
        """The characters that cannot be set, each once."""
        return "".join(dict.fromkeys(c for c in text if _file_of(self.files, c) is None))

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text in stretches of one font file: (file, stretch)."""
        found: list[tuple[str, str]] = []
        for character in text:
            file = _file_of(self.files, character) or self.files[0]
            if found and (found[-1][0] == file or character == " "):
                file, before = found.pop()
                found.append((file, before + character))
            else:
                found.append((file, character))
        return found

    def width(self, text: str, size: int) -> float:
        """Pixels from the start of a text to where the next one would start."""
        return sum(_font(file, size).getlength(run) for file, run in self.runs(text))

    def ems(self, text: str) -> float:
        """Its width in parts of the size, nearly: sizes are whole pixels, and so are letters."""
        return _ems(self, text)

    def bearing(self, text: str, size: int) -> float:
        """Pixels between where a text starts and where its first letter's ink does: letters that are
        to stand exactly below each other begin so much further left."""
        file, _ = self.runs(text[:1])[0]
        return _bearing(file, text[0]) * size

    def cap_height(self, size: int) -> float:
        """Pixels from the baseline to the top of a capital."""
        return _cap_height(self.files[0]) * size


def face(font: str, *, bold: bool) -> Face:
    """The face of "sans", "serif" or a font file, with what stands in for it."""
    own = _FAMILIES.get(font)
    first = str(FONTS / own[bold]) if own else font
    fallback = str(FONTS / _FAMILIES["sans"][bold])
    return Face(tuple(dict.fromkeys((first, fallback))))


def check_font_file(file: Path) -> None:
    """Raises ConfigError where it is no font that can be used for our languages."""
    try:
        own = Face((str(file),))
        lacks = own.missing(_NEEDED)
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"{file.name} is no font that can be read", hint="name a .ttf or .otf file"
        ) from error
    if lacks:
        raise ConfigError(f"{file.name} has no {' '.join(lacks)}", hint="name another font")


@lru_cache(maxsize=4096)
def _ems(own: Face, text: str) -> float:
    return own.width(text, _REFERENCE) / _REFERENCE


@lru_cache(maxsize=256)
def _font(file: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def loaded(file: str, size: int) -> FreeTypeFont:
    """The font as Pillow draws with it."""
    return _font(file, size)


@lru_cache(maxsize=32)
def _cap_height(file: str) -> float:
    top = _font(file, _REFERENCE).getbbox("H", anchor="ls")[1]
    return -top / _REFERENCE


@lru_cache(maxsize=1024)
def _bearing(file: str, character: str) -> float:
    return _font(file, _REFERENCE).getbbox(character, anchor="ls")[0] / _REFERENCE


@lru_cache(maxsize=8192)
def _file_of(files: tuple[str, ...], character: str) -> str | None:
    if unicodedata.category(character) in _UNSET:
        return None
    if unicodedata.bidirectional(character) in _UNSHAPED:
        return None
    return next((file for file in files if _has(file, character)), None)


@lru_cache(maxsize=8192)
def _has(file: str, character: str) -> bool:
    """Whether a font has a glyph: it looks unlike the one that stands for what is missing."""
    shape = _shape(file, character)
    if character.isspace():
        return shape[1] == b"" and _font(file, 64).getlength(character) > 0
    return shape[1] != b"" and shape != _shape(file, "\uffff")


def _shape(file: str, character: str) -> tuple[tuple[int, int], bytes]:
    mask = _font(file, 64).getmask(character)
    return mask.size, bytes(mask)
