"""What cannot be read says in one line what it is and what to do, and costs nothing."""

from __future__ import annotations

import contextlib
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.protocols import ReadContext

EXAMPLES = Path(__file__).parents[2] / "examples"
DECK = EXAMPLES / "holzbau" / "Aufstocken mit Holz.pptx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(*names: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "<x/>")

    return write


def _bytes(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def _bomb(path: Path) -> None:
    """A deck of which one slide would unpack to 2 GB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        with zipfile.ZipFile(DECK) as deck:
            for name in deck.namelist():
                archive.writestr(name, deck.read(name))
        with archive.open("ppt/slides/slide99.xml", "w", force_zip64=True) as part:
            for _ in range(200):
                part.write(b" " * 10_000_000)


def _many(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(50_001):
            archive.writestr(f"{number}", "")


def _twice(path: Path) -> None:
    shutil.copy(DECK, path)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("ppt/presentation.xml", "<x/>")


CASES: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "missing": ("a.pptx", lambda path: None, "no such file"),
    "folder": ("a.pptx", lambda path: path.mkdir(), "is a folder"),
    "empty deck": ("a.pptx", _bytes(b""), "is empty"),
    "empty transcript": ("a.vtt", _bytes(b""), "is empty"),
    "lock file": ("~$a.pptx", _bytes(b"\x05Anna" + b" " * 160), "is a lock file"),
    "old ppt": ("a.pptx", _bytes(OLE + b"\0" * 4000), "is an old PowerPoint file (.ppt)"),
    "encrypted": (
        "a.pptx", _bytes(OLE + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le")),
        "is protected with a password",
    ),
    "pdf": ("a.pptx", _bytes(b"%PDF-1.7\n..."), "is a PDF with the name of a .pptx"),
    "web page": ("a.pptx", _bytes(b"<html><body>login</body></html>"), "is a web page"),
    "zip": ("a.pptx", _zip("a.txt"), "is a zip archive, not a PowerPoint file"),
    "word": ("a.pptx", _zip("[Content_Types].xml", "word/document.xml"), "is a Word document"),
    "excel": ("a.pptx", _zip("[Content_Types].xml", "xl/workbook.xml"), "is an Excel workbook"),
    "odp": ("a.pptx", _zip("content.xml", "mimetype"), "is an OpenDocument file"),
    "hollow": ("a.pptx", _zip("[Content_Types].xml"), "cannot be opened as a PowerPoint file"),
    "truncated": (
        "a.pptx", lambda path: path.write_bytes(DECK.read_bytes()[:30_000]) and None,
        "is truncated or damaged",
    ),
    "noise": ("a.pptx", _bytes(bytes(range(256)) * 40), "is not a PowerPoint file"),
    "bomb": ("a.pptx", _bomb, "this looks like a zip bomb"),
    "many parts": ("a.pptx", _many, "this looks like a zip bomb"),
    "part twice": ("a.pptx", _twice, "holds the same part twice"),
    "no text": ("a.vtt", _bytes(b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n"), "hold no text"),
    "no cues": ("a.srt", _bytes(b"Hallo zusammen\n"), "holds no cues"),
    "blank": ("a.txt", _bytes(b" \n\r\n\t\n"), "holds no text"),
    "binary text": ("a.txt", _bytes(bytes(range(256)) * 40), "is not a text"),
    "document as text": ("a.txt", _zip("a"), "is a binary document"),
    "pdf as text": ("a.vtt", _bytes(b"%PDF-1.7"), "is a PDF, not a text"),
    "unknown": ("a.key", _bytes(b"x"), "no reader knows .key"),
    "nearly": ("a.pptxx", _bytes(b"x"), "no reader knows .pptxx"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_bad_input(tmp_path: Path, name: str) -> None:
    file, make, says = CASES[name]
    path = tmp_path / "mit Leerschlag" / file
    path.parent.mkdir()
    make(path)
    with pytest.raises(SourceError) as caught:
        readers.read(path, ReadContext())
    error = caught.value
    assert says in error.message
    assert error.where == str(path)
    assert error.hint
    assert "\n" not in error.message + error.hint
    assert error.exit_code == 3


def test_a_deck_cut_anywhere_never_crashes(tmp_path: Path) -> None:
    content = DECK.read_bytes()
    path = tmp_path / "a.pptx"
    for size in range(1, len(content), len(content) // 60):
        path.write_bytes(content[:size])
        with pytest.raises(SourceError):
            readers.read(path, ReadContext())


def test_a_deck_with_damaged_bytes_opens_or_says_so(tmp_path: Path) -> None:
    content = bytearray(DECK.read_bytes())
    path = tmp_path / "a.pptx"
    for place in range(100, len(content), len(content) // 40):
        damaged = bytearray(content)
        damaged[place : place + 8] = b"\xff\0\xff\0\xff\0\xff\0"
        path.write_bytes(damaged)
        with contextlib.suppress(SourceError):  # and nothing else
            readers.read(path, ReadContext())


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """A billion laughs in a slide."""
    laughs = (
        '<!DOCTYPE x [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + "]>"
    )
    path = tmp_path / "a.pptx"
    with zipfile.ZipFile(DECK) as deck, zipfile.ZipFile(path, "w") as archive:
        for name in deck.namelist():
            content = deck.read(name)
            if name == "ppt/slides/slide2.xml":
                head, _, rest = content.partition(b"?>")
                content = head + b"?>" + laughs.encode() + rest.replace(b"</a:t>", b"&j;</a:t>", 1)
            archive.writestr(name, content)
    try:
        asset = readers.read(path, ReadContext())
    except SourceError:
        return
    assert sum(len(segment.text) for segment in asset.segments) < 100_000
