"""The passages of a talk that stand alone: a sentence as it was said, without what was only said in
passing, or together with the one before that it leans on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repurpose.extractors._found import Found
from repurpose.extractors._standing import (
    bare,
    is_whole_talk,
    leans_on_nothing,
)
from repurpose.extractors._tidying import CUT, Tidied, tidied
from repurpose.model import Locator

MOST_OF_TWO = 320  # characters
CUT_COST = 0.01  # of worth, for each cut inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A passage before it is weighed. `cost`: what its cuts take of its worth."""

    text: str
    locator: Locator
    sentences: tuple[int, ...]
    core: int
    cost: float = 0.0


def drafts(
    found: Sequence[Found], words: Sequence[Sequence[str]], language: str
) -> Iterator[Draft]:
    """The passages of what was said, in its order. `words`: those of each sentence."""
    said = [tidied(each.text, language) for each in found]
    whole = [
        is_whole_talk(after, before.text, language, told if after.text == before.text else None)
        for before, after, told in zip(found, said, words, strict=True)
    ]
    alone = [
        fits and leans_on_nothing(bare(each.text), language)
        for each, fits in zip(said, whole, strict=True)
    ]
    for number, each in enumerate(found):
        if alone[number]:
            yield _of_one(number, each, said[number])
        elif whole[number] and number and alone[number - 1]:
            yield from _of_two(number, found, said)


def _of_one(number: int, found: Found, said: Tidied) -> Draft:
    return Draft(
        text=said.text,
        locator=found.place(said.start, said.end),
        sentences=(number,),
        core=number,
        cost=CUT_COST * said.cuts,
    )


def _of_two(number: int, found: Sequence[Found], said: Sequence[Tidied]) -> Iterator[Draft]:
    """With the sentence before, where one speaker said both in a row."""
    before, after = said[number - 1], said[number]
    if found[number].unit != found[number - 1].unit or before.ends_early:
        return
    text = f"{before.text} {after.text}".replace(f"{CUT} {CUT}", CUT)
    cuts = before.cuts + after.cuts + after.begins_late
    if len(text) > MOST_OF_TWO or cuts > 2:
        return
    turn, first = found[number - 1].turn, found[number - 1]
    assert turn is not None
    end = found[number].offset + after.end
    yield Draft(
        text=text,
        locator=turn.place(first.offset + before.start, end),
        sentences=(number - 1, number),
        core=number,
        cost=CUT_COST * cuts,
    )
