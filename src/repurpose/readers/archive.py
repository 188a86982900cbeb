"""A document that is a zip archive of XML parts, within bounds that hold whatever it says of itself.

Office writes each part of a deck or document as an entry of a zip archive (ECMA-376, part 2), and so
does OpenDocument. A part is unpacked when it is asked for; pictures, films and embedded files never
are. Nothing is ever written to the disk, so no name in the archive can lead anywhere.
"""

from __future__ import annotations

import mmap
import os
import re
import zipfile
import zlib
from pathlib import Path
from struct import unpack_from
from types import TracebackType
from typing import IO, Any

from repurpose.errors import SourceError

MAX_ENTRIES = 50_000
MAX_TEXT_BYTES = 80_000_000  # unpacked; a deck of 500 full slides has a tenth of it
MAX_NODES = 3_500_000  # tags and attributes, some 100 bytes of memory each; a full slide: 4,500
MAX_PART_NODES = 1_000_000
_ENTRY_HEADER, _HEADER = b"PK\3\4", 30  # in front of each entry (APPNOTE 4.3.7)
_MARKUP = (".xml", ".rels")
_ENTRY = b"PK\1\2"  # begins each line of an archive's table of contents
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
_ENTITIES = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)")
_USUAL_NAME = rb"http://schemas.openxmlformats.org/\1/2006/\2"


class PartError(Exception):
    """One part is missing or damaged; the message says how. The others may be sound."""


