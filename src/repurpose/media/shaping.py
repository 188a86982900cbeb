"""Another shape for a picture without loss of what is on it: bars and empty margins are cut, and what
is still missing is added in the colours of its edge."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_ALIKE = 12  # of 255: a difference that nobody sees, and noise
_DARK, _LIGHT = 16, 239  # of 255: bars are black or white
_WHOLE = 0.9  # of a line: the frame of a picture that a bar ends at
_LEAST_BAR, _UNEVEN = 0.01, 0.01  # of the width
_MARGIN = 0.045  # of the width: what stays of an empty margin
_MOST = 0.5  # of a line
_LONE = 0.2  # of a line: what stands alone on its ground
_SKIN = 2  # pixels along an edge, in which a slide may be mixed with what is behind it
_STRIP = 0.025  # of the height: a coloured line along an edge is thinner, a band is not
_CHANGES = 700  # of brightness along an edge, in all: a photo has more
_SAMPLES = 240  # points along an edge


def without_bars(picture: Image) -> Image:
    """Without black or white bars of the same width at two opposite sides."""
    return _turned(_without_side_bars(_turned(_without_side_bars(picture))))


def narrowed(picture: Image, ratio: float) -> Image:
    """Cut what is empty at the left and the right, down to a margin and not below a ratio (width to
    height)."""
    width, height = picture.size
    surplus = width - round(height * ratio)
    left, right = _alike(picture)
    margin = round(_MARGIN * (width - left - right))
    left, right = max(0, left - margin), max(0, right - margin)
    if surplus <= 0 or left + right <= 0:
        return picture
    if left + right > surplus:  # as much at both sides, as far as that goes
        left, right = _shared(left, right, surplus)
    return picture.crop((left, 0, width - right, height))


def extended(picture: Image, width: int, height: int) -> Image:
    """The picture in the middle of a larger one, of which one side is as long as its own; what is
    added goes on from its edges, or is a blurred form of it where these are full of details."""
    if picture.size == (width, height):
        return picture
    if picture.width != width:
        return _turned(extended(_turned(picture), height, width))
    from PIL import Image, ImageOps

    before = (height - picture.height) // 2
    if picture.height > 100 * _SKIN:
        picture = picture.crop((0, _SKIN, width, picture.height - _SKIN))
        before += _SKIN
    upper, lower = _edge(picture), _edge(ImageOps.flip(picture))
    if upper is None or lower is None:
        whole = _blurred(picture, width, height)
    else:
        whole = Image.new("RGB", (width, height))
        whole.paste(upper.resize((width, before + 1)), (0, 0))
        whole.paste(lower.resize((width, height - before)), (0, before))
    whole.paste(picture, (0, before))
    return whole


def _turned(picture: Image) -> Image:
    """With lines for columns; twice gives the same again."""
    from PIL import Image

    return picture.transpose(Image.Transpose.TRANSPOSE)


def _without_side_bars(picture: Image) -> Image:
    from PIL import ImageOps

    width, height = picture.size
    left, right = _bar(picture), _bar(ImageOps.mirror(picture))
    if min(left, right) < _LEAST_BAR * width or abs(left - right) > 1 + _UNEVEN * width:
        return picture
    return picture.crop((left, 0, width - right, height))


def _bar(picture: Image) -> int:
    """How wide the bar at the left is; 0 where there is none."""
    width, height = picture.size
    grey = picture.convert("L")
    edge = min(_SKIN, width - 1)
    levels = grey.crop((edge, 0, edge + 1, height)).histogram()
    used = [level for level, count in enumerate(levels) if count]
    least, most = used[0], used[-1]
    wide, _ = _alike(picture)
    if not (most <= _DARK or least >= _LIGHT) or wide >= width:
        return 0
    line = grey.crop((wide, 0, wide + 1, height)).histogram()
    same = sum(line[max(0, least - _ALIKE) : most + _ALIKE + 1])
    return wide if same <= (1 - _WHOLE) * height else 0


def _alike(picture: Image) -> tuple[int, int]:
    """How many columns at the left are as the first one, and at the right as the last one."""
    width, height = picture.size
    skin = _SKIN if width > 100 * _SKIN else 0
    inside = picture.crop((skin, 0, width - skin, height))
    first = _unlike(inside, inside.crop((0, 0, 1, height)))
    last = _unlike(inside, inside.crop((inside.width - 1, 0, inside.width, height)))
    if first is None or last is None:
        return width, width
    return first[0] + skin, width - last[2] - skin


def _unlike(picture: Image, column: Image) -> tuple[int, int, int, int] | None:
    """The part of a picture that differs from a column."""
    from PIL import Image, ImageChops

    other = column.resize(picture.size, Image.Resampling.NEAREST)
    bands = ImageChops.difference(picture, other).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return most.point([0] * (_ALIKE + 1) + [255] * (255 - _ALIKE)).getbbox()


def _shared(left: int, right: int, surplus: int) -> tuple[int, int]:
    less = min(left, right, surplus // 2)
    if left <= right:
        return less, surplus - less
    return surplus - less, less


def _edge(picture: Image) -> Image | None:
    """The line that goes on above a picture; None where the edge is full of details. A thin line
    along the edge stays a line: what is behind it goes on."""
    width, height = picture.size
    inner = round(_STRIP * height)
    edge, behind = (picture.crop((0, y, width, y + 1)) for y in (0, inner))
    if _difference(edge, behind) > _WHOLE and _is_quiet(behind):
        return behind
    return _without_objects(edge) if _is_quiet(edge) else _plain(edge)


def _without_objects(line: Image) -> Image:
    """A line without what stands on its ground and touches neither end, as the foot of a sign: that would
    be drawn out into a pole. A band along a side stays."""
    from PIL import Image

    points = line.tobytes()
    row = list(zip(points[::3], points[1::3], points[2::3], strict=True))
    [(ground, _)] = Counter(row).most_common(1)
    row = [ground if _is_near(point, ground) else point for point in row]
    runs = [(key, len(list(group))) for key, group in itertools.groupby(row, key=ground.__eq__)]
    lone = sum(length for is_ground, length in runs[1:-1] if not is_ground)
    if not lone or lone > _LONE * line.width:
        return line
    kept: list[tuple[int, int, int]] = []
    for number, (is_ground, length) in enumerate(runs):
        part = row[len(kept) : len(kept) + length]
        between = not is_ground and 0 < number < len(runs) - 1
        kept += [ground] * length if between else part
    out = Image.new("RGB", line.size)
    out.putdata(kept)
    return out


def _is_near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _ALIKE


def _plain(line: Image) -> Image | None:
    """A line of the colour that most of this one has, as where a logo stands at the edge."""
    from PIL import Image

    points = line.tobytes()
    colours = Counter(zip(points[::3], points[1::3], points[2::3], strict=True))
    [(colour, count)] = colours.most_common(1)
    return Image.new("RGB", line.size, colour) if count > _MOST * line.width else None


def _difference(line: Image, other: Image) -> float:
    """In how much of its length a line differs from another."""
    from PIL import ImageChops

    counts = ImageChops.difference(line, other).convert("L").histogram()
    return sum(counts[_ALIKE + 1 :]) / max(1, line.width)


def _is_quiet(line: Image) -> bool:
    from PIL import Image

    points = line.convert("L").resize((_SAMPLES, 1), Image.Resampling.BOX).tobytes()
    return sum(abs(a - b) for a, b in itertools.pairwise(points)) <= _CHANGES


def _blurred(picture: Image, width: int, height: int) -> Image:
    from PIL import ImageFilter, ImageOps

    small = ImageOps.fit(picture, (max(1, width // 8), max(1, height // 8)))
    return small.filter(ImageFilter.GaussianBlur(small.width / 24)).resize((width, height))
