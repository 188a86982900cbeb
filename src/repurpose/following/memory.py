"""What was decided about already: a statement is offered once, however its words are corrected."""

from __future__ import annotations

from dataclasses import dataclass, field

from repurpose.text.similarity import Told, words


@dataclass(slots=True)
class Memory:
    """Statements that were offered or passed over."""

    _told: Told = field(default_factory=Told)
    _texts: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self._told.add(text)
        self._texts.append(f" {words(text)} ")

    def knows(self, text: str) -> bool:
        """Whether it says what one of them says, contains one, or is contained in one."""
        plain = f" {words(text)} "
        within = any(plain in known or known in plain for known in self._texts)
        return within or any(True for _ in self._told.like(text))
