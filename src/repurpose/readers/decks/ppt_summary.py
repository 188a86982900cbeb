"""What an old Office file says of itself: title, author, date ([MS-OLEPS] 2.21), with bounds for
whatever the stream claims."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from struct import error as StructError
from struct import unpack_from

from repurpose.readers.decks.drawing import clean
from repurpose.readers.decks.properties import Properties, telling

MOST_SUMMARY = 1 << 17  # of the stream that is looked at
_MOST_PROPERTIES = 100
_CODEPAGE, _TITLE, _AUTHOR, _CREATED, _SAVED = 1, 2, 4, 12, 13
_STRING, _WIDE, _TIME = 0x1E, 0x1F, 0x40
_UTF8, _UTF16 = 65001, 1200
_EPOCH = datetime(1601, 1, 1)  # noqa: DTZ001 - the file counts in UTC


def summary(stream: bytes) -> Properties:
    """A side part: damage there does no harm."""
    places: dict[int, int] = {}
    with suppress(StructError):
        (start,) = unpack_from("<I", stream, 44)
        (count,) = unpack_from("<I", stream, start + 4)
        for number in range(min(count, _MOST_PROPERTIES)):
            name, place = unpack_from("<2I", stream, start + 8 + 8 * number)
            places[name] = start + place
    codepage = _codepage(stream, places)
    return Properties(
        title=telling(_text(stream, places.get(_TITLE), codepage)),
        author=_text(stream, places.get(_AUTHOR), codepage) or None,
        date=_time(stream, places.get(_SAVED)) or _time(stream, places.get(_CREATED)),
    )


def _codepage(stream: bytes, places: dict[int, int]) -> int:
    with suppress(StructError, KeyError):
        return int(unpack_from("<H", stream, places[_CODEPAGE] + 4)[0])
    return 1252


def _text(stream: bytes, place: int | None, codepage: int) -> str:
    if place is None:
        return ""
    try:
        kind, length = unpack_from("<2I", stream, place)
    except StructError:
        return ""
    if kind not in (_STRING, _WIDE):
        return ""
    wide = kind == _WIDE or codepage == _UTF16
    content = stream[place + 8 : place + 8 + min(length * (2 if kind == _WIDE else 1), 2000)]
    encoding = "utf-16-le" if wide else "utf-8" if codepage == _UTF8 else f"cp{codepage}"
    try:
        text = content.decode(encoding, "replace")
    except LookupError:
        text = content.decode("cp1252", "replace")
    return clean(text.partition("\0")[0])


def _time(stream: bytes, place: int | None) -> str | None:
    if place is None:
        return None
    with suppress(StructError, OverflowError):
        kind, low, high = unpack_from("<3I", stream, place)
        ticks = (high << 32) + low  # of a ten-millionth of a second
        if kind == _TIME and ticks:
            return (_EPOCH + timedelta(microseconds=ticks // 10)).isoformat() + "Z"
    return None
