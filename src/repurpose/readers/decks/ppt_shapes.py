"""The shapes of an old PowerPoint slide that say something, with the place where a person sees them
([MS-ODRAW] 2.2; [MS-PPT] 2.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from struct import iter_unpack, unpack_from
from typing import NamedTuple

from repurpose.readers.decks.drawing import Words, clean, joined
from repurpose.readers.decks.ppt_records import DamagedError, Record
from repurpose.readers.decks.ppt_text import OUTLINE, TITLES, Text, texts
from repurpose.readers.decks.reading_order import Placed
from repurpose.readers.decks.shapes import Said

DRAWING, _ROOT = 0x040C, 0xF002
_GROUP, _SHAPE = 0xF003, 0xF004
_BOUNDS, _FLAGS, _CHILD, _CLIENT = 0xF009, 0xF00A, 0xF00F, 0xF010
_TEXTBOX, _DATA, _PLACEHOLDER, _MEDIUM = 0xF00D, 0xF011, 0x0BC3, 0x0BC1
_FOOTER = 0x0420  # since PowerPoint 2007
_OPTIONS = (0xF00B, 0xF121, 0xF122)
_WORD_ART, _DESCRIPTION, _TABLE, _SWITCHES = 0x00C0, 0x0381, 0x039F, 0x03BF
_HIDDEN = 0x20002  # the bit, and the one that says that it counts
_DELETED, _BACKGROUND = 0x8, 0x400
_FURNITURE = (7, 8, 9, 10)  # date, number, footer, header
_MOST_DEEP = 100
MOST_SHAPES = 40_000


class TooManyShapesError(Exception):
    """More than a deck can have."""


@dataclass(slots=True)
class Walk:
    """Finds the shapes of one slide after another.

    Attributes:
        width, height: Of the slides; what lies wholly beside them nobody sees.
        links: The addresses of the file by their numbers.
        seen: How many shapes there were so far.
    """

    width: float
    height: float
    links: Mapping[int, str]
    seen: int = 0

    def shapes(
        self, sheet: Record, outline: Sequence[Text] = (), *, fields: bool = True
    ) -> list[Placed]:
        """What the shapes of a sheet say, in the order of the file; each `what` is a Said.

        Args:
            outline: The texts of its fields, where the file keeps them apart.
            fields: Whether the fields of a layout count; on a master they are empty.

        Raises:
            TooManyShapesError: an honest deck has not so many.
        """
        drawing = sheet.child(DRAWING)
        root = None if drawing is None else drawing.child(_ROOT)
        top = None if root is None else root.child(_GROUP)
        if top is None:
            return []
        slide = _Slide(self, outline, fields)
        return [self._seen(each) for each in slide.inside(top, _Frame(), 0)]

    def media(self, sheet: Record) -> Iterator[int]:
        """The numbers of the videos and sounds on a sheet."""
        drawing = sheet.child(DRAWING)
        for record in () if drawing is None else drawing.below(_MEDIUM):
            yield record.number(0)

    def _seen(self, place: Placed) -> Placed:
        beside = place.is_beside(self.width, self.height)
        return replace(place, hidden=place.hidden or beside)


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the coordinates inside a group lie on the slide, and whether it is switched off."""

    x: float = 0.0
    y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    hidden: bool = False

    def inside(self, outer: _Box, inner: _Box, hidden: bool) -> _Frame:
        """The frame of a group's children; `outer`: the group, as it lies on the slide."""
        across = (outer.right - outer.left) / ((inner.right - inner.left) or 1)
        down = (outer.bottom - outer.top) / ((inner.bottom - inner.top) or 1)
        return _Frame(
            outer.left - inner.left * across, outer.top - inner.top * down, across, down, hidden
        )

    def on_slide(self, box: _Box) -> _Box:
        """A box in a group, as it lies on the slide."""
        return _Box(
            self.x + self.scale_x * box.left,
            self.y + self.scale_y * box.top,
            self.x + self.scale_x * box.right,
            self.y + self.scale_y * box.bottom,
        )


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


_NOWHERE = _Box(0, 0, 0, 0)


