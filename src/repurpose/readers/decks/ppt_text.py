"""The texts of an old PowerPoint file: paragraphs with their links ([MS-PPT] 2.9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from repurpose.readers.decks.drawing import Words, clean
from repurpose.readers.decks.ppt_records import Record

HEADER, CHARS, BYTES, OUTLINE = 0x0F9F, 0x0FA0, 0x0FA8, 0x0F9E
STRING = 0x0FBA
TITLES = (0, 6)  # a title, a centred title
_INTERACTIVE, _ATOM, _RANGE = 0x0FF2, 0x0FF3, 0x0FDF
_FIELDS = (0x0FD8, 0x0FF7, 0x0FF8, 0x0FF9, 0x0FFA, 0x1015)  # numbers and dates
_FIELD = "*"  # stands in the text where a field is


class Text(NamedTuple):
    """What one box says. `kind`: its use, as the file numbers them (0: a title)."""

    kind: int
    words: list[Words]


def texts(records: Iterable[Record], links: Mapping[int, str]) -> Iterator[Text]:
    """The texts that stand in a row of records, each behind its header.

    Args:
        links: The addresses of the file by their numbers.
    """
    group: list[Record] = []
    for record in records:
        if record.kind == HEADER and group:
            yield _text(group, links)
            group = []
        if group or record.kind == HEADER:
            group.append(record)
    if group:
        yield _text(group, links)


def string(record: Record | None) -> str:
    """The text of a string record, in one line; "" where there is none."""
    return "" if record is None else clean(record.content.decode("utf-16-le", "replace"))


def _text(group: list[Record], links: Mapping[int, str]) -> Text:
    kind = group[0].content[:4]
    plain = "".join(_characters(record) for record in group)
    for record in group:
        if record.kind in _FIELDS and len(record.content) >= 4:
            place = int.from_bytes(record.content[:4], "little")
            if plain[place : place + 1] == _FIELD:
                plain = f"{plain[:place]}\0{plain[place + 1 :]}"
    ranges = list(_linked(group, links))
    return Text(int.from_bytes(kind, "little"), list(_paragraphs(plain, ranges)))


def _characters(record: Record) -> str:
    if record.kind == CHARS:
        return record.content.decode("utf-16-le", "replace")
    return record.content.decode("latin-1") if record.kind == BYTES else ""


class _Linked(NamedTuple):
    start: int
    end: int
    address: str


def _linked(group: list[Record], links: Mapping[int, str]) -> Iterator[_Linked]:
    """Which characters lead where: each link is followed by the characters it stands on."""
    address = ""
    for record in group:
        if record.kind == _INTERACTIVE:
            atom = record.child(_ATOM)
            address = "" if atom is None else links.get(atom.number(4), "")
        elif record.kind == _RANGE and address:
            yield _Linked(record.number(0), record.number(4), address)
            address = ""


def _paragraphs(plain: str, linked: list[_Linked]) -> Iterator[Words]:
    """A vertical tab is a soft break."""
    start = 0
    for raw in plain.split("\r"):
        end = start + len(raw)
        lines = (clean(line.replace("\0", "")) for line in raw.split("\v"))
        text = "\n".join(line for line in lines if line)
        here = (one.address for one in linked if one.start < end and one.end > start)
        if text:
            yield Words(text, tuple(dict.fromkeys(here)))
        start = end + 1
