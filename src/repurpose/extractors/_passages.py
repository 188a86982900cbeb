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
    may_be_whole,
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
    before: Tidied | None = None  # where it stands alone
    for number, (each, told) in enumerate(zip(found, words, strict=True)):
        first, before = before, None
        if not may_be_whole(each.text, told):
            continue
        said = tidied(each.text, language)
        leans = not leans_on_nothing(bare(said.text), language)
        if leans and (first is None or not _goes_on(number, found, first)):
            continue
        if not is_whole_talk(said, each.text, language, told if said.text == each.text else None):
            continue
        if not leans:
            yield _of_one(number, each, said)
            before = said
        elif first is not None:
            yield from _of_two(number, found, first, said)


def _of_one(number: int, found: Found, said: Tidied) -> Draft:
    return Draft(
        text=said.text,
        locator=found.place(said.start, said.end),
        sentences=(number,),
        core=number,
        cost=CUT_COST * said.cuts,
    )


def _goes_on(number: int, found: Sequence[Found], before: Tidied) -> bool:
    """Whether one speaker said a sentence and the one before in a row."""
    return found[number].unit == found[number - 1].unit and not before.ends_early


def _of_two(number: int, found: Sequence[Found], before: Tidied, after: Tidied) -> Iterator[Draft]:
    """With the sentence before."""
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
