"""The text of a PDF's pages with its places, as a program of its own:
python -m repurpose.readers.decks.pdf_pages FILE FIRST

PDFium is native code: a file made to do harm can make it crash, spin or fill the memory. A process of
its own can be bounded and ended. It takes {"password": "…"} as a line on standard input, goes on as
long as that stays open, and writes a JSON object a line:

    {"pages": 12, "about": {"Title": "…"}, "outline": [["Name", 3], …]}      once
    {"page": 3, …}                                         a page, see `_page`, or its "fault"
    {"error": "password" | "locked" | "damaged" | "crowded"}                 and no more
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from repurpose.programs.bounds import bound_memory, end_with_parent
from repurpose.readers.decks.pdf_glyphs import Glyph, Look, Pieces, looks

MOST_MEMORY = 800_000_000  # bytes of address space
MOST_PAGES = 20_000
MOST_CHARACTERS = 200_000  # a page
_MOST_LINKS = 2_000  # a page
_MOST_OBJECTS = 500  # a page, looked at for pictures
_MANY_CURVES = 20  # letters drawn as curves, or a drawing with some
_ABOUT = ("Title", "Author", "CreationDate", "ModDate")
_ERRORS = {pdfium.FPDF_ERR_PASSWORD: "password", pdfium.FPDF_ERR_SECURITY: "locked"}
_NOTES = (
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_STRIKEOUT,
)
_CONTROLS = frozenset((0, 9, 10, 13, 0xFFFF))
_HYPHENS = frozenset((2, 0xFFFE))  # PDFium's own signs for a hyphen at the end of a line


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends at once, also in the middle of computing
    bound_memory(MOST_MEMORY)
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is not an answer
    password = json.loads(sys.stdin.buffer.readline())["password"]
    end_with_parent()
    try:
        for answer in _answers(sys.argv[1], int(sys.argv[2]), password):
            print(json.dumps(answer, separators=(",", ":")), file=lines, flush=True)
    except MemoryError:
        print('{"error":"crowded"}', file=lines, flush=True)
    except OSError:  # nobody listens any more
        pass
    os._exit(0)  # what PDFium would tidy up goes with the process


def _answers(path: str, first: int, password: str | None) -> Iterator[dict[str, Any]]:
    document, error = _opened(path, password)
    if document is None:
        yield {"error": error}
        return
    count = pdfium.FPDF_GetPageCount(document)
    if not 0 < count <= MOST_PAGES:
        yield {"error": "crowded" if count > 0 else "damaged"}
        return
    if first == 1:
        yield {"pages": count, "about": _about(document), "outline": _outline(document)}
    for number in range(first, count + 1):
        try:
            yield {"page": number, **_page(document, number - 1)}
        except MemoryError:
            yield {"page": number, "fault": "crowded"}


def _opened(path: str, password: str | None) -> tuple[Any, str]:
    """Old ways of protection take the bytes of Latin-1, new ones of UTF-8 (ISO 32000-2, 7.6.4)."""
    words = password or ""
    for secret in dict.fromkeys((words.encode(), words.encode("latin-1", "replace"))):
        document = pdfium.FPDF_LoadDocument(f"{path}\0".encode(), secret + b"\0")
        if document:
            return document, ""
    return None, _ERRORS.get(pdfium.FPDF_GetLastError(), "damaged")


def _utf16(get: Any) -> str:
    """What a function of PDFium says that fills a buffer with UTF-16 and returns the bytes needed."""
    size = get(None, 0)
    if not 2 < size < 1_000_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _about(document: Any) -> dict[str, str]:
    def text(name: str) -> str:
        tag = f"{name}\0".encode()
        return _utf16(lambda buffer, size: pdfium.FPDF_GetMetaText(document, tag, buffer, size))

    return {name: value for name in _ABOUT if (value := text(name))}


def _outline(document: Any) -> list[tuple[str, int]]:
    """The first level of the bookmarks, with their pages (1-based)."""
    found: list[tuple[str, int]] = []
    mark = pdfium.FPDFBookmark_GetFirstChild(document, None)
    while mark and len(found) < 500:
        goal = pdfium.FPDFBookmark_GetDest(document, mark)
        page = pdfium.FPDFDest_GetDestPageIndex(document, goal) if goal else -1
        name = _utf16(lambda buffer, size, at=mark: pdfium.FPDFBookmark_GetTitle(at, buffer, size))
        if page >= 0 and name:
            found.append((name, page + 1))
        mark = pdfium.FPDFBookmark_GetNextSibling(document, mark)
    return found


def _page(document: Any, index: int) -> dict[str, Any]:
    """A page.

    "size" is its width and height in points before it is turned, "turn" how many quarters it is
    turned clockwise when it is displayed, "pieces" are described in
    `pdf_glyphs`, "links" are [left, top, right, bottom, address] before anything is turned, "notes" are [author, text,
    shown], "label" is the number printed on it, "picture" tells that nothing but pictures is on it,
    "strange" how many of its characters say nothing.
    """
    page = pdfium.FPDF_LoadPage(document, index)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    if not text:
        return {"fault": "damaged"}
    frame = _Frame(page)
    count = pdfium.FPDFText_CountChars(text)
    pieces = Pieces()
    strange = _fill(pieces, text, min(count, MOST_CHARACTERS), frame)
    found = {
        "size": frame.size,
        "turn": pdfium.FPDFPage_GetRotation(page),
        "pieces": pieces.done(),
        "links": list(_links(document, page, frame)),
        "notes": list(_notes(page)),
        "label": _utf16(lambda b, size: pdfium.FPDF_GetPageLabel(document, index, b, size)),
        "picture": not pieces and _has_pictures(page),
        "strange": strange,
        "cut": count > MOST_CHARACTERS,
    }
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return found


class _Frame:
    """The page's edges, and its places as they are where text of some direction is upright."""

    def __init__(self, page: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self.left, self.right = sorted((box.left, box.right))
        self.bottom, self.top = sorted((box.bottom, box.top))
        self.size = [round(self.right - self.left, 1), round(self.top - self.bottom, 1)]

    def at(self, x: float, y: float, look: Look) -> tuple[float, float]:
        """Rightward and downward, turned so that text of this look runs from left to right."""
        if look.turn == 0:
            return x - self.left, self.top - y
        if look.turn == 1:
            return y - self.bottom, x - self.left
        if look.turn == 2:
            return self.right - x, y - self.bottom
        if look.turn == 3:
            return self.top - y, self.right - x
        across, up = math.cos(look.angle), math.sin(look.angle)
        return x * across + y * up, x * up - y * across


def _fill(pieces: Pieces, text: Any, count: int, frame: _Frame) -> int:
    """All characters in the order of the file, in which PDFium has put right-to-left text into its
    logical order. How many say nothing."""
    strange = 0
    seen: dict[int, Look] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    get_code, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    get_origin, get_object = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetTextObject
    for index in range(count):
        code = get_code(text, index)
        if code in _HYPHENS:
            code = 45
        elif code in _CONTROLS or code > 0x10FFFF:
            strange += code == 0
            pieces.space()
            continue
        if code == 32 and pdfium.FPDFText_IsGenerated(text, index):
            pieces.space()
            continue
        owner = get_object(text, index)
        key = ctypes.cast(owner, ctypes.c_void_p).value or 0
        look = seen.get(key) or seen.setdefault(key, looks(text, index, owner))
        if not (get_origin(text, index, x, y) and get_box(text, index, box)):
            continue
        first, _ = frame.at(box.left, box.bottom, look)
        last, _ = frame.at(box.right, box.top, look)
        _, line = frame.at(x.value, y.value, look)
        pieces.add(Glyph(look.sign(code), min(first, last), max(first, last), line, look))
    return strange


def _links(document: Any, page: Any, frame: _Frame) -> Iterator[list[Any]]:
    place, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, place, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        address = _address(document, action)
        if address and pdfium.FPDFLink_GetAnnotRect(link, box):
            left, top = box.left - frame.left, frame.top - box.top
            right, bottom = box.right - frame.left, frame.top - box.bottom
            yield [*(round(edge, 1) for edge in (left, top, right, bottom)), address]


def _address(document: Any, action: Any) -> str:
    size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < size < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _notes(page: Any) -> Iterator[list[Any]]:
    """What readers wrote on the page: author, text, and whether it stands there openly."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_LINKS)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        if kind in _NOTES and (words := _said(note, b"Contents\0")):
            yield [_said(note, b"T\0"), words, kind == pdfium.FPDF_ANNOT_FREETEXT]
        pdfium.FPDFPage_CloseAnnot(note)


def _said(note: Any, key: bytes) -> str:
    def get(buffer: Any, size: int) -> int:
        as_utf16 = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if buffer else None
        return int(pdfium.FPDFAnnot_GetStringValue(note, key, as_utf16, size))

    return _utf16(get)


def _has_pictures(page: Any) -> bool:
    """Whether what is drawn on a page may be a picture of text, or text as curves."""
    curves = 0
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(min(count, _MOST_OBJECTS)):
        kind = pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index))
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            return True
        curves += kind == pdfium.FPDF_PAGEOBJ_PATH
    return curves >= _MANY_CURVES


if __name__ == "__main__":
    main()
