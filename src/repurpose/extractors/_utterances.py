"""What is judged at once of a talk: the sentences that begin in one cue or line, unless it is a whole
speech."""

from __future__ import annotations

from collections.abc import Sequence

from repurpose.extractors._found import Found

MOST_WORDS = 80


def utterances(found: Sequence[Found]) -> list[list[int]]:
    """The numbers of the sentences of each utterance, in order."""
    groups: list[list[int]] = []
    last: tuple[int, int] | None = None
    for number, each in enumerate(found):
        at = (each.unit, each.segment)
        if at == last:
            groups[-1].append(number)
        else:
            groups.append([number])
        last = at
    return [part for group in groups for part in _parts(group, found)]


def text_of(numbers: Sequence[int], found: Sequence[Found]) -> str:
    """An utterance's words."""
    if len(numbers) == 1:
        return found[numbers[0]].text
    return " ".join(found[number].text for number in numbers)


def _parts(group: list[int], found: Sequence[Found]) -> list[list[int]]:
    words = sum(found[number].text.count(" ") + 1 for number in group)
    return [group] if words <= MOST_WORDS else [[number] for number in group]
