"""What a talk is made of, for the description of its deck or its video."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outline:
    """The order of a talk.

    Attributes:
        contents: The titles of its parts.
        chapters: What was shown when in the recording: "12:03 Was ein Haus trägt", the first at 0:00.
    """

    contents: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
