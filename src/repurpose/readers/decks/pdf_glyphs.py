"""Characters of a PDF page put together to pieces of lines.

A piece is [text, left, right, line, size, turn, bold, second]: what stands on one line (its baseline, downward)
without a large gap. `turn`: how many quarters the paper has to be turned clockwise for the text to be
upright; -1 where it stands at another angle. `bold`: all of it is.
`second`: where its second word begins, or its end. Sizes in points.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

MOST_PIECES = 20_000  # a page
_GAP = 0.7  # of the size: more is another piece
_GAP_BEHIND_SPACE = 1.2  # where lines are stretched to a common width
_GAP_LEFTWARD = 3.0  # a number within right-to-left text is written the other way
_WORD = 0.25  # of the size: more parts words, where PDFium saw no space
_LINE = 0.15  # of the size: letters of one line may stand higher or lower
_RAISED = 0.5  # of the size: small print above or below the line
_SMALL = 0.85
_BACK = 0.3  # of the size that letters may reach into each other
_BOLD = (b"bold", b"black", b"heavy", b"cmbx")
_ORNAMENTS = (b"wingding", b"webding")
_OWN = 0xF000  # where Windows puts the signs of such fonts
_SPACE, _BYTE = 0x20, 0x100
_ALIKE = math.radians(8)
# Old TeX fonts print an accent of its own and the letter over it.
_ACCENTS = {"\u00a8": "\u0308", "\u00b4": "\u0301", "`": "\u0300", "\u02c6": "\u0302",
            "\u02dc": "\u0303", "\u00b8": "\u0327", "\u02c7": "\u030c", "\u02da": "\u030a"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What the characters of one run have in common. `angle` in radians.

    Attributes:
        ornaments: Its font has pictures for letters, as Wingdings has.
    """

    size: float
    turn: int
    angle: float
    bold: bool
    ornaments: bool = False

    def sign(self, code: int) -> int:
        """A character's code: one of a font's own where it is no letter."""
        return _OWN + code if self.ornaments and _SPACE < code < _BYTE else code


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: from `left` to `right` on the line at height `line`."""

    code: int
    left: float
    right: float
    line: float
    look: Look


def looks(text: Any, index: int, owner: Any) -> Look:
    """How the character at an index looks, and the others of its run."""
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text, index)
    angle = 0.0
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= math.hypot(matrix.c, matrix.d)
        angle = math.atan2(matrix.b, matrix.a)
    quarters = round(angle / (math.pi / 2))
    straight = abs(angle - quarters * math.pi / 2) < _ALIKE
    size = abs(size) if math.isfinite(size) else 0.0
    font = _font(owner)
    bold = pdfium.FPDFText_GetFontWeight(text, index) >= 600 or any(map(font.__contains__, _BOLD))
    return Look(
        max(size, 0.1),
        quarters % 4 if straight else -1,
        angle,
        bold,
        any(map(font.__contains__, _ORNAMENTS)),
    )


def _font(owner: Any) -> bytes:
    """The name of the font of a run, in lower case; empty where it has none."""
    font = pdfium.FPDFTextObj_GetFont(owner) if owner else None
    if not font:
        return b""
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, 256)
    return name.value.lower()


class Pieces:
    """Takes characters in the order of the file."""

    def __init__(self) -> None:
        self._done: list[list[Any]] = []
        self._signs: list[str] = []  # of the piece at work
        self._looks: Counter[Look] = Counter()
        self._last: Glyph | None = None
        self._left = self._right = self._line = self._size = 0.0
        self._second: float | None = None
        self._edges = (0.0, 0.0)  # of the last character or the space behind it
        self._space = False

    def __len__(self) -> int:
        return len(self._done) + bool(self._signs)

    def space(self) -> None:
        """A gap that is no character."""
        self._space = True

    def add(self, glyph: Glyph) -> None:
        """One character.

        Raises:
            MemoryError: far more than a page can have.
        """
        sign = chr(glyph.code)
        last = self._last
        if sign.isspace():
            if last is not None and self._on_line(glyph) and self._gap(glyph) < _GAP * self._size:
                self._edges = (glyph.left, glyph.right)
            self._space = True
            return
        if last is None or not self._goes_on(glyph, sign):
            self._end()
            self._begin(glyph)
        elif self._are_one(last, glyph, sign):
            return
        elif self._space or self._gap(glyph) > _WORD * self._size:
            self._signs.append(" ")
            self._second = glyph.left if self._second is None else self._second
        self._put(glyph, sign)

    def done(self) -> list[list[Any]]:
        """All pieces."""
        self._end()
        return self._done

    def _begin(self, glyph: Glyph) -> None:
        if len(self._done) >= MOST_PIECES:
            raise MemoryError
        self._left, self._right = glyph.left, glyph.right
        self._line, self._size = glyph.line, glyph.look.size
        self._second = None

    def _put(self, glyph: Glyph, sign: str) -> None:
        self._signs.append(sign)
        self._looks[glyph.look] += 1
        self._last = glyph
        self._left, self._right = min(self._left, glyph.left), max(self._right, glyph.right)
        if glyph.look.size > self._size / _SMALL:  # it began with a raised sign
            self._size, self._line = glyph.look.size, glyph.line
        self._edges = (glyph.left, glyph.right)
        self._space = False

    def _on_line(self, glyph: Glyph) -> bool:
        away, size = abs(glyph.line - self._line), glyph.look.size
        large, small = max(self._size, size), min(self._size, size)
        return away <= _LINE * large or (away <= _RAISED * large and small < _SMALL * large)

    def _gap(self, glyph: Glyph) -> float:
        return max(glyph.left - self._edges[1], self._edges[0] - glyph.right)

    def _goes_on(self, glyph: Glyph, sign: str) -> bool:
        last = self._last
        if last is None or last.look.turn != glyph.look.turn or not self._on_line(glyph):
            return False
        limit = _GAP_BEHIND_SPACE if self._edges != (last.left, last.right) else _GAP
        if glyph.right < last.left + _BACK * self._size:  # it stands on the left of the last one
            leftward = is_leftward(sign) or any(map(is_leftward, self._signs[-20:]))
            limit = _GAP_LEFTWARD if leftward else _BACK
        return self._gap(glyph) < limit * max(self._size, glyph.look.size)

    def _are_one(self, last: Glyph, glyph: Glyph, sign: str) -> bool:
        """Puts an accent on its letter, where one is printed over the other."""
        before = self._signs[-1]
        mark = _ACCENTS.get(before) or _ACCENTS.get(sign)
        shared = min(last.right, glyph.right) - max(last.left, glyph.left)
        if mark is None or shared < 0.5 * min(last.right - last.left, glyph.right - glyph.left):
            return False
        letter = (sign if before in _ACCENTS else before).replace("\u0131", "i")
        whole = unicodedata.normalize("NFC", letter + mark)
        if len(whole) > 1:
            return False
        self._signs.pop()
        self._put(glyph, whole)
        return True

    def _end(self) -> None:
        if self._signs:
            look = self._looks.most_common(1)[0][0]
            places = (self._left, self._right, self._line, look.size)
            text = unicodedata.normalize("NFC", _joined("".join(self._signs)))
            bold = all(each.bold for each in self._looks)
            second = round(self._right if self._second is None else self._second, 1)
            numbers = (round(place, 1) for place in places)
            self._done.append([text, *numbers, look.turn, bold, second])
        self._signs, self._last, self._space = [], None, False
        self._looks.clear()


def is_leftward(sign: str) -> bool:
    """Whether a character belongs to a script that is written from right to left."""
    return sign > "\u058f" and unicodedata.bidirectional(sign) in ("R", "AL")


def _joined(text: str) -> str:
    """Halves of characters beyond the first 65,536 become one; a half without the other goes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
