"""A firm's logo, as a card takes it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.errors import ConfigError
from repurpose.media.cards.colours import Colour, contrast, ink

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000
_SEEN = 1.6  # contrast: what has less is not seen on its ground
_OPAQUE = 128  # of 255


def opened(logo: Path, room: tuple[int, int]) -> Image:
    """The logo with its transparency, without empty edges, as large as fits the room.

    Raises:
        ConfigError: it is no picture that Pillow opens, or there is none.
    """
    return _scaled(str(logo), logo.stat().st_mtime_ns if logo.is_file() else 0, room)


def check_logo_file(file: Path) -> None:
    """Raises ConfigError where it is no picture that can be read, or has nothing on it."""
    if file.suffix.casefold() == ".svg":
        raise ConfigError(f"{file.name} is an SVG", hint="save it as PNG, 1000 pixels wide")
    opened(file, (8, 8))


def plate(logo: Path, background: Colour) -> Colour | None:
    """The ground that a logo needs where it cannot be seen on the card's own; else None."""
    picture = opened(logo, (64, 64))
    seen = [Colour(*pixel[:3]) for pixel in _pixels(picture) if pixel[3] >= _OPAQUE]
    clear = sum(contrast(pixel, background) >= _SEEN for pixel in seen)
    return None if not seen or clear >= len(seen) / 3 else ink(background)


def _pixels(picture: Image) -> list[tuple[int, int, int, int]]:
    data = picture.tobytes()
    return [tuple(data[at : at + 4]) for at in range(0, len(data), 4)]  # type: ignore[misc]


@lru_cache(maxsize=16)
def _scaled(logo: str, changed: int, room: tuple[int, int]) -> Image:
    """`changed`: its time stamp, so that another file of that name is read again."""
    from PIL import Image

    try:
        with Image.open(logo) as file:
            if file.width * file.height > MOST_PIXELS:
                raise ConfigError(
                    "the logo has too many pixels", where=logo, hint="save it smaller"
                )
            picture = file.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ConfigError(
            "the logo is no picture that can be read", where=logo, hint="save it as PNG or JPEG"
        ) from error
    seen = picture.getchannel("A").getbbox()
    if seen is None:
        raise ConfigError("there is nothing on the logo", where=logo, hint="save it once more")
    picture = picture.crop(seen)
    scale = min(room[0] / picture.width, room[1] / picture.height)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)
