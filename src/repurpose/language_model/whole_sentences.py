"""Finds where somebody else's words stand in an asset: as whole sentences in a row, or not at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from repurpose.extractors.reading import Sentence

MOST_CHARACTERS = 2000  # of what is looked for
_SHAPES = str.maketrans({**dict.fromkeys("«»„“”‟", '"'), **dict.fromkeys("‹›‚‘’‛′`´", "'")})


def plain(text: str) -> str:
    """A text for comparing: only white space, the shape of quotation marks and how an umlaut is
    composed may differ."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SHAPES).split())


class WholeSentences:
    """The sentences of one reading, found by their words."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._plain = [plain(sentence.text) for sentence in sentences]
        self._numbers: dict[str, list[int]] = {}
        for number, text in enumerate(self._plain):
            self._numbers.setdefault(text, []).append(number)

    def find(self, text: str) -> range | None:
        """The numbers of the sentences of one turn or paragraph that a text is, from the first
        word to the last; None where it is none."""
        if len(text) > MOST_CHARACTERS:
            return None
        wanted = plain(text)
        ends = [place for place, sign in enumerate(wanted) if sign == " "]
        for end in (*ends, len(wanted)):
            for first in self._numbers.get(wanted[:end], ()):
                if (found := self._from(first, wanted)) is not None:
                    return found
        return None

    def _from(self, first: int, wanted: str) -> range | None:
        unit, place = self._sentences[first].unit, 0
        for number in range(first, len(self._sentences)):
            sentence = self._plain[number]
            if self._sentences[number].unit != unit or not wanted.startswith(sentence, place):
                return None
            place += len(sentence)
            if place == len(wanted):
                return range(first, number + 1)
            if wanted[place] != " ":
                return None
            place += 1
        return None
