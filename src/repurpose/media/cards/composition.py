"""Composes a card: accent, words, speaker, figure; source and firm at the foot."""

from __future__ import annotations

import math
import re

from repurpose.media.cards import logos
from repurpose.media.cards.brand import Brand
from repurpose.media.cards.colours import ink, muted
from repurpose.media.cards.content import Content
from repurpose.media.cards.errors import NoCard
from repurpose.media.cards.faces import Face, face
from repurpose.media.cards.layout import Bar, Layout, Mark
from repurpose.media.cards.setting import Setting, fitted, fitted_all

# A phone shows a card about 360 points wide; these are points there.
_PHONE = 360
_UNIT = re.compile(r"(?<=\d) (?=[%‰°])")  # large, a whole space is a hole
_LEAST_TEXT, _LEAST_TIGHT, _LEAST_SMALL = 13.0, 12.4, 10.5
_LETTERS = 9.5  # sizes that go into the width at least, so that lines hold some words
_DASH = "–\u00a0"  # before each point of a list
_BETWEEN = 0.75  # of the size: between the points of a list
_TIGHT = 0.72  # of the usual air, for a text that would else find no room
_ABOVE = 0.46  # of what is free stands above: the middle as the eye sees it
_STEADY = 0.2  # of the room stands above the pages of a list


def composed(content: Content, size: tuple[int, int], brand: Brand) -> Layout:
    """The layout of a card.

    Raises:
        NoCard: the words do not fit in a size that can be read, or a character cannot be set.
    """
    try:
        return _Composer(content, size, brand).compose()
    except NoCard:
        return _Composer(content, size, brand, air=_TIGHT).compose()


