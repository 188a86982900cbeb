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
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from repurpose.programs.bounds import bound_memory, end_with_parent

MOST_MEMORY = 1_500_000_000  # bytes of address space
_WRITERS = 2  # a picture takes longer to write than to draw
_FAST = 1  # of nine levels of PNG: the second is slower and hardly smaller
_DRAWING = pdfium.FPDF_REVERSE_BYTE_ORDER
_WHITE = 0xFFFFFFFF


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends at once, also in the middle of drawing
    bound_memory(MOST_MEMORY)
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is not an answer
    pdfium.FPDF_InitLibrary()  # neither need wait for the file
    Image.preinit()
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
            picture = _drawn(document, page - 1, side) if 0 < page <= count else None
            if picture is None:
                yield {"page": page, "fault": "damaged"}
                continue
            target = Path(folder) / f"{page}.png"
            written.append((page, writers.submit(_write, picture, target)))
            while len(written) > _WRITERS:
                yield _done(*written.popleft())
        for page, writing in written:
            yield _done(page, writing)


def _done(page: int, writing: Future[None]) -> dict[str, Any]:
    writing.result()
    return {"page": page}


def _drawn(document: Any, index: int, side: int) -> Image.Image | None:
    """A page whose longer side has so many pixels."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = side / max(width, height, 1)
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = pdfium.FPDFBitmap_Create(across, down, 0)
    if not bitmap:
        pdfium.FPDF_ClosePage(page)
        return None
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, _WHITE)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, _DRAWING)
    pdfium.FPDF_ClosePage(page)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    content = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
    picture = Image.frombytes("RGB", (across, down), content, "raw", "RGBX", stride)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return picture


def _write(picture: Image.Image, target: Path) -> None:
    picture.save(target, "PNG", compress_level=_FAST)


if __name__ == "__main__":
    main()
