"""The shapes of an OpenDocument slide that say something, with the place where a person sees them
(ODF 1.3, part 3, chapter 10)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from repurpose.model import Role
from repurpose.readers.decks.drawing import Words, clean, joined
from repurpose.readers.decks.odf_charts import chart_texts
from repurpose.readers.decks.odf_text import (
    ANNOTATION,
    CHART,
    DRAW,
    HREF,
    OFFICE,
    PARAGRAPHS,
    PRESENTATION,
    SVG,
    TABLE,
    XLINK,
    Declared,
    inside,
    paragraphs,
    rows,
)
from repurpose.readers.decks.reading_order import Placed
from repurpose.readers.decks.shapes import is_description

CLASS = f"{PRESENTATION}class"
_GROUP, _LINK, _FRAME = f"{DRAW}g", f"{DRAW}a", f"{DRAW}frame"
_OTHER = frozenset((f"{PRESENTATION}notes", ANNOTATION, f"{OFFICE}forms", f"{DRAW}page-thumbnail"))
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(-?\d*\.?\d+)(cm|mm|in|pt|pc|px)")
_TRANSLATE = re.compile(r"translate\s*\(\s*(\S+)\s+([^\s)]+)\s*\)")
_SOUNDS = (
    ".mp3",
    ".wav",
    ".ogg",
    ".oga",
    ".m4a",
    ".aac",
    ".flac",
    ".aif",
    ".aiff",
    ".wma",
    ".opus",
)
_MOST_ROWS = 200  # of a sheet on a slide
Object = Callable[[str], Any]


class Said(NamedTuple):
    """What one shape says: its texts, in order, in one role."""

    role: Role
    texts: list[Words]


class Played(NamedTuple):
    """A recording: its name in the file, or its address outside of it."""

    name: str
    kind: Literal["video", "audio"]


class TooManyShapesError(Exception):
    """More than a deck can have."""


@dataclass(slots=True)
class Walk:
    """Finds the shapes of one slide after another.

    Attributes:
        object: Gives the content of an embedded object by its href, or None.
        width, height: Of the slides, in points; what lies wholly beside them nobody sees.
        most: How many shapes the deck may have.
    """

    object: Object
    width: float
    height: float
    most: int

    def shapes(self, page: Any, declared: Declared, *, fields: bool = True) -> list[Placed]:
        """What the shapes of a slide and of all its groups say; each `what` is a Said.

        Args:
            fields: Whether the fields of a layout count: on the layout itself they are empty.

        Raises:
            TooManyShapesError: an honest deck has not so many.
        """
        found = []
        for shape, links in _members(page, ()):
            kind = shape.get(CLASS, "")
            if kind == "page-number" or (kind and not fields and kind not in _FURNITURE):
                continue
            place = _place(shape)
            for said in self._said(shape, kind, links, declared):
                self.most -= 1
                if self.most < 0:
                    raise TooManyShapesError
                found.append(Placed(said, *place, hidden=self._is_beside(place)))
        return found

    def _is_beside(self, place: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = place
        return right < 0 or bottom < 0 or left > self.width or top > self.height

    def _said(
        self, shape: Any, kind: str, links: tuple[str, ...], declared: Declared
    ) -> Iterator[Said]:
        is_prompt = shape.get(f"{PRESENTATION}placeholder") == "true"
        if texts := [] if is_prompt else _texts(shape, links, declared):
            yield Said(_ROLES.get(kind, "body"), texts)
        for table in shape.iterchildren(f"{TABLE}table"):
            yield Said("table", list(rows(table)))
        for one in shape.iterchildren(f"{DRAW}object"):
            yield from self._embedded(one)
        described = [clean(shape.findtext(f"{SVG}{name}") or "") for name in ("title", "desc")]
        told = dict.fromkeys(filter(is_description, described))
        if told and not is_prompt:
            yield Said("caption", [Words(each, () if texts else links) for each in told])

    def _embedded(self, element: Any) -> Iterator[Said]:
        """Charts, sheets, formulas and drawings within the slide."""
        inline = next(element.iterchildren(f"{OFFICE}document", "{*}math"), None)
        content = self.object(element.get(HREF, "")) if inline is None else inline
        if content is None:
            return
        charts = list(content.iter(f"{CHART}chart"))
        for chart in charts:
            yield Said("chart", [Words(text) for text in chart_texts(chart)])
        if charts:
            return
        if str(content.tag).endswith("}math"):
            signs = (
                each.text or "" for each in content.iter("{*}mi", "{*}mn", "{*}mo", "{*}mtext")
            )
            yield Said("body", [Words(text)] if (text := clean("".join(signs))) else [])
            return
        for table in content.iter(f"{TABLE}table"):
            yield Said("table", list(rows(table))[:_MOST_ROWS])
        for text in content.iter(f"{OFFICE}text", f"{DRAW}page"):
            yield Said("body", list(paragraphs(text)))


_ROLES: dict[str, Role] = {
    "title": "title",
    "header": "caption",
    "footer": "caption",
    "date-time": "caption",
}
_FURNITURE = frozenset(("header", "footer", "date-time"))


def played(page: Any) -> Iterator[Played]:
    """The recordings on a slide, each once: named, never opened."""
    seen = set()
    for plugin in page.iter(f"{DRAW}plugin", f"{PRESENTATION}sound"):
        href = plugin.get(f"{XLINK}href", "")
        if href and href not in seen:
            seen.add(href)
            sound = plugin.tag != f"{DRAW}plugin" or href.lower().endswith(_SOUNDS)
            name = href.rpartition("/")[2] if inside(href) else href
            yield Played(name, "audio" if sound else "video")


def _members(holder: Any, links: tuple[str, ...]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """The shapes in groups at any depth, with the addresses that they lead to."""
    for child in holder:
        if not isinstance(child.tag, str) or child.tag in _OTHER:
            continue
        if child.tag in (_GROUP, _LINK) or child.tag.endswith("}scene"):
            href = child.get(HREF) if child.tag == _LINK else None
            own = (href,) if href and not inside(href) else ()
            yield from _members(child, (*links, *own))
        elif child.tag.startswith((DRAW, "{urn:oasis:names:tc:opendocument:xmlns:dr3d")):
            clicks = (each.get(HREF) for each in child.iterfind(f"{OFFICE}event-listeners/*"))
            yield child, (*links, *(click for click in clicks if click and not inside(click)))


def _texts(shape: Any, links: tuple[str, ...], declared: Declared) -> list[Words]:
    """Of a text box, or of a shape that has text itself; what the whole shape leads to goes with
    the first of it."""
    holders = list(shape.iterchildren(f"{DRAW}text-box")) if shape.tag == _FRAME else [shape]
    found = [
        words
        for holder in holders
        for words in (_own(holder, declared) if holder is shape else paragraphs(holder, declared))
    ]
    if found and links:
        found[0] = joined((found[0], Words("", links)), "")
    return found


def _own(shape: Any, declared: Declared) -> Iterator[Words]:
    for child in shape:
        if child.tag in PARAGRAPHS or str(child.tag).endswith("}list"):
            holder = [child] if child.tag in PARAGRAPHS else child
            yield from paragraphs(holder, declared)


def _place(shape: Any) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in points. Lines and connectors have two ends."""
    x, y = (_points(shape.get(f"{SVG}{name}")) for name in ("x", "y"))
    if match := _TRANSLATE.search(shape.get(f"{DRAW}transform", "")):
        x, y = x or _points(match[1]), y or _points(match[2])
    ends = [_points(shape.get(f"{SVG}{name}")) for name in ("x1", "x2", "y1", "y2")]
    if any(ends):
        return min(ends[:2]), min(ends[2:]), max(ends[:2]), max(ends[2:])
    width, height = (_points(shape.get(f"{SVG}{name}")) for name in ("width", "height"))
    return x, y, x + width, y + height


def _points(length: str | None) -> float:
    """A length of ODF; 0 where there is none, or none that makes sense."""
    match = _LENGTH.fullmatch((length or "")[:40].strip())
    return float(match[1]) * _POINTS[match[2]] if match else 0.0


def size(width: str | None, height: str | None) -> tuple[float, float]:
    """Of a page, in points; without bounds where it is unknown."""
    return _points(width) or math.inf, _points(height) or math.inf
