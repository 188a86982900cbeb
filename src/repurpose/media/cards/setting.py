"""Texts in the largest size that fits a room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repurpose.media.cards.breaking import Breaker
from repurpose.media.cards.errors import NoCard
from repurpose.media.cards.faces import Face

_STEP = 0.96  # from one size that is tried to the next
_FULL = 1.35  # times the least size: larger text leaves some of its room free
_COMFORT = 0.88
_ANOTHER_LINE = 0.08  # what it costs that a point of a list takes a second line
_MOST_CHARACTERS = 2_000  # twice what an upright card holds in the least size


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of one size. `leading`: pixels from baseline to baseline; `hang`: pixels that the first
    line begins further left."""

    lines: tuple[str, ...]
    size: int
    leading: float
    own: Face
    hang: float = 0.0

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last baseline."""
        return self.own.cap_height(self.size) + self.leading * (len(self.lines) - 1)

    @property
    def width(self) -> float:
        """Of the longest line, in pixels, without what hangs out."""
        widths = [self.own.width(line, self.size) for line in self.lines]
        return max(widths[0] - self.hang, *widths[1:], 0.0)


def fitted(
    text: str,
    own: Face,
    language: str,
    room: tuple[float, float],
    sizes: tuple[int, int],
    *,
    most_lines: int = 99,
    hang: str = "",
    most_hang: float = 0.0,
) -> Setting:
    """Set a text as large as it fits; see `fitted_all`.

    Args:
        hang: The mark it begins with, which may hang out to the left by `most_hang` pixels.
    """
    if len(text) > _MOST_CHARACTERS:
        raise _too_long()
    hangs = (own.ems(hang) if hang else 0.0, most_hang)
    (setting,) = _largest(
        [Breaker(text, own, language)], own, room, sizes, most_lines=most_lines, hangs=hangs
    )
    return setting


def fitted_all(
    texts: Sequence[str],
    own: Face,
    language: str,
    room: tuple[float, float],
    sizes: tuple[int, int],
    *,
    gap: float = 0.0,
    mark: str = "",
) -> list[Setting]:
    """Set several paragraphs in one size, as large as they fit. Between a larger size with words
    hyphenated and a smaller one without, what looks better.

    Args:
        mark: What each begins with; all lines stand behind it.
        room: Width and height, in pixels.
        sizes: The least and the most, in pixels.
        gap: Between paragraphs, in parts of the size.

    Raises:
        NoCard: they do not fit in the least size.
    """
    if sum(map(len, texts)) > _MOST_CHARACTERS:
        raise _too_long()
    breakers = [Breaker(mark + text, own, language) for text in texts]
    return _largest(breakers, own, room, sizes, gap=gap, indent=own.ems(mark) if mark else 0.0)


def _too_long() -> NoCard:
    """Why there is no card of a long text."""
    return NoCard(
        "the text is too long to be read on a card", hint="a post of text alone says it better"
    )


def _largest(
    breakers: Sequence[Breaker],
    own: Face,
    room: tuple[float, float],
    sizes: tuple[int, int],
    *,
    most_lines: int = 99,
    hangs: tuple[float, float] = (0.0, 0.0),
    gap: float = 0.0,
    indent: float = 0.0,
) -> list[Setting]:
    """`hangs`: how wide the mark is, in parts of the size, and how far it may hang out, in pixels;
    `indent`: how wide it is where all other lines are indented by as much."""
    least, size = sizes
    best: list[Setting] = []
    score = 0.0
    while size >= least and size > score:
        hang = indent * size or min(hangs[0] * size, hangs[1])
        made, cost = _set(breakers, own, room[0] - indent * size, size, hang)
        height = sum(each.height for each in made) + gap * size * (len(made) - 1)
        share = _COMFORT if size > _FULL * least else 1.0
        fits = height <= room[1] * share and all(len(each.lines) <= most_lines for each in made)
        if made and fits and size * (1 - cost) > score:
            best, score = made, size * (1 - cost)
        size = least if least < size < least / _STEP else min(size - 1, round(size * _STEP))
    if not best:
        raise _too_long()
    return best


def _set(
    breakers: Sequence[Breaker], own: Face, width: float, size: int, hang: float
) -> tuple[list[Setting], float]:
    """In just this size, with what its breaks cost (at most a half); empty where it is too wide."""
    settings, cost = [], 0.0
    for breaker in breakers:
        found = breaker.lines(width / size, hang / size)
        if found is None:
            return [], 0.0
        settings.append(Setting(found.lines, size, _leading(size, len(found.lines)), own, hang))
        cost += found.cost
        if len(breakers) > 1:
            cost += _ANOTHER_LINE * (len(found.lines) - 1)
    return settings, min(cost, 0.5)


def _leading(size: int, lines: int) -> float:
    """Many lines need more air between them."""
    return size * (1.2 if lines <= 3 else 1.26 if lines <= 6 else 1.32)
