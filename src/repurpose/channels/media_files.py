"""What a media file is, told by its bytes: its type, its size in pixels, how long it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_HEAD = 64  # bytes that tell a file's type
_MARKS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
)
# The brand of the ISO base media file format (www.mp4ra.org/registered-types/brands).
_BRANDS = {b"qt  ": "video/quicktime", b"avif": "image/avif", b"avis": "image/avif"}
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
_TURNED = range(5, 9)  # the values of EXIF's Orientation that swap width and height
_ORIENTATION = 0x0112
_MOST_SECONDS = 10
_MOST_BYTES = 1_000_000
_DURATION = re.compile(r"  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_VIDEO = re.compile(r"  Stream #0:.*?: Video: (?!.*\(attached pic\)).*?[ ,](\d{2,5})x(\d{2,5})[ ,]")


class Unreadable(Exception):
    """A file is not what it says it is, or damaged. The message is a few words."""


@dataclass(frozen=True, slots=True)
class Video:
    """`seconds` is 0 where the file does not say; width and height too."""

    seconds: float
    width: int
    height: int


def mime_type(path: Path) -> str:
    """The MIME type; "" where the bytes tell none of those that matter here.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return _of_package(path) if head.startswith(b"PK\x03\x04") else mime_of(head)


def mime_of(head: bytes) -> str:
    """The same of the first bytes of a file."""
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return "image/heic" if brand in _HEIC else _BRANDS.get(brand, "video/mp4")
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free"):
        return "video/quicktime"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "video/webm" if b"webm" in head else "video/x-matroska"
    return next((mime for mark, mime in _MARKS if head.startswith(mark)), "")


def _of_package(path: Path) -> str:
    """Which of Office's packages it is, the folder of its main part says."""
    import zipfile

    kinds = {"ppt": "presentationml.presentation", "word": "wordprocessingml.document"}
    try:
        with zipfile.ZipFile(path) as package:
            folders = {name.partition("/")[0] for name in package.namelist()}
    except zipfile.BadZipFile:
        return ""
    found = [kind for folder, kind in kinds.items() if folder in folders]
    return f"application/vnd.openxmlformats-officedocument.{found[0]}" if found else ""


def picture_size(path: Path, most_pixels: int) -> tuple[int, int]:
    """Width and height as they are shown. A picture of at most `most_pixels` is opened whole.

    Raises:
        Unreadable: it is damaged.
    """
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                width, height = picture.size
                turned = picture.getexif().get(_ORIENTATION) in _TURNED
                if width * height <= most_pixels:
                    picture.load()
    except Image.DecompressionBombError as error:
        raise Unreadable("has far too many pixels") from error
    except Exception as error:  # Pillow raises what its decoders meet
        raise Unreadable("is damaged") from error
    return (height, width) if turned else (width, height)


def video(path: Path) -> Video:
    """How long and how large a video is.

    Raises:
        Unreadable: there is no video in it.
        SourceError: ffmpeg is not installed.
        OSError: it is gone.
    """
    state = path.stat()
    return _looked_at(path, state.st_size, state.st_mtime_ns)


@lru_cache(64)
def _looked_at(path: Path, size: int, changed: int) -> Video:
    """Once for each state of a file: a run looks at a video before it is approved, and before it is
    sent."""
    from repurpose.programs import ffmpeg

    process = ffmpeg.start(path, level="info", stderr=True)
    said = ffmpeg.output(process, _MOST_BYTES, _MOST_SECONDS).decode("utf-8", errors="replace")
    shown = _VIDEO.search(said)
    if shown is None:
        raise Unreadable("has no video in it that can be read")
    length = _DURATION.search(said)
    hours, minutes, seconds = length.groups() if length else (0, 0, 0)
    return Video(
        int(hours) * 3600 + int(minutes) * 60 + float(seconds), int(shown[1]), int(shown[2])
    )


def pdf_pages(path: Path) -> int:
    """How many pages a PDF has.

    Raises:
        Unreadable: it is damaged, or protected by a password.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("is damaged, or protected by a password") from error
    try:
        return len(document)
    finally:
        document.close()
