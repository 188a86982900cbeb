"""The shapes of a slide that say something, with the place where a person sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from repurpose.model import Role
from repurpose.readers.decks.charts import chart_texts
from repurpose.readers.decks.drawing import A, paragraphs, rows
from repurpose.readers.decks.reading_order import Placed

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHAPES = frozenset(_P + name for name in ("sp", "grpSp", "graphicFrame", "pic", "cxnSp"))
_FURNITURE = ("DATE", "FOOTER", "SLIDE_NUMBER", "HEADER")
_TITLES = ("TITLE", "CENTER_TITLE", "VERTICAL_TITLE")
_TRUE = ("1", "true")
_Box = tuple[float, float, float, float]  # left, top, width, height in EMU


@dataclass(frozen=True, slots=True)
class Said:
    """What one shape says: its texts, in order, in one role."""

    role: Role
    texts: list[str]


class TooManyShapesError(Exception):
    """More than a deck can have."""


@dataclass(slots=True)
class Walk:
    """Finds the shapes of one slide after another.

    Attributes:
        width, height: Of the deck's slides in EMU; what lies wholly beside them nobody sees.
        most: How many shapes the deck may have.
        seen: How many it had so far.
    """

    width: float
    height: float
    most: int
    seen: int = 0
    _slide: Any = None
    _inherited: dict[Any, _Box] = field(default_factory=dict)

    def shapes(self, slide: Any) -> list[Placed]:
        """What the shapes of a slide and of all its groups say, in the order of the file; each
        `what` is a Said.

        Raises:
            TooManyShapesError: an honest deck has not so many.
        """
        self._slide, self._inherited = slide, {}
        return list(self._in(slide.shapes.element, _Frame()))

    def _in(self, tree: Any, frame: _Frame) -> Iterator[Placed]:
        for element in _members(tree):
            if element.tag == f"{_P}grpSp":
                yield from self._in(element, frame.inside(element))
            elif (said := self._said(element)) is not None:
                self.seen += 1
                if self.seen > self.most:
                    raise TooManyShapesError
                yield self._placed(element, said, frame)

    def _said(self, element: Any) -> Said | None:
        """None for a shape without text, or furniture; no texts for one that cannot be read."""
        try:
            if element.tag == f"{_P}graphicFrame":
                return self._framed(element)
            texts = paragraphs(element)
            kind = _placeholder(element) if texts else None
            if not texts or kind in _FURNITURE:
                return None
            return Said("title", ["\n".join(texts)]) if kind in _TITLES else Said("body", texts)
        except Exception:  # one odd shape must not cost the deck
            return Said("body", [])

    def _framed(self, element: Any) -> Said:
        table = next(element.iter(f"{A}tbl"), None)
        if table is not None:
            return Said("table", list(rows(table)))
        chart = next(element.iter(f"{_C}chart"), None)
        if chart is None:
            return Said("body", [])
        part = self._slide.part.related_part(chart.get(f"{_R}id"))
        return Said("chart", list(chart_texts(part._element)))

    def _placed(self, element: Any, said: Said, frame: _Frame) -> Placed:
        left, top, width, height = self._box(element)
        x, y = frame.x + frame.scale_x * left, frame.y + frame.scale_y * top
        right, bottom = x + frame.scale_x * width, y + frame.scale_y * height
        hidden = frame.hidden or _is_switched_off(element)
        beside = right < 0 or bottom < 0 or x > self.width or y > self.height
        return Placed(said, x, y, right, bottom, hidden or beside)

    def _box(self, element: Any) -> _Box:
        """A placeholder without a place of its own has that of the slide's layout."""
        from pptx.shapes.shapetree import SlideShapeFactory

        try:
            if element.x is not None or not element.has_ph_elm:
                return element.x or 0, element.y or 0, element.cx or 0, element.cy or 0
            key = (element.ph_type, element.ph_idx)
            if key not in self._inherited:
                shape = SlideShapeFactory(element, self._slide.shapes)
                box = (shape.left or 0, shape.top or 0, shape.width or 0, shape.height or 0)
                self._inherited[key] = box
            return self._inherited[key]
        except Exception:
            return 0, 0, 0, 0


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the coordinates inside a group lie on the slide, and whether it is switched off."""

    x: float = 0.0
    y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    hidden: bool = False

    def inside(self, group: Any) -> _Frame:
        """The frame of a group's children. A group without its own coordinates keeps this one."""
        hidden = self.hidden or _is_switched_off(group)
        transform = group.find(f"{_P}grpSpPr/{A}xfrm")
        numbers = [] if transform is None else [_pair(transform, name) for name in _XFRM]
        if len(numbers) < 4 or None in numbers:
            return replace(self, hidden=hidden)
        (x, y), (w, h), (cx, cy), (cw, ch) = numbers  # type: ignore[misc]
        across, down = (w / cw if cw else 1.0), (h / ch if ch else 1.0)
        return _Frame(
            self.x + self.scale_x * (x - cx * across),
            self.y + self.scale_y * (y - cy * down),
            self.scale_x * across,
            self.scale_y * down,
            hidden,
        )


_XFRM = (("off", "x", "y"), ("ext", "cx", "cy"), ("chOff", "x", "y"), ("chExt", "cx", "cy"))


def _pair(transform: Any, names: tuple[str, str, str]) -> tuple[float, float] | None:
    child = transform.find(A + names[0])
    try:
        return float(child.get(names[1], 0)), float(child.get(names[2], 0))
    except (AttributeError, ValueError):
        return None


def _members(tree: Any) -> Iterator[Any]:
    """The shapes directly inside; of alternatives the one for newer programs (ECMA-376, part 3)."""
    for element in tree.iterchildren():
        if element.tag in _SHAPES:
            yield element
        elif element.tag == f"{_MC}AlternateContent" and len(element):
            yield from _members(element[0])


def _is_switched_off(element: Any) -> bool:
    """In the selection pane, so that nobody sees it."""
    properties = element[0].find(f"{_P}cNvPr") if len(element) else None
    return properties is not None and properties.get("hidden") in _TRUE


def _placeholder(element: Any) -> str | None:
    try:
        return str(element.ph_type.name) if element.has_ph_elm else None
    except Exception:
        return None
