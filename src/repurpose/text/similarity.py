"""Whether two texts say the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

SAME = 85.0  # ratio of the words, 0 to 100
CONTAINED = 95.0
_WORD = re.compile(r"\w+")


def words(text: str) -> str:
    """The words of a text alone, lower case, for comparing."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def near_duplicate(a: str, b: str) -> bool:
    """Whether one says the same as the other, with a few other words or a few words more."""
    return _same(words(a), words(b))


def without_near_duplicates(texts: Sequence[str]) -> list[int]:
    """The places of the texts that do not repeat an earlier one."""
    kept: list[tuple[int, str]] = []
    for number, text in enumerate(texts):
        plain = words(text)
        if not _any_same(plain, (other for _, other in kept)):
            kept.append((number, plain))
    return [number for number, _ in kept]


def _any_same(plain: str, others: Iterable[str]) -> bool:
    return any(_same(plain, other) for other in others)


def _same(a: str, b: str) -> bool:
    if not a or not b:
        return a == b
    if _numbers(a) != _numbers(b):
        return False  # 12 per cent is not 15 per cent
    if fuzz.ratio(a, b, score_cutoff=SAME):
        return True
    shorter, longer = sorted((a, b), key=len)
    if 2 * len(shorter) < len(longer):
        return False
    return bool(fuzz.partial_ratio(shorter, longer, score_cutoff=CONTAINED))


def _numbers(plain: str) -> set[str]:
    return {word for word in plain.split() if word[0].isdigit()}
