"""Word documents since 2007, with and without macros, Transitional and Strict (ECMA-376)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Role, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files, recognition
from repurpose.readers.archive import Archive, PartError, bomb
from repurpose.readers.decks.charts import CX, C, chart_texts
from repurpose.readers.decks.diagrams import DGM, diagram_texts
from repurpose.readers.decks.properties import properties
from repurpose.readers.decks.shapes import addresses, is_description
from repurpose.readers.documents.word_styles import Styles
from repurpose.readers.documents.word_text import (
    ALTERNATIVES,
    TEXTBOX,
    Paragraph,
    W,
    choice,
    paragraph,
)
from repurpose.readers.opc import Package, R
from repurpose.readers.protection import unlocked
from repurpose.text.language import recognise

MAX_SEGMENTS = 200_000
MAX_DEPTH = 100  # tables, boxes and content controls inside each other
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ROLES: dict[str, Role] = {"heading": "title", "title": "title", "caption": "caption",
                           "contents": "caption", "text": "body"}  # fmt: skip
_WRAPPERS = tuple(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_NOTES = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}


class DocxReader:
    """Headings, paragraphs, lists, tables, text boxes, notes, comments."""

    suffixes: ClassVar[tuple[str, ...]] = tuple(sorted(recognition.DOCUMENTS))

    def read(self, path: Path, context: ReadContext) -> Asset:
        with Archive(unlocked(path, context), path) as archive:
            return _Document(Package(archive), path).asset(context)


class _Document:
    def __init__(self, package: Package, path: Path) -> None:
        self.package = package
        self.path = path
        self.faults: list[str] = []
        self.main = next(iter(package.of_kind("", "officedocument")), "word/document.xml")
        self.styles = Styles(self._side("styles"))
        self.notes = {kind: self._notes(kind) for kind in _NOTES}
        self.line = 0  # paragraphs so far
        self.titles: list[str] = []

    def asset(self, context: ReadContext) -> Asset:
        segments = self._segments()
        about = properties(self.package)
        heading = next((s.text for s in segments if s.role == "title"), "")
        title = about.title or next(iter(self.titles), "") or heading
        return Asset(
            path=self.path,
            kind="document",
            title=" ".join(title.split()) or self.path.stem,
            language=context.language or recognise("\n".join(s.text for s in segments)),
            sha256=files.sha256(self.path),
            segments=tuple(segments),
            author=about.author,
            date=about.date,
            faults=tuple(dict.fromkeys([*self.faults, *self.package.archive.rescued])),
        )

    def _segments(self) -> list[Segment]:
        try:
            body = self.package.tree(self.main).find(f"{W}body")
        except PartError as error:
            raise SourceError(
                f"is damaged: {error}",
                where=str(self.path),
                hint="open it in Word and let it be repaired",
            ) from error
        segments: list[Segment] = []
        for segment in () if body is None else self._inside(body, self.main, 0):
            segments.append(segment)
            if len(segments) > MAX_SEGMENTS:
                raise bomb(self.path)
        return [*segments, *self._furniture()]

    # ── in reading order ──

    def _inside(self, element: Any, part: str, depth: int) -> Iterator[Segment]:
        if depth > MAX_DEPTH:
            self.faults.append("what is nested deeper than 100 levels is not read")
            return
        for child in element.iterchildren("*"):
            if child.tag == f"{W}p":
                yield from self._paragraph(child, part, depth)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, part, depth)
            elif child.tag == ALTERNATIVES:
                if (taken := choice(child)) is not None:
                    yield from self._inside(taken, part, depth + 1)
            elif child.tag not in (f"{W}del", f"{W}moveFrom", f"{W}sectPr"):
                yield from self._inside(child, part, depth + 1)  # content controls, insertions …

    def _paragraph(self, element: Any, part: str, depth: int) -> Iterator[Segment]:
        self.line += 1
        place = Locator(line=self.line)
        said = paragraph(element, addresses(self.package, part))
        use = self.styles.use(element)
        if said.text:
            if use == "title":
                self.titles.append(said.text)
            yield Segment(text=said.text, role=_ROLES[use], locator=place, links=said.links)
        if said.hidden:
            yield Segment(text=said.hidden, role=_ROLES[use], locator=place, hidden=True)
        yield from self._beside(said, part, place, depth)

    def _beside(self, said: Paragraph, part: str, place: Locator, depth: int) -> Iterator[Segment]:
        """What a paragraph holds or refers to: drawings, notes, comments."""
        for drawing in said.drawings:
            yield from self._drawing(drawing, part, place, depth)
        for kind, one in said.notes:
            for segment in self.notes[kind].pop(one, ()):
                yield replace(segment, locator=place)

    def _table(self, table: Any, part: str, depth: int) -> Iterator[Segment]:
        """A line for each row; tables inside of cells follow their row."""
        for row in _direct(table, f"{W}tr"):
            self.line += 1
            place = Locator(line=self.line)
            cells = list(_direct(row, f"{W}tc"))
            said = [self._cell(cell, part) for cell in cells]
            texts = [" ".join(p.text.replace("\n", " ") for p in cell if p.text) for cell in said]
            links = dict.fromkeys(link for cell in said for p in cell for link in p.links)
            if any(texts):
                yield Segment(
                    text=" | ".join(texts).strip(), role="table", locator=place, links=tuple(links)
                )
            for each in (each for cell in said for each in cell):
                yield from self._beside(each, part, place, depth)
            for inner in (inner for cell in cells for inner in _direct(cell, f"{W}tbl")):
                if depth < MAX_DEPTH:
                    yield from self._table(inner, part, depth + 1)

    def _cell(self, cell: Any, part: str) -> list[Paragraph]:
        known = addresses(self.package, part)
        return [paragraph(p, known) for p in _direct(cell, f"{W}p")]

    def _drawing(self, drawing: Any, part: str, place: Locator, depth: int) -> Iterator[Segment]:
        """Text boxes, a chart or a diagram, and what is written for who cannot see it."""
        for about in drawing.iter(f"{_DRAWING}docPr"):
            text = " ".join((about.get("descr") or "").split())
            if is_description(text):
                yield Segment(text=text, role="caption", locator=place)
        for box in _outermost(drawing, TEXTBOX):
            yield from self._inside(box, part, depth + 1)
        for chart in drawing.iter(f"{C}chart", f"{CX}chart"):
            for text in self._of_part(part, chart.get(f"{R}id"), "chart"):
                yield Segment(text=text, role="chart", locator=place)
        for diagram in drawing.iter(f"{DGM}relIds"):
            for text in self._of_part(part, diagram.get(f"{R}dm"), "diagram"):
                yield Segment(text=text, role="body", locator=place)

    def _of_part(self, part: str, relation_id: str | None, what: str) -> list[str]:
        found = self.package.related(part, relation_id)
        if found is None:
            self.faults.append(f"a {what} is missing")
            return []
        try:
            root = self.package.tree(found)
        except PartError as error:
            self.faults.append(str(error))
            return []
        if what == "chart":
            return list(chart_texts(root))
        return [words.text for words in diagram_texts(root)]

    # ── beside the text ──

    def _side(self, kind: str) -> Any:
        """The root of a side part; None where it is missing or damaged."""
        for part in self.package.of_kind(self.main, kind):
            try:
                return self.package.tree(part)
            except PartError as error:
                self.faults.append(str(error))
        return None

    def _notes(self, kind: str) -> dict[str, list[Segment]]:
        """Footnotes, endnotes or comments by their ids; the place is that of the reference."""
        root = self._side(_NOTES[kind])
        found: dict[str, list[Segment]] = {}
        for note in () if root is None else root.iterchildren(f"{W}{kind}"):
            author = " ".join(note.get(f"{W}author", "").split()) or None
            texts = (paragraph(p, {}).text for p in note.iter(f"{W}p"))
            found[note.get(f"{W}id", "")] = [
                Segment(
                    text=text,
                    role="notes" if kind == "comment" else "caption",
                    locator=Locator(line=1),
                    speaker=author,
                    hidden=kind == "comment",
                )
                for text in texts
                if text
            ]
        return found

    def _furniture(self) -> Iterator[Segment]:
        """Headers and footers, each text once, at the beginning of the document."""
        seen: set[str] = set()
        for kind in ("header", "footer"):
            for part in self.package.of_kind(self.main, kind):
                try:
                    lines = [paragraph(p, {}).text for p in self.package.tree(part).iter(f"{W}p")]
                except PartError as error:
                    self.faults.append(str(error))
                    continue
                for text in lines:
                    if text and not text.isdecimal() and text not in seen:
                        seen.add(text)
                        yield Segment(text=text, role="caption", locator=Locator(line=1))


def _direct(element: Any, tag: str) -> Iterator[Any]:
    """Children of a kind, also those in content controls and insertions."""
    for child in element.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _direct(child, tag)


def _outermost(element: Any, tag: str) -> Iterator[Any]:
    """Elements of a kind, of alternatives the first, none inside of another one."""
    for child in element.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag == ALTERNATIVES:
            if (taken := choice(child)) is not None:
                yield from _outermost(taken, tag)
        else:
            yield from _outermost(child, tag)
