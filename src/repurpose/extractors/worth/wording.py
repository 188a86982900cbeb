"""What the words and signs of a sentence tell by themselves."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from operator import eq

from repurpose.extractors.worth.lexicon import BACK, CONNECTIVE, COUNTED, IT, MASKS

_DIGIT = re.compile(r"\d")
# Each digit of whatever script is one of these; punctuation such as ’ and … is none of them.
_MAYBE_DIGIT = re.compile("[0-9²³¹\u0250-\u1fff\u2070-\U0010ffff]")
_CAPITAL = re.compile(r" (?<=[a-zäöüéèàç,] )(?=[A-ZÄÖÜ]\w)")
_TWICE = re.compile(r"\b(\w+) \1\b")
_JOINED = re.compile(r"['’_-]|\.\w")  # in a text without, words are what \w+ finds
_PERCENT = ("%", "percent", "per cent", "prozent", "pour cent", "per cento")
_STANCE_WORDS = (
    "endlich deshalb darf muss müssen verdient gemeinsam solidarität respekt skandal sollte genug "
    "stoppen freiheit demokratie europa menschen gerechtigkeit verantwortung dank herzlichen glückwunsch "
    "enfin ensemble respect assez liberté responsabilité finalmente insieme rispetto basta libertà "
    "responsabilità"
)
_STANCE = frozenset(_STANCE_WORDS.split())
_THANKS = frozenset(["thank", "thanks", "dank", "danke", "merci", "grazie", "herzlichen"])
_LONG = 8  # letters; a longer word is a long one
_BACK_CHANNEL = 3  # words at most


def of_wording(
    texts: Sequence[str], words: Sequence[Sequence[str]], language: str
) -> dict[str, list[float]]:
    """By name of the feature its values.

    Args:
        words: Those of each text, in lower case.
    """
    lengths: list[float] = [len(each) for each in words]
    more = [length + 1 for length in lengths]
    sizes = [list(map(len, each)) for each in words]
    ends = [text.rstrip()[-1:] for text in texts]
    back = [float(_is_back_channel(each, language)) for each in words]
    thanks = [float(not _THANKS.isdisjoint(each)) for each in words]
    numbers = [_numbers(text, each) for text, each in zip(texts, words, strict=True)]
    beginnings = [_masks(language).get(each[0], 0) if each else 0 for each in words]
    columns: dict[str, list[float]] = {
        "words": lengths,
        "log_words": list(map(math.log1p, lengths)),
        "words_to_25": [min(length, 25) for length in lengths],
        "characters": list(map(len, texts)),
        "back_channel": back,
        "back_channel_next": [*back[1:], 0.0],
        "numbers": [with_digits for with_digits, _ in numbers],
        "number_share": [begun / size for (_, begun), size in zip(numbers, more, strict=True)],
        "percent": [float(_has_percent(text)) for text in texts],
        "capitals": [len(_CAPITAL.findall(text)) for text in texts],
        "question": [float(end == "?") for end in ends],
        "exclamation": [float(end == "!") for end in ends],
        "stop": [float(end in (".", "!", "?")) for end in ends],
        "begins_capital": [float(text.lstrip()[:1].isupper()) for text in texts],
        "commas": [text.count(",") for text in texts],
        "begins_connective": [float(bits & CONNECTIVE != 0) for bits in beginnings],
        "begins_it": [float(bits & IT != 0) for bits in beginnings],
        "distinct": [len(set(each)) / size for each, size in zip(words, more, strict=True)],
        "word_length": [sum(each) / size for each, size in zip(sizes, more, strict=True)],
        "long_words": [len([size for size in each if size > _LONG]) for each in sizes],
        "stance": [
            0.0 if _STANCE.isdisjoint(each) else sum(word in _STANCE for word in each)
            for each in words
        ],
        "thanks": thanks,
        "thanks_next": [*thanks[1:], 0.0],
        "colon": [float(":" in text) for text in texts],
        "quotation": [float('"' in text or "„" in text) for text in texts],
        "said_twice": [float(_is_said_twice(*each)) for each in zip(texts, words, strict=True)],
        "hyphens": [text.count("-") for text in texts],
    }
    for name, counts in _counts(words, language).items():
        columns[name] = counts
        columns[f"{name}_share"] = [n / size for n, size in zip(counts, more, strict=True)]
    return columns


def _masks(language: str) -> dict[str, int]:
    return MASKS.get(language, MASKS["en"])


@cache
def _classes(language: str) -> dict[str, list[str]]:
    """The classes of COUNTED that each word is of."""
    found: dict[str, list[str]] = {}
    for word, bits in _masks(language).items():
        names = [name for bit, name in enumerate(COUNTED) if bits >> bit & 1]
        if names:
            found[word] = names
    return found


def _counts(words: Sequence[Sequence[str]], language: str) -> dict[str, list[float]]:
    """How many words of each class of COUNTED are in each sentence."""
    counts: dict[str, list[float]] = {name: [0] * len(words) for name in COUNTED}
    classes = _classes(language).get
    for n, each in enumerate(words):
        for names in filter(None, map(classes, each)):
            for name in names:
                counts[name][n] += 1
    return counts


def _is_back_channel(words: Sequence[str], language: str) -> bool:
    masks = _masks(language)
    return len(words) <= _BACK_CHANNEL and all(masks.get(word, 0) & BACK for word in words)


def _numbers(text: str, words: Sequence[str]) -> tuple[int, int]:
    """How many of the words have a figure in them, and how many begin with one."""
    if not _MAYBE_DIGIT.search(text):
        return 0, 0
    return (
        sum(_DIGIT.search(word) is not None for word in words),
        sum(word[:1].isdigit() for word in words),
    )


def _has_percent(text: str) -> bool:
    lower = text.lower()
    return any(map(lower.__contains__, _PERCENT))


def _is_said_twice(text: str, words: Sequence[str]) -> bool:
    """Whether a word comes twice in a row."""
    may_be = any(map(eq, words, words[1:])) or _JOINED.search(text) is not None
    return may_be and _TWICE.search(text.lower()) is not None
