"""The shapes of a slide that say something, with the place where a person sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from repurpose.model import Role
from repurpose.readers.archive import PartError
from repurpose.readers.decks.charts import CX, C, chart_texts
from repurpose.readers.decks.diagrams import DGM, diagram_texts
from repurpose.readers.decks.drawing import A, Words, clean, joined, links, paragraphs, rows
from repurpose.readers.decks.reading_order import Placed
from repurpose.readers.opc import Package, R

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Fallback"
_GROUP, _FRAME, _PICTURE = f"{P}grpSp", f"{P}graphicFrame", f"{P}pic"
_SHAPES = frozenset(P + name for name in ("sp", "grpSp", "graphicFrame", "pic", "cxnSp"))
_FURNITURE = ("dt", "ftr", "sldNum", "hdr")
TITLES = ("title", "ctrTitle")
_TRUE = ("1", "true")
# What programs write by themselves where nobody described a picture.
_NO_ALT = re.compile(r"\S+\.(?:png|jpe?g|gif|tiff?|bmp|svg|emf|wmf|webp)|[a-z]+:\S+|[a-z]:\\.*|\W*", re.I)  # fmt: skip
Box = tuple[float, float, float, float]  # left, top, width, height in EMU
FieldBox = Callable[["Placeholder"], "Box | None"]
_NOWHERE: Box = (0, 0, 0, 0)


class Placeholder(NamedTuple):
    """Which of a layout's fields a shape fills in. `kind` as in the file: "body", "title"."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one shape says: its texts, in order, in one role."""

    role: Role
    texts: list[Words]
    hidden: bool = False


class TooManyShapesError(Exception):
    """More than a deck can have."""


@dataclass(slots=True)
class Walk:
    """Finds the shapes of one slide after another.

    Attributes:
        package: The deck.
        width, height: Of the deck's slides in EMU; what lies wholly beside them nobody sees.
        most: How many shapes the deck may have.
        seen: How many it had so far.
        faults: What could not be read, one line each.
    """

    package: Package
    width: float
    height: float
    most: int
    faults: list[str]
    seen: int = 0

    def shapes(
        self, part: str, tree: Any, box: FieldBox = lambda holder: None, *, fields: bool = True
    ) -> list[Placed]:
        """What the shapes of a slide (its part and its p:spTree) and of all its groups say, in the
        order of the file; each `what` is a Said.

        Args:
            box: Where the layout has a field; asked only where the order depends on it.
            fields: Whether the fields of a layout count; on the layout itself they are empty.

        Raises:
            TooManyShapesError: an honest deck has not so many.
        """
        slide = _Slide(self, part, fields, addresses(self.package, part))
        found = list(slide.talking(tree, _Frame()))
        free = sum(said.role != "title" for _, said, _ in found)
        places = {id(shape): _placed(shape, frame, box if free > 1 else None)
                  for shape, _, frame in found}  # fmt: skip
        return [self._seen(said, places[id(shape)]) for shape, said, _ in found]

    def _seen(self, said: Said, place: Placed) -> Placed:
        beside = place.is_beside(self.width, self.height)
        return replace(place, what=said, hidden=place.hidden or said.hidden or beside)


