"""The font of captions: the one that cards are set in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FONTS = Path(__file__).resolve().parents[1] / "cards" / "fonts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font.

    Attributes:
        family: What libass knows the file by: of a weight that is neither regular nor bold, its full
            name.
    """

    file: Path
    family: str

    @property
    def line(self) -> float:
        """What ASS calls the size of a font, in em: Windows' ascent and descent, as libass takes it."""
        return _line(self.file)

    def length(self, text: str) -> float:
        """The width of a text, in em."""
        return float(_loaded(self.file).getlength(text) / _SIZE)


_SIZE = 200  # pixels at which widths are taken


def face() -> Face:
    """A strong font that is easily read in small."""
    return Face(file=_FONTS / "Inter-SemiBold.ttf", family="Inter SemiBold")


@cache
def _loaded(file: Path) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(file), _SIZE)


@cache
def _line(file: Path) -> float:
    """Of the tables "OS/2" and "head" (learn.microsoft.com/typography/opentype/spec/otff)."""
    content = file.read_bytes()

    def number(place: int) -> int:
        return int.from_bytes(content[place : place + 2], "big")

    tables = {
        content[at : at + 4]: int.from_bytes(content[at + 8 : at + 12], "big")
        for at in range(12, 12 + 16 * number(4), 16)
    }
    ascent, descent = number(tables[b"OS/2"] + 74), number(tables[b"OS/2"] + 76)
    return (ascent + descent) / number(tables[b"head"] + 18)
