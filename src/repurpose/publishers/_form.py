"""Files that are read while they are sent: a video takes no room in memory. Given to requests as `data`;
may be sent more than once.

Source: RFC 7578 (multipart/form-data).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping

from repurpose.publishers._media import Attachment

PIECE = 1_000_000  # bytes


class Body:
    """A file as it is."""

    def __init__(self, file: Attachment) -> None:
        self._file = file

    def __len__(self) -> int:
        """In bytes."""
        return self._file.size

    def __iter__(self) -> Iterator[bytes]:
        return self._file.pieces(PIECE)


class Form:
    """A form with files in it.

    Args:
        files: By the fields they go into, under names that do not say what they are called here.

    Attributes:
        content_type: The header's value.
    """

    def __init__(self, fields: Mapping[str, str], files: Mapping[str, Attachment]) -> None:
        mark = secrets.token_hex(16)
        self.content_type = f"multipart/form-data; boundary={mark}"
        head = ""
        for field, value in fields.items():
            head += f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        self._pieces: list[bytes | Body] = [head.encode()]
        for field, file in files.items():
            shown = f"{file.medium.kind}.{file.mime.rpartition('/')[2]}"
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{shown}"\r\n'
            head += f"Content-Type: {file.mime}\r\n\r\n"
            self._pieces += [head.encode(), Body(file), b"\r\n"]
        self._pieces.append(f"--{mark}--\r\n".encode())

    def __len__(self) -> int:
        """In bytes."""
        return sum(map(len, self._pieces))

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            yield from (piece,) if isinstance(piece, bytes) else piece
