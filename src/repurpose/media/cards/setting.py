"""A text in the largest size that fits a room."""

from __future__ import annotations

from dataclasses import dataclass

from repurpose.media.cards.breaking import Atom, atoms, balanced, fewest_lines
from repurpose.media.cards.errors import NoCard
from repurpose.media.cards.faces import Face

_WORTH_A_HYPHEN = 1.2  # so much larger a text must be that words are hyphenated for it


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of one size. `leading`: pixels from baseline to baseline."""

    lines: tuple[str, ...]
    size: int
    leading: float
    own: Face

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last baseline."""
        return self.own.cap_height(self.size) + self.leading * (len(self.lines) - 1)

    @property
    def width(self) -> float:
        """Of the longest line, in pixels."""
        return max(self.own.width(line, self.size) for line in self.lines)


def fitted(
    text: str,
    own: Face,
    language: str,
    room: tuple[float, float],
    sizes: tuple[int, int],
    most_lines: int = 99,
) -> Setting:
    """Set a text as large as it fits.

    Args:
        room: Width and height, in pixels.
        sizes: The least and the most, in pixels.

    Raises:
        NoCard: it does not fit in the least size.
    """
    plain = _largest(atoms(text, language, hyphenate=False), own, room, sizes, most_lines)
    if plain is not None and plain.size * _WORTH_A_HYPHEN >= sizes[1]:
        return plain
    cut = _largest(atoms(text, language, hyphenate=True), own, room, sizes, most_lines)
    if plain is not None and (cut is None or cut.size < plain.size * _WORTH_A_HYPHEN):
        return plain
    if cut is None:
        raise NoCard(
            "the text is too long to be read on a card", hint="a post of text alone says it better"
        )
    return cut


def _largest(
    parts: list[Atom], own: Face, room: tuple[float, float], sizes: tuple[int, int], most: int
) -> Setting | None:
    """By halving; then smaller by a pixel until the lines, as they are drawn, are in the room."""
    least, top = sizes
    low, high = least, top
    while low < high:
        middle = (low + high + 1) // 2
        if _lines(parts, own, room, middle, most) is None:
            high = middle - 1
        else:
            low = middle
    for size in range(low, least - 1, -1):
        count = _lines(parts, own, room, size, most)
        lines = count and balanced(parts, own, room[0] / size, count)
        if lines:
            made = Setting(tuple(lines), size, _leading(size, count or 1, top), own)
            if made.width <= room[0] and made.height <= room[1]:
                return made
    return None


def _lines(
    parts: list[Atom], own: Face, room: tuple[float, float], size: int, most: int
) -> int | None:
    """How many lines there are in a size; None where they do not fit."""
    count = fewest_lines(parts, own, room[0] / size)
    if count is None or count > most:
        return None
    height = own.cap_height(size) + _leading(size, count, size) * (count - 1)
    return count if height <= room[1] else None


def _leading(size: int, lines: int, top: int) -> float:
    """Many lines need more air between them."""
    return size * (1.2 if lines <= 3 else 1.26 if lines <= 6 else 1.32)
