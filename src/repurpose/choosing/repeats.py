"""Of what says the same, one: in much the same words, or in another language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repurpose.choosing.find import Find
from repurpose.choosing.languages import translations


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A find that says what another one says, which stays."""

    find: Find
    of: Find


def without_translations(
    finds: Sequence[Find], language: str | None = None
) -> tuple[list[Find], list[Repeat]]:
    """Of what is said in two languages, the one in the language of the deck.

    Args:
        finds: Best first.
        language: The language that stays, where the user set one.

    Returns:
        What stays, in its order, and the rest.
    """
    said = translations(finds, language)
    kept = [find for number, find in enumerate(finds) if number not in said]
    return kept, [Repeat(find=finds[number], of=finds[of]) for number, of in said.items()]
