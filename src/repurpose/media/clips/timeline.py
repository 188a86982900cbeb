"""What is said in a recording, word by word and sentence by sentence, with the time of each word."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repurpose.model import Asset, Segment
from repurpose.text.sentences import sentences

_WORD = re.compile(r"\S+")
# Seconds by which a time may be wrong: of a word, of a cue's border, of a place inside a cue.
WORD_SLACK, CUE_SLACK, LEAST_SLACK, MOST_SLACK = 0.25, 0.5, 0.6, 1.5
SHARE_OF_CUE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as it is written, in seconds of the recording.

    Attributes:
        segment, place: Where it begins: the number of the segment, and the character in it.
        begins_cue, ends_cue: It is the first, the last of its segment.
        slack: By how many seconds the times may be wrong inside the cue.
    """

    text: str
    start: float
    end: float
    segment: int
    place: int
    begins_cue: bool
    ends_cue: bool
    slack: float
    timed: bool

    @property
    def start_slack(self) -> float:
        """By how many seconds `start` may be wrong."""
        return min(self.slack, CUE_SLACK) if self.begins_cue else self.slack

    @property
    def end_slack(self) -> float:
        """By how many seconds `end` may be wrong."""
        return min(self.slack, CUE_SLACK) if self.ends_cue else self.slack


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The words `first` to before `stop`, from `start` to `end` in seconds; `turn` numbers what one
    speaker says in a row."""

    text: str
    first: int
    stop: int
    turn: int
    speaker: str | None
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All that is said, in order. Every word is in one sentence."""

    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]

    def start(self, sentence: int) -> float:
        """When a sentence begins."""
        return self.sentences[sentence].start

    def end(self, sentence: int) -> float:
        """When a sentence ends."""
        return self.sentences[sentence].end

    def at(self, segment: int, place: int) -> int | None:
        """The number of the sentence that a character of a segment is in."""
        number = bisect.bisect_right(
            self.words, (segment, place), key=lambda w: (w.segment, w.place)
        )
        if number == 0:
            return None
        found = bisect.bisect_right(self.sentences, number - 1, key=lambda s: s.first) - 1
        return found if self.words[number - 1].segment == segment else None

    def within(self, start: float, end: float) -> list[int]:
        """The numbers of the sentences of which at least half is said in a stretch of time."""
        found = []
        for number in range(len(self.sentences)):
            begins, ends = self.start(number), self.end(number)
            shared = min(end, ends) - max(start, begins)
            if shared > 0 and shared >= 0.5 * min(ends - begins, end - start):
                found.append(number)
        return found


def timeline(asset: Asset) -> Timeline:
    """What is said in an asset, without what is private. Empty where it has no times."""
    words: list[Word] = []
    found: list[Sentence] = []
    for turn, numbers in enumerate(_turns(asset.segments)):
        pieces: list[str] = []
        places: list[int] = []  # of the turn's words in its text
        first, begins = len(words), 0
        for number in numbers:
            segment = asset.segments[number]
            said = list(_words(segment, number))
            words.extend(said)
            places.extend(begins + word.place for word in said)
            pieces.append(segment.text)
            begins += len(segment.text) + 1
        text = " ".join(pieces)
        speaker = asset.segments[numbers[0]].speaker
        for start, end in sentences(text, asset.language):
            left, right = bisect.bisect_left(places, start), bisect.bisect_left(places, end)
            if right > left:
                found.append(
                    Sentence(
                        text=text[start:end],
                        first=first + left,
                        stop=first + right,
                        turn=turn,
                        speaker=speaker,
                        start=words[first + left].start,
                        end=words[first + right - 1].end,
                    )
                )
    return Timeline(words=tuple(words), sentences=tuple(found))


def _turns(segments: Sequence[Segment]) -> Iterator[list[int]]:
    """The numbers of the segments that one speaker says in a row."""
    turn: list[int] = []
    for number, segment in enumerate(segments):
        if segment.hidden or segment.role != "speech" or segment.locator.start is None:
            continue
        if not segment.text.strip():
            continue
        if turn and segments[turn[-1]].speaker != segment.speaker:
            yield turn
            turn = []
        turn.append(number)
    if turn:
        yield turn


def _words(segment: Segment, number: int) -> Iterator[Word]:
    """The words of a segment; without times of their own they share its time by their letters."""
    matches = list(_WORD.finditer(segment.text))
    timed = len(segment.word_times) == len(matches)
    start = segment.locator.start or 0.0
    end = start if segment.locator.end is None else segment.locator.end
    slack = min(MOST_SLACK, max(LEAST_SLACK, SHARE_OF_CUE * (end - start)))
    length = max(1, len(segment.text))
    for position, match in enumerate(matches):
        if timed:
            begins, ends = segment.word_times[position]
        else:
            begins = start + (end - start) * match.start() / length
            ends = start + (end - start) * match.end() / length
        yield Word(
            text=match[0],
            start=begins,
            end=max(begins, ends),
            segment=number,
            place=match.start(),
            begins_cue=position == 0,
            ends_cue=position == len(matches) - 1,
            slack=WORD_SLACK if timed else slack,
            timed=timed,
        )
