"""A form with a file in it that is read while it is sent: a video takes no room in memory.

Source: RFC 7578 (multipart/form-data).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping

from repurpose.publishers._media import Attachment

PIECE = 1_000_000  # bytes


class Form:
    """Given to requests as `data`, with its content type. May be sent more than once.

    Args:
        file: Goes into the field `name`, under a name that does not say what it is called here.
    """

    def __init__(self, fields: Mapping[str, str], name: str, file: Attachment) -> None:
        self._file = file
        mark = secrets.token_hex(16)
        self.content_type = f"multipart/form-data; boundary={mark}"
        head = ""
        for field, value in fields.items():
            head += f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        shown = f"{file.medium.kind}.{file.mime.rpartition('/')[2]}"
        head += f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{shown}"\r\n'
        head += f"Content-Type: {file.mime}\r\n\r\n"
        self._head, self._tail = head.encode(), f"\r\n--{mark}--\r\n".encode()

    def __len__(self) -> int:
        """In bytes."""
        return len(self._head) + self._file.size + len(self._tail)

    def __iter__(self) -> Iterator[bytes]:
        yield self._head
        yield from self._file.pieces(PIECE)
        yield self._tail