@dataclass(slots=True)
class _Slide:
    walk: Walk
    outline: Sequence[Text]
    fields: bool

    def inside(self, group: Record, frame: _Frame, depth: int) -> Iterator[Placed]:
        for record in group.children(_GROUP, _SHAPE):
            if record.kind == _GROUP and depth < _MOST_DEEP:
                yield from self._group(record, frame, depth)
            elif record.kind == _SHAPE:
                yield from self._shape(record, frame)

    def _group(self, group: Record, frame: _Frame, depth: int) -> Iterator[Placed]:
        own = group.child(_SHAPE)
        if own is None:
            return
        options = _options(own)
        hidden = frame.hidden or _is_hidden(options)
        outer, bounds = _anchor(own, frame), own.child(_BOUNDS)
        inner = (
            frame if bounds is None or outer is None else frame.inside(outer, _wide(bounds), hidden)
        )
        children = list(self.inside(group, replace(inner, hidden=hidden), depth + 1))
        if _number(options, _TABLE) & 1:
            yield from _rows(children)
        else:
            yield from children

    def _shape(self, shape: Record, frame: _Frame) -> Iterator[Placed]:
        flags = shape.child(_FLAGS)
        if flags is not None and flags.number(4) & (_DELETED | _BACKGROUND):
            return
        options = _options(shape)
        box = _anchor(shape, frame) or _NOWHERE
        for said in self._said(shape, options):
            self.walk.seen += 1
            if self.walk.seen > MOST_SHAPES:
                raise TooManyShapesError
            yield Placed(said, *box, frame.hidden or _is_hidden(options))

    def _said(self, shape: Record, options: Mapping[int, int | bytes]) -> Iterator[Said]:
        field = _field(shape)
        if field and not self.fields:
            return
        for text in self._texts(shape):
            if field in _FURNITURE:
                yield Said("caption", [w for w in text.words if not w.text.isdecimal()])
            elif text.kind in TITLES and text.words:
                yield Said("title", [joined(text.words, "\n")])
            elif text.words:
                yield Said("body", text.words)
        if art := _string(options, _WORD_ART):
            yield Said("body", [Words(art)])
        if about := _string(options, _DESCRIPTION):
            yield Said("caption", [Words(about)])

    def _texts(self, shape: Record) -> Iterator[Text]:
        box = shape.child(_TEXTBOX)
        if box is None:
            return
        elsewhere = box.child(OUTLINE)
        if elsewhere is not None and elsewhere.number(0) < len(self.outline):
            yield self.outline[elsewhere.number(0)]
        yield from texts(box.children(), self.walk.links)


def _rows(cells: list[Placed]) -> Iterator[Placed]:
    """The cells of a table, row by row."""
    rows: dict[int, list[Placed]] = {}
    for cell in cells:
        if cell.what.role != "caption":
            rows.setdefault(round(cell.top), []).append(cell)
    for top in sorted(rows):
        row = sorted(rows[top], key=lambda cell: cell.left)
        words = [joined(cell.what.texts, " ") for cell in row]
        line = joined([Words(clean(each.text), each.links) for each in words], " | ")
        yield replace(row[0], what=Said("table", [line]), right=row[-1].right)


def _anchor(shape: Record, frame: _Frame) -> _Box | None:
    child = shape.child(_CHILD)
    if child is not None:
        return frame.on_slide(_wide(child))
    client = shape.child(_CLIENT)
    if client is None:
        return None
    size = client.end - client.start
    if size >= 16:
        top, left, right, bottom = unpack_from("<4i", client.stream, client.start)
    elif size >= 8:
        top, left, right, bottom = unpack_from("<4h", client.stream, client.start)
    else:
        return None
    return _Box(left, top, right, bottom)


def _wide(record: Record) -> _Box:
    if record.end - record.start < 16:
        raise DamagedError("a place is too short")
    return _Box(*unpack_from("<4i", record.stream, record.start))


def _field(shape: Record) -> int:
    """Which field of a layout it fills in; 0 for none."""
    data = shape.child(_DATA)
    if data is None:
        return 0
    if (holder := data.child(_PLACEHOLDER)) is not None:
        return holder.number(4, 1)
    newer = data.child(_FOOTER)
    return 0 if newer is None else newer.number(0, 1)


def _options(shape: Record) -> dict[int, int | bytes]:
    """The properties of a shape ([MS-ODRAW] 2.3.1): numbers, or bytes that follow the table."""
    found: dict[int, int | bytes] = {}
    for table in shape.children(*_OPTIONS):
        content = table.content
        end = 6 * table.instance
        for name, value in iter_unpack("<HI", content[: end - end % 6][: len(content) // 6 * 6]):
            if name & 0x8000:
                found[name & 0x3FFF] = content[end : end + value]
                end += value
            else:
                found[name & 0x3FFF] = value
    return found


def _number(options: Mapping[int, int | bytes], name: int) -> int:
    value = options.get(name, 0)
    return value if isinstance(value, int) else 0


def _string(options: Mapping[int, int | bytes], name: int) -> str:
    value = options.get(name, b"")
    text = value.decode("utf-16-le", "replace") if isinstance(value, bytes) else ""
    return clean(text.replace("\0", " "))


def _is_hidden(options: Mapping[int, int | bytes]) -> bool:
    return _number(options, _SWITCHES) & _HIDDEN == _HIDDEN
