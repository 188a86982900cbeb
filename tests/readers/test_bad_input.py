"""What cannot be read says in one line what it is and what to do, and costs nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from repurpose import plugins, readers
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
    """A deck of which one slide would unpack to 300 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        with zipfile.ZipFile(DECK) as deck:
            for name in deck.namelist():
                archive.writestr(name, deck.read(name))
        with archive.open("ppt/slides/slide99.xml", "w", force_zip64=True) as part:
            for _ in range(30):
                part.write(b" " * 10_000_000)


def _changed(path: Path, packing: int, slide: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(DECK) as deck, zipfile.ZipFile(path, "w", packing) as archive:
        for name in deck.namelist():
            content = deck.read(name)
            archive.writestr(name, slide(content) if name == "ppt/slides/slide2.xml" else content)


def _liar(path: Path) -> None:
    """A slide of 300 MB of which the table of contents says that it has 5,000 bytes."""
    _changed(path, zipfile.ZIP_DEFLATED, lambda slide: slide + b" " * 300_000_000)
    content = bytearray(path.read_bytes())
    line = content.rfind(b"PK\1\2", 0, content.rfind(b"ppt/slides/slide2.xml"))
    struct.pack_into("<I", content, line + 24, 5000)
    path.write_bytes(content)


def _shapes(count: int) -> Callable[[Path], None]:
    """A slide of a few kilobytes that becomes a tree of a gigabyte."""
    return lambda path: _changed(
        path,
        zipfile.ZIP_DEFLATED,
        lambda slide: slide.replace(b"</p:spTree>", b"<p:sp/>" * count + b"</p:spTree>"),
    )


def _locked_zip(path: Path) -> None:
    """An archive whose entries are marked as encrypted."""
    _changed(path, zipfile.ZIP_STORED, lambda slide: slide)
    content = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(mark, place + 4)
    path.write_bytes(content)


def _streams(name: str) -> bytes:
    return OLE + b"\0" * 3_000_000 + name.encode("utf-16-le") + b"\0" * 512


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
    "encrypted": (
        "a.pptx", _bytes(OLE + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le")),
        "is protected with a password",
    ),
    "old word": ("a.pptx", _bytes(_streams("WordDocument")), "is an old Word document (.doc)"),
    "old excel": ("a.pptx", _bytes(_streams("Workbook")), "is an old Excel workbook (.xls)"),
    "pipe": ("a.vtt", lambda path: os.mkfifo(path), "is no file"),
    "login page": ("a.vtt", _bytes(b"\n<!doctype HTML><html>"), "is a web page, not a text"),
    "liar": ("a.pptx", _liar, "this looks like a zip bomb"),
    "tree": ("a.pptx", _shapes(1_200_000), "this looks like a zip bomb"),
    "odd packing": (
        "a.pptx", lambda path: _changed(path, zipfile.ZIP_BZIP2, lambda slide: slide),
        "is packed in a way that Office programs cannot open",
    ),
    "locked zip": ("a.pptx", _locked_zip, "is protected with a password"),
    "too many lines": ("a.txt", _bytes(b"Ja.\n" * 1_500_001), "is larger than any transcript"),
    "too large": ("a.srt", _bytes(b"Ja. " * 15_100_000), "is larger than any transcript"),
    "picture": ("a.pptx", _bytes(b"\x89PNG\r\n"), "is a picture (PNG) with the name of a .pptx"),
    "web page": ("a.pptx", _bytes(b"<html><body>login</body></html>"), "is a web page"),
    "zip": ("a.pptx", _zip("a.txt"), "is a zip archive, not a PowerPoint file"),
    "excel": ("a.pptx", _zip("[Content_Types].xml", "xl/workbook.xml"), "is an Excel workbook"),
    "hollow": ("a.pptx", _zip("[Content_Types].xml"), "holds no presentation"),
    "truncated": (
        "a.pptx", lambda path: path.write_bytes(DECK.read_bytes()[:30_000]) and None,
        "is truncated or damaged",
    ),
    "noise": ("a.pptx", _bytes(bytes(range(256)) * 40), "is not a PowerPoint file"),
    "bomb": ("a.pptx", _bomb, "this looks like a zip bomb"),
    "many parts": ("a.pptx", _many, "this looks like a zip bomb"),
    "part twice": ("a.pptx", _twice, "holds the same part twice"),
    "no cues": ("a.srt", _bytes(b"Hallo zusammen\n"), "holds no cues"),
    "blank": ("a.txt", _bytes(b" \n\r\n\t\n"), "holds no text"),
    "binary text": ("a.txt", _bytes(bytes(range(256)) * 40), "is not a text"),
    "document as text": ("a.txt", _zip("a"), "is a binary document"),
    "picture as text": ("a.vtt", _bytes(b"\xff\xd8\xff\xe0"), "is a picture (JPEG), not a text"),
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

    def laughing(slide: bytes) -> bytes:
        head, _, rest = slide.partition(b"?>")
        return head + b"?>" + laughs.encode() + rest.replace(b"</a:t>", b"&j;</a:t>", 1)

    _changed(tmp_path / "a.pptx", zipfile.ZIP_STORED, laughing)
    with pytest.raises(SourceError, match="defines XML entities"):
        readers.read(tmp_path / "a.pptx", ReadContext())


def test_a_damaged_picture_costs_no_text(tmp_path: Path) -> None:
    content = bytearray(DECK.read_bytes())
    with zipfile.ZipFile(DECK) as deck:
        picture = next(e for e in deck.infolist() if e.filename.endswith((".png", ".jpg", ".jpeg")))
    place = picture.header_offset + 30 + len(picture.filename)
    content[place : place + 64] = bytes(64)
    (tmp_path / "a.pptx").write_bytes(content)
    damaged = readers.read(tmp_path / "a.pptx", ReadContext())
    assert damaged.segments == readers.read(DECK, ReadContext()).segments


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    loop = tmp_path / "a.pptx"
    loop.symlink_to(loop)
    with pytest.raises(SourceError, match="cannot be read"):
        readers.read(loop, ReadContext())


BROKEN = """
class Broken:
    suffixes = (".broken",)
    def __init__(self):
        {init}
    def read(self, path, context):
        {read}
"""


@pytest.mark.parametrize(
    ("init", "read"),
    [
        ("pass", "return 1 // 0"),
        ("raise ValueError('no\\nway')", "pass"),
        ("pass", "import nothing"),
    ],
)
def test_a_broken_plug_in_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, init: str, read: str
) -> None:
    (tmp_path / "broken_reader.py").write_text(BROKEN.format(init=init, read=read), "utf-8")
    info = tmp_path / "acme_readers-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-readers\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[repurpose.readers]\nbroken = broken_reader:Broken\n")
    (tmp_path / "a.broken").write_text("x")
    monkeypatch.syspath_prepend(tmp_path)
    plugins._entry_points.cache_clear()
    try:
        with pytest.raises(SourceError) as caught:
            readers.read(tmp_path / "a.broken", ReadContext())
        assert readers.read(DECK, ReadContext()).segments  # the others go on
    finally:
        sys.modules.pop("broken_reader", None)
        plugins._entry_points.cache_clear()
    assert "the reader plug-in 'broken' of acme-readers failed" in caught.value.message
    assert "\n" not in str(caught.value)
