"""What a file really is: its content decides, not its name."""

from __future__ import annotations

import mmap
from pathlib import Path

from repurpose.errors import SourceError
from repurpose.readers.archive import Archive

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and encrypted new ones
ZIP = b"PK\x03\x04"
PDF = b"%PDF-"
DECKS = frozenset({".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"})
DOCUMENTS = frozenset({".docx", ".docm", ".dotx", ".dotm"})
OPEN_DECKS = frozenset({".odp", ".otp"})
OLD_DECKS = frozenset({".ppt", ".pps", ".pot"})
_NAMED = {
    **dict.fromkeys(DECKS | OLD_DECKS, "PowerPoint file"),
    **dict.fromkeys(DOCUMENTS, "Word document"),
    **dict.fromkeys(OPEN_DECKS, "OpenDocument presentation"),
    ".pdf": "PDF",
}
_CAPTIONS = frozenset([".ttml", ".dfxp", ".xml", ".srv1", ".srv2", ".srv3", ".trs"])
_TEXTS = _CAPTIONS | {".vtt", ".srt", ".txt", ".sbv", ".ass", ".ssa", ".json", ".tsv", ".csv"}
_PAGES = (b"<!doctype html", b"<html")
_OTHER = (
    (b"\x89png", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"gif8", "a picture (GIF)"),
    (b"{\\rtf", "a rich text document (RTF)"),
)
_OLD = {
    "WordDocument": "Word document (.doc)",
    "Workbook": "Excel workbook (.xls)",
}
_TAIL = 1 << 16


def suffix_of(path: Path, head: bytes) -> str:
    """The suffix that fits what is in the file, in small letters.

    Args:
        head: The first bytes of the file.

    Raises:
        SourceError: it is something that cannot be read, whatever its name.
    """
    suffix = path.suffix.lower()
    if head.startswith(ZIP):
        return _of_zip(path, head, suffix)
    if head.startswith(OLE):
        return _of_old_office(path, suffix)
    if PDF in head[:1024]:
        return ".pdf"
    if suffix in _NAMED or suffix in _TEXTS:
        _refuse_other(path, head, suffix)
    return suffix


def _of_zip(path: Path, head: bytes, suffix: str) -> str:
    """The names of the parts stand, unpacked, in the table of contents at the end."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        names = file.read().lower()
    if b"ppt/" in names:
        return suffix if suffix in DECKS else ".pptx"
    if b"word/" in names:
        return suffix if suffix in DOCUMENTS else ".docx"
    if b"opendocument.presentation" in head:
        return suffix if suffix in OPEN_DECKS else ".odp"
    return _of_other_zip(path, suffix)


def _of_other_zip(path: Path, suffix: str) -> str:
    where = str(path)
    if suffix in _TEXTS:
        raise SourceError(
            "is a binary document, not a text", where=where, hint="save it as plain text"
        )
    with Archive(path, path) as archive:
        names = archive.names()
    if any(name.startswith("xl/") for name in names):
        raise SourceError(
            "is an Excel workbook: tables of numbers are not read",
            where=where,
            hint="copy what matters into a text or a deck",
        )
    if suffix in OPEN_DECKS or "[content_types].xml" in names:
        return suffix
    if suffix in _NAMED:
        raise SourceError(
            f"is a zip archive, not a {_NAMED[suffix]}", where=where, hint="unpack it"
        )
    return suffix


def _of_old_office(path: Path, suffix: str) -> str:
    """The streams of the file (MS-CFB) are named in UTF-16, wherever its directory stands."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            return suffix if suffix in DECKS | DOCUMENTS else ".pptx"
        if content.find("PowerPoint Document".encode("utf-16-le")) >= 0:
            return suffix if suffix in OLD_DECKS else ".ppt"
        old = next((_OLD[n] for n in _OLD if content.find(n.encode("utf-16-le")) >= 0), None)
    if old is not None:
        raise SourceError(
            f"is an old {old}",
            where=str(path),
            hint="open it in Office and save it as .docx or .pptx",
        )
    return suffix if suffix in OLD_DECKS else ".ppt"


def _refuse_other(path: Path, head: bytes, suffix: str) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    what = next((name for mark, name in _OTHER if start.startswith(mark)), None)
    if start.startswith(_PAGES):
        what = "a web page"
    if what is not None and suffix in _TEXTS:
        raise SourceError(f"is {what}, not a text", where=str(path), hint="save it as plain text")
    if what is not None:
        raise SourceError(
            f"is {what} with the name of a {suffix}", where=str(path), hint="name it rightly"
        )
    if suffix in DECKS | DOCUMENTS | OPEN_DECKS:
        raise SourceError(
            f"is not a {_NAMED[suffix]}, or its beginning is damaged",
            where=str(path),
            hint="open it in the program that made it and save it again",
        )
