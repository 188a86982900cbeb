"""A picture as bytes that a channel takes: of a type it knows, below its limit, without metadata."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from repurpose.errors import RepurposeError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from PIL.Image import Image

_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}
_QUALITIES = (92, 88, 82, 75, 66, 56)  # of 100; below, letters grow beards
_SHARP = 1.3  # PNG may be so much larger than JPEG: it shows letters as they are
_SMALLER = 0.85
_LEAST = 320  # pixels of width


def encoded(picture: Image, types: Collection[str], most_bytes: int) -> tuple[bytes, str]:
    """The bytes and the suffix of their type: PNG for what is flat, else JPEG in the best quality
    below the limit; where none is, a smaller picture.

    Raises:
        RepurposeError: the channel takes none of the types, or next to no bytes.
    """
    known = [kind for kind in _SUFFIXES if kind in types]
    if not known:
        raise RepurposeError(
            f"pictures are written as PNG, JPEG or WebP, of which {', '.join(types) or 'nothing'} "
            "is taken",
            hint="see the channel's rules",
        )
    while True:
        if (found := _below(picture, known, most_bytes)) is not None:
            return found
        smaller = (round(picture.width * _SMALLER), round(picture.height * _SMALLER))
        if smaller[0] < _LEAST:
            raise RepurposeError(
                f"no picture is as small as {most_bytes:,} bytes", hint="see the channel's rules"
            )
        picture = picture.resize(smaller)


def _below(picture: Image, types: list[str], most_bytes: int) -> tuple[bytes, str] | None:
    png = _saved(picture, "PNG") if "image/png" in types else b""
    lossy = next((kind for kind in ("image/jpeg", "image/webp") if kind in types), None)
    for content in _lossy(picture, lossy) if lossy else ():
        if png and len(png) <= min(most_bytes, _SHARP * len(content)):
            break
        if len(content) <= most_bytes:
            return content, _SUFFIXES[lossy or ""]
    return (png, ".png") if 0 < len(png) <= most_bytes else None


def _lossy(picture: Image, kind: str) -> Iterator[bytes]:
    """From the best quality to the least. Colours in full: coloured letters stay sharp."""
    for quality in _QUALITIES:
        if kind == "image/jpeg":
            yield _saved(
                picture, "JPEG", quality=quality, subsampling=0, optimize=True, progressive=True
            )
        else:
            yield _saved(picture, "WEBP", quality=quality)


def _saved(picture: Image, form: str, **options: Any) -> bytes:
    content = io.BytesIO()
    picture.save(content, form, **options)
    return content.getvalue()
