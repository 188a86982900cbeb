"""The records of a PowerPoint file of the years until 2003 ([MS-PPT] 2.3): a tree in one stream.

What was saved last stands behind what it replaces; a directory tells where the newest version of
each part begins ([MS-PPT] 2.1.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct

_HEADER = Struct("<HHI")
HEAD = _HEADER.size
_CONTAINER = 0xF
_USER_EDIT, _DIRECTORY = 0x0FF5, 0x1772
_EDIT_HEADER, _EDIT_LENGTHS = b"\0\0\xf5\x0f", (b"\x1c\0\0\0", b"\x20\0\0\0")
_EDITS = 10_000  # saved versions that a file may name


class DamagedError(Exception):
    """The records do not fit together."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record; a container holds others.

    Attributes:
        kind: What it is, by the number that [MS-PPT] 2.13.24 gives it.
        instance: Which of several uses of the same kind.
        start, end: Of its content, within the stream.
    """

    stream: bytes
    kind: int
    instance: int
    start: int
    end: int
    is_container: bool

    @property
    def content(self) -> bytes:
        return self.stream[self.start : self.end]

    def number(self, offset: int, size: int = 4) -> int:
        """An unsigned number of the content.

        Raises:
            DamagedError: the content is too short.
        """
        if self.start + offset + size > self.end:
            raise DamagedError("a record is too short")
        return int.from_bytes(
            self.stream[self.start + offset : self.start + offset + size], "little"
        )

    def children(self, *kinds: int) -> Iterator[Record]:
        """The records directly inside, all or those of some kinds."""
        place = self.start
        while place + _HEADER.size <= self.end:
            record = at(self.stream, place, self.end)
            if not kinds or record.kind in kinds:
                yield record
            place = record.end

    def child(self, kind: int, instance: int | None = None) -> Record | None:
        """The first record of a kind directly inside."""
        found = self.children(kind)
        return next((r for r in found if instance is None or r.instance == instance), None)

    def below(self, *kinds: int) -> Iterator[Record]:
        """The records of some kinds at any depth; inside of one that is found no other is sought."""
        waiting = [self]
        while waiting:
            record = waiting.pop()
            if record.kind in kinds and record is not self:
                yield record
            elif record.is_container:
                waiting.extend(reversed(list(record.children())))


def at(stream: bytes, place: int, end: int | None = None) -> Record:
    """The record that begins at a place; one that is longer than what holds it ends with it.

    Raises:
        DamagedError: no record begins there.
    """
    end = len(stream) if end is None else end
    if not 0 <= place <= end - _HEADER.size:
        raise DamagedError("a record lies outside of the file")
    version, kind, length = _HEADER.unpack_from(stream, place)
    start = place + _HEADER.size
    inside = version & 0xF == _CONTAINER
    return Record(stream, kind, version >> 4, start, min(start + length, end), inside)


def length(head: bytes) -> int:
    """How many bytes a record takes that begins like this."""
    return HEAD + _HEADER.unpack(head)[2] if len(head) == HEAD else HEAD


def parts(stream: bytes, last_edit: int) -> tuple[dict[int, int], int]:
    """Where the newest version of each part begins, by its number; and the number of the document.

    Args:
        last_edit: Where the newest edit is described.

    Raises:
        DamagedError: the directory is not there.
    """
    found: dict[int, int] = {}
    document = None
    seen: set[int] = set()
    while last_edit and last_edit not in seen and len(seen) < _EDITS:
        seen.add(last_edit)
        edit = at(stream, last_edit)
        if edit.kind != _USER_EDIT:
            break
        document = edit.number(16) if document is None else document
        _add(found, at(stream, edit.number(12)))
        last_edit = edit.number(8)
    if document is None:
        raise DamagedError("its table of contents is missing")
    return found, document


def last_edit(stream: bytes) -> int:
    """Where the newest edit is described, for a file that does not say so or is wrong about it.

    Raises:
        DamagedError: nowhere.
    """
    place = stream.rfind(_EDIT_HEADER)
    while place >= 0:
        if stream[place + 4 : place + 8] in _EDIT_LENGTHS:
            return place
        place = stream.rfind(_EDIT_HEADER, 0, place)
    raise DamagedError("its table of contents is missing")


def _add(found: dict[int, int], directory: Record) -> None:
    if directory.kind != _DIRECTORY:
        raise DamagedError("its table of contents is damaged")
    offset, length = 0, directory.end - directory.start
    while offset + 4 <= length:
        entry = directory.number(offset)
        first, count = entry & 0xFFFFF, entry >> 20
        offset += 4
        for number in range(min(count, (length - offset) // 4)):
            found.setdefault(first + number, directory.number(offset + 4 * number))
        offset += 4 * count
