"""The text of paragraphs and tables in DrawingML (ECMA-376, part 1, 21.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_EQUATION = "{http://schemas.microsoft.com/office/drawing/2010/main}m"
_P, _BREAK, _RUN, _FIELD, _TEXT = f"{A}p", f"{A}br", f"{A}r", f"{A}fld", f"{A}t"
_TRUE = ("1", "true")
_FURNITURE = ("slidenum", "datetime")  # fields that say where or when, not what


class Words(NamedTuple):
    """A text, and the addresses that its words lead to."""

    text: str
    links: tuple[str, ...] = ()


def clean(text: str) -> str:
    """One line, without soft hyphens."""
    return " ".join(text.replace("\xad", "").split())


def paragraphs(element: Any, addresses: Mapping[str, str] | None = None) -> list[Words]:
    """The paragraphs with text. A soft break stays as a line end: it often parts what is no
    sentence.

    Args:
        addresses: What the ids of hyperlinks stand for.
    """
    found = []
    for paragraph in element.iter(_P):
        if len(paragraph) and (text := _text(paragraph)):
            found.append(Words(text, links(paragraph, addresses) if addresses else ()))
    return found


def links(element: Any, addresses: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses that something in an element leads to, each once."""
    ids = (click.get(f"{R}id", "") for click in element.iter(f"{A}hlinkClick"))
    return tuple(dict.fromkeys(addresses[one] for one in ids if one in addresses))


class Row(NamedTuple):
    """A row of a table: what is seen of it, and what stands in cells that others cover."""

    seen: Words
    covered: tuple[Words, ...]


def rows(table: Any, addresses: Mapping[str, str] | None = None) -> Iterator[Row]:
    """A line for each row, cells joined by " | ", merged cells once."""
    for row in table.iterchildren(f"{A}tr"):
        seen: list[str] = []
        links: list[str] = []
        covered: list[Words] = []
        for cell in row.iterchildren(f"{A}tc"):
            words = paragraphs(cell, addresses)
            if cell.get("hMerge") in _TRUE or cell.get("vMerge") in _TRUE:
                covered += words
                continue
            seen.append(clean(" ".join(each.text for each in words)))
            links += [link for each in words for link in each.links]
        line = " | ".join(seen).strip() if any(seen) else ""
        if line or covered:
            yield Row(Words(line, tuple(dict.fromkeys(links))), tuple(covered))


def joined(words: Iterable[Words], by: str) -> Words:
    """Several texts as one."""
    words = list(words)
    links = dict.fromkeys(link for each in words for link in each.links)
    return Words(by.join(each.text for each in words), tuple(links))


def _text(paragraph: Any) -> str:
    text = "".join(_pieces(paragraph))
    if "\n" not in text:
        return clean(text)
    return "\n".join(line for line in map(clean, text.split("\n")) if line)


def _pieces(paragraph: Any) -> Iterator[str]:
    for piece in paragraph:
        tag = piece.tag
        if tag == _RUN:
            yield (piece.findtext(_TEXT) or "").replace("\v", "\n")
        elif tag == _BREAK:
            yield "\n"
        elif tag == _FIELD:
            if not piece.get("type", "").startswith(_FURNITURE):
                yield (piece.findtext(_TEXT) or "").replace("\v", "\n")
        elif tag in (_EQUATION, _ALTERNATIVES):
            # Of alternatives the first; without its signs the sentence around it would be garbled.
            signs = piece[0] if tag == _ALTERNATIVES and len(piece) else piece
            yield "".join(sign.text or "" for sign in signs.iter(f"{_M}t", _TEXT))
