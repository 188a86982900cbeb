"""A card as a file. Cards are flat: PNG is small and shows letters as they are."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from repurpose.media import encoding
from repurpose.model import Rules

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = 90  # of JPEG, with colours in full
_LEVEL = 6  # of PNG's compression; 9 takes three times as long for a hundredth less


def encoded(picture: Image, rules: Rules) -> tuple[bytes, str]:
    """Bytes and suffix. Raises RepurposeError where the channel takes none of it."""
    if "image/png" in rules.image_types:
        content = _saved(picture, "PNG", compress_level=_LEVEL)
        if len(content) <= rules.image_bytes:
            return content, ".png"
    if "image/jpeg" in rules.image_types:
        content = _saved(picture.convert("RGB"), "JPEG", quality=_QUALITY, subsampling=0)
        if len(content) <= rules.image_bytes:
            return content, ".jpg"
    return encoding.encoded(picture.convert("RGB"), rules.image_types, rules.image_bytes)


def _saved(picture: Image, form: str, **options: Any) -> bytes:
    content = io.BytesIO()
    picture.save(content, form, **options)
    return content.getvalue()
