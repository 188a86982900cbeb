"""Nothing that a file refers to is opened, and no size or name that it claims is believed."""

from __future__ import annotations

import socket
import struct
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pptx import Presentation

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.protocols import ReadContext

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "{}">]>'


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address, and who came to it."""
    came: list[str] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    stop = threading.Event()

    def listen() -> None:
        while not stop.is_set():
            try:
                connection, peer = server.accept()
            except OSError:
                continue
            came.append(str(peer))
            connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x.png", came
    finally:
        stop.set()
        thread.join()
        server.close()


def _zip(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _docx(folder: Path, prolog: str = "", rels: str = "", names: tuple[str, ...] = ()) -> Path:
    text = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>Ein Satz.</w:t></w:r></w:p></w:body></w:document>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": prolog + text,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{rels}</Relationships>',
    }
    return _zip(folder / "a.docx", parts | dict.fromkeys(names, "x"))


def _outside(kind: str, target: str) -> str:
    return f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'


def _deck(folder: Path, url: str) -> Path:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Ein Satz."
    for kind in ("image", "video", "slideLayout", "notesSlide", "chart", "comments"):
        slide.part.rels.get_or_add_ext_rel(f"{OFFICE}/{kind}", url)
    deck.save(str(folder / "a.pptx"))
    return folder / "a.pptx"


def _document(folder: Path, url: str) -> Path:
    kinds = ("image", "attachedTemplate", "header", "footnotes", "styles", "oleObject")
    return _docx(folder, rels="".join(_outside(kind, url) for kind in kinds))


def _open_document(folder: Path, url: str) -> Path:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:draw="{space}:drawing:1.0" '
        f'xmlns:text="{space}:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:presentation>'
        f"<draw:page><draw:frame><draw:text-box><text:p>Ein Satz.</text:p></draw:text-box></draw:frame>"
        f'<draw:frame><draw:image xlink:href="{url}"/></draw:frame><draw:frame><draw:object xlink:href="{url}"/></draw:frame>'
        "</draw:page></office:presentation></office:body></office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": content}
    return _zip(folder / "a.odp", parts)


def _text(name: str, text: str) -> Callable[[Path, str], Path]:
    def write(folder: Path, url: str) -> Path:
        (folder / name).write_text(text.format(url=url), "utf-8")
        return folder / name

    return write


@pytest.mark.parametrize(
    "make",
    [
        _deck, _document, _open_document, _text("a.md", "Ein Satz. ![]({url})\n\n<img src='{url}'>\n"),
        _text("a.html", "<base href='{url}'><link rel=stylesheet href='{url}'><p>Ein Satz.<img src='{url}'><iframe src='{url}'>"),
        _text("a.vtt", "WEBVTT\n\nSTYLE\n@import url({url});\n\n00:01.000 --> 00:02.000\nEin Satz.\n"),
        _text("a.ttml", '<?xml-stylesheet href="{url}"?><tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="0s" end="1s">Ein Satz.</p></div></body></tt>'),
    ],
)  # fmt: skip
def test_nothing_is_fetched(
    tmp_path: Path, listener: tuple[str, list[str]], make: Callable[[Path, str], Path]
) -> None:
    url, came = listener
    asset = readers.read(make(tmp_path, url), ReadContext())
    assert "Ein Satz." in [segment.text for segment in asset.segments]
    assert came == []


@pytest.mark.parametrize("form", ["docx", "ttml"])
def test_entities_are_refused(tmp_path: Path, listener: tuple[str, list[str]], form: str) -> None:
    url, came = listener
    prolog = LAUGHS.format(url)
    path = tmp_path / "a.ttml"
    if form == "docx":
        path = _docx(tmp_path, prolog)
    else:
        path.write_text(
            f'{prolog}<tt xmlns="http://www.w3.org/ns/ttml"><body><p>&b;</p></body></tt>', "utf-8"
        )
    with pytest.raises(SourceError) as caught:
        readers.read(path, ReadContext())
    assert len(str(caught.value).splitlines()) == 1
    assert came == []


def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path) -> None:
    inner = tmp_path / "innen"
    inner.mkdir()
    names = ("../../gelesen.txt", "/tmp/gelesen.txt", "C:\\gelesen.txt", "..\\gelesen.txt")
    readers.read(_docx(inner, names=names), ReadContext())
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a.docx"]


def test_four_gigabytes_that_are_only_claimed(tmp_path: Path) -> None:
    path = _docx(tmp_path)
    content = bytearray(path.read_bytes())
    line = content.rfind(b"PK\1\2", 0, content.rfind(b"word/document.xml"))
    struct.pack_into("<I", content, line + 24, 0xFFFFFFF0)
    path.write_bytes(content)
    with pytest.raises(SourceError, match="this looks like a zip bomb"):
        readers.read(path, ReadContext())
