"""How much a sentence is worth passing on."""

from __future__ import annotations

from collections.abc import Sequence

from repurpose.extractors.worth.written import of_written

__all__ = ["of_talk", "of_written"]


def of_talk(talk: Sequence[tuple[str, str | None]], language: str) -> list[float]:
    """Of each sentence of a talk, given with its speaker, its worth from 0 to 1."""
    return of_written([text for text, _ in talk], language)
