"""Whether two texts say the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from rapidfuzz import fuzz

SAME = 85.0  # ratio of the words, 0 to 100
CONTAINED = 95.0
SHARED = 0.25  # of a text's rarer words; what says the same shares half of them and more
LEAST_HELD = 30  # characters
LEAST_SHARED = 0.4  # of the words of the shorter text
LEAST_RARE = 4  # with fewer rarer words, a text is compared with all
LEAST_COMMON = 50  # a word in more texts than this, and in one of twenty, is common
_WORD = re.compile(r"\w+")


def words(text: str) -> str:
    """The words of a text alone, lower case, for comparing."""
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(plain))


def near_duplicate(a: str, b: str) -> bool:
    """Whether one says the same as the other, with a few other words or a few words more."""
    return _same(words(a), words(b))


def without_near_duplicates(texts: Sequence[str]) -> list[int]:
    """The places of the texts that do not repeat an earlier one."""
    told = Told()
    kept: list[int] = []
    for number, text in enumerate(texts):
        if not any(True for _ in told.like(text)):
            told.add(text)
            kept.append(number)
    return kept


class _Text:
    """A text as it is compared: its words in order, which they are, and which numbers are among them."""

    __slots__ = ("numbers", "plain", "words")

    def __init__(self, text: str) -> None:
        self.plain = words(text)
        self.words = frozenset(self.plain.split())
        self.numbers = {word for word in self.words if word[0].isdigit()}


class Told:
    """Texts that were told before. A new one is compared only with those that share some of its
    rarer words: each with each takes minutes for a folder of talks."""

    def __init__(self) -> None:
        self._texts: list[_Text] = []
        self._with: dict[str, list[int]] = {}
        self._looked_at: tuple[str, _Text] | None = None  # asked for, and mostly added next

    def add(self, text: str) -> None:
        told = self._of(text)
        for word in told.words:
            self._with.setdefault(word, []).append(len(self._texts))
        self._texts.append(told)

    def like(self, text: str) -> Iterator[int]:
        """The numbers of the texts, in the order in which they were added, that say the same."""
        said = self._of(text)
        return (n for n in self._candidates(said) if self._says(self._texts[n], said))

    def _of(self, text: str) -> _Text:
        if self._looked_at is None or self._looked_at[0] != text:
            self._looked_at = (text, _Text(text))
        return self._looked_at[1]

    def _says(self, told: _Text, said: _Text) -> bool:
        return _share_words(told.words, said.words) and (
            (told.numbers == said.numbers and _alike(told.plain, said.plain))
            or _holds(told.plain, said.plain)
        )

    def _candidates(self, said: _Text) -> Iterable[int]:
        common = max(LEAST_COMMON, len(self._texts) // 20)
        known = [self._with.get(word, ()) for word in said.words]
        rare = [numbers for numbers in known if len(numbers) <= common]
        if len(rare) < LEAST_RARE:
            return range(len(self._texts))
        least = SHARED * len(rare)
        shared = Counter(chain.from_iterable(rare))
        return sorted([n for n, times in shared.items() if times >= least])


def _share_words(a: Set[str], b: Set[str]) -> bool:
    """Whether they share so many words that it is worth comparing them letter by letter."""
    return len(a & b) >= LEAST_SHARED * min(len(a), len(b))


def _same(a: str, b: str) -> bool:
    """12 per cent is not 15 per cent; but what holds all of the other, word for word, says it."""
    return (_numbers(a) == _numbers(b) and _alike(a, b)) or _holds(a, b)


def _holds(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) >= LEAST_HELD and f" {shorter} " in f" {longer} "


def _alike(a: str, b: str) -> bool:
    if not a or not b:
        return a == b
    if fuzz.ratio(a, b, score_cutoff=SAME):
        return True
    shorter, longer = sorted((a, b), key=len)
    if 2 * len(shorter) < len(longer):
        return False
    return bool(fuzz.partial_ratio(shorter, longer, score_cutoff=CONTAINED))


def _numbers(plain: str) -> set[str]:
    return {word for word in plain.split() if word[0].isdigit()}
