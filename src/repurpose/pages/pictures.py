"""Pictures of slides for pages: as large as a page shows them, as small in bytes as that allows."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.errors import RepurposeError
from repurpose.media.encoding import encoded
from repurpose.pages.folder import write

if TYPE_CHECKING:
    from PIL.Image import Image

WIDE = 1600  # pixels of a photograph: twice what a page is wide, for screens that show two for one
THUMB = 320
_MOST_FLAT = 350_000  # bytes of a PNG, which shows letters as they are; photographs are JPEG
_MOST_BYTES = 500_000


def put(picture: Path, target: Path) -> tuple[str, tuple[int, int]]:
    """Write the picture of a slide: as it was drawn where that is small in bytes, else as JPEG.

    Args:
        target: Where to, without a suffix.

    Returns:
        The name of the file that was written, and its width and height.

    Raises:
        RepurposeError: it cannot be read or written.
    """
    drawn = _bytes(picture)
    if len(drawn) <= _MOST_FLAT:
        return _written(drawn, target, ".png")
    content, suffix = encoded(_scaled(drawn, picture, WIDE), ("image/jpeg",), _MOST_BYTES)
    return _written(content, target, suffix)


def put_thumb(picture: Path, target: Path) -> tuple[str, tuple[int, int]]:
    """Write a small one, for overviews. Takes, returns and raises as `put` does."""
    small = _scaled(_bytes(picture), picture, THUMB)
    content = io.BytesIO()
    small.save(content, "PNG", compress_level=6)
    return _written(content.getvalue(), target, ".png")


def _bytes(picture: Path) -> bytes:
    try:
        return picture.read_bytes()
    except OSError as error:
        raise _unread(picture) from error


def _scaled(drawn: bytes, picture: Path, longest: int) -> Image:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(drawn)) as opened:
            image = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _unread(picture) from error
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return image


def _written(content: bytes, target: Path, suffix: str) -> tuple[str, tuple[int, int]]:
    from PIL import Image

    file = target.with_name(f"{target.name}{suffix}")
    write(file, content)
    with Image.open(io.BytesIO(content)) as image:
        return file.name, image.size


def _unread(picture: Path) -> RepurposeError:
    return RepurposeError(
        "the picture of a slide cannot be read", where=str(picture), hint="run it again"
    )
