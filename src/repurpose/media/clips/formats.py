"""The shapes of a clip: how large it is, where the picture stands in it, and where its captions may be."""

from __future__ import annotations

from dataclasses import dataclass

SAME = 0.03  # by which share a picture may be cropped to fill a shape
SMALL, LARGE = 720, 1080  # pixels of the shorter side
# The picture of a telephone clip stands somewhat above the middle: below it is room for captions, above
# the lowest fifth, which the buttons and the text of the apps cover.
_HEIGHT_OF_PICTURE = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A shape.

    Attributes:
        name: As the user types it: width to height.
        ratio: Width by height.
        width: The most characters of a line of captions.
        free_below: The share of the height, from below, in which no captions may be.
        margin: The share of the width left free beside captions, on each side.
    """

    name: str
    ratio: tuple[int, int]
    width: int
    free_below: float
    margin: float

    @property
    def suffix(self) -> str:
        """For names of files: 16x9."""
        return self.name.replace(":", "x")

    def size(self, source: Source) -> tuple[int, int]:
        """Its pixels: no larger than the picture deserves."""
        short = SMALL if min(source.width, source.height) < SMALL else LARGE
        wide, high = self.ratio
        if wide > high and min(source.width, source.height) < LARGE:
            short = SMALL  # the same picture: nothing is gained by more pixels
        if wide >= high:
            return _even(short * wide / high), short
        return short, _even(short * high / wide)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The picture and the sound of a video.

    Attributes:
        width, height: In square pixels, as it is shown, turned.
        picture, sound: The numbers of the streams.
        seconds: How long it says that it is.
    """

    width: int
    height: int
    picture: int
    sound: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of a picture, in pixels from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


FORMATS = {
    each.name: each
    for each in (
        Format(name="16:9", ratio=(16, 9), width=42, free_below=0.06, margin=0.1),
        Format(name="1:1", ratio=(1, 1), width=34, free_below=0.05, margin=0.05),
        Format(name="9:16", ratio=(9, 16), width=24, free_below=0.22, margin=0.06),
    )
}


def fills(form: Format, source: Source) -> bool:
    """Whether the whole picture fills a shape."""
    wide, high = form.ratio
    return abs(source.width / source.height * high / wide - 1) < SAME


def placed(form: Format, source: Source) -> Box:
    """Where the whole picture stands in a shape that it does not fill."""
    wide, high = form.size(source)
    scale = min(wide / source.width, high / source.height)
    width, height = _even(source.width * scale), _even(source.height * scale)
    room = high - height
    y = room * _HEIGHT_OF_PICTURE if high > wide else room / 2
    return Box(x=_even((wide - width) / 2), y=_even(y), width=width, height=height)


def _even(pixels: float) -> int:
    """H.264 in 4:2:0 has an even number of them."""
    return round(pixels / 2) * 2
