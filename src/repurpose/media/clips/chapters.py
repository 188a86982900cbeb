"""Chapters of a video as YouTube takes them.

The first begins at 0:00, there are at least three, in order, each of ten seconds or more; of a title 70
characters are shown (support.google.com/youtube/answer/9884579; support.vevo.com, "YouTube Chapters").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST = 3
SHORTEST = 10.0  # seconds
TITLE = 70  # characters
APART, SHARE = 45.0, 1 / 14  # of statements: seconds, and of the video
_CLOSING = ",;:–—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a chapter may begin, in seconds, and its title."""

    start: float
    title: str


def chapters(
    slides: Sequence[Mark], statements: Sequence[Mark], opening: str, seconds: float
) -> list[Mark]:
    """The chapters of a video: of its slides, where there are enough, else of what is said. Empty where
    there are not three.

    Args:
        slides: When a slide was shown, with its title.
        statements: The best first.
        opening: The title of what comes before the first.
        seconds: How long the video is.
    """
    for marks in (_of_slides(slides, seconds), _of_statements(statements, seconds)):
        begun = _begun(marks, opening)
        if len(begun) >= FEWEST:
            return begun
    return []


def _of_slides(slides: Iterable[Mark], seconds: float) -> list[Mark]:
    """In their order. One that was shown for a moment is none; what goes on under the same title is
    one."""
    taken: list[Mark] = []
    for mark in sorted(slides, key=lambda mark: mark.start):
        title = short(mark.title)
        if not title or seconds - mark.start < SHORTEST:
            continue
        if taken and taken[-1].title == title:
            continue
        if taken and mark.start - taken[-1].start < SHORTEST:
            continue
        taken.append(Mark(start=mark.start, title=title))
    return taken


def _of_statements(statements: Iterable[Mark], seconds: float) -> list[Mark]:
    """The best that are far enough from each other."""
    apart = max(SHORTEST, min(APART, seconds / 8), seconds * SHARE)
    taken: list[Mark] = []
    for mark in statements:
        title = short(mark.title)
        clear = all(abs(mark.start - each.start) >= apart for each in taken)
        new = title and title not in (each.title for each in taken)
        if clear and new and seconds - mark.start >= SHORTEST:
            taken.append(Mark(start=mark.start, title=title))
    return sorted(taken, key=lambda mark: mark.start)


def _begun(marks: list[Mark], opening: str) -> list[Mark]:
    """With a chapter at 0:00."""
    if not marks:
        return []
    if marks[0].start < SHORTEST:
        return [Mark(start=0.0, title=marks[0].title), *marks[1:]]
    return [Mark(start=0.0, title=short(opening)), *marks]


def short(text: str) -> str:
    """A title of a text's own words: all of them, else those up to the end of a phrase, with […]."""
    words = plain(text).split()
    whole = " ".join(words)
    if len(whole) <= TITLE:
        return whole
    room = TITLE - len(" […]")
    phrase = ""
    line = ""
    for word in words:
        if len(line) + 1 + len(word) > room:
            break
        line = f"{line} {word}".lstrip()
        if word[-1] in _CLOSING and len(line) > room // 2:
            phrase = line
    kept = (phrase or line or whole[:room]).rstrip(_CLOSING + " ")
    return f"{kept} […]"


def plain(text: str) -> str:
    """Without the signs that YouTube refuses."""
    return text.replace("<", "‹").replace(">", "›")


def listed(found: Sequence[Mark]) -> str:
    """A line each: `12:03 title`."""
    return "".join(f"{clock(mark.start)} {mark.title}\n" for mark in found)


def clock(seconds: float) -> str:
    """Seconds as m:ss or h:mm:ss."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
