"""Decks through python-pptx: presentations, shows and templates, with and without macros."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.readers.decks import slim_copy as archive
from repurpose.readers.decks.drawing import clean, paragraphs
from repurpose.readers.decks.reading_order import in_reading_order
from repurpose.readers.decks.shapes import TooManyShapesError, Walk
from repurpose.text.language import recognise

MAX_SHAPES = 40_000  # with text; a deck of 500 full slides has a tenth of it
MAX_SEGMENTS = 100_000
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
        slides = _slides(deck)
        if not any(slides):
            raise SourceError("has no slides", where=str(path), hint="is it the right file?")
        segments: list[Segment] = []
        walk = Walk(deck.slide_width or math.inf, deck.slide_height or math.inf, MAX_SHAPES)
        for number, slide in enumerate(slides, start=1):
            context.progress(number, len(slides))
            try:
                segments.extend(_slide(slide, number, walk) if slide else ())
            except TooManyShapesError:
                raise archive.bomb(path) from None
            if len(segments) > MAX_SEGMENTS:
                raise archive.bomb(path)
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


def _slides(deck: Any) -> list[Any]:
    """The slides in their order; None for one that the file names and does not have."""
    ids = deck.element.sldIdLst
    found: list[Any] = []
    for slide_id in ids if ids is not None else ():
        try:
            found.append(deck.part.related_slide(slide_id.rId))
        except (KeyError, AttributeError):
            found.append(None)
    return found


@contextmanager
def _deep_recursion() -> Iterator[None]:
    """Room for a deck whose slides each link to the next."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _LINKS_DEEP))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _slide(slide: Any, number: int, walk: Walk) -> Iterator[Segment]:
    hidden = slide.element.get("show") in ("0", "false")
    place = Locator(slide=number)
    shapes = walk.shapes(slide)
    titles = [shape for shape in shapes if shape.what.role == "title"]
    others = [shape for shape in shapes if shape.what.role != "title"]
    for shape in (*titles, *in_reading_order(others)):
        for text in shape.what.texts:
            yield Segment(
                text=text, role=shape.what.role, locator=place, hidden=hidden or shape.hidden
            )
    for text in _notes(slide):
        yield Segment(text=text, role="notes", locator=place, hidden=True)


def _notes(slide: Any) -> list[str]:
    try:
        frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        return [] if frame is None else [clean(text) for text in paragraphs(frame._txBody)]
    except Exception:  # damaged notes must not cost the slide
        return []


def _title(deck: Any, segments: list[Segment], path: Path) -> str:
    try:
        given = clean(deck.core_properties.title or "")
    except Exception:  # the properties are a side part; damage there does no harm
        given = ""
    if given and not _NO_TITLE.fullmatch(given):
        return given
    visible = [segment for segment in segments if not segment.hidden]
    opening = visible[0].locator if visible else None
    first = (clean(s.text) for s in visible if s.role == "title" and s.locator == opening)
    return next(first, path.stem)
