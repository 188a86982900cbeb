"""The slides of a deck as they look: drawn once, by LibreOffice where the deck is no PDF, and kept by
content."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal

from repurpose.errors import SourceError
from repurpose.media.slides import export
from repurpose.media.slides.drawing import Drawer, excerpted
from repurpose.media.slides.shelf import Shelf
from repurpose.model import Asset
from repurpose.text.confidentiality import is_mark

__all__ = ["SlidePictures", "slide_pictures", "slides_pdf"]

_PDF = b"%PDF-"

Progress = Callable[[int, int], None]
Privacy = Literal["hidden", "confidential"]


class SlidePictures(dict[int, Path]):
    """Slide number (1-based) to picture: a PNG whose longer side has 1920 pixels. It lies in the
    folder of what is kept, and goes when that is tidied up: copy what must last.

    Attributes:
        left_out: Those wanted that are private, by number: "hidden" or "confidential".
        faults: What could not be drawn, a line each.
    """

    def __init__(self) -> None:
        super().__init__()
        self.left_out: dict[int, Privacy] = {}
        self.faults: tuple[str, ...] = ()


def slide_pictures(
    asset: Asset,
    cache: Path,
    progress: Progress = lambda done, total: None,
    *,
    slides: Collection[int] | None = None,
    include: Collection[str] = (),
) -> SlidePictures:
    """Pictures of a deck's slides, or of a PDF's pages.

    Args:
        asset: As it was read: what is private in it tells which slides are.
        cache: The folder where they are kept; made where it is missing.
        progress: Called with (done, total) in slides, some times a second.
        slides: Those wanted; None: all.
        include: "hidden" and "confidential" where the user wants such slides: else there is never a
            picture of one.

    Raises:
        MissingProgram: LibreOffice is not installed, which a deck needs that is no PDF.
        SourceError: the asset has no slides, has changed since it was read, is protected with a
            password, or cannot be drawn.
        RepurposeError: the pictures cannot be written.
    """
    asked = _asked(asset, slides)
    private = _private(asset, include)
    wanted = [number for number in asked if number not in private]
    drawn_by = "pdf" if _is_pdf(asset.path) else export.installation()
    shelf = Shelf(cache, asset.sha256, drawn_by)
    found = shelf.pictures(wanted)
    missing = [number for number in wanted if number not in found]
    faults = _drawn(asset, shelf, missing, progress) if missing else ()
    pictures = SlidePictures()
    pictures.update(shelf.pictures(wanted) if missing else found)
    pictures.left_out = {number: private[number] for number in asked if number in private}
    pictures.faults = faults
    return pictures


def slides_pdf(
    asset: Asset,
    cache: Path,
    target: Path,
    *,
    slides: Collection[int],
    waiting: Callable[[], None] = lambda: None,
    include: Collection[str] = (),
) -> None:
    """Write a PDF of some slides, without notes, comments and attachments.

    Args:
        slides: Those wanted, at least one; private ones are left out.
        waiting: Called some times a second.

    Raises:
        As `slide_pictures`; SourceError too where all of them are private.
    """
    private = _private(asset, include)
    wanted = [number for number in _asked(asset, slides) if number not in private]
    if not wanted:
        raise SourceError("has no slide that may be shown", where=str(asset.path))
    drawn_by = "pdf" if _is_pdf(asset.path) else export.installation()
    shelf = Shelf(cache, asset.sha256, drawn_by)
    with shelf.room() as room, _pdf(asset, shelf, room, waiting) as pdf:
        _refuse_other_count(excerpted(pdf, wanted, target, asset.path), asset)


def _asked(asset: Asset, slides: Collection[int] | None) -> list[int]:
    if asset.kind != "deck" and not _is_pdf(asset.path):
        raise SourceError(
            "has no slides to show",
            where=str(asset.path),
            hint="pictures are made of the slides of decks and of the pages of PDFs",
        )
    every = range(1, asset.slides + 1)
    if slides is None:
        return list(every)
    if outside := sorted(set(slides) - set(every)):
        raise SourceError(
            f"has no slide {outside[0]}: there are {asset.slides}",
            where=str(asset.path),
            hint="see `repurpose read`",
        )
    return sorted(set(slides))


def _private(asset: Asset, include: Collection[str]) -> dict[int, Privacy]:
    private: dict[int, Privacy] = {}
    if "confidential" not in include:
        marked = (s.locator.sheet for s in asset.segments if is_mark(s.text))
        private |= {number: "confidential" for number in marked if number is not None}
    if "hidden" not in include:
        private |= dict.fromkeys(asset.hidden_slides, "hidden")
    return private


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _PDF in file.read(1024)
    except OSError:
        return path.suffix.lower() == ".pdf"


def _drawn(
    asset: Asset, shelf: Shelf, missing: Sequence[int], progress: Progress
) -> tuple[str, ...]:
    """Draw slides and put them on the shelf. What could not be drawn, a line each."""
    total = len(missing)
    drawn: list[int] = []
    faults: list[str] = []
    progress(0, total)
    with (
        shelf.room() as room,
        Drawer(asset.path) as drawer,
        _pdf(asset, shelf, room, lambda: progress(0, total)) as pdf,
    ):
        for done, (number, is_well) in enumerate(drawer.draw(pdf, missing, room), start=1):
            _refuse_other_count(drawer.count, asset)
            if is_well:
                drawn.append(number)
            else:
                faults.append(f"slide {number} cannot be drawn")
            progress(done, total)
        shelf.keep(room, drawn)
    return tuple(faults)


def _refuse_other_count(count: int, asset: Asset) -> None:
    if count != asset.slides:
        raise SourceError(
            f"has {asset.slides} slides, but {count} are drawn: which is which cannot be told",
            where=str(asset.path),
            hint="save the deck as PDF in the program that made it, and give that",
        )


@contextlib.contextmanager
def _pdf(asset: Asset, shelf: Shelf, room: Path, waiting: Callable[[], None]) -> Iterator[Path]:
    """The PDF of all slides, there as long as the block runs. One that fails there is not kept."""
    if _is_pdf(asset.path):
        export.refuse_changed(asset.path, asset)
        yield asset.path
        return
    try:
        if (kept := shelf.pdf()) is not None:
            yield kept
            return
        with export.exported(asset, waiting) as made:
            yield shelf.keep_pdf(made, room)
    except SourceError:
        shelf.drop_pdf()
        raise
