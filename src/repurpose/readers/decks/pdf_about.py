"""What a PDF says of itself: title, author and date, in its information or its XMP."""

from __future__ import annotations

import mmap
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from repurpose.readers.archive import PartError, parsed
from repurpose.readers.decks.drawing import clean
from repurpose.readers.decks.properties import Properties, telling

_DATE = re.compile(
    r"(?:D:)?(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:(Z|[+-]\d\d)'?(\d\d)?)?)?)?)?.*"
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_BEGIN, _END = b"<x:xmpmeta", b"</x:xmpmeta>"
_MOST = 1_000_000  # bytes
_LONGEST = 500  # characters of a title
_FILE_NAME = re.compile(r"[\w.]*[-_.\d][-_\w.]*")  # as programs take it for a title


def about(path: Path, information: Mapping[str, str]) -> Properties:
    """From the information first, which most programs fill; what is missing there from the XMP."""
    title = _telling(information.get("Title", ""))
    author = clean(information.get("Author", "")[:_LONGEST])
    if not (title and author) and (xmp := _xmp(path)) is not None:
        title = title or _telling(_said(xmp, "title"))
        author = author or _said(xmp, "creator")
    dates = (_date(information.get(name, "")) for name in ("ModDate", "CreationDate"))
    return Properties(title, author or None, next((date for date in dates if date), None))


def _telling(title: str) -> str:
    title = clean(title[:_LONGEST])
    return "" if _FILE_NAME.fullmatch(title[:200]) else telling(title)


def _date(text: str) -> str | None:
    """D:20241205093000+01'00' (ISO 32000-2, 7.9.4) as ISO 8601."""
    match = _DATE.fullmatch(text[:50].strip())
    if match is None or match[1] < "1970":
        return None
    year, month, day, hour, minute, second, zone, zone_minutes = match.groups()
    if not "01" <= (month or "01") <= "12" or not "01" <= (day or "01") <= "31":
        return None
    if hour is None or day is None:
        return "-".join(part for part in (year, month or "01", day or "01"))
    offset = "Z" if zone in ("Z", None) else f"{zone}:{zone_minutes or '00'}"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}" + (offset if zone else "")


def _xmp(path: Path) -> Any:
    """The last one that stands readable in the file; None where there is none."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        end = content.rfind(_END)
        start = content.rfind(_BEGIN, 0, end) if end > 0 else -1
        if start < 0 or end - start > _MOST:
            return None
        packet = content[start : end + len(_END)]
    try:
        return None if b"<!" in packet else parsed(packet, "XMP")
    except PartError:
        return None


def _said(xmp: Any, name: str) -> str:
    items = [
        clean((item.text or "")[:_LONGEST]) for item in xmp.iterfind(f".//{_DC}{name}//{_RDF}li")
    ]
    return ", ".join(dict.fromkeys(filter(None, items[:5])))