@dataclass(slots=True)
class _Slide:
    walk: Walk
    part: str
    fields: bool
    addresses: Mapping[str, str]

    def talking(self, tree: Any, frame: _Frame) -> Iterator[tuple[Any, Said, _Frame]]:
        """The shapes that say something, and the group that each is in."""
        for element in _members(tree):
            if element.tag == _GROUP:
                yield from self.talking(element, frame.inside(element))
                continue
            if not self.fields and placeholder(element) is not None:
                continue
            for said in self._said(element):
                self.walk.seen += 1
                if self.walk.seen > self.walk.most:
                    raise TooManyShapesError
                yield element, said, frame

    def _said(self, element: Any) -> list[Said]:
        if element.tag == _FRAME:
            said = self._framed(element)
        else:
            texts = paragraphs(element, self.addresses)
            said = [] if element.tag == _PICTURE or not texts else [_of_shape(element, texts)]
        about = alternative_text(element)
        if about:
            said.append(Said("caption", [Words(about)]))
        return self._with_link(element, said)

    def _with_link(self, element: Any, said: list[Said]) -> list[Said]:
        """A link of the whole shape belongs to the first thing it says."""
        if not self.addresses:
            return said
        properties = element[0].find(f"{P}cNvPr") if len(element) else None
        if not said or properties is None or not len(properties) or not said[0].texts:
            return said
        first, *others = said[0].texts
        own = tuple(dict.fromkeys((*first.links, *links(properties, self.addresses))))
        return [replace(said[0], texts=[Words(first.text, own), *others]), *said[1:]]

    def _framed(self, element: Any) -> list[Said]:
        """A table, a chart, a diagram, or whatever else a program put into a frame."""
        table = next(element.iter(f"{A}tbl"), None)
        if table is not None:
            found = list(rows(table, self.addresses))
            covered = [words for row in found for words in row.covered]
            seen = [row.seen for row in found if row.seen.text]
            return [
                Said("table", seen),
                *([Said("table", covered, hidden=True)] if covered else []),
            ]
        chart = next(element.iter(f"{C}chart", f"{CX}chart"), None)
        if chart is not None:
            return self._of_part(chart.get(f"{R}id"), "chart")
        diagram = next(element.iter(f"{DGM}relIds"), None)
        if diagram is not None:
            return self._of_part(diagram.get(f"{R}dm"), "body")
        texts = paragraphs(element, self.addresses)
        return [Said("body", texts)] if texts else []

    def _of_part(self, relation_id: str | None, role: Role) -> list[Said]:
        """The texts of a chart or diagram, which has a part of its own."""
        package = self.walk.package
        part = package.related(self.part, relation_id)
        if part is None:
            self.walk.faults.append(f"a {'chart' if role == 'chart' else 'diagram'} is missing")
            return []
        try:
            root = package.tree(part)
            if role == "chart":
                texts = [Words(text) for text in chart_texts(root)]
                for drawing in package.of_kind(part, "chartusershapes"):
                    texts += paragraphs(package.tree(drawing))
            else:
                texts = list(diagram_texts(root, addresses(package, part)))
        except PartError as error:
            self.walk.faults.append(str(error))
            return []
        return [Said(role, texts)] if texts else []


def _placed(element: Any, frame: _Frame, box: FieldBox | None) -> Placed:
    """A field without a place of its own has that of the slide's layout."""
    own = _box(element)
    if own is None and box is not None and (holder := placeholder(element)) is not None:
        own = box(holder)
    left, top, width, height = own or _NOWHERE
    x, y = frame.x + frame.scale_x * left, frame.y + frame.scale_y * top
    right, bottom = x + frame.scale_x * width, y + frame.scale_y * height
    return Placed(None, x, y, right, bottom, frame.hidden or _is_switched_off(element))


def addresses(package: Package, part: str) -> dict[str, str]:
    """The web addresses that the links of a part stand for, by id."""
    return {
        one: relation.target
        for one, relation in package.relations(part).items()
        if relation.external
        and relation.kind == "hyperlink"
        and relation.target.lower().startswith(("http://", "https://", "mailto:"))
    }


def placeholder(element: Any) -> Placeholder | None:
    """The field of the layout that a shape fills in; None for a free shape."""
    if not len(element):
        return None
    field = element[0].find(f"{P}nvPr/{P}ph")
    return None if field is None else Placeholder(field.get("type", "obj"), field.get("idx", "0"))


def alternative_text(element: Any) -> str:
    """The description of a shape for who cannot see it; "" where nobody wrote one."""
    properties = element[0].find(f"{P}cNvPr") if len(element) else None
    text = "" if properties is None else clean(properties.get("descr") or "")
    return text if is_description(text) else ""


def is_description(text: str) -> bool:
    """Whether an alternative text was written by somebody, and is no file's name or address."""
    return not _NO_ALT.fullmatch(text)


def box_of(element: Any) -> Box | None:
    """The place a shape has of its own."""
    return _box(element)


def _of_shape(element: Any, texts: list[Words]) -> Said:
    holder = placeholder(element)
    if holder is None:
        return Said("body", texts)
    if holder.kind in TITLES:
        return Said("title", [joined(texts, "\n")])
    if holder.kind in _FURNITURE:
        return Said("caption", [words for words in texts if not words.text.isdecimal()])
    return Said("body", texts)


def _box(element: Any) -> Box | None:
    transform = element.find(f"{P}xfrm") if element.tag == _FRAME else _of_properties(element)
    if transform is None:
        return None
    at, size = _pair(transform, _XFRM[0]), _pair(transform, _XFRM[1])
    return None if at is None or size is None else (*at, *size)


def _of_properties(element: Any) -> Any:
    properties = element.find(f"{P}spPr")
    return None if properties is None else properties.find(f"{A}xfrm")


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
        transform = group.find(f"{P}grpSpPr/{A}xfrm")
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
    for element in tree.iterchildren("*"):
        if element.tag in _SHAPES:
            yield element
        elif element.tag == _ALTERNATIVES:
            choice = next(element.iterchildren("*"), None)
            if choice is not None:
                yield from _members(choice)


def _is_switched_off(element: Any) -> bool:
    """In the selection pane, so that nobody sees it."""
    properties = element[0].find(f"{P}cNvPr") if len(element) else None
    return properties is not None and properties.get("hidden") in _TRUE
