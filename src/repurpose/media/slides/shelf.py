"""Where drawn slides are kept, by the content of their deck. A file is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from repurpose import caching
from repurpose.errors import RepurposeError

MOST_BYTES = 500_000_000
MOST_DAYS = 90
_PART = ".part"  # what is being made, or was when somebody pulled the plug
_RELEASE = 1  # another one where the same deck is drawn in another way


class Shelf:
    """The pictures of one deck, and the PDF that they are drawn from.

    Args:
        folder: Of all pictures.
        digest: Of the deck's bytes, as hexadecimal digits.
        drawn_by: What changes with the program that draws; None where it is not there: then the
            newest that it drew is taken.
    """

    def __init__(self, folder: Path, digest: str, drawn_by: str | None) -> None:
        self._folder = folder
        self._deck = f"{digest[:32]}-{_RELEASE}"
        self._name = f"{self._deck}-{self._newest() if drawn_by is None else drawn_by}"

    def pictures(self, numbers: Iterable[int]) -> dict[int, Path]:
        """Those of the slides that are there, by number."""
        named = {number: self._picture(number) for number in numbers}
        return {number: file for number, file in named.items() if _used(file)}

    def pdf(self) -> Path | None:
        """The PDF of all slides, if it is there."""
        file = self._folder / f"{self._name}.pdf"
        return file if _used(file) else None

    @contextlib.contextmanager
    def room(self) -> Iterator[Path]:
        """A folder for what is being made; it is gone after the block."""
        caching.prepare(self._folder)
        try:
            place = tempfile.TemporaryDirectory(
                dir=self._folder, suffix=_PART, ignore_cleanup_errors=True
            )
        except OSError as error:
            raise self._unwritten(error) from error
        with place as name:
            yield Path(name)

    def keep_pdf(self, file: Path, room: Path) -> Path:
        """Put the PDF of all slides on the shelf. Raises RepurposeError where that cannot be."""
        target = self._folder / f"{self._name}.pdf"
        try:
            shutil.copyfile(file, room / "deck.pdf")
            (room / "deck.pdf").replace(target)
        except OSError as error:
            raise self._unwritten(error) from error
        return target

    def keep(self, room: Path, numbers: Iterable[int]) -> None:
        """Put the pictures of slides on the shelf, which lie in `room` as 4.png and so on. Raises as
        `keep_pdf` does."""
        kept: list[Path] = []
        try:
            for number in numbers:
                kept.append((room / f"{number}.png").replace(self._picture(number)))
        except OSError as error:
            raise self._unwritten(error) from error
        caching.trim(self._folder, (".png", ".pdf", _PART), MOST_BYTES, MOST_DAYS, kept)

    def drop_pdf(self) -> None:
        """It is of no use."""
        with contextlib.suppress(OSError):
            (self._folder / f"{self._name}.pdf").unlink()

    def _picture(self, number: int) -> Path:
        return self._folder / f"{self._name}-{number}.png"

    def _newest(self) -> str:
        """Who drew this deck last; "" where nobody did."""
        files: list[tuple[float, str]] = []
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            files = [(e.stat().st_mtime, e.name) for e in entries if e.name.startswith(self._deck)]
        _, name = max(files, default=(0.0, ""))
        return name.removeprefix(f"{self._deck}-").partition("-")[0].removesuffix(".pdf")

    def _unwritten(self, error: OSError) -> RepurposeError:
        return RepurposeError(
            f"the pictures of slides cannot be written: {error.strerror}",
            where=str(self._folder),
            hint="see that there is room and that you may write there",
        )


def _used(file: Path) -> bool:
    """Whether a file is there; used today, it is the last to be thrown away."""
    try:
        os.utime(file)
    except OSError:
        return False
    return True
