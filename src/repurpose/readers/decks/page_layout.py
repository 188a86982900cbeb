"""Lines of a printed page in reading order, as paragraphs.

Lines that stand closely below each other are a block; the blocks are read as `reading_order` says;
a block is cut into paragraphs where there is a bullet, a larger distance, another look, or a line that
ends although the next word had found room in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from repurpose.readers.decks.page_lines import Line
from repurpose.readers.decks.page_text import begins_with_bullet, begins_with_number, ends_in_word
from repurpose.readers.decks.reading_order import Placed, in_reading_order

_CLOSE = 1.8  # of the size: the most from a line to the next of its block
_CLOSE_ALIKE = 2.4  # where both look alike
_ALIKE = 0.88  # sizes within are the same
_RELATED = 0.72  # sizes within may stand in one block
_WIDER = 1.25  # of the usual distance of lines: a paragraph ends
_FAR = 1.65  # of the size
_INDENT = 0.8  # of the size
_MOST_BESIDE = 200  # lines looked at for one that goes on
_MOST_BLOCKS = 400  # a page with more is a drawing, not something to read in columns
_LONG = 50  # characters of a line that is no item of a list or of a program


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """The lines of one paragraph, from the top down. `block`: the number of its block."""

    lines: tuple[Line, ...]
    block: int

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def length(self) -> int:
        return sum(len(line.text) for line in self.lines)


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """All paragraphs of a page in the order in which a person reads them."""
    placed = [
        Placed(
            block,
            min(line.left for line in block),
            block[0].top,
            max(line.right for line in block),
            block[-1].bottom,
        )
        for block in _blocks(lines)
    ]
    return [
        Paragraph(tuple(paragraph), number)
        for number, block in enumerate(_ordered(placed))
        for paragraph in _cut(block.what)
    ]


def _ordered(blocks: list[Placed]) -> list[Placed]:
    if len(blocks) > _MOST_BLOCKS:
        return sorted(blocks, key=lambda block: (block.top, block.left))
    return in_reading_order(blocks)


# ── blocks ──


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """A line goes on in the one below where neither has another neighbour there: side by side are
    columns, or cells of a table."""
    ordered = sorted(lines, key=lambda line: line.base)
    bases = [line.base for line in ordered]
    below = {at: _next(at, ordered, bases) for at in range(len(ordered))}
    above: dict[int, list[int]] = {}
    for at, others in below.items():
        for other in others:
            above.setdefault(other, []).append(at)
    blocks: dict[int, list[Line]] = {}
    for at, line in enumerate(ordered):
        over = above.get(at, [])
        single = len(over) == 1 and len(below[over[0]]) == 1
        block = blocks[over[0]] if single and _relate(ordered[over[0]], line) else []
        block.append(line)
        blocks[at] = block
    return list({id(block): block for block in blocks.values()}.values())


def _next(at: int, ordered: Sequence[Line], bases: Sequence[float]) -> list[int]:
    """The lines of the nearest row below that stand under some of this line."""
    line = ordered[at]
    found: list[int] = []
    start = bisect_right(bases, line.base + 0.3 * line.size)
    end = bisect_right(bases, line.base + _CLOSE_ALIKE * line.size)
    for other in range(start, min(end, start + _MOST_BESIDE)):
        below = ordered[other]
        if found and below.base > ordered[found[0]].base + 0.5 * min(line.size, below.size):
            break
        if min(line.right, below.right) > max(line.left, below.left):
            found.append(other)
    return found


def _relate(line: Line, below: Line) -> bool:
    large, small = max(line.size, below.size), min(line.size, below.size)
    distance = below.base - line.base
    aligned = min(abs(line.left - below.left), abs(line.indent - below.left)) < 0.5 * large
    alike = small > _ALIKE * large and aligned
    return small > _RELATED * large and distance < (_CLOSE_ALIKE if alike else _CLOSE) * large


# ── paragraphs ──


def _cut(block: Sequence[Line]) -> list[list[Line]]:
    distances = [below.base - line.base for line, below in pairwise(block)]
    usual = min(distances, default=0.0)
    right = max(line.right for line in block)
    left = min(line.left for line in block)
    done = [[block[0]]]
    for line in block[1:]:
        if _begins(done[-1], line, usual, left, right):
            done.append([line])
        else:
            done[-1].append(line)
    return done


def _begins(paragraph: list[Line], line: Line, usual: float, left: float, right: float) -> bool:
    """Whether a line is the first of the next paragraph."""
    before = paragraph[-1]
    distance = line.base - before.base
    large, small = max(before.size, line.size), min(before.size, line.size)
    if begins_with_bullet(line.text) or small < _ALIKE * large:
        return True
    hanging = paragraph[0].indent - paragraph[0].left > 0.5 * small
    goes_on = hanging and abs(line.left - paragraph[0].indent) < 0.3 * small
    goes_on = goes_on or _is_rest(before, line, left, right)
    if distance > _WIDER * usual + 1 or (distance > _FAR * large and not goes_on):
        return True
    if goes_on or ends_in_word(before.text):
        return False
    return (
        line.bold != before.bold
        or _is_item(paragraph, line)
        or _ends_early(before, line, left, right)
    )


def _is_rest(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line can only be the rest of a sentence, however far apart the lines are."""
    begun = before.text[-1:] not in ".!?:;" and len(before.text) >= _LONG
    alike = line.bold == before.bold and abs(line.left - before.left) < 0.3 * line.size
    return (
        begun and alike and line.text[:1].islower() and not _ends_early(before, line, left, right)
    )


def _is_item(paragraph: list[Line], line: Line) -> bool:
    """A numbered item, or what stands on the left of an item's own lines."""
    first = paragraph[0]
    listed = begins_with_bullet(first.text) or begins_with_number(first.text)
    if begins_with_number(line.text):
        return listed or not first.text[-1:].isalnum()
    hanging = listed and len(paragraph) > 1 and paragraph[1].left > first.left + 0.5 * line.size
    return hanging and line.left < paragraph[1].left - 0.5 * line.size


def _ends_early(before: Line, line: Line, left: float, right: float) -> bool:
    """The next word had found room, or a line is set in behind the end of a sentence."""
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) * (len(word) + 1) / max(len(line.text), 1)
    centred = abs((before.left - left) - (right - before.right)) < before.size < before.left - left
    room = right - before.right + (before.left - left if centred else 0)
    if room > width + 0.5 * before.size:
        return True
    indent = line.left - before.left
    return before.text[-1:] in ".!?:" and _INDENT * line.size < indent < 5 * line.size
