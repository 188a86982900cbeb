"""Pictures of a PDF's pages, as a program of its own: python -m repurpose.media.drawn_pages

PDFium is native code: a file made to do harm can make it crash, spin or fill the memory. A process of
its own can be bounded and ended. It takes a line on standard input,

    {"file": "…", "folder": "…", "pages": [4, 9], "side": 1920}

goes on as long as that stays open, writes 4.png and 9.png into the folder, and a JSON object a line:

    {"count": 12}                                      of the pages, once
    {"drawing": 4}                                     begun
    {"page": 4} or {"page": 4, "fault": "damaged"}     done
    {"error": "password" | "damaged" | "room"}         and no more

What readers have added to a page (comments, highlights) is not drawn, nor are frames around links.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import struct
import sys
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from repurpose.programs.bounds import bound_memory, end_with_parent

MOST_MEMORY = 1_500_000_000  # bytes of address space
_WRITERS = 2  # a picture takes longer to write than to draw
_FAST = 1  # of nine levels of zlib: the second is slower and hardly smaller
_DRAWING = pdfium.FPDF_REVERSE_BYTE_ORDER
_WHITE = b"\xff"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_STRIP = 32  # lines
_UP = 2  # the filter of PNG that writes what differs from the line above (PNG, section 9.2)
_HEADER = struct.Struct(">IIBBBBB")
_RGB = (8, 2, 0, 0, 0)  # bits a channel, colours, and what PNG knows one of


@dataclass(frozen=True, slots=True)
class _Raster:
    """A page as PNG wants it: line after line a byte for the filter, then three a pixel."""

    wide: int
    high: int
    lines: bytearray

    @property
    def stride(self) -> int:
        return _stride(self.wide)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends at once, also in the middle of drawing
    bound_memory(MOST_MEMORY)
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is not an answer
    pdfium.FPDF_InitLibrary()  # it need not wait for the file
    if not (line := sys.stdin.buffer.readline()):
        os._exit(0)
    asked = json.loads(line)
    end_with_parent()
    try:
        for answer in _answers(**asked):
            print(json.dumps(answer), file=lines, flush=True)
    except MemoryError:
        print('{"error":"damaged"}', file=lines, flush=True)
    except OSError:
        with contextlib.suppress(OSError):
            print('{"error":"room"}', file=lines, flush=True)
    os._exit(0)  # what PDFium would tidy up goes with the process


def _answers(file: str, folder: str, pages: list[int], side: int) -> Iterator[dict[str, Any]]:
    document = pdfium.FPDF_LoadDocument(f"{file}\0".encode(), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (
            pdfium.FPDF_ERR_PASSWORD,
            pdfium.FPDF_ERR_SECURITY,
        )
        yield {"error": "password" if locked else "damaged"}
        return
    count = pdfium.FPDF_GetPageCount(document)
    yield {"count": count}
    written: deque[tuple[int, Future[None]]] = deque()
    with ThreadPoolExecutor(_WRITERS) as writers:
        for page in pages:
            yield {"drawing": page}
            raster = _drawn(document, page - 1, side) if 0 < page <= count else None
            if raster is None:
                yield {"page": page, "fault": "damaged"}
                continue
            target = Path(folder) / f"{page}.png"
            written.append((page, writers.submit(_write, raster, target)))
            while len(written) > _WRITERS:
                yield _done(*written.popleft())
        for page, writing in written:
            yield _done(page, writing)


def _done(page: int, writing: Future[None]) -> dict[str, Any]:
    writing.result()
    return {"page": page}


def _drawn(document: Any, index: int, side: int) -> _Raster | None:
    """A page whose longer side has so many pixels."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = side / max(width, height, 1)
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    raster = _Raster(across, down, bytearray(_WHITE) * (_stride(across) * down))
    pixels = (ctypes.c_char * len(raster.lines)).from_buffer(raster.lines)
    bitmap = pdfium.FPDFBitmap_CreateEx(
        across, down, pdfium.FPDFBitmap_BGR, ctypes.byref(pixels, 1), raster.stride
    )
    if bitmap:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, _DRAWING)
        pdfium.FPDFBitmap_Destroy(bitmap)
    pdfium.FPDF_ClosePage(page)
    return raster if bitmap else None


def _stride(across: int) -> int:
    return 1 + 3 * across


def _write(raster: _Raster, target: Path) -> None:
    """As PNG. Pillow would try each filter for each line, which takes longer than to draw the page. A
    strip after the other stays in the processor's cache."""
    stride, high = raster.stride, raster.high
    lines = Image.frombuffer("L", (stride, high), raster.lines, "raw", "L", 0, 1)
    packer = zlib.compressobj(
        _FAST, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_FILTERED
    )
    packed: list[bytes] = []
    for top in range(0, high, _STRIP):
        end = min(high, top + _STRIP)
        here = lines.crop((0, top, stride, end))
        above = lines.crop((0, top - 1, stride, end - 1))  # above the first there is nothing: 0
        filtered = ImageChops.subtract_modulo(here, above)
        filtered.paste(_UP, (0, 0, 1, end - top))
        packed.append(packer.compress(filtered.tobytes()))
    packed.append(packer.flush())
    header = _HEADER.pack(raster.wide, high, *_RGB)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", b"".join(packed)), _chunk(b"IEND", b""))
    target.write_bytes(_SIGNATURE + b"".join(chunks))


def _chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return len(content).to_bytes(4) + checked + zlib.crc32(checked).to_bytes(4)


if __name__ == "__main__":
    main()
