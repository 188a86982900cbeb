"""Composes a card: accent, words, speaker, figure; source and firm at the foot."""

from __future__ import annotations

import math
from dataclasses import dataclass

from repurpose.media.cards import logos
from repurpose.media.cards.brand import Brand
from repurpose.media.cards.colours import ink, muted
from repurpose.media.cards.errors import NoCard
from repurpose.media.cards.faces import Face, face
from repurpose.media.cards.layout import Bar, Layout, Mark
from repurpose.media.cards.setting import Setting, fitted

# A phone shows a card about 360 points wide; these are points there.
_PHONE = 360
_LEAST_TEXT, _LEAST_SMALL = 13.0, 10.5


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a card.

    Attributes:
        figure: Shown large above the text, which has it too.
        hang: The opening mark of the text, which hangs into the margin.
        speaker, role: Below the text.
        source: At the foot.
    """

    text: str
    language: str
    figure: str | None = None
    hang: str = ""
    speaker: str = ""
    role: str = ""
    source: str = ""


def composed(content: Content, size: tuple[int, int], brand: Brand) -> Layout:
    """The layout of a card.

    Raises:
        NoCard: the words do not fit in a size that can be read, or a character cannot be set.
    """
    return _Composer(content, size, brand).compose()


class _Composer:
    def __init__(self, content: Content, size: tuple[int, int], brand: Brand) -> None:
        self.content, self.size, self.brand = content, size, brand
        self.unit = math.sqrt(size[0] * size[1]) / 100
        self.margin = round(min(8 * self.unit, size[0] * 0.085))
        self.wide = size[0] - 2 * self.margin
        self.least = round(_LEAST_TEXT * size[0] / _PHONE)
        self.small = round(max(_LEAST_SMALL * size[0] / _PHONE, 3.1 * self.unit))
        self.bold, self.plain = face(brand.font, bold=True), face(brand.font, bold=False)
        self.layout = Layout(size, self.margin, brand.background)
        self.colour, self.pale = ink(brand.background), muted(brand.background)

    def compose(self) -> Layout:
        content = self.content
        _refuse_missing(self.bold, content.text, content.speaker, self.brand.name)
        _refuse_missing(self.plain, content.role, content.source)
        bottom = self._foot()
        top = float(self.margin)
        room = bottom - top
        bar = round(0.7 * self.unit)
        head = bar + 4.2 * self.unit
        number = self._figure(room) if content.figure else None
        if number is not None:
            head = number.height + 4.6 * self.unit
        below = self._signature()
        under = (below[0].height + 4.6 * self.unit) if below else 0.0
        under += (below[1].height + 2.2 * self.unit) if below and below[1] else 0.0
        most = round((7.2 if number else 12) * self.unit)
        text = fitted(
            content.text, self.bold, content.language, (self.wide, room - head - under),
            (min(self.least, most), most),
        )  # fmt: skip
        block = head + text.height + under
        start = top + max(0.0, (room - block) * 0.46)
        if number is None:
            self._bar(start, bar)
        else:
            self.layout.add(number, self.margin, start, self.brand.text_colour)
        y = self.layout.add(text, self.margin, start + head, self.colour, content.hang)
        if below:
            y = self.layout.add(below[0], self.margin, y + 4.6 * self.unit, self.brand.text_colour)
            if below[1]:
                self.layout.add(below[1], self.margin, y + 2.2 * self.unit, self.pale)
        return self.layout

    def _bar(self, top: float, height: int) -> None:
        left = self.margin
        self.layout.bars.append(
            Bar(
                (left, round(top), left + round(7 * self.unit), round(top) + height),
                self.brand.colour,
            )
        )

    def _figure(self, room: float) -> Setting:
        assert self.content.figure is not None
        most = round(min(26 * self.unit, room * 0.4 / 0.72))
        return fitted(
            self.content.figure, self.bold, self.content.language, (self.wide, room * 0.45),
            (round(9 * self.unit), most), most_lines=1,
        )  # fmt: skip

    def _signature(self) -> tuple[Setting, Setting | None] | None:
        content = self.content
        if not content.speaker:
            return None
        size = round(max(self.small, 3.6 * self.unit))
        name = self._small(content.speaker, self.bold, self.wide, size)
        role = (
            self._small(content.role, self.plain, self.wide, self.small) if content.role else None
        )
        return name, role

    def _foot(self) -> float:
        """Source at the left, firm at the right. Returns where what is above it has to end."""
        base = self.size[1] - self.margin
        right = self._firm(base)
        if not self.content.source:
            return base - (6 * self.unit if right else 0)
        room = self.wide - (right + 4 * self.unit if right else 0)
        source = self._small(self.content.source, self.plain, room, self.small)
        self.layout.add(source, self.margin, base - source.height, self.pale)
        return base - source.height - 5 * self.unit

    def _firm(self, base: int) -> float:
        """The logo, or the name. Returns how wide it is."""
        edge = self.size[0] - self.margin
        if self.brand.logo is not None:
            high, wide = round(6 * self.unit), round(min(24 * self.unit, self.wide * 0.4))
            picture = logos.opened(self.brand.logo, (wide, high))
            ground = logos.plate(self.brand.logo, self.brand.background)
            box = (edge - picture.width, base - picture.height, edge, base)
            self.layout.mark = Mark(box, ground)
            return picture.width
        if not self.brand.name:
            return 0.0
        name = self._small(self.brand.name, self.bold, self.wide * 0.45, self.small)
        for number, line in enumerate(name.lines):
            left = edge - self.bold.width(line, name.size)
            y = base - name.leading * (len(name.lines) - 1 - number)
            self.layout.add(
                Setting((line,), name.size, name.leading, self.bold), left,
                y - self.bold.cap_height(name.size), self.colour,
            )  # fmt: skip
        return name.width

    def _small(self, text: str, own: Face, room: float, size: int) -> Setting:
        return fitted(text, own, self.content.language, (room, 99 * size), (size, size), 2)


def _refuse_missing(own: Face, *texts: str) -> None:
    for text in texts:
        if missing := own.missing(text.replace("\n", " ")):
            raise NoCard(
                f"no font at hand has {', '.join(missing[:3])}",
                hint="a post of text alone shows it",
            )
