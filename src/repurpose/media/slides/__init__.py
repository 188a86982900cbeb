"""The slides of a deck as they look: drawn once, by LibreOffice where the deck is no PDF, and kept by
content."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from repurpose.errors import SourceError
from repurpose.media.slides import export
from repurpose.media.slides.drawing import Drawer
from repurpose.media.slides.shelf import Shelf
from repurpose.model import Asset

__all__ = ["SlidePictures", "slide_pictures"]

_PDF = b"%PDF-"

Progress = Callable[[int, int], None]


class SlidePictures(dict[int, Path]):
    """Slide number (1-based) to picture: a PNG whose longer side has 1920 pixels. It lies in the
    folder of what is kept, and goes when that is tidied up: copy what must last.

    Attributes:
        faults: What could not be drawn, a line each.
    """

    def __init__(self) -> None:
        super().__init__()
        self.faults: tuple[str, ...] = ()


def slide_pictures(
    asset: Asset,
    cache: Path,
    progress: Progress = lambda done, total: None,
    *,
    slides: Collection[int] | None = None,
    hidden: bool = False,
) -> SlidePictures:
    """Pictures of a deck's slides, or of a PDF's pages.

    Args:
        cache: The folder where they are kept; made where it is missing.
        progress: Called with (done, total) in slides, some times a second.
        slides: Those wanted; None: all.
        hidden: With hidden slides; without, there is never a picture of one.

    Raises:
        MissingProgram: LibreOffice is not installed, which a deck needs that is no PDF.
        SourceError: the asset has no slides, has changed since it was read, is protected with a
            password, or cannot be drawn.
        RepurposeError: the pictures cannot be written.
    """
    wanted = _wanted(asset, slides, hidden)
    drawn_by = "pdf" if _is_pdf(asset.path) else export.installation()
    shelf = Shelf(cache, asset.sha256, drawn_by)
    found = shelf.pictures(wanted)
    missing = [number for number in wanted if number not in found]
    faults = _drawn(asset, shelf, missing, progress) if missing else ()
    pictures = SlidePictures()
    pictures.update(shelf.pictures(wanted) if missing else found)
    pictures.faults = faults
    return pictures


def _wanted(asset: Asset, slides: Collection[int] | None, hidden: bool) -> list[int]:
    if asset.kind != "deck" and not _is_pdf(asset.path):
        raise SourceError(
            "has no slides to show",
            where=str(asset.path),
            hint="pictures are made of the slides of decks and of the pages of PDFs",
        )
    left_out = frozenset(() if hidden else asset.hidden_slides)
    every = range(1, asset.slides + 1)
    if slides is not None and (outside := sorted(set(slides) - set(every))):
        raise SourceError(
            f"there is no slide {outside[0]}; it has {asset.slides}", where=str(asset.path)
        )
    return [n for n in every if n not in left_out and (slides is None or n in slides)]


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
