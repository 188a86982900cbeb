"""What a SmartArt diagram says (ECMA-376, part 1, 21.4): its points, from the trunk to the twigs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from repurpose.readers.decks.drawing import Words, paragraphs

DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"


def diagram_texts(model: Any, addresses: Mapping[str, str] | None = None) -> Iterator[Words]:
    """The paragraphs of a diagram's data part, in the order in which the diagram is read.

    A model in which a point is its own ancestor is read once all the same.
    """
    points = {point.get("modelId"): point for point in model.iter(f"{DGM}pt")}
    children = _children(model)
    roots = [one for one, point in points.items() if point.get("type") == "doc"]
    waiting = list(reversed([*roots, *(one for one in points if one not in roots)]))
    told: set[str | None] = set()
    while waiting:
        one = waiting.pop()
        if one in told or one not in points:
            continue
        told.add(one)
        for text in points[one].iterchildren(f"{DGM}t"):
            yield from paragraphs(text, addresses)
        waiting.extend(reversed(children.get(one, [])))


def _children(model: Any) -> dict[str | None, list[str | None]]:
    """Which points stand below which, in their order."""
    found: dict[str | None, list[tuple[int, str | None]]] = {}
    for connection in model.iter(f"{DGM}cxn"):
        if connection.get("type", "parOf") == "parOf":
            order = connection.get("srcOrd", "")
            rank = int(order) if order.isdecimal() and len(order) < 10 else 0
            found.setdefault(connection.get("srcId"), []).append((rank, connection.get("destId")))
    return {one: [below for _, below in sorted(all_, key=lambda pair: pair[0])]
            for one, all_ in found.items()}  # fmt: skip
