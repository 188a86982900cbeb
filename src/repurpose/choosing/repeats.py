"""Of what says the same, one: in much the same words, or in another language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repurpose.choosing.find import Find
from repurpose.choosing.languages import translations
from repurpose.text.similarity import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A find that says what another one says, which stays."""

    find: Find
    of: Find


def without_repeats(finds: Sequence[Find]) -> tuple[list[Find], list[Repeat]]:
    """Of the same statement in several files, the best; one file's are told apart already.

    Args:
        finds: Best first.

    Returns:
        What stays, in its order, and the rest.
    """
    kept: list[Find] = []
    repeats: list[Repeat] = []
    told = Told()
    for find in finds:
        same = [kept[number] for number in told.like(find.snippet.text)]
        elsewhere = [other for other in same if other.asset.sha256 != find.asset.sha256]
        if elsewhere:
            repeats.append(Repeat(find=find, of=elsewhere[0]))
        else:
            kept.append(find)
            told.add(find.snippet.text)
    return kept, repeats


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
