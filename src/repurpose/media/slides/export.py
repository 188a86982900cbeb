"""A deck to a PDF of its slides, by LibreOffice: hidden slides included, so that page and slide have
the same number."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from repurpose.errors import MissingProgram, SourceError
from repurpose.model import Asset
from repurpose.programs import libreoffice

_FILTER = "pdf:impress_pdf_Export"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # the stream of a protected file ([MS-OFFCRYPTO])
_ENCRYPTED = 0xF3D1C4DF  # the same of one until 2003 ([MS-PPT] 2.3.2)
# Seconds: a start takes two, a slide a tenth, a megabyte of pictures a half; other programs run too.
_START, _A_SLIDE, _A_MEGABYTE, _MOST = 40.0, 1.0, 4.0, 600.0
_FONTS = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    "darwin": ("/Library/Fonts", "~/Library/Fonts"),
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
}
_MOST_FOLDERS = 2_000


def installation() -> str | None:
    """What changes with the LibreOffice and the fonts that are installed; None without one."""
    found = libreoffice.program()
    if found is None:
        return None
    stamps: list[tuple[str, int, int]] = []
    for place in (Path(found).resolve(), *_font_folders()):
        with contextlib.suppress(OSError):
            about = place.stat()
            stamps.append((str(place), about.st_size, about.st_mtime_ns))
    return hashlib.sha256(repr(stamps).encode()).hexdigest()[:12]


def _font_folders() -> list[Path]:
    """A folder changes when a font comes or goes."""
    found: list[Path] = []
    for root in _FONTS.get(sys.platform, ()):
        for place, folders, _ in os.walk(Path(root).expanduser()):
            folders.sort()
            found.append(Path(place))
            if len(found) >= _MOST_FOLDERS:
                return found
    return found


@contextlib.contextmanager
def exported(asset: Asset, waiting: Callable[[], None]) -> Iterator[Path]:
    """The PDF of a deck's slides, there as long as the block runs.

    Args:
        waiting: Called some times a second.

    Raises:
        MissingProgram: LibreOffice is not installed.
        SourceError: the deck has changed, is protected, or is not opened in time.
    """
    where = str(asset.path)
    found = libreoffice.program()
    if found is None:
        raise MissingProgram(
            "LibreOffice is not installed, which draws the slides of decks",
            hint="install it as your system does: apt install libreoffice-impress, "
            "brew install --cask libreoffice, …; or save the deck as PDF",
        )
    with libreoffice.room() as room:
        source = room / "source"
        try:
            shutil.copyfile(asset.path, source)
        except OSError as error:
            raise SourceError(
                f"cannot be read: {error.strerror}", where=where, hint="put the file back"
            ) from error
        refuse_changed(source, asset)
        _refuse_protected(source, where)
        source = source.rename(room / f"source{asset.path.suffix.lower()}")
        try:
            pdf = libreoffice.convert(found, source, _FILTER, _seconds(asset, source), waiting)
        except TimeoutError:
            raise SourceError(
                "LibreOffice takes too long to draw the slides",
                where=where,
                hint="save the deck as PDF in the program that made it, and give that",
            ) from None
        except OSError as error:
            raise SourceError(
                f"the slides cannot be drawn: no other program could be started ({error.strerror})",
                where=where,
                hint="see that the system allows it",
            ) from error
        if pdf is None:
            raise SourceError(
                "LibreOffice does not open the deck: there are no pictures of its slides",
                where=where,
                hint="save the deck as PDF in the program that made it, and give that",
            )
        yield pdf


def refuse_changed(file: Path, asset: Asset) -> None:
    """Raises SourceError where a file is not what the asset was read from: its slides may be
    others."""
    try:
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", where=str(asset.path), hint="put the file back"
        ) from error
    if digest != asset.sha256:
        raise SourceError(
            "has changed since it was read", where=str(asset.path), hint="run the command again"
        )


def _seconds(asset: Asset, source: Path) -> float:
    megabytes = source.stat().st_size / 1e6
    return min(_MOST, _START + _A_SLIDE * asset.slides + _A_MEGABYTE * megabytes)


def _refuse_protected(source: Path, where: str) -> None:
    """What a password protects is written to the disk nowhere, and that is where LibreOffice reads
    and writes."""
    with source.open("rb") as file:
        if file.read(len(_OLE)) != _OLE:
            return
    if _PACKAGE in source.read_bytes() or _token(source) == _ENCRYPTED:
        raise SourceError(
            "is protected with a password: no pictures of its slides are left on the disk",
            where=where,
            hint="save a copy without a password, if they may be seen",
        )


def _token(source: Path) -> int:
    import olefile

    try:
        with olefile.OleFileIO(source) as document:
            user = document.openstream("Current User").read(16)
    except Exception:  # of many kinds: the library trusts what stands in the file
        return 0
    return int.from_bytes(user[12:16], "little")
