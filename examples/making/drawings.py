"""The two pictures: a house that grows by a storey, and a wheel of cheese being cut."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw

SCALE = 3  # drawn large and made smaller, for smooth edges
Draw = ImageDraw.ImageDraw


def picture(name: str) -> bytes:
    """One of the drawings as a PNG of 1130 by 970 points."""
    width, height = 1130, 970
    canvas = Image.new("RGB", (width * SCALE, height * SCALE), DRAWINGS[name][0])
    pen = ImageDraw.Draw(canvas)
    DRAWINGS[name][1](pen)
    out = io.BytesIO()
    canvas.resize((width, height), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _box(pen: Draw, left: float, top: float, width: float, height: float, fill: str) -> None:
    pen.rectangle([v * SCALE for v in (left, top, left + width, top + height)], fill=fill)


def _line(pen: Draw, points: list[tuple[float, float]], fill: str, width: float) -> None:
    pen.line([(x * SCALE, y * SCALE) for x, y in points], fill=fill, width=int(width * SCALE))


def _polygon(pen: Draw, points: list[tuple[float, float]], fill: str) -> None:
    pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)


def _house(pen: Draw) -> None:
    _box(pen, 0, 880, 1130, 90, "#B9C2A8")
    _box(pen, 150, 400, 620, 482, "#D8D2C6")
    for row in range(3):
        for column in range(4):
            _window(pen, 200 + column * 140, 440 + row * 152, 90, 84)
    _box(pen, 430, 776, 60, 106, "#6B5B4B")
    _timber_storey(pen)
    _tree(pen)
    _crane(pen)


def _window(pen: Draw, left: float, top: float, width: float, height: float) -> None:
    _box(pen, left - 6, top - 6, width + 12, height + 12, "#FFFFFF")
    _box(pen, left, top, width, height, "#6F8C93")
    _box(pen, left + width / 2 - 3, top, 6, height, "#FFFFFF")


def _timber_storey(pen: Draw) -> None:
    _box(pen, 140, 388, 640, 14, "#8F8A80")
    _box(pen, 150, 258, 480, 132, "#C98B4B")
    for x in range(162, 630, 12):
        _line(pen, [(x, 258), (x, 390)], "#B37638", 1.5)
    for left in (190, 350, 510):
        _window(pen, left, 284, 100, 104)
    _box(pen, 132, 238, 500, 22, "#4A4F4B")
    for x in range(170, 560, 90):
        _polygon(pen, [(x, 238), (x + 70, 238), (x + 70, 218)], "#22465A")


def _tree(pen: Draw) -> None:
    _box(pen, 64, 740, 14, 142, "#7A5A3C")
    pen.ellipse([v * SCALE for v in (10, 590, 132, 770)], fill="#7F9A68")


def _crane(pen: Draw) -> None:
    steel, mast = "#D9A02B", 985
    for x in (mast - 22, mast + 22):
        _line(pen, [(x, 882), (x, 60)], steel, 7)
    for y in range(90, 870, 44):
        _line(pen, [(mast - 22, y), (mast + 22, y + 44)], steel, 4)
    _line(pen, [(560, 96), (1110, 96)], steel, 8)
    _line(pen, [(560, 120), (1110, 120)], steel, 8)
    for x in range(564, 1100, 34):
        _line(pen, [(x, 120), (x + 17, 96), (x + 34, 120)], steel, 3)
    _line(pen, [(mast, 40), (600, 96)], steel, 4)
    _line(pen, [(mast, 40), (1108, 96)], steel, 4)
    _box(pen, 1058, 122, 52, 50, "#8F8A80")
    _hanging_wall(pen)


def _hanging_wall(pen: Draw) -> None:
    _line(pen, [(705, 120), (705, 190)], "#3C3C3C", 3)
    _line(pen, [(644, 226), (705, 190), (766, 226)], "#3C3C3C", 3)
    _box(pen, 636, 226, 138, 112, "#D69A5A")
    for x in range(648, 774, 12):
        _line(pen, [(x, 226), (x, 338)], "#B37638", 1.5)
    _box(pen, 676, 254, 58, 84, "#FBF7EF")


def _wheel(pen: Draw) -> None:
    _box(pen, 60, 110, 880, 790, "#C9A777")
    for y in range(150, 900, 58):
        _line(pen, [(60, y), (940, y)], "#BD9968", 2)
    middle, radius = (470.0, 540.0), 310.0
    _slice(pen, middle, radius, -45, 285)
    for angle in range(-15, 270, 30):
        _cut(pen, middle, radius, angle)
    turn = math.radians(-60)
    out = (middle[0] + 105 * math.cos(turn), middle[1] + 105 * math.sin(turn))
    _slice(pen, out, radius, -75, -45)
    _knife(pen)


def _slice(pen: Draw, middle: tuple[float, float], radius: float, start: int, end: int) -> None:
    for size, fill in ((radius, "#9C6B34"), (radius - 16, "#F0CE7C"), (radius - 30, "#F7DE9C")):
        box = [
            v * SCALE
            for v in (middle[0] - size, middle[1] - size, middle[0] + size, middle[1] + size)
        ]
        pen.pieslice(box, start, end, fill=fill)


def _cut(pen: Draw, middle: tuple[float, float], radius: float, angle: int) -> None:
    turn = math.radians(angle)
    rim = (middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn))
    _line(pen, [middle, rim], "#B98A45", 3)


def _knife(pen: Draw) -> None:
    _polygon(pen, [(990, 190), (1046, 190), (1046, 560), (1030, 600)], "#C7CCCE")
    _box(pen, 1000, 60, 44, 134, "#4A2A2E")
    for y in (88, 126, 164):
        pen.ellipse([v * SCALE for v in (1017, y - 5, 1027, y + 5)], fill="#D9C9A9")


DRAWINGS: dict[str, tuple[str, Callable[[Draw], None]]] = {
    "house": ("#E9EEF0", _house),
    "wheel": ("#FBF3E2", _wheel),
}