class Archive:
    """An open archive; close it (it is a context manager).

    Args:
        file: The file, or its bytes where it had to be decrypted.
        where: The file that the user named, for messages.

    Raises:
        SourceError: truncated, damaged, or built to do harm.
    """

    def __init__(self, file: Path | IO[bytes], where: Path) -> None:
        self.where = where
        self.rescued: list[str] = []  # what is said of the parts that are not well-formed
        self._bytes = 0
        self._nodes = 0
        _refuse_crowd(file, where)
        self._file = file.open("rb") if isinstance(file, Path) else file
        try:
            self._zip = zipfile.ZipFile(self._file)
        except _DAMAGE as error:
            raise SourceError(
                "is truncated or damaged: its table of contents cannot be read",
                where=str(where),
                hint="copy or download it again",
            ) from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._zip.infolist():
            name = _name(entry)
            if name in self._entries and not entry.is_dir():
                raise SourceError(
                    "holds the same part twice: it is damaged or made to deceive",
                    where=str(where),
                    hint="open it in the program that made it and save it again",
                )
            self._entries[name] = entry
        if sum(e.file_size for name, e in self._entries.items() if name.endswith(_MARKUP)) > (
            MAX_TEXT_BYTES
        ):
            raise bomb(where)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._zip.close()
        self._file.close()

    def __contains__(self, name: str) -> bool:
        """Part names tell no capitals from small letters (ECMA-376, part 2, 9.1.1)."""
        return name.lower() in self._entries

    def names(self) -> list[str]:
        """The names of all parts, in small letters, without a leading slash."""
        return list(self._entries)

    def as_written(self, name: str) -> str:
        """A part's name with its capitals; itself where there is no such part."""
        entry = self._entries.get(name.lower())
        return name if entry is None else entry.filename

    def read(self, name: str) -> bytes:
        """A part's bytes.

        Raises:
            PartError: the part is missing or damaged.
            SourceError: it is encrypted, defines entities, or is far too large for what it is.
        """
        entry = self._entries.get(name.lower())
        if entry is None:
            raise PartError(f"its part {name} is missing")
        self._refuse_odd_packing(entry)
        if entry.file_size > MAX_TEXT_BYTES - self._bytes:
            raise bomb(self.where)
        content = self._unpacked(entry)
        self._bytes += len(content)
        self._refuse_crowded(content)
        return content

    def tree(self, name: str) -> Any:
        """A part's XML, as an lxml element. Of a part that is not well-formed, what can be rescued.

        Raises:
            PartError: the part is missing, damaged, or no XML at all.
            SourceError: as `read`.
        """
        content = self.read(name)
        root = _strictly(content)
        if root is None:
            root = parsed(content, name)
            self.rescued.append(f"its part {name} is damaged: what could be rescued of it is read")
        return root

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        """A part whose size was declared too small has more to unpack: it would fill the memory
        of who believed it."""
        try:
            content = self._bytes_of(entry)
        except _DAMAGE as error:
            raise PartError(f"its part {entry.filename} cannot be unpacked") from error
        if len(content) > entry.file_size:
            raise bomb(self.where)
        if len(content) < entry.file_size or zlib.crc32(content) != entry.CRC:
            raise PartError(f"its part {entry.filename} is damaged")
        return content

    def _bytes_of(self, entry: zipfile.ZipInfo) -> bytes:
        """At most one byte more than declared, from behind the entry's own header."""
        self._file.seek(entry.header_offset)
        header = self._file.read(_HEADER)
        if header[:4] != _ENTRY_HEADER or len(header) < _HEADER:
            raise EOFError
        name, extra = unpack_from("<HH", header, _HEADER - 4)
        self._file.seek(name + extra, os.SEEK_CUR)
        packed = self._file.read(min(entry.compress_size, MAX_TEXT_BYTES))
        if entry.compress_type == zipfile.ZIP_STORED:
            return packed
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)

    def _refuse_crowded(self, content: bytes) -> None:
        nodes = content.count(b"<") + content.count(b"=") + content.count(b"&")
        self._nodes += nodes
        if nodes > MAX_PART_NODES or self._nodes > MAX_NODES:
            raise bomb(self.where)
        if _declares_entities(content):
            raise SourceError(
                "defines XML entities, which no Office program does: it is not opened",
                where=str(self.where),
                hint="take the file only from somebody you trust",
            )

    def _refuse_odd_packing(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & 1:
            raise SourceError(
                "is protected with a password by the program that packed it",
                where=str(self.where),
                hint="unpack it, or save a copy without a password",
            )
        if entry.compress_type not in _PACKINGS:
            raise SourceError(
                "is packed in a way that Office programs cannot open",
                where=str(self.where),
                hint="open it in the program that made it and save it again",
            )


def parsed(content: bytes, name: str) -> Any:
    """XML as an lxml element; nothing it refers to is ever fetched.

    The namespaces of Strict documents (ECMA-376 part 1 as ISO published it) become those that all
    programs write, so that a reader needs to know only these.

    Raises:
        PartError: nothing in it is XML.
    """
    root = _strictly(content)
    if root is None:
        root = _parsed(content, recover=True)
    if root is None:
        raise PartError(f"its part {name} is no XML")
    return root


def _strictly(content: bytes) -> Any:
    """None where it is not well-formed."""
    return _parsed(content, recover=False)


def _parsed(content: bytes, *, recover: bool) -> Any:
    from lxml import etree

    if _STRICT in content:
        content = _STRICT_NAME.sub(_USUAL_NAME, content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=recover)
    try:
        return etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        return None


def _declares_entities(content: bytes) -> bool:
    usual = content[:1] == b"<" or content[:4] == b"\xef\xbb\xbf<"  # one byte a character
    if usual:
        return b"<!DOCTYPE" in content or b"<!ENTITY" in content
    return any(mark in content for mark in _ENTITIES)


def bomb(path: Path) -> SourceError:
    """The answer to a file that is small and would fill the memory."""
    return SourceError(
        "unpacks to more text than a document can have: this looks like a zip bomb and is not opened",
        where=str(path),
        hint="if it is a real document, split it",
    )


def _refuse_crowd(file: Path | IO[bytes], where: Path) -> None:
    """Counts the table of contents before it is read: each line of it costs memory, and takes 46
    bytes at least."""
    if isinstance(file, Path):
        if file.stat().st_size < 46 * MAX_ENTRIES:
            return
        with (
            file.open("rb") as opened,
            mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            crowded = _is_crowded(content)
    else:
        file.seek(0)
        crowded = _is_crowded(file.read())
        file.seek(0)
    if crowded:
        raise bomb(where)


def _is_crowded(content: bytes | mmap.mmap) -> bool:
    place = content.find(_ENTRY)
    for _ in range(MAX_ENTRIES):
        if place < 0:
            return False
        place = content.find(_ENTRY, place + 4)
    return True


def _name(entry: zipfile.ZipInfo) -> str:
    """With forward slashes: some zip programs write the others."""
    return entry.filename.replace("\\", "/").lstrip("/").lower()
