"""A presentation in Office Open XML (ECMA-376), Transitional or Strict.

Read from the XML itself, one slide at a time: python-pptx opens fewer files, knows neither SmartArt
nor comments, and keeps the whole deck in memory (docs/packages.md).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Recording, Role, Section, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.readers.archive import Archive, PartError, bomb
from repurpose.readers.decks.comments import authors, comments
from repurpose.readers.decks.drawing import A, Words
from repurpose.readers.decks.layouts import Layouts, shows_master
from repurpose.readers.decks.media import recordings
from repurpose.readers.decks.properties import first_title, properties, sections
from repurpose.readers.decks.reading_order import Placed, in_reading_order
from repurpose.readers.decks.shapes import Box, P, Placeholder, TooManyShapesError, Walk
from repurpose.readers.opc import Package, R
from repurpose.text.language import recognise

MAX_SHAPES = 40_000  # with text; a deck of 500 full slides has a tenth of it
MAX_SEGMENTS = 100_000
MAX_SLIDES = 10_000
_UNKNOWN = (math.inf, math.inf)
_HIDDEN, _TRUE = ("0", "false"), ("1", "true")


def read(file: Path | IO[bytes], path: Path, context: ReadContext) -> Asset:
    """Read a deck.

    Args:
        file: What holds it: the user's file, or what it was decrypted or converted to.
        path: The user's file.

    Raises:
        SourceError: it is damaged, or built to do harm.
    """
    with Archive(file, path) as archive:
        try:
            return _Deck(Package(archive), path).asset(context)
        except TooManyShapesError:
            raise bomb(path) from None


@dataclass(frozen=True, slots=True)
class _SlideId:
    """How the deck names a slide. `part` is None where the slide is missing."""

    id: str
    part: str | None


class _Deck:
    def __init__(self, package: Package, path: Path) -> None:
        self.package = package
        self.path = path
        self.faults: list[str] = []
        self.recordings: list[Recording] = []
        self.hidden: list[int] = []
        self.main = self._main_part()
        self.root = self._presentation()
        width, height = self._size()
        self.walk = Walk(package, width, height, MAX_SHAPES, self.faults)
        self.layouts = Layouts(self.walk)
        self.authors = authors(package, self.main)

    def asset(self, context: ReadContext) -> Asset:
        slides = self._slides()
        segments: list[Segment] = []
        for number, slide in enumerate(slides, start=1):
            context.progress(number, len(slides))
            segments.extend(self._slide(number, slide.part))
            if len(segments) > MAX_SEGMENTS:
                raise bomb(self.path)
        about = properties(self.package)
        return Asset(
            path=self.path,
            kind="deck",
            title=about.title or first_title(segments) or self.path.stem,
            language=context.language or recognise("\n".join(s.text for s in segments)),
            sha256=files.sha256(self.path),
            segments=tuple(segments),
            author=about.author,
            date=about.date,
            sections=self._sections(slides),
            recordings=tuple(self.recordings),
            slides=len(slides),
            hidden_slides=tuple(self.hidden),
            faults=tuple(dict.fromkeys([*self.faults, *self.package.archive.rescued])),
        )

    # ── the deck ──

    def _main_part(self) -> str:
        """The presentation, by its relationship; else where all programs put it."""
        found = self.package.of_kind("", "officedocument")
        usual = "ppt/presentation.xml"
        if found or usual in self.package.archive:
            return found[0] if found else usual
        raise SourceError(
            "holds no presentation: it is damaged, or not a PowerPoint file",
            where=str(self.path),
            hint="open it in PowerPoint and save it again as .pptx",
        )

    def _presentation(self) -> Any:
        try:
            return self.package.tree(self.main)
        except PartError as error:
            self.faults.append(f"{error}: the slides are read in the order of their numbers")
            return None

    def _size(self) -> tuple[float, float]:
        size = None if self.root is None else self.root.find(f"{P}sldSz")
        if size is None:
            return _UNKNOWN
        width, height = (size.get(name, "") for name in ("cx", "cy"))
        known = width.isdecimal() and height.isdecimal()
        return (float(width) or math.inf, float(height) or math.inf) if known else _UNKNOWN

    def _slides(self) -> list[_SlideId]:
        if self.root is None:
            return self._by_number()
        entries = list(self.root.iterfind(f"{P}sldIdLst/{P}sldId"))
        if len(entries) > MAX_SLIDES:
            raise bomb(self.path)
        related = self.package.related
        return [
            _SlideId(entry.get("id", ""), related(self.main, entry.get(f"{R}id")))
            for entry in entries
        ]

    def _sections(self, slides: list[_SlideId]) -> tuple[Section, ...]:
        ids = [slide.id for slide in slides]
        return () if self.root is None else sections(self.root, ids)

    def _by_number(self) -> list[_SlideId]:
        names = [re.fullmatch(r"ppt/slides/slide(\d{1,6})\.xml", name) for name in self.package.archive.names()]  # fmt: skip
        found = sorted((int(match[1]), match[0]) for match in names if match)
        if not found:
            raise SourceError(
                "is damaged: neither its presentation nor a slide can be read",
                where=str(self.path),
                hint="open it in PowerPoint and let it be repaired",
            )
        return [_SlideId("", name) for _, name in found[:MAX_SLIDES]]

    # ── a slide ──

    def _slide(self, number: int, part: str | None) -> Iterator[Segment]:
        if part is None:
            self.faults.append(f"slide {number} is missing")
            self.hidden.append(number)
            return
        place = Locator(slide=number)
        before = len(self.faults)
        try:
            yield from self._shown(part, number, place)
        except PartError as error:
            self.faults.append(str(error))
        try:
            yield from self._private(part, place)
        except PartError as error:
            self.faults.append(str(error))
        self.faults[before:] = [f"slide {number}: {fault}" for fault in self.faults[before:]]

    def _shown(self, part: str, number: int, place: Locator) -> Iterator[Segment]:
        try:
            root = self.package.tree(part)
        except PartError:
            self.hidden.append(number)
            raise
        hidden = root.get("show") in _HIDDEN
        if hidden:
            self.hidden.append(number)
        layout = self.layouts.of(part)
        tree = root.find(f"{P}cSld/{P}spTree")
        box = layout.box if layout is not None else _no_box
        shapes = [] if tree is None else self.walk.shapes(part, tree, box)
        titles = [shape for shape in shapes if shape.what.role == "title"]
        others = [shape for shape in shapes if shape.what.role != "title"]
        if _runs_leftwards(root):
            others = [_mirrored(shape) for shape in others]
        for shape in (*titles, *in_reading_order(others)):
            for words in shape.what.texts:
                yield _segment(words, shape.what.role, place, hidden or shape.hidden)
        if layout is not None and shows_master(root):
            for words in layout.texts:
                yield _segment(words, "caption", place, hidden)
        self.recordings.extend(recordings(self.package, part, root, place))

    def _private(self, part: str, place: Locator) -> Iterator[Segment]:
        """Speaker notes and comments."""
        for notes in self.package.of_kind(part, "notesslide"):
            tree = self.package.tree(notes).find(f"{P}cSld/{P}spTree")
            for shape in [] if tree is None else self.walk.shapes(notes, tree):
                for words in shape.what.texts:
                    yield _segment(words, "notes", place, True)
        for comment in comments(self.package, part, self.authors):
            yield Segment(
                text=comment.text, role="notes", locator=place, speaker=comment.author, hidden=True
            )


def _segment(words: Words, role: Role, place: Locator, hidden: bool) -> Segment:
    return Segment(text=words.text, role=role, locator=place, hidden=hidden, links=words.links)


def _no_box(holder: Placeholder) -> Box | None:
    return None


def _runs_leftwards(root: Any) -> bool:
    """Whether most paragraphs of a slide are written from right to left."""
    marks = [each.get("rtl") in _TRUE for each in root.iter(f"{A}pPr")]
    return 2 * sum(marks) > len(marks)


def _mirrored(shape: Placed) -> Placed:
    """So that the column on the right comes first."""
    return replace(shape, left=-shape.right, right=-shape.left)
