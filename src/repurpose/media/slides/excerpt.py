"""Some pages of a PDF as a PDF, as a program of its own: python -m repurpose.media.slides.excerpt

PDFium is native code, as in `repurpose.media.drawn_pages`. It takes a line on standard input,

    {"file": "…", "target": "…", "pages": [4, 9]}

and writes one: {"count": 12}, of the pages of the whole, or {"error": "password" | "damaged" | "room"}.

What readers have added to a page (comments, highlights), and what is attached to the file, is left
behind; of links, those to the web and to other pages stay.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from repurpose.media.drawn_pages import MOST_MEMORY
from repurpose.programs.bounds import bound_memory

_ELSEWHERE = ("http://", "https://", "mailto:")


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    bound_memory(MOST_MEMORY)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is not an answer
    pdfium.FPDF_InitLibrary()
    asked = json.loads(sys.stdin.buffer.readline())
    try:
        answer = _excerpt(**asked)
    except MemoryError:
        answer = {"error": "damaged"}
    except OSError:
        answer = {"error": "room"}
    print(json.dumps(answer), file=answers, flush=True)
    os._exit(0)  # what PDFium would tidy up goes with the process


def _excerpt(file: str, target: str, pages: list[int]) -> dict[str, Any]:
    whole = pdfium.FPDF_LoadDocument(f"{file}\0".encode(), None)
    if not whole:
        locked = pdfium.FPDF_GetLastError() in (
            pdfium.FPDF_ERR_PASSWORD,
            pdfium.FPDF_ERR_SECURITY,
        )
        return {"error": "password" if locked else "damaged"}
    for number in pages:
        page = pdfium.FPDF_LoadPage(whole, number - 1)
        if not page:
            return {"error": "damaged"}
        _strip(whole, page)
        pdfium.FPDF_ClosePage(page)
    part = pdfium.FPDF_CreateNewDocument()
    indices = (ctypes.c_int * len(pages))(*(number - 1 for number in pages))
    if not pdfium.FPDF_ImportPagesByIndex(part, whole, indices, len(pages), 0):
        return {"error": "damaged"}
    _save(part, Path(target))
    return {"count": pdfium.FPDF_GetPageCount(whole)}


def _strip(document: Any, page: Any) -> None:
    """Take what is no part of the slide from a page."""
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        keep = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_LINK and _leads(
            document, pdfium.FPDFAnnot_GetLink(annotation)
        )
        pdfium.FPDFPage_CloseAnnot(annotation)
        if not keep:
            pdfium.FPDFPage_RemoveAnnot(page, index)


def _leads(document: Any, link: Any) -> bool:
    """Whether a link leads somewhere for who has only this file."""
    action = pdfium.FPDFLink_GetAction(link) if link else None
    if not action:
        return bool(link) and bool(pdfium.FPDFLink_GetDest(document, link))
    kind = pdfium.FPDFAction_GetType(action)
    if kind != pdfium.PDFACTION_URI:
        return bool(kind == pdfium.PDFACTION_GOTO)
    size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    path = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document, action, path, size)
    return path.value.decode("utf-8", "replace").lower().startswith(_ELSEWHERE)


def _save(document: Any, target: Path) -> None:
    failed: list[OSError] = []
    with target.open("wb") as file:

        def write(_: Any, data: Any, size: int) -> int:
            try:
                file.write(ctypes.string_at(data, size))
            except OSError as error:
                failed.append(error)
                return 0
            return 1

        writer = pdfium.FPDF_FILEWRITE(version=1)
        kind = dict(pdfium.FPDF_FILEWRITE._fields_)["WriteBlock"]
        writer.WriteBlock = kind(write)
        saved = pdfium.FPDF_SaveAsCopy(document, ctypes.byref(writer), pdfium.FPDF_NO_INCREMENTAL)
    if failed or not saved:
        raise failed[0] if failed else OSError("not saved")


if __name__ == "__main__":
    main()
