"""Files and their texts, in whatever encoding."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path

from repurpose.errors import SourceError

MAX_TEXT_BYTES = 60_000_000  # a million words of recognised captions
MAX_LINES = 1_500_000
_PIECE = 1 << 24  # bytes
_digests: dict[tuple[str, int, int], str] = {}


def head_of(path: Path) -> bytes:
    """The first bytes of a file.

    Raises:
        SourceError: it is missing, empty, no file, or a lock of Office.
    """
    try:
        head = _head(path)
    except FileNotFoundError:
        raise SourceError(
            "no such file", where=str(path), hint="see that the path is right"
        ) from None
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", where=str(path), hint="see who may read it"
        ) from error
    if not head:
        raise SourceError("is empty", where=str(path), hint="save or download it again")
    return head


def _head(path: Path) -> bytes:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise SourceError("is a folder", where=str(path), hint="name the files in it")
    if not stat.S_ISREG(mode):  # a pipe would wait for ever, a device never end
        raise SourceError("is no file", where=str(path), hint="save it to a file first")
    if path.name.startswith("~$"):
        raise SourceError(
            "is a lock file that Office leaves while a document is open",
            where=str(path),
            hint=f"take the document itself: {path.name[2:]}",
        )
    with path.open("rb") as file:
        return file.read(4096)


def sha256(path: Path, progress: Callable[[int, int], None] = lambda done, total: None) -> str:
    """The digest of a file's bytes, as hexadecimal digits; of a large file that has not changed
    since, it is not made again.

    Args:
        progress: Called with (done, total) in bytes, for a large file.
    """
    now = path.stat()
    if now.st_size <= _PIECE:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    state = (str(path.absolute()), now.st_size, now.st_mtime_ns)
    if state not in _digests:
        _digests[state] = _digest(path, now.st_size, progress)
    return _digests[state]


def _digest(path: Path, size: int, progress: Callable[[int, int], None]) -> str:
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            progress(min(file.tell(), size), size)
    return digest.hexdigest()


def text_of(path: Path, most: int = MAX_TEXT_BYTES, lines: int = MAX_LINES) -> str:
    """A text file's text, in whatever of the usual encodings it is, with \\n for line ends.

    Args:
        most: The most bytes it may have.
        lines: The most lines.

    Raises:
        SourceError: it is no text, or far too large.
    """
    if path.stat().st_size > most:
        raise _too_large(path, most, lines)
    text = _decoded(path.read_bytes())
    if text is None:
        raise SourceError("is not a text", where=str(path), hint="save it as plain text in UTF-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if text.count("\n") > lines:
        raise _too_large(path, most, lines)
    return text


def _too_large(path: Path, most: int, lines: int) -> SourceError:
    return SourceError(
        f"is larger than any transcript ({most // 1_000_000} MB, {lines:,} lines)",
        where=str(path),
        hint="split it, if it is one",
    )


def _decoded(content: bytes) -> str | None:
    marks = (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
    )
    for mark, encoding in marks:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if b"\0" in content:
        return _utf16_without_mark(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(content) or _legacy(content)


def _utf16_without_mark(content: bytes) -> str | None:
    even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
    if max(even, odd) < 0.3 * min(len(content), 4096) / 2:
        return None
    text = content.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")
    strange = sum(
        not character.isprintable() for character in text[:4096] if character not in "\n\r\t"
    )
    return text if strange < 0.02 * len(text[:4096]) else None


def _damaged_utf8(content: bytes) -> str | None:
    """UTF-8 in which single bytes are broken, as where a file was cut; None where it is another
    encoding, in which next to nothing makes sense as UTF-8."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - broken
    return text if sound > 2 * broken else None


def _legacy(content: bytes) -> str | None:
    """Windows-1252 where it reads as text; else what is most likely."""
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in content[:65536])
    if controls > 0.01 * min(len(content), 65536):
        return None
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    letters = [character for character in text[:65536] if ord(character) > 127]
    if sum(character.isalpha() or character in "«»„“”’–—…°§€" for character in letters) < 0.6 * len(
        letters
    ):
        from charset_normalizer import from_bytes

        best = from_bytes(content[:200_000]).best()
        return content.decode(best.encoding, errors="replace") if best else None
    return text
