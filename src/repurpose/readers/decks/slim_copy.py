"""A deck's archive, within bounds that hold whatever the file says of itself.

Office writes each part of a deck as an entry of a zip archive (ECMA-376, part 2), stored or
deflated. Only what can hold text is taken out; pictures, films and embedded files stay packed.
"""

from __future__ import annotations

import io
import mmap
import zipfile
import zlib
from pathlib import Path
from typing import IO

from repurpose.errors import SourceError

MAX_ENTRIES = 50_000
MAX_TEXT_BYTES = 80_000_000  # unpacked; a deck of 500 full slides has a tenth of it
MAX_NODES = 3_500_000  # elements and attributes, some 100 bytes of memory each; a full slide: 3,000
MAX_PART_NODES = 1_000_000
_CHUNK = 1 << 20
_ENTRY = b"PK\1\2"  # begins each line of an archive's table of contents
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def names(path: Path) -> set[str]:
    """The names of the archive's entries.

    Raises:
        SourceError: truncated, damaged, or built to do harm.
    """
    _refuse_crowd(path)
    try:
        with zipfile.ZipFile(path) as archive:
            found = [_name(entry) for entry in archive.infolist()]
    except _DAMAGE as error:
        raise SourceError(
            "is truncated or damaged: its table of contents cannot be read",
            where=str(path),
            hint="copy or download it again",
        ) from error
    if len(found) > len(set(found)):
        raise SourceError(
            "holds the same part twice: it is damaged or made to deceive",
            where=str(path),
            hint="open it in PowerPoint and save it again",
        )
    return set(found)


def text_only(path: Path) -> io.BytesIO:
    """A copy of the archive, in memory, in which every part that holds no text is empty.

    Raises:
        SourceError: damaged, protected, or far more text than a deck can have.
    """
    copy = io.BytesIO()
    taken = _Taken(path)
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as slim:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            content = taken.text(archive, entry)
            if content is not None:
                slim.writestr(_name(entry), content)
    return copy


class _Taken:
    """What was unpacked so far: the sizes that an archive declares can be lies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bytes = 0
        self._nodes = 0

    def text(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
        """An entry's content, empty where it is no text; None for a damaged side part."""
        markup = _name(entry).lower().endswith((".xml", ".rels"))
        if markup:
            self._refuse_odd_packing(entry)
        elif entry.flag_bits & 1 or entry.compress_type not in _PACKINGS:
            return b""
        try:
            with archive.open(entry) as part:
                head = part.read(64)
                if not markup and not _looks_like_markup(_name(entry), head):
                    return b""
                content = self._unpacked(head, part)
        except _DAMAGE as error:
            if not markup:
                return b""
            raise SourceError(
                f"is damaged: its part {_name(entry)} cannot be unpacked",
                where=str(self._path),
                hint="copy or download it again",
            ) from error
        return content if _is_sound(_name(entry), content) else None

    def _unpacked(self, head: bytes, part: IO[bytes]) -> bytes:
        chunks = [head]
        nodes = _nodes(head)
        while chunk := part.read(_CHUNK):
            chunks.append(chunk)
            nodes += _nodes(chunk)
            self._bytes += len(chunk)
            if self._bytes > MAX_TEXT_BYTES or nodes > MAX_PART_NODES:
                raise bomb(self._path)
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise bomb(self._path)
        content = b"".join(chunks)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise SourceError(
                "defines XML entities, which no Office program does: it is not opened",
                where=str(self._path),
                hint="take the file only from somebody you trust",
            )
        return content

    def _refuse_odd_packing(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & 1:
            raise SourceError(
                "is protected with a password",
                where=str(self._path),
                hint="open it in PowerPoint and save a copy without a password",
            )
        if entry.compress_type not in _PACKINGS:
            raise SourceError(
                "is packed in a way that PowerPoint cannot open",
                where=str(self._path),
                hint="open it in the program that made it and save it again as .pptx",
            )


def _nodes(markup: bytes) -> int:
    return sum(markup.count(mark) for mark in (b"<", b"=", b"&")) - markup.count(b"</")


def bomb(path: Path) -> SourceError:
    """The answer to a file that is small and would fill the memory."""
    return SourceError(
        "unpacks to more text than a deck can have: this looks like a zip bomb and is not opened",
        where=str(path),
        hint="if it is a real deck, split it in PowerPoint",
    )


def _refuse_crowd(path: Path) -> None:
    """Counts the table of contents before it is read: each line of it costs memory."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        place = content.find(_ENTRY)
        for _ in range(MAX_ENTRIES):
            if place < 0:
                return
            place = content.find(_ENTRY, place + 4)
    raise bomb(path)


def _name(entry: zipfile.ZipInfo) -> str:
    """With forward slashes: some zip programs write the others."""
    return entry.filename.replace("\\", "/").lstrip("/")


def _looks_like_markup(name: str, head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" and not name.endswith(".svg")


def _is_sound(name: str, content: bytes) -> bool:
    """Of the side parts one is parsed, the document's properties: damage there costs only those."""
    from lxml import etree

    if not name.lower().endswith("docprops/core.xml"):
        return True
    try:
        etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return False
    return True
