"""A sentence where it was found, before anybody asks whether it stands alone."""

from __future__ import annotations

from dataclasses import dataclass

from repurpose.extractors._spoken_turns import Turn
from repurpose.model import Locator, Role


@dataclass(frozen=True, slots=True)
class Found:
    """`turn` and `offset`: of a spoken sentence, where it begins in what its speaker says."""

    text: str
    locator: Locator
    speaker: str | None
    role: Role
    unit: int
    on_slide: bool = False
    turn: Turn | None = None
    offset: int = 0

    def place(self, start: int, end: int) -> Locator:
        """Where its characters from `start` to `end` stand."""
        if self.turn is None:
            return self.locator
        return self.turn.place(self.offset + start, self.offset + end)
