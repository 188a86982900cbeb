"""The passages of a talk that stand alone: a sentence as it was said, without what was only said in
passing, or together with the one before that it leans on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

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


class _Look:
    """A closer look at a sentence, as close as is asked for."""

    def __init__(self, text: str, words: Sequence[str], language: str) -> None:
        self._text, self._words, self._language = text, words, language

    @cached_property
    def may_be_whole(self) -> bool:
        """At a quick look."""
        return may_be_whole(self._text, self._words)

    @cached_property
    def said(self) -> Tidied:
        """Without what was only said in passing."""
        return tidied(self._text, self._language)

    @cached_property
    def leans(self) -> bool:
        """On the sentence before."""
        return not leans_on_nothing(bare(self.said.text), self._language)

    @cached_property
    def is_whole(self) -> bool:
        """It may lean."""
        words = self._words if self.said.text == self._text else None
        return is_whole_talk(self.said, self._text, self._language, words)

    @property
    def stands_alone(self) -> bool:
        return self.may_be_whole and not self.leans and self.is_whole


def drafts(
    found: Sequence[Found],
    words: Sequence[Sequence[str]],
    language: str,
    among: Iterable[int],
) -> Iterator[Draft]:
    """The passages of what was said, in its order.

    Args:
        words: Those of each sentence.
        among: The numbers of the sentences that they may be passed on for, in order.
    """
    looked_at: tuple[int, _Look] | None = None
    for number in among:
        look = _Look(found[number].text, words[number], language)
        before, looked_at = looked_at, (number, look)
        if not look.may_be_whole:
            continue
        if not look.leans:
            if look.is_whole:
                yield _of_one(number, found[number], look.said)
        elif number > 0 and found[number].unit == found[number - 1].unit:
            if before is None or before[0] != number - 1:
                first = _Look(found[number - 1].text, words[number - 1], language)
            else:
                first = before[1]
            if first.stands_alone and not first.said.ends_early and look.is_whole:
                yield from _of_two(number, found, first.said, look.said)


def _of_one(number: int, found: Found, said: Tidied) -> Draft:
    return Draft(
        text=said.text,
        locator=found.place(said.start, said.end),
        sentences=(number,),
        core=number,
        cost=CUT_COST * said.cuts,
    )


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
