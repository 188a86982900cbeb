"""The text of paragraphs, lists and tables in OpenDocument (ODF 1.3, part 3, chapters 5, 6 and 9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from repurpose.readers.decks.drawing import Words, clean

_NAME = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}".format
TEXT, OFFICE, TABLE, DRAW = map(_NAME, ("text", "office", "table", "drawing"))
STYLE, PRESENTATION, META = map(_NAME, ("style", "presentation", "meta"))
SVG, CHART = map(_NAME, ("svg-compatible", "chart"))
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
HREF = f"{XLINK}href"
ANNOTATION = f"{OFFICE}annotation"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_DECLARED = {f"{PRESENTATION}{kind}": kind for kind in ("header", "footer", "date-time")}
_BREAK, _LINK = f"{TEXT}line-break", f"{TEXT}a"
_SPACES = (f"{TEXT}s", f"{TEXT}tab")
# What says where or when, not what; and what stands somewhere else than in the paragraph.
_LEFT_OUT = frozenset(
    (
        ANNOTATION,
        f"{DRAW}frame",
        f"{TEXT}ruby-text",
        f"{TEXT}tracked-changes",
        *(f"{TEXT}{name}" for name in ("page-number", "page-count", "date", "time", "sheet-name")),
    )
)
_MOST_REPEATED = 64  # cells of one kind side by side in an honest table of a slide

Declared = Mapping[str, str]


def inside(href: str | None) -> bool:
    """Whether an address leads to a part of the file or a slide, not to the outside."""
    return not href or href.startswith(("#", "./", "../")) or ":" not in href


def paragraphs(element: Any, declared: Declared | None = None) -> Iterator[Words]:
    """The paragraphs with text, of all lists at any depth; a soft break stays as a line end.

    Args:
        declared: What the fields for header, footer and date of this slide say.
    """
    for child in element:
        if child.tag in PARAGRAPHS:
            if (words := paragraph(child, declared or {})).text:
                yield words
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from paragraphs(child, declared)


def paragraph(element: Any, declared: Declared) -> Words:
    """One paragraph."""
    lines = "".join(_pieces(element, declared)).split("\n")
    hrefs = (link.get(HREF) for link in element.iter(_LINK))
    links = dict.fromkeys(href for href in hrefs if href and not inside(href))
    return Words("\n".join(filter(None, map(clean, lines))), tuple(links))


def _pieces(element: Any, declared: Declared) -> Iterator[str]:
    """White space of the file is no line end of the text."""
    yield " ".join((element.text or "").splitlines())
    for child in element:
        if child.tag == _BREAK:
            yield "\n"
        elif child.tag in _SPACES:
            yield " "
        elif child.tag in _DECLARED:
            yield declared.get(_DECLARED[child.tag], "")
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _pieces(child, declared)
            if child.tag in PARAGRAPHS:
                yield "\n"
        yield " ".join((child.tail or "").splitlines())


def rows(table: Any) -> Iterator[Words]:
    """A line for each row with text, cells joined by " | "; merged cells once."""
    for row in table.iter(f"{TABLE}table-row"):
        if next(row.iterancestors(f"{TABLE}table")) is not table:
            continue  # of a table in a cell
        cells = [cell for cell in row.iterchildren(*_CELLS) if not _is_empty_rest(cell)]
        words = [_cell(cell) for cell in cells if cell.tag == _CELLS[0]]
        if any(each.text for each in words):
            links = dict.fromkeys(link for each in words for link in each.links)
            yield Words(" | ".join(each.text for each in words).strip(), tuple(links))


def _is_empty_rest(cell: Any) -> bool:
    """A stretch of empty cells up to the edge of a sheet."""
    return not len(cell) and f"{TABLE}number-columns-repeated" in cell.attrib


def _cell(cell: Any) -> Words:
    words = list(paragraphs(cell))
    links = dict.fromkeys(link for each in words for link in each.links)
    return Words(clean(" ".join(each.text for each in words)), tuple(links))


def grid(table: Any) -> list[list[str]]:
    """The cells of a table as they lie, each with its value."""
    lines = []
    for row in table.iter(f"{TABLE}table-row"):
        line: list[str] = []
        for cell in row.iterchildren(*_CELLS):
            line += [_value(cell)] * _times(cell)
        lines.append(line)
    return lines


def _times(cell: Any) -> int:
    times = cell.get(f"{TABLE}number-columns-repeated", "1")
    return min(int(times), _MOST_REPEATED) if times.isdecimal() else 1


def _value(cell: Any) -> str:
    """A number as exactly as it is written down, a text as it is seen."""
    if cell.get(f"{OFFICE}value-type") in ("float", "percentage", "currency"):
        try:
            number = float(cell.get(f"{OFFICE}value", ""))
        except ValueError:
            return _cell(cell).text
        return "" if number != number else f"{number:.12g}"
    return _cell(cell).text
