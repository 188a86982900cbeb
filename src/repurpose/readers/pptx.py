"""Decks through python-pptx: presentations, shows and templates, with and without macros."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Role, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.text.language import recognise

_FURNITURE = {"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"}
_NO_TITLE = re.compile(
    r"(?:microsoft )?powerpoint[ -].*|pr[äé]sentation powerpoint|presentazione .*powerpoint.*|"
    r"slide 1|folie 1|diapositive 1|untitled|pptx?|title|titel|titre|titolo",
    re.IGNORECASE,
)
_DEPTH = 12  # groups in groups; real decks have up to four


class PptxReader:
    """Titles, body in reading order, tables, chart titles, notes, groups, hidden slides."""

    suffixes: ClassVar[tuple[str, ...]] = tuple(sorted(files.DECK_SUFFIXES))

    def read(self, path: Path, context: ReadContext) -> Asset:
        deck = _opened(path)
        slides = list(deck.slides)
        if not slides:
            raise SourceError("has no slides", where=str(path), hint="is it the right file?")
        segments: list[Segment] = []
        for number, slide in enumerate(slides, start=1):
            context.progress(number, len(slides))
            segments.extend(_slide(slide, number))
        text = "\n".join(segment.text for segment in segments)
        return Asset(
            path=path,
            kind="deck",
            title=_title(deck, segments, path),
            language=context.language or recognise(text),
            sha256=files.sha256(path),
            segments=tuple(segments),
        )


def _opened(path: Path) -> Any:
    from lxml.etree import LxmlError
    from pptx.exc import PythonPptxError
    from pptx.opc.package import PartFactory
    from pptx.package import Package
    from pptx.parts.presentation import PresentationPart

    for kind in ("slideshow", "template"):  # with macros: python-pptx knows them only without
        name = f"application/vnd.ms-powerpoint.{kind}.macroEnabled.main+xml"
        PartFactory.part_type_for.setdefault(name, PresentationPart)

    try:
        # Not pptx.Presentation(): that refuses a deck whose main part is typed as a show.
        return Package.open(str(path)).main_document_part.presentation
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError) as error:
        raise SourceError(
            "is truncated or damaged", where=str(path), hint="copy or download it again"
        ) from error
    except (PythonPptxError, LxmlError, KeyError, ValueError, AttributeError, OSError,
            IndexError, TypeError, NotImplementedError) as error:  # fmt: skip
        words = " ".join(str(error).split())[:120]
        raise SourceError(
            f"cannot be opened as a PowerPoint file ({words})",
            where=str(path),
            hint="open it in PowerPoint and save it again as .pptx",
        ) from error


def _slide(slide: Any, number: int) -> Iterator[Segment]:
    hidden = slide.element.get("show") in ("0", "false")
    place = Locator(slide=number)
    for role, text in _texts(slide):
        yield Segment(text=text, role=role, locator=place, hidden=hidden)
    for text in _notes(slide):
        yield Segment(text=text, role="notes", locator=place, hidden=True)


def _texts(slide: Any) -> Iterator[tuple[Role, str]]:
    placed = list(_leaves(slide.shapes, _Frame(), 0))
    titles = [item for item in placed if _is_title(item.shape)]
    for item in (*titles, *_in_reading_order([p for p in placed if p not in titles])):
        try:
            yield from _shape_texts(item.shape, "title" if item in titles else "body")
        except Exception:  # one odd shape must not cost the deck  # noqa: S112
            continue


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the coordinates inside a group lie on the slide."""

    x: float = 0.0
    y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0

    def inside(self, group: Any) -> _Frame:
        """The frame of a group's children. A group without its own coordinates keeps this one."""
        transform = group.element.grpSpPr.find(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm"
        )
        numbers = [] if transform is None else [_pair(transform, name) for name in _XFRM]
        if len(numbers) < 4 or None in numbers:
            return self
        (x, y), (w, h), (cx, cy), (cw, ch) = numbers  # type: ignore[misc]
        across, down = (w / cw if cw else 1.0), (h / ch if ch else 1.0)
        return _Frame(
            self.x + self.scale_x * (x - cx * across),
            self.y + self.scale_y * (y - cy * down),
            self.scale_x * across,
            self.scale_y * down,
        )


_XFRM = (("off", "x", "y"), ("ext", "cx", "cy"), ("chOff", "x", "y"), ("chExt", "cx", "cy"))


