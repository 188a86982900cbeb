"""Where the sentences of talk come from: they may run across the cues of one speaker."""

from __future__ import annotations

from collections.abc import Iterator

from repurpose.extractors._found import Found
from repurpose.extractors._spoken_turns import Turn, is_unpunctuated, turns
from repurpose.model import Asset
from repurpose.text.sentences import sentences


def spoken(asset: Asset, *, punctuated: bool) -> Iterator[Found]:
    """The sentences of a transcript. A paragraph of a text without times is not run into the next;
    where nobody wrote full stops, only pauses end what is said, and nothing is sure to be whole."""
    for number, turn in enumerate(turns(asset.segments, unpunctuated=not punctuated)):
        for begin, stop in _paragraphs(turn):
            for start, end in sentences(turn.text[begin:stop], asset.language):
                first, last = begin + start, begin + end
                yield Found(
                    text=turn.text[first:last],
                    locator=turn.place(first, last),
                    speaker=turn.speaker,
                    role="speech",
                    unit=number,
                    turn=turn,
                    offset=first,
                )


def is_punctuated(asset: Asset) -> bool:
    """Whether its sentences end with full stops."""
    return not is_unpunctuated(asset.segments)


def _paragraphs(turn: Turn) -> Iterator[tuple[int, int]]:
    if turn.segments[0].locator.line is None:
        yield 0, len(turn.text)
        return
    place = 0
    for segment in turn.segments:
        yield place, place + len(segment.text)
        place += len(segment.text) + 1
