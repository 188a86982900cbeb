"""Single words with times, joined into what can be read: a cue a sentence of one speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from repurpose.readers.transcripts.cue import Cue

PAUSE = 2.0  # seconds: what comes behind is something else
MOST_WORDS = 50  # in a row without a stop; then the longest pause is where to cut
_END = re.compile(r"[.?!…][\"'»”’)\]]*$")
_NO_END = re.compile(r"(?:^|\W)(?:\w|\d{1,3}|dr|prof|mr|mrs|ms|st|vs|etc|nr|bzw|ca|usw|no|m|mme)\.$", re.I)  # fmt: skip
_GLUED = re.compile(r"^[.,;:?!…%)\]}»”]+$")


class Word(NamedTuple):
    """A word of a recogniser. `start` and `end` in seconds; None where the file has none. `glued`: it continues the word
    before it."""

    text: str
    start: float | None
    end: float | None
    speaker: str | None = None
    glued: bool = False


def joined(words: Sequence[Word]) -> list[Cue]:
    """Cues of words: one ends with a sentence, at a pause, and where another person speaks."""
    return [cue for run in _runs(whole(words)) for part in _shortened(run) for cue in [_cue(part)]]


def whole(words: Sequence[Word]) -> list[Word]:
    """Words that stand alone, each with a time; marks of punctuation stand at their word."""
    some = words[:500]
    spaced = sum(word.text[:1].isspace() for word in some) > 0.3 * len(some)
    spaced = spaced or not all(word.text.strip() for word in some)
    found: list[Word] = []
    fresh = True
    at = next((word.start for word in words if word.start is not None), 0.0)
    for text, start, end, speaker, glued in words:
        pieces = text.split()
        if not pieces:
            fresh = True
            continue
        start = at if start is None else start
        at = start if end is None else max(start, end)
        if found and (
            glued
            or (spaced and not fresh and not text[0].isspace())
            or (not pieces[0][0].isalnum() and _GLUED.match(text.strip()))
        ):
            last = found[-1]
            at = max(last.end or 0.0, at if end is not None else 0.0)
            found[-1] = Word(last.text + "".join(pieces), last.start, at, last.speaker)
        else:
            found += [Word(piece, start, at, speaker) for piece in pieces]
        fresh = text[-1].isspace()
    return found


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        if run and (
            word.speaker != run[-1].speaker
            or _gap(run[-1], word) >= PAUSE
            or (_END.search(run[-1].text) and not _NO_END.search(run[-1].text))
        ):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _gap(last: Word, following: Word) -> float:
    return (following.start or 0.0) - (last.end or 0.0)


def _shortened(run: list[Word]) -> Iterator[list[Word]]:
    """Cut at the longest pauses where nobody wrote full stops."""
    while len(run) > MOST_WORDS:
        cut = max(range(MOST_WORDS // 3, MOST_WORDS), key=lambda n: _gap(run[n - 1], run[n]))
        yield run[:cut]
        run = run[cut:]
    yield run


def _cue(words: Sequence[Word]) -> Cue:
    times = tuple((word.start or 0.0, word.end or 0.0) for word in words)
    text = " ".join(word.text for word in words)
    return Cue(times[0][0], max(end for _, end in times), text, words[0].speaker, times)
