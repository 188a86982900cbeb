"""Writes small PDFs for tests: what stands where, and nothing else (ISO 32000-2, 7)."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfReader, PdfWriter

WIDE, TALL = (800, 450), (595, 842)
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
BOLD = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(packed), extra)
    return head + b"stream\n" + packed + b"\nendstream"


def text(words: str, x: float, y: float, size: float = 14, font: str = "F1", turn: str = "1 0 0 1",
         more: str = "") -> bytes:  # fmt: skip
    """One line that begins at (x, y), from the page's left and top; the page is as high as WIDE."""
    told = words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    place = f"BT {more} /{font} {size} Tf {turn} {x} {y} Tm (".encode()
    return place + told + b") Tj ET\n"


@dataclass
class Page:
    """`lines` are (words, x, y from the top, size); `raw` is drawn as it is."""

    lines: Sequence[tuple[str, float, float, float]] = ()
    raw: bytes = b""
    annotations: Sequence[bytes] = ()
    size: tuple[int, int] = WIDE
    extra: bytes = b""

    def content(self) -> bytes:
        height = self.size[1]
        return self.raw + b"".join(
            text(words, x, height - y, size) for words, x, y, size in self.lines
        )


@dataclass
class Writer:
    """Objects 1 and 2 are the catalogue and the pages, 3 and 4 the fonts F1 and F2."""

    pages: Sequence[Page]
    information: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, Sequence[bytes]] = field(default_factory=dict)
    catalog: bytes = b""
    trailer: bytes = b""
    extra: Sequence[bytes] = ()

    def write(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path

    def bytes(self) -> bytes:
        objects: list[bytes] = [b"", b"", HELVETICA, BOLD]
        names = b"/F1 3 0 R/F2 4 0 R"
        for name, (font, *parts) in self.fonts.items():
            first = len(objects) + 1
            objects += [font.replace(b"NEXT", b"%d 0 R" % (first + 1)), *parts]
            names += b"/%s %d 0 R" % (name.encode(), first)
        kids = []
        for page in self.pages:
            objects.append(stream(page.content()))
            notes = b"".join(page.annotations)
            kids.append(b"%d 0 R" % (len(objects) + 1))
            objects.append(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Annots[%s]"
                b"/Resources<</Font<<%s>>>>%s>>"
                % (*page.size, len(objects), notes, names, page.extra)
            )
        objects += self.extra
        told = b"".join(
            b"/%s(%s)" % (k.encode(), v.encode("cp1252")) for k, v in self.information.items()
        )
        objects.append(b"<<%s>>" % told)
        objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % self.catalog
        objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
        return _file(objects, b"/Info %d 0 R%s" % (len(objects), self.trailer))


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, trailer, len(out)
    )  # fmt: skip
    return out + head + table + tail


def speaking_font(*signs: str) -> list[bytes]:
    """A font whose characters A, B, C … stand for these signs."""
    pairs = b"".join(
        b"<%02X> <%s>\n" % (65 + place, sign.encode("utf-16-be").hex().encode())
        for place, sign in enumerate(signs)
    )
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%s"
        b"endbfchar endcmap end end" % (len(signs), pairs)
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode NEXT>>"
    return [font, stream(table)]


def protected(content: bytes, path: Path, user: str, owner: str) -> Path:
    """The same file, protected."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user, owner, algorithm="RC4-128")
    with path.open("wb") as file:
        writer.write(file)
    return path
