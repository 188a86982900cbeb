"""Where what stands at one place of a talk stands in another writing of it, or nowhere for sure."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from repurpose.bundling._same_words import Pair, same_words
from repurpose.bundling._talk import Talk
from repurpose.bundling._wording import Wording
from repurpose.model import Locator, Segment

PHRASE = 3  # words in a row: what tells that two texts are the same
SHARE, LEAST_WORDS = 0.35, 12  # of the shorter text; unrelated talks reach 0.13
SHORT, SHORT_SHARE = 200, 0.6  # words; a short text shares a greeting with others
ENOUGH = 0.5  # of the words of a statement
PAUSE = 1.0  # seconds
LOST = 4  # words at its beginning or end that are not the same
LONGER, MORE = 1.6, 6  # times, and words: what is longer there is something else


class Twins:
    """Two writings of one talk, word by word.

    Attributes:
        share: Which share of the words of the shorter stands in phrases of the other.
    """

    def __init__(self, pairs: Sequence[Pair], share: float, here: Wording, yonder: Wording) -> None:
        self.share = share
        self._words = here, yonder
        self._a = [a for a, _ in pairs]
        self._b = [b for _, b in pairs]

    def turned(self) -> Twins:
        here, yonder = self._words
        return Twins(list(zip(self._b, self._a, strict=True)), self.share, yonder, here)

    def there(self, first: int, stop: int) -> tuple[int, int] | None:
        """The words of the other from and to which the words `first` to before `stop` stand there;
        None where too few of them are the same."""
        left, right = bisect.bisect_left(self._a, first), bisect.bisect_left(self._a, stop)
        length = stop - first
        if right - left < max(min(2, length), ENOUGH * length):
            return None
        if not self._in_a_row(left, right):
            return None
        lead, rest = self._a[left] - first, stop - 1 - self._a[right - 1]
        if lead > LOST or rest > LOST:
            return None
        begins = max(self._b[left] - lead, self._b[left - 1] + 1 if left else 0)
        ends = self._b[right - 1] + rest
        if right < len(self._b):
            ends = min(ends, self._b[right] - 1)
        begins = self._without_pause(begins, self._b[left], forward=False)
        ends = self._without_pause(self._b[right - 1], ends, forward=True)
        return (begins, ends) if ends - begins < LONGER * length + MORE else None

    def _without_pause(self, first: int, last: int, *, forward: bool) -> int:
        """The end, or the beginning, of words of which only the first or the last is known to be
        the same: nobody pauses between them and the rest."""
        words = self._words[1]
        last = min(last, len(words) - 1)
        steps = range(first, last) if forward else range(last - 1, first - 1, -1)
        for word in steps:
            ends, begins = words.ends[word], words.begins[word + 1]
            if ends is not None and begins is not None and begins - ends > PAUSE:
                return word if forward else word + 1
        return last if forward else first

    def _in_a_row(self, left: int, right: int) -> bool:
        """Whether two words, or the only one, are neighbours in both: single words are by chance."""
        a, b = self._a, self._b
        return right - left == 1 or any(
            a[n + 1] == a[n] + 1 and b[n + 1] == b[n] + 1 for n in range(left, right - 1)
        )


def twins(a: Talk, b: Talk) -> Twins | None:
    """Two writings of the same talk, or None: the words tell, not the names of the files."""
    shorter = min(len(a.words), len(b.words))
    if shorter < LEAST_WORDS:
        return None
    pairs = same_words(a.words.plain, b.words.plain)
    share = _in_phrases(pairs) / shorter
    least = SHARE if shorter >= SHORT else SHORT_SHARE
    return Twins(pairs, share, a.words, b.words) if share >= least else None


def place(words: Wording, segments: Sequence[Segment], first: int, last: int) -> Locator:
    """Where the words `first` to `last` stand: their seconds, else their line."""
    last = min(last, len(words) - 1)
    begins, ends = words.begins[first], words.ends[last]
    if begins is None or ends is None:
        return segments[words.segment[first]].locator
    return Locator(start=round(begins, 3), end=round(max(begins, ends), 3))


def _in_phrases(pairs: Sequence[Pair]) -> int:
    total, row = 0, 0
    before = (-2, -2)
    for pair in pairs:
        row = row + 1 if pair == (before[0] + 1, before[1] + 1) else 1
        total += PHRASE if row == PHRASE else row > PHRASE
        before = pair
    return total
