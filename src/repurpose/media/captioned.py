"""A slide below the words of a post: what an upright picture has room for above a slide, which is wide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.media import shaping
from repurpose.media.encoding import encoded
from repurpose.media.fitting import opened
from repurpose.model import Rules

if TYPE_CHECKING:
    from PIL.Image import Image

_LEAST_ABOVE = 0.4  # of the height: with less a card cannot be read


def room_above(slide: Image, rules: Rules) -> tuple[int, int] | None:
    """Width and height of what is free above a slide as wide as the channel's picture; None where that
    is too little for words, or the picture is not upright."""
    wide, high = rules.picture_size
    above = high - round(wide * slide.height / slide.width)
    return (wide, above) if high > wide and above >= _LEAST_ABOVE * high else None


def slide_of(picture: Path) -> Image:
    """The picture of a slide, without bars. Raises SourceError as `fitting.fitted` does."""
    return shaping.without_bars(opened(picture))


def captioned(card: Image, slide: Image, rules: Rules) -> tuple[bytes, str]:
    """The bytes of a file that the channel takes, and its suffix: the card, and the slide below it.

    Args:
        card: Of the size of `room_above`.

    Raises:
        RepurposeError: the channel takes none of the types, or next to no bytes.
    """
    from PIL import Image

    whole = Image.new("RGB", rules.picture_size)
    whole.paste(card, (0, 0))
    below = (whole.width, whole.height - card.height)
    whole.paste(slide.resize(below, Image.Resampling.LANCZOS), (0, card.height))
    return encoded(whole, rules.image_types, rules.image_bytes)
