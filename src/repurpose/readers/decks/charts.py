"""What a chart says, out of the copies of its data that stand in its XML (ECMA-376, part 1, 21.2).

Read from the XML itself: every kind of chart has the same series, categories and values, and the
copies are there where the workbook behind the chart is not. The newer kinds (waterfall, funnel, map)
have a form of their own ([MS-ODRAWXML] 2.24.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from repurpose.readers.decks.drawing import clean, paragraphs

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
MOST_LEVELS = 16  # of categories; a chart shows two or three
MOST_CODE = 255  # characters of a number format, as in Excel
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's calendar
_PERCENT = re.compile(r"#?,?#*0(?:\.(0+))?\s?%")


def chart_texts(space: Any) -> Iterator[str]:
    """Titles, then a line for each series: "Loss | 2023: 8.5 | 2024: 6.4"; then labels."""
    said: set[str] = set()
    for title in space.iter(f"{C}title", f"{CX}title"):
        if words := _words(title):
            said.add(words)
            yield words
    for series in space.iter(f"{C}ser"):
        yield from filter(None, [_series(series)])
    yield from _newer(space)
    for label in space.iter(f"{C}rich"):
        if (words := _words(label)) and words not in said:
            yield words
    for name in space.iter(f"{C}trendline"):
        if words := clean(name.findtext(f"{C}name") or ""):
            yield words


def _words(element: Any) -> str:
    return clean(" ".join(words.text for words in paragraphs(element)))


def _series(series: Any) -> str:
    labels = _points(series, "cat") or _points(series, "xVal")
    values = _points(series, "val") or _points(series, "yVal")
    told = [f"{labels[at]}: {said}" if at in labels else said for at, said in values.items()]
    told += [label for at, label in labels.items() if at not in values]
    return " | ".join(filter(None, [_name(series), *told]))


def _name(series: Any) -> str:
    name = series.find(f"{C}tx")
    return "" if name is None else clean(" ".join(v.text or "" for v in name.iter(f"{C}v")))


def _points(series: Any, kind: str) -> dict[str, str]:
    """Index to text. Categories with several levels are named from the outermost to the
    innermost, which the file has first."""
    data = series.find(C + kind)
    if data is None:
        return {}
    levels = list(islice(data.iter(f"{C}lvl"), MOST_LEVELS)) or [data]
    found = _level(levels[0], data)
    for outer in levels[1:]:
        found = _under(_level(outer, data), found)
    return found


def _level(level: Any, data: Any) -> dict[str, str]:
    shown = _shown_as(next((code.text or "" for code in data.iter(f"{C}formatCode")), ""))
    found = {}
    for point in level.iter(f"{C}pt"):
        if text := clean(point.findtext(f"{C}v") or ""):
            found[point.get("idx", "")] = shown(text)
    return found


def _under(outer: dict[str, str], inner: dict[str, str]) -> dict[str, str]:
    """An outer name stands once, at the first of the points below it."""
    named: dict[str, str] = {}
    above = ""
    for at in sorted({*outer, *inner}, key=lambda index: (len(index), index)):
        above = outer.get(at, above)
        named[at] = f"{above} {inner.get(at, '')}".strip()
    return named


def _newer(space: Any) -> Iterator[str]:
    for data in space.iter(f"{CX}data"):
        levels = [
            [clean(point.text or "") for point in level.iter(f"{CX}pt")]
            for level in islice(data.iter(f"{CX}lvl"), MOST_LEVELS)
        ]
        if any(levels):
            yield " | ".join(": ".join(filter(None, row)) for row in _across(levels))
    for name in space.iter(f"{CX}txData"):
        if words := clean(name.findtext(f"{CX}v") or ""):
            yield words


def _across(levels: list[list[str]]) -> list[tuple[str, ...]]:
    length = max(len(level) for level in levels)
    padded = [level + [""] * (length - len(level)) for level in levels]
    return list(zip(*padded, strict=True))


def _shown_as(code: str) -> Callable[[str], str]:
    """How a number format of Excel shows a value: as a share, as a day, or as it is."""
    code = code[:MOST_CODE]
    if share := _PERCENT.fullmatch(code):
        places = len(share[1] or "")
        return lambda text: _number(text, lambda value: f"{100 * value:.{places}f}%")
    plain = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", code).lower()
    if "yy" in plain or ("d" in plain and "m" in plain):
        return lambda text: _number(text, lambda day: str(_EPOCH + timedelta(days=int(day))))
    return lambda text: _number(text, lambda value: f"{value:.12g}")


def _number(text: str, show: Callable[[float], str]) -> str:
    """Text that is no number stays as it is; so does a number that is no day."""
    try:
        return show(float(text))
    except (ValueError, OverflowError):
        return text
