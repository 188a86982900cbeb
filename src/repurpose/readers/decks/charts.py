"""What a chart says, out of the copies of its data that stand in its XML (ECMA-376, part 1, 21.2).

Read from the XML itself, because python-pptx knows no three-dimensional charts and looks every
value up anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from repurpose.readers.decks.drawing import paragraphs

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's calendar
_PERCENT = re.compile(r"#?,?#*0(?:\.(0+))?\s?%")


def chart_texts(space: Any) -> Iterator[str]:
    """Titles, then a line for each series: "Loss | 2023: 8.5 | 2024: 6.4"."""
    for title in space.iter(f"{_C}title"):
        if words := " ".join(" ".join(paragraphs(title)).split()):
            yield words
    for series in space.iter(f"{_C}ser"):
        labels = _points(series, "cat") or _points(series, "xVal")
        values = _points(series, "val") or _points(series, "yVal")
        told = [f"{labels[at]}: {said}" if at in labels else said for at, said in values.items()]
        if told:
            yield " | ".join(filter(None, [_name(series), *told]))


def _name(series: Any) -> str:
    name = series.find(f"{_C}tx")
    return (
        ""
        if name is None
        else " ".join(" ".join(v.text or "" for v in name.iter(f"{_C}v")).split())
    )


def _points(series: Any, kind: str) -> dict[str, str]:
    """Index to text. Of categories with several levels the innermost, which the file has first."""
    data = series.find(_C + kind)
    if data is None:
        return {}
    level = next(data.iter(f"{_C}lvl"), data)
    shown = _shown_as(next((code.text or "" for code in data.iter(f"{_C}formatCode")), ""))
    found = {}
    for point in level.iter(f"{_C}pt"):
        text = " ".join((point.findtext(f"{_C}v") or "").split())
        if text:
            found[point.get("idx", "")] = shown(text)
    return found


def _shown_as(code: str) -> Callable[[str], str]:
    """How a number format of Excel shows a value: as a share, as a day, or as it is."""
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
