"""The files below a folder, in the order in which a person would name them."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from repurpose.errors import SourceError

MOST_FILES = 10_000
_EVERY = 100  # files between two reports of progress
_OWN = frozenset({"repurpose.yaml", "repurpose.yml", "feed.html"})
_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})  # made by Windows and macOS
_CACHE = "CACHEDIR.TAG"  # marks a folder that holds nothing of its own
_NUMBERS = re.compile(r"([0-9]+)")


def natural(name: str) -> tuple[list[str | int], str]:
    """A key to sort names as people do: 2 before 10, capitals like small letters."""
    pieces = _NUMBERS.split(unicodedata.normalize("NFC", name).casefold())
    return [int(piece) if at % 2 else piece for at, piece in enumerate(pieces)], name


def is_passed_over(name: str) -> bool:
    """Whether nobody means a file or folder of this name: hidden, a lock of an Office program,
    made by the system or by this one."""
    return name.startswith((".", "~$")) or name.lower() in _SYSTEMS | _OWN


@dataclass(kw_only=True)
class Listing:
    """Lists what one word of a command names. Links to folders are followed, none twice.

    Attributes:
        word: The word.
        state: The folder of the outbox, which is passed over.
        progress: Called with the name of the folder and (done, total).
        errors: Gets the folders that nobody may look into.
    """

    word: Path
    state: Path | None
    progress: Callable[[str, int, int], None]
    errors: list[SourceError]
    _seen: int = 0
    _visited: set[str] = field(default_factory=set)

    def files(self, root: Path) -> Iterator[Path]:
        """A folder's files before its folders, each in natural order.

        Raises:
            SourceError: there are too many.
        """
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            entries = self._entries(folder)
            if folder != root and self._is_own(folder, entries):
                continue
            folders = [folder / entry.name for entry in entries if _is_folder(entry)]
            yield from (folder / entry.name for entry in entries if not _is_folder(entry))
            waiting += reversed(folders)

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        real = os.path.realpath(folder)
        if real in self._visited:
            return []
        self._visited.add(real)
        entries: list[os.DirEntry[str]] = []
        try:
            with os.scandir(folder) as listed:
                for entry in listed:
                    self.count()
                    if not is_passed_over(entry.name):
                        entries.append(entry)
        except OSError as error:
            self.errors.append(
                SourceError(
                    f"cannot be looked into: {error.strerror}",
                    where=str(folder),
                    hint="see who may read it",
                )
            )
        return sorted(entries, key=lambda entry: natural(entry.name))

    def count(self) -> None:
        """One more file was seen.

        Raises:
            SourceError: that is too many.
        """
        self._seen += 1
        if self._seen > MOST_FILES:
            raise SourceError(
                f"holds more than {MOST_FILES:,} files",
                where=str(self.word),
                hint="name a smaller folder",
            )
        if self._seen % _EVERY == 0:
            self.progress(f"{self.word.name or self.word}", self._seen, MOST_FILES)

    def _is_own(self, folder: Path, entries: list[os.DirEntry[str]]) -> bool:
        if any(entry.name == _CACHE for entry in entries):
            return True
        return self.state is not None and os.path.realpath(folder) == os.path.realpath(self.state)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
