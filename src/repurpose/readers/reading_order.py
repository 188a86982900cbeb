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


@dataclass(frozen=True, slots=True)
class _Cut:
    """Stretches with free strips between them; `gap` is the width of the widest strip."""

    stretches: list[list[Placed]]
    gap: float


def in_reading_order(placed: Sequence[Placed], depth: int = 0) -> list[Placed]:
    """Top to bottom and left to right; side by side in columns: column by column."""
    if len(placed) < 2:
        return list(placed)
    rows, columns = _cut(placed, "top", "bottom"), _cut(placed, "left", "right")
    across = len(rows.stretches) > 1 and (len(columns.stretches) < 2 or rows.gap >= columns.gap)
    best = rows if across else columns
    if len(best.stretches) < 2 or depth > _DEPTH or len(placed) > _MANY:
        return sorted(placed, key=lambda item: (item.top, item.left))
    return [item for part in best.stretches for item in in_reading_order(part, depth + 1)]


def _cut(placed: Sequence[Placed], near: str, far: str) -> _Cut:
    """Cut between `near` and `far` edges at the widest free strips."""
    strips: list[tuple[list[Placed], float]] = []
    reach = 0.0
    for item in sorted(placed, key=lambda each: float(getattr(each, near))):
        start, end = float(getattr(item, near)), float(getattr(item, far))
        if strips and start < reach - _TOLERANCE * (end - start):
            strips[-1][0].append(item)
            reach = max(reach, end)
        else:
            strips.append(([item], max(0.0, start - reach) if strips else 0.0))
            reach = end
    widest = max(gap for _, gap in strips)
    stretches: list[list[Placed]] = []
    for items, gap in strips:
        if not stretches or gap >= _ALIKE * widest:
            stretches.append(items)
        else:
            stretches[-1].extend(items)
    return _Cut(stretches, widest)
