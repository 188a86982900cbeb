"""Pictures of slides for pages: as large as a page shows them, as small in bytes as that allows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.errors import RepurposeError
from repurpose.media.encoding import encoded
from repurpose.pages.folder import write

if TYPE_CHECKING:
    from PIL.Image import Image

WIDE = 1600  # pixels: twice what a page is wide, for screens that show two where there was one
THUMB = 320
_MOST_FLAT = 350_000  # bytes of a PNG, which shows letters as they are; photographs are JPEG
_MOST_BYTES = 500_000


def put(picture: Path, target: Path, longest: int = WIDE) -> tuple[str, tuple[int, int]]:
    """Write a picture, not larger than it is.

    Args:
        target: Where to, without a suffix.
        longest: The most pixels of its longer side.

    Returns:
        The name of the file that was written, and its width and height.

    Raises:
        RepurposeError: it cannot be read or written.
    """
    image = _scaled(picture, longest)
    content, suffix = _flat(image), ".png"
    if len(content) > _MOST_FLAT:
        content, suffix = encoded(image, ("image/jpeg",), _MOST_BYTES)
    file = target.with_name(f"{target.name}{suffix}")
    write(file, content)
    return file.name, _size(content)


def _scaled(picture: Path, longest: int) -> Image:
    from PIL import Image

    try:
        with Image.open(picture) as opened:
            image = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RepurposeError(
            "the picture of a slide cannot be read", where=str(picture), hint="run it again"
        ) from error
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return image


def _flat(image: Image) -> bytes:
    import io

    content = io.BytesIO()
    image.save(content, "PNG", compress_level=7)
    return content.getvalue()


def _size(content: bytes) -> tuple[int, int]:
    """Of what was written: to stay small in bytes, it may be smaller than asked for."""
    import io

    from PIL import Image

    with Image.open(io.BytesIO(content)) as written:
        return written.size
