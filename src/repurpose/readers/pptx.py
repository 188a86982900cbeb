"""Decks through python-pptx: presentations, shows and templates, with and without macros."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Role, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import archive, files
from repurpose.readers.reading_order import Placed, in_reading_order
from repurpose.text.language import recognise

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SHAPES = frozenset(_P + name for name in ("sp", "grpSp", "graphicFrame", "pic", "cxnSp"))
_FURNITURE = {"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"}
_TRUE = ("1", "true")
# What programs and templates write into a deck's properties, so that it tells nobody anything.
_NO_TITLE = re.compile(
    "|".join(
        (
            r"(?:microsoft )?(?:office )?power ?point\b.*",
            r".{0,20}\bpowerpoint\b.{0,20}",
            r".*\.(?:ppt[xm]?|odp|key)",
            r"(?:slide|folie|diapositive|diapositiva|слайд) ?\d*",
            r"(?:presentation|präsentation|présentation|presentazione)(?: ?\d+| title)?",
            r"(?:untitled|unbenannt|ohne titel|sans titre|senza titolo)\b.*",
            r"(?:title|titel|titre|titolo|thema)(?: (?:title|layout|slide|folie|untertitel|master))?",
            r"(?:click to|klicken sie|cliquez|fare clic)\b.*",
            r"pptx?|.*\b(?:template|vorlage)",
        )
    ),
    re.IGNORECASE,
)
_LINKS_DEEP = 100_000  # python-pptx follows links from slide to slide by recursion


class PptxReader:
    """Titles, body in reading order, tables, charts, notes, groups, hidden slides."""

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
        return Asset(
            path=path,
            kind="deck",
            title=_title(deck, segments, path),
            language=context.language or recognise("\n".join(s.text for s in segments)),
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

    text = archive.text_only(path)
    try:
        with _deep_recursion():
            # Not pptx.Presentation(): that refuses a deck whose main part is typed as a show.
            return Package.open(text).main_document_part.presentation
    except (PythonPptxError, LxmlError, KeyError, ValueError, AttributeError, OSError,
            IndexError, TypeError, RecursionError) as error:  # fmt: skip
        words = " ".join(str(error).split())[:120]
        raise SourceError(
            f"cannot be opened as a PowerPoint file ({words})",
            where=str(path),
            hint="open it in PowerPoint and save it again as .pptx",
        ) from error


@contextmanager
def _deep_recursion() -> Iterator[None]:
    """Room for a deck whose slides each link to the next."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _LINKS_DEEP))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _slide(slide: Any, number: int) -> Iterator[Segment]:
    hidden = slide.element.get("show") in ("0", "false")
    place = Locator(slide=number)
    for role, text, invisible in _texts(slide):
        yield Segment(text=text, role=role, locator=place, hidden=hidden or invisible)
    for text in _notes(slide):
        yield Segment(text=text, role="notes", locator=place, hidden=True)


def _texts(slide: Any) -> Iterator[tuple[Role, str, bool]]:
    """(role, text, whether it is switched off in the selection pane), titles first."""
    titles: list[Placed] = []
    others: list[Placed] = []
    for item in _leaves(slide.shapes.element, slide.shapes, _Frame()):
        (titles if _is_title(item.shape) else others).append(item)
    for role, items in (("title", titles), ("body", in_reading_order(others))):
        for item in items:
            try:
                for found, text in _shape_texts(item.shape, role):  # type: ignore[arg-type]
                    yield found, text, item.hidden
            except Exception:  # one odd shape must not cost the deck  # noqa: S112
                continue


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
        transform = group.find(f"{_P}grpSpPr/{_A}xfrm")
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
    child = transform.find(_A + names[0])
    try:
        return float(child.get(names[1], 0)), float(child.get(names[2], 0))
    except (AttributeError, ValueError):
        return None


def _leaves(tree: Any, parent: Any, frame: _Frame) -> Iterator[Placed]:
    """The shapes of a slide or group and of all groups in it, in the order of the file."""
    from pptx.shapes.shapetree import SlideShapeFactory

    for element in _members(tree):
        if element.tag == f"{_P}grpSp":
            yield from _leaves(element, parent, frame.inside(element))
            continue
        try:
            shape = SlideShapeFactory(element, parent)
            if _placeholder(shape) not in _FURNITURE:
                yield _placed(shape, frame)
        except Exception:  # one odd shape must not cost the deck  # noqa: S112
            continue


def _members(tree: Any) -> Iterator[Any]:
    """The shapes directly inside; of alternatives the one for newer programs (ECMA-376, part 3)."""
    for element in tree.iterchildren():
        if element.tag in _SHAPES:
            yield element
        elif element.tag == f"{_MC}AlternateContent" and len(element):
            yield from _members(element[0])


def _placed(shape: Any, frame: _Frame) -> Placed:
    try:
        left, top = float(shape.left or 0), float(shape.top or 0)
        width, height = float(shape.width or 0), float(shape.height or 0)
    except Exception:
        left = top = width = height = 0.0
    x, y = frame.x + frame.scale_x * left, frame.y + frame.scale_y * top
    right, bottom = x + frame.scale_x * width, y + frame.scale_y * height
    hidden = frame.hidden or _is_switched_off(shape.element)
    return Placed(shape, x, y, right, bottom, hidden)


def _is_switched_off(element: Any) -> bool:
    properties = element[0].find(f"{_P}cNvPr") if len(element) else None
    return properties is not None and properties.get("hidden") in _TRUE


def _is_title(shape: Any) -> bool:
    return _placeholder(shape) in ("TITLE", "CENTER_TITLE", "VERTICAL_TITLE")


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
    for row in table._tbl.tr_lst:  # table.rows would count all rows again for each
        cells = [_clean(cell.text) for cell in row.tc_lst if not cell.is_spanned]
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
                f"{category}: {value:.12g}"
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
    visible = [segment for segment in segments if not segment.hidden]
    opening = visible[0].locator if visible else None
    first = (_clean(s.text) for s in visible if s.role == "title" and s.locator == opening)
    return next(first, path.stem)
