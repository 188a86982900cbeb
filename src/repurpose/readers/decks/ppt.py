"""PowerPoint files of the years until 2003 ([MS-PPT]), read from their records; what these do not
give away (PowerPoint 95) is converted by LibreOffice where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Recording, Role, Segment
from repurpose.programs import libreoffice
from repurpose.protocols import ReadContext
from repurpose.readers import files, protection
from repurpose.readers.decks import ppt_records
from repurpose.readers.decks.drawing import Words
from repurpose.readers.decks.ppt_records import DamagedError, Record
from repurpose.readers.decks.ppt_shapes import TooManyShapesError, Walk
from repurpose.readers.decks.ppt_summary import MOST_SUMMARY, summary
from repurpose.readers.decks.ppt_text import STRING, string, texts
from repurpose.readers.decks.properties import Properties, first_title
from repurpose.readers.decks.reading_order import in_reading_order
from repurpose.readers.protection import PartKey
from repurpose.text.language import recognise

MOST_BYTES = 200_000_000  # of the stream with the texts; pictures stand in another one
MAX_SEGMENTS = 100_000
_SINCE_97 = "PP97_DUALSTORAGE"  # beside it the same deck for PowerPoint 95
_ENCRYPTED = 0xF3D1C4DF
_DOCUMENT_ATOM, _LIST, _PERSIST = 0x03E9, 0x0FF0, 0x03F3
_SLIDES, _MASTERS, _NOTES = 0, 1, 2  # instances of the list
_SLIDE_ATOM, _SHOW = 0x03EF, 0x03F9
_LINKS, _LINK, _LINK_ATOM, _TARGET = 0x0409, 0x0FD7, 0x0FD3, 1
_VIDEOS, _SOUNDS, _MEDIUM, _MEDIUM_ATOM = (0x1006, 0x1007), (0x100D, 0x100F, 0x1010), 0x1005, 0x1004
_COMMENT, _FOOTERS, _FOOTERS_ATOM = 0x2EE0, 0x0FD9, 0x0FDA
_FOOTER_LINES, _OF_SLIDES = ((0, 0x4), (2, 0x20)), 3  # a date that was typed, a footer
_SHOWS_MASTER, _HIDDEN = 0x1, 0x4
_WEB = ("http://", "https://", "mailto:")


class PptReader:
    """Titles, body, tables, notes, comments, footers, hidden slides."""

    suffixes: ClassVar[tuple[str, ...]] = (".ppt", ".pps", ".pot")

    def read(self, path: Path, context: ReadContext) -> Asset:
        try:
            streams = _streams(path)
            key = protection.part_key(path, context) if streams.is_encrypted else None
            return _Deck(streams, path, key).asset(context)
        except TooManyShapesError:
            raise _damaged(path, "holds more shapes than a deck can have") from None
        except DamagedError as error:
            return _converted(path, context, str(error))


@dataclass(frozen=True, slots=True)
class _Streams:
    """What the file holds.

    Attributes:
        last_edit: Where the newest edit is described.
        is_encrypted: Its parts are, one by one.
    """

    document: bytes
    last_edit: int
    is_encrypted: bool
    about: Properties


def _streams(path: Path) -> _Streams:
    import olefile

    try:
        with olefile.OleFileIO(path) as document:
            both = document.exists(f"{_SINCE_97}/PowerPoint Document")
            inside = f"{_SINCE_97}/" if both else ""
            user = document.openstream(f"{inside}Current User").read(32)
            if document.get_size(f"{inside}PowerPoint Document") > MOST_BYTES:
                raise _damaged(path, "holds more text than a deck can have")
            content = document.openstream(f"{inside}PowerPoint Document").read()
            about = _about(document)
    except SourceError:
        raise
    except Exception as error:  # of many kinds: the library trusts what stands in the file
        raise DamagedError("its streams cannot be read") from error
    token, last_edit = (int.from_bytes(user[at : at + 4], "little") for at in (12, 16))
    return _Streams(content, last_edit, token == _ENCRYPTED, about)


def _about(document: Any) -> Properties:
    """A side part: damage there does no harm."""
    with suppress(Exception):
        return summary(document.openstream("\x05SummaryInformation").read(MOST_SUMMARY))
    return Properties()


@dataclass(slots=True)
class _Sheet:
    """How the file names a slide, a master or a page of notes."""

    part: int
    id: int
    texts: list[Record] = field(default_factory=list)


class _Deck:
    def __init__(self, streams: _Streams, path: Path, key: PartKey | None) -> None:
        self.path = path
        self.key = key
        self.streams = streams
        self.faults: list[str] = []
        self.document = self._found(streams.last_edit)
        atom = self.document.child(_DOCUMENT_ATOM)
        width, height = (atom.number(0), atom.number(4)) if atom else (5760, 4320)
        self.walk = Walk(width, height, _links(self.document))
        self.media = _media(self.document)
        self.masters = {sheet.id: sheet for sheet in self._sheets(_MASTERS)}
        self.notes = {sheet.id: sheet for sheet in self._sheets(_NOTES)}
        self.recordings: list[Recording] = []
        self.hidden: list[int] = []

    def asset(self, context: ReadContext) -> Asset:
        slides = list(self._sheets(_SLIDES))
        segments: list[Segment] = []
        for number, slide in enumerate(slides, start=1):
            context.progress(number, len(slides))
            try:
                segments.extend(self._slide(slide, number, Locator(slide=number)))
            except DamagedError as error:
                self.faults.append(f"slide {number} cannot be read: {error}")
            if len(segments) > MAX_SEGMENTS:
                raise TooManyShapesError
        if self.faults and not segments:
            raise DamagedError(self.faults[0])
        return Asset(
            path=self.path,
            kind="deck",
            title=self.streams.about.title or first_title(segments) or self.path.stem,
            language=context.language or recognise("\n".join(s.text for s in segments)),
            sha256=files.sha256(self.path),
            segments=tuple(segments),
            author=self.streams.about.author,
            date=self.streams.about.date,
            recordings=tuple(self.recordings),
            slides=len(slides),
            hidden_slides=tuple(self.hidden),
            faults=tuple(self.faults),
        )

    def _found(self, last_edit: int) -> Record:
        try:
            self.parts, number = ppt_records.parts(self.streams.document, last_edit)
            return self._part(number)
        except DamagedError:
            newest = ppt_records.last_edit(self.streams.document)
            self.parts, number = ppt_records.parts(self.streams.document, newest)
            return self._part(number)

    def _part(self, number: int) -> Record:
        if number not in self.parts:
            raise DamagedError("a part of it is missing")
        stream, place = self.streams.document, self.parts[number]
        if self.key is None:
            return ppt_records.at(stream, place)
        head = ppt_records.length(self.key(number, stream[place : place + ppt_records.HEAD]))
        return ppt_records.at(self.key(number, stream[place : place + head]), 0)

    def _sheets(self, instance: int) -> Iterator[_Sheet]:
        listed = self.document.child(_LIST, instance)
        sheet = None
        for record in () if listed is None else listed.children():
            if record.kind == _PERSIST:
                if sheet is not None:
                    yield sheet
                sheet = _Sheet(record.number(0), record.number(12))
            elif sheet is not None:
                sheet.texts.append(record)
        if sheet is not None:
            yield sheet

    def _slide(self, sheet: _Sheet, number: int, place: Locator) -> Iterator[Segment]:
        try:
            slide = self._part(sheet.part)
            atom, show = slide.child(_SLIDE_ATOM), slide.child(_SHOW)
        except DamagedError:
            self.hidden.append(number)
            raise
        hidden = show is not None and bool(show.number(10, 2) & _HIDDEN)
        if hidden:
            self.hidden.append(number)
        outline = list(texts(sheet.texts, self.walk.links))
        shapes = self.walk.shapes(slide, outline)
        titles = [shape for shape in shapes if shape.what.role == "title"]
        others = [shape for shape in shapes if shape.what.role != "title"]
        for shape in (*titles, *in_reading_order(others)):
            for words in shape.what.texts:
                yield _segment(words, shape.what.role, place, hidden or shape.hidden)
        for words in self._standing(slide, atom):
            yield _segment(words, "caption", place, hidden)
        yield from self._private(slide, atom, place)
        for number in self.walk.media(slide):
            if number in self.media:
                self.recordings.append(replace(self.media[number], locator=place))

    def _standing(self, slide: Record, atom: Record | None) -> Iterator[Words]:
        """What the master says on the slide, and the footer."""
        if atom is not None and atom.number(20, 2) & _SHOWS_MASTER:
            master = self.masters.get(atom.number(12))
            with suppress(DamagedError):
                shapes = (
                    []
                    if master is None
                    else self.walk.shapes(self._part(master.part), fields=False)
                )
                for shape in shapes:
                    if not shape.hidden and shape.what.role != "caption":
                        yield from shape.what.texts
        footers = slide.child(_FOOTERS) or self.document.child(_FOOTERS, _OF_SLIDES)
        shown = None if footers is None else footers.child(_FOOTERS_ATOM)
        if footers is not None and shown is not None:
            for instance, switch in _FOOTER_LINES:
                if shown.number(2, 2) & switch and (
                    text := string(footers.child(STRING, instance))
                ):
                    yield Words(text)

    def _private(self, slide: Record, atom: Record | None, place: Locator) -> Iterator[Segment]:
        """Speaker notes and comments."""
        sheet = None if atom is None else self.notes.get(atom.number(16))
        if sheet is not None:
            try:
                notes = self._part(sheet.part)
                outline = list(texts(sheet.texts, self.walk.links))
                for shape in self.walk.shapes(notes, outline):
                    for words in shape.what.texts:
                        yield _segment(words, "notes", place, True)
            except DamagedError as error:
                self.faults.append(f"slide {place.slide}: its notes cannot be read: {error}")
        for comment in slide.below(_COMMENT):
            if text := string(comment.child(STRING, 1)):
                author = string(comment.child(STRING, 0)) or None
                yield Segment(text=text, role="notes", locator=place, speaker=author, hidden=True)


def _segment(words: Words, role: Role, place: Locator, hidden: bool) -> Segment:
    return Segment(text=words.text, role=role, locator=place, hidden=hidden, links=words.links)


def _links(document: Record) -> dict[int, str]:
    found = {}
    listed = document.child(_LINKS)
    for link in () if listed is None else listed.children(_LINK):
        atom, address = link.child(_LINK_ATOM), string(link.child(STRING, _TARGET))
        if atom is not None and address.lower().startswith(_WEB):
            found[atom.number(0)] = address
    return found


def _media(document: Record) -> dict[int, Recording]:
    """The videos and sounds of the file by their numbers; the place is still that of the file."""
    found: dict[int, Recording] = {}
    listed = document.child(_LINKS)
    for medium in () if listed is None else listed.children(*_VIDEOS, *_SOUNDS):
        inner = medium.child(_MEDIUM) or medium
        atom = inner.child(_MEDIUM_ATOM)
        name = string(inner.child(STRING)) or string(medium.child(STRING))
        if atom is not None and name:
            found[atom.number(0)] = Recording(
                name=name,
                kind="video" if medium.kind in _VIDEOS else "audio",
                locator=Locator(slide=1),
            )
    return found


def _damaged(path: Path, why: str) -> SourceError:
    return SourceError(why, where=str(path), hint="open it in PowerPoint and save it as .pptx")


def _converted(path: Path, context: ReadContext, why: str) -> Asset:
    """The deck as LibreOffice understands it."""
    from repurpose.readers.decks import presentation

    with libreoffice.converted(
        path, "pptx", f"is damaged or older than PowerPoint 97 ({why})"
    ) as file:
        return presentation.read(file, path, context)
