"""OpenDocument presentations, zipped (.odp, .otp) or as one XML file (.fodp) (ODF 1.3, part 3)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Recording, Role, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.readers.archive import MAX_NODES, Archive, PartError, bomb, parsed
from repurpose.readers.decks import odf_shapes
from repurpose.readers.decks.drawing import Words, clean
from repurpose.readers.decks.odf_shapes import Said, TooManyShapesError, Walk
from repurpose.readers.decks.odf_text import (
    ANNOTATION,
    DC,
    DRAW,
    META,
    OFFICE,
    PRESENTATION,
    STYLE,
    Declared,
    paragraphs,
)
from repurpose.readers.decks.properties import Properties, first_title, telling
from repurpose.readers.decks.reading_order import in_reading_order
from repurpose.text.language import recognise

MAX_SHAPES = 40_000
MAX_SLIDES = 10_000
MAX_LAYOUTS = 300  # with different footers
MAX_SEGMENTS = 100_000
MAX_FLAT_BYTES = 200_000_000  # pictures stand in it as text
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_FIELDS = ("header", "footer", "date-time")
_FLAT = ".fodp"


class OdpReader:
    """Titles, body, tables, charts, notes, comments, hidden slides."""

    suffixes: ClassVar[tuple[str, ...]] = (".odp", ".otp", _FLAT)

    def read(self, path: Path, context: ReadContext) -> Asset:
        with ExitStack() as stack:
            head = files.head_of(path)
            parts = (
                _Flat(path)
                if not head.startswith(b"PK")
                else _Zipped(stack.enter_context(Archive(path, path)), path)
            )
            try:
                return _Deck(parts, path).asset(context)
            except (TooManyShapesError, RecursionError):
                raise bomb(path) from None


class _Zipped:
    """The parts of a file, each an XML document."""

    def __init__(self, archive: Archive, path: Path) -> None:
        self._archive = archive
        self.faults: list[str] = []
        if self._is_protected():
            raise SourceError(
                "is protected with a password",
                where=str(path),
                hint="open it in LibreOffice and save a copy without a password",
            )
        try:
            self.content = archive.tree("content.xml")
        except PartError as error:
            raise _damaged(path, str(error)) from error
        self.styles = self.part("styles.xml")
        self.meta = self.part("meta.xml")

    def part(self, name: str) -> Any:
        """A side part; None where it is missing or damaged."""
        if name not in self._archive:
            return None
        try:
            root = self._archive.tree(name)
        except PartError as error:
            self.faults.append(str(error))
            return None
        self.faults += self._archive.rescued
        return root

    def object(self, href: str) -> Any:
        """The content of an embedded object."""
        folder = href.removeprefix("./").rstrip("/")
        if f"{folder}/content.xml" in self._archive:
            return self.part(f"{folder}/content.xml")
        return None

    def _is_protected(self) -> bool:
        """ODF 1.3, part 2, 3.4: what is encrypted is named in the manifest."""
        if "encrypted-package" in self._archive:
            return True
        try:
            manifest = self._archive.read("meta-inf/manifest.xml")
        except PartError:
            return False
        return b"encryption-data" in manifest


class _Flat:
    """A file that is one XML document."""

    def __init__(self, path: Path) -> None:
        self.faults: list[str] = []
        if path.stat().st_size > MAX_FLAT_BYTES:
            raise bomb(path)
        content = path.read_bytes()
        if content.count(b"<") + content.count(b"=") > MAX_NODES:
            raise bomb(path)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise SourceError(
                "defines XML entities, which no Office program does: it is not opened",
                where=str(path),
                hint="take the file only from somebody you trust",
            )
        try:
            self.content = parsed(content, path.name)
        except PartError as error:
            raise _damaged(path, "it is no XML") from error
        self.styles = self.meta = self.content

    def object(self, href: str) -> Any:
        """Objects stand where they are seen."""
        return None


def _damaged(path: Path, what: str) -> SourceError:
    return SourceError(
        f"is damaged: {what}",
        where=str(path),
        hint="open it in LibreOffice and let it be repaired",
    )


class _Deck:
    def __init__(self, parts: _Zipped | _Flat, path: Path) -> None:
        self.parts = parts
        self.path = path
        body = parts.content.find(f"{OFFICE}body/{OFFICE}presentation")
        if body is None:
            raise SourceError(
                "holds no presentation: it is damaged, or another kind of document",
                where=str(path),
                hint="open it in LibreOffice and save it again as .odp",
            )
        self.body = body
        self.recordings: list[Recording] = []
        self.hidden: list[int] = []
        self.behind: dict[tuple[int, tuple[tuple[str, str], ...]], list[Any]] = {}
        self.declared = {
            (kind, each.get(f"{PRESENTATION}name", "")): _declaration(each)
            for kind in _FIELDS
            for each in body.iterchildren(f"{PRESENTATION}{kind}-decl")
        }
        roots = [root for root in (parts.styles, parts.content) if root is not None]
        self.styles = {
            (style.get(f"{STYLE}name"), root is parts.content): style.find(
                f"{STYLE}drawing-page-properties"
            )
            for root in roots
            for style in root.iter(f"{STYLE}style")
            if style.get(f"{STYLE}family") == "drawing-page"
        }
        self.masters = {
            page.get(f"{STYLE}name"): page
            for root in roots
            for page in root.iter(f"{STYLE}master-page")
        }
        self.walk = Walk(parts.object, *self._size(roots), MAX_SHAPES)

    def asset(self, context: ReadContext) -> Asset:
        slides = list(self.body.iterchildren(f"{DRAW}page"))
        if len(slides) > MAX_SLIDES:
            raise bomb(self.path)
        segments: list[Segment] = []
        for number, slide in enumerate(slides, start=1):
            context.progress(number, len(slides))
            segments.extend(self._slide(slide, number, Locator(slide=number)))
            if len(segments) > MAX_SEGMENTS:
                raise bomb(self.path)
        about = _properties(self.parts.meta)
        return Asset(
            path=self.path,
            kind="deck",
            title=about.title or first_title(segments) or self.path.stem,
            language=context.language or recognise("\n".join(s.text for s in segments)),
            sha256=files.sha256(self.path),
            segments=tuple(segments),
            author=about.author,
            date=about.date,
            recordings=tuple(self.recordings),
            slides=len(slides),
            hidden_slides=tuple(self.hidden),
            faults=tuple(dict.fromkeys(self.parts.faults)),
        )

    def _size(self, roots: list[Any]) -> tuple[float, float]:
        """Of the slides: that of the layout which the first one uses."""
        first = self.body.find(f"{DRAW}page")
        master = self.masters.get("" if first is None else first.get(f"{DRAW}master-page-name"))
        name = None if master is None else master.get(f"{STYLE}page-layout-name")
        for layout in (each for root in roots for each in root.iter(f"{STYLE}page-layout")):
            if layout.get(f"{STYLE}name") == name:
                for look in layout.iterchildren(f"{STYLE}page-layout-properties"):
                    return odf_shapes.size(
                        look.get(f"{_FO}page-width"), look.get(f"{_FO}page-height")
                    )
        return math.inf, math.inf

    # ── a slide ──

    def _slide(self, slide: Any, number: int, place: Locator) -> Iterator[Segment]:
        look = self.styles.get((slide.get(f"{DRAW}style-name"), True))
        hidden = _says(look, "visibility", "hidden")
        if hidden:
            self.hidden.append(number)
        declared = self._fields(slide, look)
        shapes = self.walk.shapes(slide, declared)
        titles = [shape for shape in shapes if shape.what.role == "title"]
        others = [shape for shape in shapes if shape.what.role != "title"]
        for shape in (*titles, *in_reading_order(others)):
            yield from _segments(shape.what, place, hidden or shape.hidden)
        master = self.masters.get(slide.get(f"{DRAW}master-page-name"))
        if master is not None and not _says(look, "background-objects-visible", "false"):
            yield from self._behind(master, declared, place, hidden)
        for each in odf_shapes.played(slide):
            self.recordings.append(Recording(name=each.name, kind=each.kind, locator=place))
        yield from self._private(slide, place)

    def _fields(self, slide: Any, look: Any) -> Declared:
        """What header, footer and date say on this slide."""
        found = {}
        for kind in _FIELDS:
            name = slide.get(f"{PRESENTATION}use-{kind}-name")
            if name is not None and not _says(look, f"display-{kind}", "false"):
                found[kind] = self.declared.get((kind, name), "")
        return found

    def _behind(
        self, master: Any, declared: Declared, place: Locator, hidden: bool
    ) -> Iterator[Segment]:
        """What stands on the layout and is seen on the slide."""
        key = (id(master), tuple(sorted(declared.items())))
        if key not in self.behind and len(self.behind) >= MAX_LAYOUTS:
            self.parts.faults.append(f"slide {place.slide}: what stands on its layout is not read")
            return
        if key not in self.behind:
            shapes = self.walk.shapes(master, declared, fields=False)
            self.behind[key] = in_reading_order(shapes)
        for shape in self.behind[key]:
            yield from _segments(shape.what._replace(role="caption"), place, hidden or shape.hidden)

    def _private(self, slide: Any, place: Locator) -> Iterator[Segment]:
        """Speaker notes and comments."""
        for notes in slide.iterchildren(f"{PRESENTATION}notes"):
            for shape in self.walk.shapes(notes, {}):
                if shape.what.role == "body":
                    yield from _segments(shape.what._replace(role="notes"), place, True)
        for comment in slide.iter(ANNOTATION):
            if text := "\n".join(words.text for words in paragraphs(comment)):
                yield Segment(
                    text=text,
                    role="notes",
                    locator=place,
                    speaker=clean(comment.findtext(f"{DC}creator") or "") or None,
                    hidden=True,
                )


def _segments(said: Said, place: Locator, hidden: bool) -> Iterator[Segment]:
    role: Role = said.role
    for words in said.texts:
        yield _segment(words, role, place, hidden)


def _segment(words: Words, role: Role, place: Locator, hidden: bool) -> Segment:
    return Segment(text=words.text, role=role, locator=place, hidden=hidden, links=words.links)


def _declaration(element: Any) -> str:
    """A date that is always today's says nothing."""
    if element.get(f"{PRESENTATION}source") == "current-date":
        return ""
    return clean("".join(element.itertext()))


def _says(look: Any, name: str, value: str) -> bool:
    return look is not None and look.get(f"{PRESENTATION}{name}") == value


def _properties(meta: Any) -> Properties:
    """ODF 1.3, part 3, 4.3."""
    about = None if meta is None else meta.find(f"{OFFICE}meta")
    if about is None:
        return Properties()
    texts = {name: clean(about.findtext(name) or "") for name in (
        f"{DC}title", f"{DC}creator", f"{META}initial-creator", f"{DC}date", f"{META}creation-date"
    )}  # fmt: skip
    title, creator, first_creator, date, created = texts.values()
    days = (_DAY.match(each) for each in (date, created))
    return Properties(
        telling(title), creator or first_creator or None, next((d[0] for d in days if d), None)
    )