class _Composer:
    """`air`: what is left between things, 1 where there is room."""

    def __init__(
        self, content: Content, size: tuple[int, int], brand: Brand, air: float = 1.0
    ) -> None:
        self.content, self.size, self.brand = content, size, brand
        self.unit = math.sqrt(size[0] * size[1]) / 100
        self.gap = air * self.unit
        self.margin = round(min(8 * self.unit, size[0] * 0.085))
        self.wide = size[0] - 2 * self.margin
        self.least = round((_LEAST_TEXT if air == 1 else _LEAST_TIGHT) * size[0] / _PHONE)
        self.edge = self.margin if air == 1 else round(0.75 * self.margin)  # above and below
        self.small = round(max(_LEAST_SMALL * size[0] / _PHONE, 2.6 * self.unit))
        self.bold, self.plain = face(brand.font, bold=True), face(brand.font, bold=False)
        self.layout = Layout(size, self.margin, brand.background)
        self.colour, self.pale = ink(brand.background), muted(brand.background)

    def compose(self) -> Layout:
        content = self.content
        _refuse_missing(self.bold, content.text, content.speaker, self.brand.name)
        _refuse_missing(self.plain, *content.points, content.role, content.source)
        room = self._foot() - self.edge
        figure = self._figure(room) if content.figure else None
        signature = self._signature()
        head = 5.2 * self.gap if figure is None else figure.height + 6.4 * self.gap
        tail = sum(each.height for each in signature) + (8 if signature else 0) * self.gap
        blocks = self._words(room - head - tail, figure is not None)
        gaps = [_BETWEEN * block.size for block in blocks[:-1]]
        high = head + tail + sum(block.height for block in blocks) + sum(gaps)
        free = max(0.0, room - high)
        top = self.edge + (min(free, room * _STEADY) if content.steady else free * _ABOVE)
        if figure is None:
            self._bar(top)
        else:
            self.layout.add(figure, self.margin, top, self.brand.text_colour)
        y = top + head
        for number, block in enumerate(blocks):
            is_heading = bool(content.points and content.text and not number)
            colour = self.brand.text_colour if is_heading else self.colour
            is_point = bool(content.points) and not is_heading
            left = self.margin + (block.hang if is_point else 0)
            y = self.layout.add(block, left, y, colour) + _BETWEEN * block.size
        y = y - _BETWEEN * blocks[-1].size + 5.6 * self.gap
        for each, colour in zip(signature, (self.brand.text_colour, self.pale), strict=False):
            y = self.layout.add(each, self.margin, y, colour) + 2.4 * self.gap
        self.layout.lines.sort(key=lambda line: (line.y, line.x))  # as it is read aloud
        return self.layout

    def _words(self, high: float, below_figure: bool) -> list[Setting]:
        """The text; of a list its heading and its points."""
        content = self.content
        most = round(min(12 * self.unit, self.wide / (_LETTERS if len(content.text) > 12 else 6)))
        if below_figure:
            most = round(0.75 * most)
        sizes = (min(self.least, most), most)
        if content.points:
            return self._list(high, sizes)
        return [
            fitted(
                content.text, self.bold, content.language, (self.wide, high), sizes,
                hang=content.hang, most_hang=0.7 * self.margin,
            )
        ]  # fmt: skip

    def _list(self, high: float, sizes: tuple[int, int]) -> list[Setting]:
        content, largest = self.content, round(0.8 * sizes[1])
        if not content.text:
            return self._points((self.wide, high), (sizes[0], largest))
        heading = fitted(
            content.text, self.bold, content.language, (self.wide, high / 3), (sizes[0], largest)
        )
        room = (self.wide, high - heading.height - _BETWEEN * heading.size)
        return [heading, *self._points(room, (sizes[0], max(sizes[0], round(0.8 * heading.size))))]

    def _points(self, room: tuple[float, float], sizes: tuple[int, int]) -> list[Setting]:
        content = self.content
        return fitted_all(
            content.points, self.plain, content.language, room, sizes, gap=_BETWEEN, mark=_DASH
        )

    def _bar(self, top: float) -> None:
        left, y = self.margin, round(top)
        box = (left, y, left + round(7 * self.unit), y + round(0.8 * self.unit))
        self.layout.bars.append(Bar(box, self.brand.colour))

    def _figure(self, room: float) -> Setting | None:
        """None where the figure's words are too long to be shown large."""
        content = self.content
        assert content.figure is not None
        most = round(min(24 * self.unit, room * 0.55))
        try:
            return fitted(
                _UNIT.sub("\u202f", content.figure), self.bold, content.language, (self.wide, room * 0.5),
                (round(1.6 * self.least), most), most_lines=1,
            )  # fmt: skip
        except NoCard:
            return None

    def _signature(self) -> list[Setting]:
        """Who said it, and what the speaker is."""
        content = self.content
        if not content.speaker:
            return []
        size = round(max(1.15 * self.small, 3.4 * self.unit))
        lines = [self._small(content.speaker, self.bold, self.wide, size)]
        if content.role:
            lines.append(self._small(content.role, self.plain, self.wide, self.small))
        return lines

    def _foot(self) -> float:
        """Source at the left, firm at the right. Returns where what is above it has to end."""
        base = self.size[1] - self.edge
        wide, high = self._firm(base)
        if self.content.source:
            room = self.wide - (wide + 4 * self.unit if wide else 0)
            source = self._source(room)
            self.layout.add(source, self.margin, base - source.height, self.pale)
            high = max(high, source.height)
        return base - high - (6 * self.gap if high else 0)

    def _source(self, room: float) -> Setting:
        """Two lines; of a longer one the words before its last part (a title) are cut."""
        title, dot, place = self.content.source.rpartition(" · ")
        words = (title or place).split(" ")
        behind = f" …{dot}{place}" if title else " …"
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count]).rstrip(" ,;:–-") + behind
            try:
                return self._small(
                    self.content.source if count == len(words) else text,
                    self.plain,
                    room,
                    self.small,
                )
            except NoCard:
                continue
        return self._small("…", self.plain, room, self.small)

    def _firm(self, base: int) -> tuple[float, float]:
        """The logo, or the name. Returns how wide and how high it is."""
        edge = self.size[0] - self.margin
        if self.brand.logo is not None:
            room = (round(min(24 * self.unit, self.wide * 0.4)), round(6 * self.unit))
            wide, high = logos.size_of(self.brand.logo, room)
            ground = logos.plate(self.brand.logo, self.brand.background)
            box = (edge - wide, base - high, edge, base)
            self.layout.mark = Mark(box, ground)
            return wide, high
        if not self.brand.name:
            return 0.0, 0.0
        try:
            name = self._small(self.brand.name, self.bold, self.wide * 0.45, self.small)
        except NoCard:  # too long for its corner: the words are what matters
            return 0.0, 0.0
        self.layout.add(name, edge - name.width, base - name.height, self.colour)
        return name.width, name.height

    def _small(self, text: str, own: Face, room: float, size: int) -> Setting:
        return fitted(
            text, own, self.content.language, (room, 9 * size), (size, size), most_lines=2
        )


def _refuse_missing(own: Face, *texts: str) -> None:
    for text in texts:
        if missing := own.missing(text.replace("\n", " ")):
            raise NoCard(
                f"no font at hand has {', '.join(_seen(text, missing)[:3])}",
                hint="a post of text alone shows it",
            )


def _seen(text: str, missing: str) -> list[str]:
    """The characters as a reader sees them that hold one of some: 👩‍🔧, not the joiner inside it."""
    import regex

    return [each for each in dict.fromkeys(regex.findall(r"\X", text)) if set(each) & set(missing)]
