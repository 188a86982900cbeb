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
_MOSTLY = 0.7  # of what is not transparent must be seen
_OPAQUE = 128  # of 255


def size_of(logo: Path, room: tuple[int, int]) -> tuple[int, int]:
    """How large the logo is, without its empty edges, where it fills a room: width and height.

    Raises:
        ConfigError: it is no picture that Pillow opens, or there is none.
    """
    picture = _read(str(logo), _changed(logo))
    scale = min(room[0] / picture.width, room[1] / picture.height)
    return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def opened(logo: Path, size: tuple[int, int]) -> Image:
    """The logo with its transparency, in just this size. Raises ConfigError as `size_of` does."""
    return _scaled(str(logo), _changed(logo), size)


def check_logo_file(file: Path) -> None:
    """Raises ConfigError where it is no picture that can be read, or has nothing on it."""
    if file.suffix.casefold() == ".svg":
        raise ConfigError(f"{file.name} is an SVG", hint="save it as PNG, 1000 pixels wide")
    size_of(file, (8, 8))


def plate(logo: Path, background: Colour) -> Colour | None:
    """The ground that a logo needs where it cannot be seen on the card's own; else None."""
    picture = opened(logo, size_of(logo, (64, 64)))
    seen = [Colour(*pixel[:3]) for pixel in _pixels(picture) if pixel[3] >= _OPAQUE]
    clear = sum(contrast(pixel, background) >= _SEEN for pixel in seen)
    return None if not seen or clear >= _MOSTLY * len(seen) else ink(background)


def _pixels(picture: Image) -> list[tuple[int, int, int, int]]:
    data = picture.tobytes()
    return [tuple(data[at : at + 4]) for at in range(0, len(data), 4)]  # type: ignore[misc]


def _changed(logo: Path) -> int:
    """Its time stamp, so that another file of that name is read again."""
    return logo.stat().st_mtime_ns if logo.is_file() else 0


@lru_cache(maxsize=16)
def _scaled(logo: str, changed: int, size: tuple[int, int]) -> Image:
    from PIL import Image

    return _read(logo, changed).resize(size, Image.Resampling.LANCZOS)


@lru_cache(maxsize=2)
def _read(logo: str, changed: int) -> Image:
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
    return picture.crop(seen)
