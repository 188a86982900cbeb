"""What is said between two times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Times = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown or said between two times, in seconds.

    Attributes:
        text: It may have several lines.
        word_times: Start and end of each word of `text.split()`, or empty.
        marks: Where only some words have a time: their numbers, and when they begin.
    """

    start: float
    end: float
    text: str
    speaker: str | None = None
    word_times: Times = ()
    marks: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What stands in one file.

    Attributes:
        captions: The cues are shown to people: speakers may be written into the text, and lines
            may roll up.
        nothing: What is the matter with the file if it is sound and holds no text.
    """

    cues: Sequence[Cue]
    captions: bool = False
    title: str | None = None
    nothing: str = "its cues hold no text"


class Pieces:
    """A text that grows piece by piece, and how many words it has so far: len(text.split())."""

    def __init__(self, first: str) -> None:
        self._pieces: list[str] = []
        self._inside = False  # in the middle of a word
        self.words = 0
        self.add(first)

    def add(self, piece: str) -> None:
        if piece:
            goes_on = self._inside and not piece[0].isspace()
            self.words += len(piece.split()) - goes_on
            self._inside = not piece[-1].isspace()
            self._pieces.append(piece)

    @property
    def text(self) -> str:
        return "".join(self._pieces)


class NoTranscriptError(ValueError):
    """A file is no transcript: what it is instead, in words for people."""
