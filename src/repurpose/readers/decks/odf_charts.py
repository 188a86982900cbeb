"""What a chart in OpenDocument says (ODF 1.3, part 3, chapter 11), out of its own table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from repurpose.readers.decks.drawing import clean
from repurpose.readers.decks.odf_text import CHART, TABLE, grid, paragraphs

MOST_CELLS = 200_000  # that all ranges of one chart may name
_CORNER = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,6})")
_TITLES = (f"{CHART}title", f"{CHART}subtitle")
_DOMAIN, _CELLS = f"{CHART}domain", f"{TABLE}cell-range-address"


def chart_texts(chart: Any) -> Iterator[str]:
    """Titles, then a line for each series: "Loss | 2023: 8.5 | 2024: 6.4".

    Args:
        chart: The element chart:chart.
    """
    for title in chart.iter(*_TITLES):
        if words := clean(" ".join(each.text for each in paragraphs(title))):
            yield words
    tables = list(chart.iter(f"{TABLE}table"))
    table = _Table(grid(tables[0]) if tables else [])
    shared = [table.cells(each.get(_CELLS)) for each in chart.iter(f"{CHART}categories")]
    for series in chart.iter(f"{CHART}series"):
        if line := _series(series, table, shared[0] if shared else []):
            yield line


def _series(series: Any, table: _Table, categories: list[str]) -> str:
    name = " ".join(table.cells(series.get(f"{CHART}label-cell-address")))
    values = table.cells(series.get(f"{CHART}values-cell-range-address"))
    for domain in series.iterchildren(_DOMAIN):  # the other axis of points
        categories = table.cells(domain.get(_CELLS)) or categories
    told = []
    for place, value in enumerate(values):
        label = categories[place] if place < len(categories) else ""
        told.append(f"{label}: {value}" if label and value else label or value)
    return " | ".join(filter(None, [clean(name), *told]))


class _Table:
    """The cells of a chart's own table, by addresses such as local-table.$B$2:.$B$5."""

    def __init__(self, lines: list[list[str]]) -> None:
        self._lines = lines
        self._given = 0

    def cells(self, address: str | None) -> list[str]:
        """All cells of a range; none where the address is of another table or wrong."""
        corners = _CORNER.findall((address or "").replace("local-table", ""))
        if not corners:
            return []
        (left, top), (right, bottom) = corners[0], corners[-1]
        rows = self._lines[int(top) - 1 : int(bottom)] if int(top) else []
        first, last = _column(left), _column(right) + 1
        cells = [cell for row in rows[:MOST_CELLS] for cell in row[first:last]]
        self._given += len(cells) + len(rows)
        return cells if self._given <= MOST_CELLS else []


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
