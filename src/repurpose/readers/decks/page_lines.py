"""The lines of a printed page: pieces that stand on one line, put together."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from unicodedata import bidirectional

from repurpose.readers.decks.page_text import cleaned, is_bullet

_LINE = 0.3  # of the size: how much higher or lower a piece of the same line may stand
_GAP = 0.5  # of the size: more is another column or cell
_BULLET_GAP = 5.0
_BACK = 0.6
_WORD = 0.12
_MOST_LOOKS = 300_000  # at a line and a link, on a page


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line, or its part in one column, in points from the page's left and top.

    Attributes:
        base: The height on which its letters stand.
        indent: Where the words behind a bullet or number begin; else `left`.
        bold: All of it is.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    indent: float
    bold: bool = False
    links: tuple[str, ...] = ()

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.2 * self.size


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is to be read: turned so that most of its text is upright.

    Attributes:
        aside: Lines that stand at another angle.
        notes: Remarks of readers: author, text, whether it stands there openly.
        label: The number that is printed on it, as the file says.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    aside: tuple[Line, ...] = ()
    notes: tuple[tuple[str, str, bool], ...] = ()
    label: str = ""


def page_of(answer: dict[str, Any]) -> Page:
    """A page from what `pdf_pages` says of it."""
    width, height = answer["size"]
    weights: Counter[int] = Counter({answer["turn"]: 1})
    for text, *_, turn, _bold, _second in answer["pieces"]:
        weights[turn] += len(text) * (turn >= 0)
    main = weights.most_common(1)[0][0]
    most = _MOST_LOOKS // max(1, len(answer["pieces"]))
    links = [_Area(*area).turned(main, width, height) for area in answer["links"][:most]]
    upright = [_line(piece) for piece in answer["pieces"] if piece[5] == main]
    others = [_line(piece) for piece in answer["pieces"] if piece[5] != main]
    if main % 2:
        width, height = height, width
    seen = [line for line in upright if _is_on_paper(line, width, height)]
    return Page(
        number=answer["page"],
        width=width,
        height=height,
        lines=tuple(_linked(line, links) for line in joined_lines(seen)),
        aside=tuple(joined_lines(others)),
        notes=tuple(tuple(note) for note in answer["notes"]),
        label=answer["label"],
    )


def _is_on_paper(line: Line, width: float, height: float) -> bool:
    return line.right > 0 and line.left < width and 0 < line.base < height + 0.5 * line.size


@dataclass(frozen=True, slots=True)
class _Area:
    left: float
    top: float
    right: float
    bottom: float
    address: str

    def turned(self, turn: int, width: float, height: float) -> _Area:
        edges = self.left, self.top, self.right, self.bottom
        left, top, right, bottom = edges
        if turn == 1:
            edges = height - bottom, left, height - top, right
        elif turn == 2:
            edges = width - right, height - bottom, width - left, height - top
        elif turn == 3:
            edges = top, width - right, bottom, width - left
        return _Area(*edges, self.address)


def _line(piece: Sequence[Any]) -> Line:
    raw, left, right, base, size, _turn, bold, second = piece
    text = cleaned(raw)
    indent = second if is_bullet(text.split(" ", 1)[0]) else left
    return Line(text, left, right, base, size, indent, bold)


def _linked(line: Line, areas: Sequence[_Area]) -> Line:
    """With the addresses of the areas that cover some of it."""
    middle = line.base - 0.3 * line.size
    found = [
        area.address
        for area in areas
        if area.top <= middle <= area.bottom
        and min(area.right, line.right) - max(area.left, line.left) > 1
    ]
    return replace(line, links=tuple(dict.fromkeys(found))) if found else line


def joined_lines(pieces: Iterable[Line]) -> list[Line]:
    """Pieces that stand side by side without a gap become one; from the top down."""
    rows: list[list[Line]] = []
    for piece in sorted((p for p in pieces if p.text), key=lambda each: each.base):
        row = rows[-1] if rows else []
        if row and piece.base - row[0].base <= _LINE * min(piece.size, row[0].size):
            row.append(piece)
        else:
            rows.append([piece])
    return [line for row in rows for line in _row(row)]


def _row(pieces: list[Line]) -> list[Line]:
    done: list[list[Line]] = []
    reach = 0.0
    for piece in sorted(pieces, key=lambda each: (each.left, each.right)):
        if done and _belongs(done[-1], piece, reach):
            done[-1].append(piece)
            reach = max(reach, piece.right)
        else:
            done.append([piece])
            reach = piece.right
    return [_one(group) for group in done]


def _belongs(group: list[Line], piece: Line, reach: float) -> bool:
    before = group[-1]
    size = max(before.size, piece.size)
    limit = _BULLET_GAP if len(group) == 1 and is_bullet(before.text) else _GAP
    return -_BACK * size < piece.left - reach < limit * size


def _one(group: list[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    heaviest = max(group, key=lambda each: len(each.text))
    ordered = group[::-1] if is_leftward(" ".join(each.text for each in group)) else group
    text = ordered[0].text
    for before, piece in pairwise(ordered):
        gap = max(piece.left - before.right, before.left - piece.right)
        text += (" " if gap > _WORD * piece.size or is_bullet(before.text) else "") + piece.text
    return Line(
        text=text,
        left=min(each.left for each in group),
        right=max(each.right for each in group),
        base=heaviest.base,
        size=heaviest.size,
        indent=group[1].left if is_bullet(group[0].text) else group[0].indent,
        bold=all(each.bold for each in group if not is_bullet(each.text)),
    )


def is_leftward(text: str) -> bool:
    """Whether most letters of a text are written from right to left."""
    kinds = Counter(bidirectional(sign) for sign in text[:2000])
    return kinds["R"] + kinds["AL"] > kinds["L"]


def body_size(pages: Iterable[Page]) -> float:
    """The size in which most of the text is set."""
    weights: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            weights[round(2 * line.size) / 2] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def median_size(lines: Iterable[Line]) -> float:
    """The median size of lines, by their number; 0 without any."""
    return statistics.median([line.size for line in lines] or [0.0])
