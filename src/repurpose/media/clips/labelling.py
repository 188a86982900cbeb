"""Where the name of who speaks stands: never on a face that was seen, else where faces seldom are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repurpose.media.clips.formats import Box, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The faces in pictures of a clip, which are equally far apart; in pixels of a shape."""

    seconds: float
    pictures: Sequence[Sequence[Box]] = ()

    def between(self, start: float, end: float) -> list[Box]:
        """Those of a stretch of the clip, with the pictures before and behind it."""
        if not self.pictures:
            return []
        step = self.seconds / len(self.pictures)
        return [
            face
            for number, faces in enumerate(self.pictures)
            if start - step <= number * step <= end + step
            for face in faces
        ]


def in_shape(
    pictures: Sequence[Sequence[Box]], seconds: float, shown: Box | None, size: tuple[int, int],
    source: Source,
) -> Faces:  # fmt: skip
    """Faces that were seen in a video, where a shape of `size` that it fills shows them.

    Args:
        shown: The part of the picture that the shape shows; None: all of it.
    """
    part = shown or Box(x=0, y=0, width=source.width, height=source.height)
    wide, high = size[0] / part.width, size[1] / part.height
    moved = [
        [
            Box(
                x=round((face.x - part.x) * wide),
                y=round((face.y - part.y) * high),
                width=round(face.width * wide),
                height=round(face.height * high),
            )
            for face in faces
        ]
        for faces in pictures
    ]
    return Faces(seconds=seconds, pictures=moved)


def placed(
    label: tuple[float, float], faces: Sequence[Box], picture: tuple[int, int], lowest: float,
    margin: float,
) -> tuple[float, float]:  # fmt: skip
    """The middle of a name that stands in the picture.

    Args:
        label: Its width and height.
        lowest: Where its lower edge may be at most: captions are below.
        margin: What stays free on each side.
    """
    return min(
        _places(label, picture, lowest, margin),
        key=lambda middle: sum(_covered(middle, label, face) for face in faces),
    )


def _places(
    label: tuple[float, float], picture: tuple[int, int], lowest: float, margin: float
) -> Iterator[tuple[float, float]]:
    """Above the captions, as television does; else higher, on either side."""
    width, height = label
    left, right = margin + width / 2, picture[0] - margin - width / 2
    below, above = lowest - height / 2, 0.06 * picture[1] + height / 2
    for y in (below, above, (below + above) / 2):
        yield left, y
        yield right, y


def _covered(middle: tuple[float, float], label: tuple[float, float], face: Box) -> float:
    """How many pixels of a face lie below the label."""
    left, top = middle[0] - label[0] / 2, middle[1] - label[1] / 2
    wide = min(left + label[0], face.x + face.width) - max(left, face.x)
    high = min(top + label[1], face.y + face.height) - max(top, face.y)
    return max(0.0, wide) * max(0.0, high)
