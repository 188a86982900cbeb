"""The text of paragraphs and tables in DrawingML (ECMA-376, part 1, 21.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_EQUATIONS = (_ALTERNATIVES, "{http://schemas.microsoft.com/office/drawing/2010/main}m")
_TRUE = ("1", "true")
_FURNITURE = ("slidenum", "datetime")  # fields that say where or when, not what


def clean(text: str) -> str:
    """One line, without soft hyphens."""
    return " ".join(text.replace("\xad", "").split())


def paragraphs(element: Any) -> list[str]:
    """The paragraphs with text. A soft break stays as a line end: it often parts what is no
    sentence."""
    return [text for p in element.iter(f"{A}p") if len(p) and (text := _paragraph(p))]


def rows(table: Any) -> Iterator[str]:
    """A line for each row, cells joined by " | ", merged cells once."""
    for row in table.iterchildren(f"{A}tr"):
        cells = [clean(" ".join(paragraphs(cell))) for cell in row.iterchildren(f"{A}tc")
                 if not _is_spanned(cell)]  # fmt: skip
        if any(cells):
            yield " | ".join(cells).strip()


def _is_spanned(cell: Any) -> bool:
    return cell.get("hMerge") in _TRUE or cell.get("vMerge") in _TRUE


def _paragraph(element: Any) -> str:
    lines = (clean(line) for line in "".join(_pieces(element)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(paragraph: Any) -> Iterator[str]:
    for piece in paragraph:
        if piece.tag == f"{A}br":
            yield "\n"
        elif piece.tag == f"{A}r" or (
            piece.tag == f"{A}fld" and not piece.get("type", "").startswith(_FURNITURE)
        ):
            yield (piece.findtext(f"{A}t") or "").replace("\v", "\n")
        elif piece.tag in _EQUATIONS and len(piece):
            # Of alternatives the first; without its signs the sentence around it would be garbled.
            signs = piece[0] if piece.tag == _ALTERNATIVES else piece
            yield "".join(sign.text or "" for sign in signs.iter(f"{_M}t"))
