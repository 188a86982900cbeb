"""Office files that a password protects ([MS-OFFCRYPTO]), opened in memory; nothing of them is
written to the disk."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from repurpose.errors import SourceError
from repurpose.protocols import ReadContext

PartKey = Callable[[int, bytes], bytes]
VARIABLE = "REPURPOSE_PASSWORD"
MOST_BYTES = 200_000_000  # of a file that is decrypted: it is held in memory twice
MOST_ROUNDS = 1_000_000  # of hashing; Office takes 100,000, [MS-OFFCRYPTO] allows ten million
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Office protects files with these where nobody gave a password, and opens them without asking.
_DEFAULTS = ("VelvetSweatshop", "/01Hannes Ruescher/01")
_SPIN = re.compile(rb'spinCount="(\d+)"')


def unlocked(path: Path, context: ReadContext) -> Path | IO[bytes]:
    """An Office file of the years since 2007: its path, or what it holds where it is encrypted.

    Raises:
        SourceError: the password is missing or wrong, or the file is damaged.
    """
    with path.open("rb") as file:
        if file.read(len(_OLE)) != _OLE:
            return path
    return _decrypted(path, context)


def part_key(path: Path, context: ReadContext) -> PartKey:
    """What decrypts a part of an old PowerPoint file, given its number and bytes
    ([MS-OFFCRYPTO] 2.3.5). Raises as `unlocked`.

    The library's own decryption of such files takes the parts to stand in the order of their
    numbers, which many do not; so only its cipher is used.
    """
    from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI

    document = _with_password(path, context, _slides)

    def key(number: int, content: bytes) -> bytes:
        size = max(1, len(content))  # one block: the key does not change inside a part
        opened = DocumentRC4CryptoAPI.decrypt(
            document.key, document.salt, document.keySize, io.BytesIO(content), size, number
        )
        return bytes(opened.read())

    return key


def _decrypted(path: Path, context: ReadContext) -> IO[bytes]:
    opened = io.BytesIO()
    document = _with_password(path, context, _package)
    with _failures(path):
        document.decrypt(opened)
    opened.seek(0)
    return opened


def _with_password(path: Path, context: ReadContext, kind: Callable[[IO[bytes]], Any]) -> Any:
    """The library's document, with its key. Tries the passwords that Office knows itself, then the
    user's."""
    if path.stat().st_size > MOST_BYTES:
        raise SourceError(
            "is protected with a password and too large to be opened here",
            where=str(path),
            hint="save a copy without a password",
        )
    content = path.read_bytes()
    for password in _DEFAULTS:
        if (document := _tried(path, content, password, kind)) is not None:
            return document
    given = context.password()
    if not given:
        raise SourceError(
            "is protected with a password",
            where=str(path),
            hint=f"set the environment variable {VARIABLE} to it, or save a copy without",
        )
    document = _tried(path, content, given, kind)
    if document is None:
        raise SourceError(
            f"is protected with another password than the one in {VARIABLE}",
            where=str(path),
            hint="check it, or save a copy without a password",
        )
    return document


def _package(file: IO[bytes]) -> Any:
    import olefile
    from msoffcrypto.format.ooxml import OOXMLFile

    with olefile.OleFileIO(file) as document:
        about = document.openstream("EncryptionInfo").read(100_000)
    file.seek(0)
    spin = _SPIN.search(about)
    if spin is not None and int(spin[1]) > MOST_ROUNDS:
        raise ValueError("more rounds of hashing than any program asks for")
    return OOXMLFile(file)


def _slides(file: IO[bytes]) -> Any:
    from msoffcrypto.format.ppt97 import Ppt97File

    return Ppt97File(file)


def _tried(path: Path, content: bytes, password: str, kind: Callable[[IO[bytes]], Any]) -> Any:
    """The document with its key; None where the password is another one."""
    from msoffcrypto.exceptions import InvalidKeyError

    with _failures(path):
        document = kind(io.BytesIO(content))
        checks = {"verify_password": True} if document.format == "ooxml" else {}
        try:
            document.load_key(password=password, **checks)
        except InvalidKeyError:
            return None
        return document


@contextmanager
def _failures(path: Path) -> Iterator[None]:
    """Of many kinds: the library trusts what stands in the file."""
    try:
        yield
    except Exception as error:
        raise SourceError(
            "is protected with a password, and damaged or protected in an unknown way",
            where=str(path),
            hint="open it in Office and save a copy without a password",
        ) from error
