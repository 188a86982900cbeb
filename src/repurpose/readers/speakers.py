"""Speaker labels as people write them, decided over the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_NAME = r"[^\W\d_][\w.'’\-]*"
_LABEL = re.compile(
    rf"^(?:[-–—]\s*|>>+\s*)?"
    rf"(?P<label>\[?{_NAME}(?:,?\s+(?:{_NAME}|\([^)]{{1,40}}\)|\d{{1,2}})){{0,5}}\]?)\s*:\s+(?=\S)"
)
_BRACKETED = re.compile(rf"^\[(?P<label>{_NAME}(?:\s+{_NAME}){{0,3}})\]\s+(?=\S)")
_ANYTHING = re.compile(r"^(?P<label>[^:<>]{1,60}?):\s+(?=\S)")
MANY, EVERYWHERE = 20, 0.9  # lines, and the share of them that carry a label
_NO_NAMES_WORDS = (
    "note notes hinweis achtung wichtig zum beispiel for example par exemple per esempio "
    "remember http https ps nb fazit frage antwort question answer réponse domanda risposta "
    "erstens zweitens drittens first second third also so and und but aber that's it is das "
    "ist das heisst das heißt the point is my question ich sage tipp tip stichwort thema "
    "agenda titel title punkt ziel ergebnis summary update warning"
)
# What stands before a colon and is no name.
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())
_SMALL_WORDS = "von van der den de di da du la le del zu zur dr prof und and"
_SMALL = frozenset(_SMALL_WORDS.split())


def split_label(line: str) -> tuple[str | None, str]:
    """("Anna Meier", "the text") of "Anna Meier: the text"; None where no label is written."""
    match = _LABEL.match(line) or _BRACKETED.match(line)
    if match is None:
        return None, line
    return match["label"].strip("[] "), line[match.end() :]


@dataclass(frozen=True, slots=True)
class Labels:
    """The speaker labels of one file.

    Attributes:
        names: The labels that are speakers, as written.
        everywhere: Every line carries one, as in recordings of calls: then whatever stands before
            the colon is the speaker, also "stokes" or "Danno - Tectonic.xyz".
    """

    names: frozenset[str]
    everywhere: bool = False

    @classmethod
    def of(cls, lines: Sequence[str]) -> Labels:
        """Decide over the beginnings of a file's cues or paragraphs."""
        anything = [match["label"] for line in lines if (match := _ANYTHING.match(line))]
        if len(lines) >= MANY and len(anything) > EVERYWHERE * len(lines):
            return cls(frozenset(anything), everywhere=True)
        return cls(_names(lines))

    def split(self, line: str) -> tuple[str | None, str]:
        """The speaker, as shown, and the text; None where no speaker is written."""
        if self.everywhere:
            match = _ANYTHING.match(line)
            return (tidy(match["label"]), line[match.end() :]) if match else (None, line)
        label, rest = split_label(line)
        return (tidy(label), rest) if label is not None and label in self.names else (None, line)


def _names(lines: Sequence[str]) -> frozenset[str]:
    """The labels that look like names and, in a longer text, come back."""
    labels = Counter(label for line in lines if (label := split_label(line)[0]))
    named = {label: count for label, count in labels.items() if looks_like_name(label)}
    if not named:
        return frozenset()
    often = max(named.values()) > 1
    share = sum(named.values()) / max(1, len(lines))
    return frozenset(
        label
        for label, count in named.items()
        if count > 1 or not often or share > 0.3 or " " in label
    )


def looks_like_name(label: str) -> bool:
    """Capitalised words, at most five, none of the usual words before a colon."""
    words = [word.strip("(),.") for word in label.split()]
    if not 1 <= len(words) <= 6 or label.casefold() in _NO_NAMES:
        return False
    if any(word.casefold() in _NO_NAMES for word in words):
        return False
    return all(not word or word[0].isupper() or word[0].isdigit() or word.casefold() in _SMALL
               for word in words)  # fmt: skip


def tidy(label: str) -> str:
    """A name as it is shown: ANNA MEIER as Anna Meier; what is in brackets goes."""
    name = re.sub(r"\s*\([^)]*\)", "", label).strip()
    letters = [character for character in name if character.isalpha()]
    if len(letters) > 3 and all(character.isupper() for character in letters):
        return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    return name