def _pair(transform: Any, names: tuple[str, str, str]) -> tuple[float, float] | None:
    child = transform.find(f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{names[0]}")
    return None if child is None else (float(child.get(names[1], 0)), float(child.get(names[2], 0)))


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A shape and the rectangle it covers on the slide."""

    shape: Any
    left: float
    top: float
    right: float
    bottom: float


def _leaves(shapes: Any, frame: _Frame, depth: int) -> Iterator[_Placed]:
    for shape in shapes:
        if hasattr(shape, "shapes") and depth < _DEPTH:
            yield from _leaves(shape.shapes, frame.inside(shape), depth + 1)
        elif not _is_furniture(shape):
            yield _placed(shape, frame)


def _placed(shape: Any, frame: _Frame) -> _Placed:
    try:
        left, top = float(shape.left or 0), float(shape.top or 0)
        width, height = float(shape.width or 0), float(shape.height or 0)
    except Exception:
        left = top = width = height = 0.0
    x, y = frame.x + frame.scale_x * left, frame.y + frame.scale_y * top
    return _Placed(shape, x, y, x + frame.scale_x * width, y + frame.scale_y * height)


def _in_reading_order(placed: list[_Placed]) -> list[_Placed]:
    """Top to bottom; where shapes stand side by side in columns, column by column."""
    return _ordered(placed, 0)


def _ordered(placed: list[_Placed], depth: int) -> list[_Placed]:
    if len(placed) < 2 or depth > _DEPTH:
        return sorted(placed, key=lambda item: (item.top, item.left))
    rows = _split(placed, "top", "bottom")
    if len(rows) > 1:
        return [item for row in rows for item in _ordered(row, depth + 1)]
    columns = _split(placed, "left", "right")
    if len(columns) > 1:
        return [item for column in columns for item in _ordered(column, depth + 1)]
    return sorted(placed, key=lambda item: (item.top, item.left))


def _split(placed: list[_Placed], near: str, far: str) -> list[list[_Placed]]:
    """Groups with a free strip between them. A tenth of an overlap is tolerated: people are not
    that exact."""
    bands: list[list[_Placed]] = []
    reach = 0.0
    for item in sorted(placed, key=lambda each: float(getattr(each, near))):
        start, end = getattr(item, near), getattr(item, far)
        if bands and start < reach - 0.1 * (end - start):
            bands[-1].append(item)
        else:
            bands.append([item])
        reach = max(reach, end) if len(bands[-1]) > 1 else end
    return bands


def _is_title(shape: Any) -> bool:
    kind = _placeholder(shape)
    return kind in ("TITLE", "CENTER_TITLE", "VERTICAL_TITLE")


def _is_furniture(shape: Any) -> bool:
    return _placeholder(shape) in _FURNITURE


def _placeholder(shape: Any) -> str | None:
    try:
        return shape.placeholder_format.type.name if shape.is_placeholder else None
    except Exception:
        return None


def _shape_texts(shape: Any, role: Role) -> Iterator[tuple[Role, str]]:
    if getattr(shape, "has_table", False):
        yield from (("table", row) for row in _rows(shape.table))
    elif getattr(shape, "has_chart", False):
        yield from (("chart", text) for text in _chart(shape.chart))
    elif shape.has_text_frame:
        lines = [text for p in shape.text_frame.paragraphs if (text := _lines(p.text))]
        if role == "title" and lines:
            yield role, "\n".join(lines)
        else:
            yield from ((role, line) for line in lines)


def _rows(table: Any) -> Iterator[str]:
    for row in table.rows:
        cells = [_clean(cell.text) for cell in row.cells if not cell.is_spanned]
        if any(cells):
            yield " | ".join(cells).strip()


def _chart(chart: Any) -> Iterator[str]:
    if chart.has_title and chart.chart_title.has_text_frame:
        title = _clean(chart.chart_title.text_frame.text)
        if title:
            yield title
    for plot in chart.plots:
        categories = [str(category) for category in plot.categories]
        for series in plot.series:
            values = [
                f"{category}: {value:g}"
                for category, value in zip(categories, series.values, strict=False)
                if value is not None
            ]
            if values:
                yield " | ".join(filter(None, [_clean(series.name or ""), *values]))


def _notes(slide: Any) -> list[str]:
    try:
        frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        paragraphs = frame.paragraphs if frame is not None else ()
        return [text for p in paragraphs if (text := _clean(p.text))]
    except Exception:  # damaged notes must not cost the slide
        return []


def _lines(text: str) -> str:
    """A paragraph; its soft breaks stay as line ends, for they often part what is no sentence."""
    lines = (_clean(line) for line in text.replace("\v", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _clean(text: str) -> str:
    """One line, without soft hyphens."""
    return " ".join(text.replace("\xad", "").split())


def _title(deck: Any, segments: list[Segment], path: Path) -> str:
    try:
        given = _clean(deck.core_properties.title or "")
    except Exception:  # the properties are a side part; damage there does no harm
        given = ""
    if given and not _NO_TITLE.fullmatch(given):
        return given
    first = (_clean(s.text) for s in segments if s.role == "title" and not s.hidden)
    return next(first, path.stem)
