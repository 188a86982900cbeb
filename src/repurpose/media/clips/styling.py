"""Captions as they are drawn into the picture: white on a dark box, in an ASS file for libass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repurpose.media.clips import labelling
from repurpose.media.clips.captions import Caption
from repurpose.media.clips.fonts import Face
from repurpose.media.clips.formats import Box, Format, Source, placed
from repurpose.media.clips.labelling import Faces

NAME_SECONDS = 5.0  # for which the name of who speaks is shown
LETTER = 0.54  # em: the width of a letter of text, on average
NAME_SIZE = 0.72  # of the size of captions
_PAD = 0.22  # em: from the text to the border of its box
_SPACE = re.compile(r" ([.,;:!?…])")
_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
WrapStyle: 2
ScaledBorderAndShadow: yes
YCbCr Matrix: None

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: said,{family},{size:.1f},&H00FFFFFF,&H00FFFFFF,&H00000000,&H40000000,0,0,0,0,100,100,0,0,4,0,{pad:.0f},5,0,0,0,1
Style: name,{family},{small:.1f},&H00FFFFFF,&H00FFFFFF,&H00000000,&H60000000,0,0,0,0,100,100,0,0,4,0,{pad:.0f},5,0,0,0,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who begins to speak, and when."""

    name: str
    start: float
    end: float


def drawn(
    shown: Sequence[Caption], names: Iterable[Named], form: Format, source: Source, face: Face,
    seen: Faces | None,
) -> str:  # fmt: skip
    """An ASS file for one shape.

    Args:
        seen: The faces in the shape, where the picture fills it; None: it does not, and captions stand
            below it, where there is room.
    """
    width, height = form.size(source)
    room = width * (1 - 2 * form.margin)
    em = room / (form.width * LETTER)
    box = placed(form, source) if seen is None else Box(x=0, y=0, width=width, height=height)
    centre = _centre(box, form, height, em, 2 * em * face.line)
    head = _HEAD.format(
        width=width, height=height, family=face.family,
        size=em * face.line, small=em * face.line * NAME_SIZE, pad=em * _PAD,
    )  # fmt: skip
    said = [
        _event(each.start, each.end, "said", (width / 2, centre), _fitted(each, em, room, face))
        for each in shown
    ]
    called = []
    for each in names:
        if box.y > 2 * em:  # above the picture, where there is room
            place = (width / 2, box.y - 0.9 * em)
        else:
            small = em * NAME_SIZE
            label = (face.length(each.name) * small + 2 * _PAD * em, small * face.line + _PAD * em)
            there = () if seen is None else seen.between(each.start, each.end)
            lowest = centre - em * (face.line + 2 * _PAD)
            margin = width * form.margin
            place = labelling.placed(label, there, (width, height), lowest, margin)
        called.append(_event(each.start, each.end, "name", place, _text([each.name])))
    return head + "\n".join([*said, *called]) + "\n"


def _centre(box: Box, form: Format, height: int, em: float, two: float) -> float:
    """The middle of the captions, from above: below the picture where two lines have room there; else in
    it, just above what must stay free."""
    two += 2 * _PAD * em
    lowest = height * (1 - form.free_below)
    below = box.y + box.height + 0.4 * em
    top = below if below + two <= lowest else lowest - two
    return top + two / 2


def _fitted(shown: Caption, em: float, room: float, face: Face) -> str:
    """The text of a caption; one of wide letters is drawn a little smaller."""
    lines = [_drawable(line) for line in shown.lines]
    widest = max((face.length(line) * em for line in lines), default=0.0)
    smaller = f"{{\\fs{em * face.line * room / widest:.1f}}}" if widest > room else ""
    return smaller + _text(lines)


def _text(lines: Iterable[str]) -> str:
    r"""For ASS, where { } hold commands and \N is a line end."""
    safe = (
        line.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}").replace("\n", " ")
        for line in map(_drawable, lines)
    )
    return r"\N".join(filter(None, safe))


def _drawable(line: str) -> str:
    """Without emoji: libass draws no colours. They stay in the SubRip file."""
    kept = "".join(each for each in line if not _is_pictorial(each))
    return _SPACE.sub(r"\1", " ".join(kept.split())) if kept != line else line


def _is_pictorial(character: str) -> bool:
    return (
        character >= "\u2190" and unicodedata.category(character) in ("So", "Sk", "Cn", "Co")
    ) or character in "\u200d\ufe0e\ufe0f\u20e3"


def _event(start: float, end: float, style: str, at: tuple[float, float], text: str) -> str:
    place = f"{{\\an5\\pos({at[0]:.0f},{at[1]:.0f})}}"
    return f"Dialogue: 0,{_time(start)},{_time(end)},{style},,0,0,0,,{place}{text}"


def _time(seconds: float) -> str:
    hundredths = round(max(0.0, seconds) * 100)
    minutes, rest = divmod(hundredths, 6000)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{rest // 100:02}.{rest % 100:02}"
