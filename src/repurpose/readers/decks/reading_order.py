"""The order in which a person reads what stands on a slide.

The slide is cut where free strips run through it (recursive XY cut: Nagy and Seth, 1984): along
the widest strip first, because what belongs together stands close together. So a title above two
columns comes first, then the left column, then the right one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_TOLERANCE = 0.1  # of a shape's own size may reach into its neighbour: people are not that exact
_ALIKE = 0.9  # strips of nearly the same width are cut together
_HEAD = 0.7  # of the others' size: a heading or a name
_MANY = 2_000  # shapes on one slide: a drawing, not something to read in columns
_DEPTH = 200


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Something and the rectangle it covers on the slide, in EMU. `hidden`: it is not shown."""

    what: Any
    left: float
    top: float
    right: float
    bottom: float
    hidden: bool = False

    def is_beside(self, width: float, height: float) -> bool:
        """Whether it lies wholly beside a slide of that size, where nobody sees it."""
        return self.right < 0 or self.bottom < 0 or self.left > width or self.top > height


_Strips = list[tuple[list[Placed], float]]  # what stands together, and the free strip before it


def in_reading_order(placed: Sequence[Placed], depth: int = 0) -> list[Placed]:
    """Top to bottom and left to right; side by side in columns: column by column."""
    if len(placed) < 2:
        return list(placed)
    parts = _parts(placed) if depth <= _DEPTH and len(placed) <= _MANY else [placed]
    if len(parts) < 2:
        return sorted(placed, key=lambda item: (item.top, item.left))
    return [item for part in parts for item in in_reading_order(part, depth + 1)]


def _parts(placed: Sequence[Placed]) -> Sequence[Sequence[Placed]]:
    """The first cut: between rows or between columns."""
    rows, columns = _strips(placed, "top", "bottom"), _strips(placed, "left", "right")
    if len(rows) < 2 or len(columns) < 2:
        return _at_the_widest(max(rows, columns, key=len))
    if _are_headed(rows, columns[0][0], "left", "right"):
        return [items for items, _ in rows]  # a name on the left, what it means beside it
    if _are_headed(columns, rows[0][0], "top", "bottom"):
        return [items for items, _ in columns]  # a heading above each column
    return _at_the_widest(rows if _widest(rows) >= _widest(columns) else columns)


def _strips(placed: Sequence[Placed], near: str, far: str) -> _Strips:
    strips: _Strips = []
    reach = 0.0
    for item in sorted(placed, key=lambda each: float(getattr(each, near))):
        start, end = float(getattr(item, near)), float(getattr(item, far))
        if strips and start < reach - _TOLERANCE * (end - start):
            strips[-1][0].append(item)
            reach = max(reach, end)
        else:
            strips.append(([item], max(0.0, start - reach) if strips else 0.0))
            reach = end
    return strips


def _widest(strips: _Strips) -> float:
    return max(gap for _, gap in strips)


def _at_the_widest(strips: _Strips) -> list[list[Placed]]:
    enough = _ALIKE * _widest(strips)
    parts: list[list[Placed]] = []
    for items, gap in strips:
        if not parts or gap >= enough:
            parts.append(list(items))
        else:
            parts[-1].extend(items)
    return parts


def _are_headed(strips: _Strips, heads: list[Placed], near: str, far: str) -> bool:
    """Whether each strip has one of the heads, and these are smaller than the rest."""
    for items, _ in strips:
        if len(items) < 2 or sum(item in heads for item in items) != 1:
            return False
    others = [item for items, _ in strips for item in items if item not in heads]
    return _mean_size(heads, near, far) < _HEAD * _mean_size(others, near, far)


def _mean_size(items: list[Placed], near: str, far: str) -> float:
    return sum(float(getattr(i, far)) - float(getattr(i, near)) for i in items) / len(items)
