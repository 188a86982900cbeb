"""A picture as a channel shows it best: its shape, its size, below its limit of bytes.

Nothing that is on it is cut: only bars and empty margins are, and what is missing for a square is
added in the colours of the edge.
"""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.errors import SourceError
from repurpose.media import shaping
from repurpose.media.encoding import encoded
from repurpose.media.writing import write
from repurpose.model import Rules

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 100_000_000  # of a picture that is opened
# Width to height: what feeds show whole that have no shape of their own.
_SHOWN_WHOLE = (0.8, 2.0)


def fitted(picture: Path, rules: Rules, target: Path) -> Path:
    """Write a picture as a channel takes it. Same picture and rules, same bytes.

    A channel whose own shape is wider than high shows pictures of other shapes whole: there a slide
    keeps its own. One with a square or an upright shape gets just that.

    Args:
        picture: Any that Pillow opens.
        target: Where to; its suffix is replaced by that of the type that is written.

    Returns:
        Where it was written.

    Raises:
        SourceError: it is no picture, or too large.
        RepurposeError: it cannot be written, or the channel takes no picture.
    """
    content, suffix = fitted_file(picture, rules)
    return write(content, target.with_suffix(suffix))


def fitted_file(picture: Path, rules: Rules) -> tuple[bytes, str]:
    """The same without writing: the bytes of the file, and its suffix."""
    image = shaping.without_bars(opened(picture))
    return encoded(_shaped(image, rules), rules.image_types, rules.image_bytes)


def copied(picture: Path, target: Path) -> Path:
    """Write a picture as it is. Raises RepurposeError where that cannot be."""
    write(picture.read_bytes(), target)
    return target


def _shaped(image: Image, rules: Rules) -> Image:
    from PIL import Image

    wide, high = rules.picture_size
    own = image.width / image.height
    if wide > high:
        least, most = rules.image_ratio or _SHOWN_WHOLE
        ratio = min(max(own, least), most)
    else:
        ratio = wide / high
    if ratio < own:
        image = shaping.narrowed(image, ratio)
    width, height = _size(image, ratio, rules)
    own = image.width / image.height
    across, down = (width, width / own) if own > ratio else (height * own, height)
    inside = (min(width, max(1, round(across))), min(height, max(1, round(down))))
    image = image.resize(inside, Image.Resampling.LANCZOS)
    return shaping.extended(image, width, height)


def _size(image: Image, ratio: float, rules: Rules) -> tuple[int, int]:
    """Width and height of what is written: no larger than what is there."""
    width = float(min(rules.picture_size[0], max(image.width, image.height * ratio)))
    if rules.image_pixels is not None and width * width / ratio > rules.image_pixels:
        width = (rules.image_pixels * ratio) ** 0.5
    across, down = max(1, int(width)), max(1, int(width / ratio))
    if rules.image_ratio is not None:  # whole pixels make it a little wider, or higher
        least, most = rules.image_ratio
        across = min(across, max(1, int(most * down)))
        down = min(down, max(1, int(across / least)))
    return across, down


def opened(path: Path) -> Image:
    """A picture as it is meant: upright, in the colours of sRGB, on white where it is transparent.

    Raises:
        SourceError: it is none, or too large.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as file:
            if file.width * file.height > MOST_PIXELS:
                raise SourceError(
                    "has too many pixels", where=str(path), hint="save it in a smaller size"
                )
            image = ImageOps.exif_transpose(file)
            image = _in_srgb(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise SourceError(
            "is no picture, or damaged", where=str(path), hint="save it again as PNG or JPEG"
        ) from error
    return image


def _in_srgb(image: Image) -> Image:
    from PIL import Image, ImageCms

    profile = image.info.get("icc_profile")
    if image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        profile = None if image.mode == "RGBA" else profile
    if profile and image.mode in ("RGB", "CMYK", "L"):
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            made_for = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            shown = ImageCms.profileToProfile(
                image, made_for, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            image = shown or image
    if image.mode == "RGBA":
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    plain = Image.new("RGB", image.size)  # without what the file says of itself
    plain.paste(image.convert("RGB"))
    return plain
