"""The user's lists of names: what no post may name, and who agreed to be quoted.

Names are compared by their words, without case, accents and titles, umlauts also as ae, oe, ue:
"Regula Müller" is "MUELLER, Regula" and "Dr. Regula Müller".
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from repurpose.screening.first_names import AMBIGUOUS

_WORD = re.compile(r"[^\W_]+")
_EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_TITLES_WORDS = """
    dr prof professor professorin doktor doctor dipl ing lic med phil iur hc jur rer nat habil mag
    msc bsc ma ba phd mba herr herrn frau hr fr mr mrs ms miss mister monsieur madame mme mlle m
    sig signor signora dott dottssa dottoressa avv ir arch eth fh sia sr jr sir lady
"""
_TITLES = frozenset(_TITLES_WORDS.split())
_HONORIFICS_WORDS = """
    herr herrn frau hr fr mr mrs ms miss mister monsieur madame mme mlle sig signor signora dr
    prof professor professorin dott dottoressa avv kollege kollegin kollegen familie family
    famille famiglia
"""
_HONORIFICS = frozenset(_HONORIFICS_WORDS.split())
_FORMS_WORDS = """
    ag gmbh sa sarl spa srl ltd inc corp llc kg se plc eg genossenschaft verein projekt project
"""
_FORMS = frozenset(_FORMS_WORDS.split())
_LEAST_ALONE = 4  # letters of a name that stands alone


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: where it stands, and how it is compared."""

    start: int
    end: int
    forms: frozenset[str]
    capital: bool


def _forms(word: str) -> frozenset[str]:
    lower = unicodedata.normalize("NFC", word).casefold()
    return frozenset({_bare(lower), _bare(lower.translate(_EXPANDED))})


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _words(text: str) -> list[_Word]:
    return [
        _Word(m.start(), m.end(), _forms(m[0]), m[0][0].isupper()) for m in _WORD.finditer(text)
    ]


class Names:
    """A list of names, and where a text says one of them."""

    def __init__(self, names: Iterable[str]) -> None:
        parted = ((name, _parts(name)) for name in names)
        self._names = [(name, parts) for name, parts in parted if parts]
        self._about: set[str] = set()

    def know(self, texts: Iterable[str]) -> None:
        """Tell what else is said in the asset: where a person is named there by the whole name, the
        surname alone means the same person."""
        people = [(name, parts) for name, parts in self._names if _is_person(parts)]
        if not people:
            return
        for text in texts:
            words = _words(text)
            self._about |= {name for name, parts in people if any(_whole(words, parts))}

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a name of the list stands: start, end, and the name as it is listed."""
        words = _words(text) if self._names else []
        for name, parts in self._names:
            places = [*_whole(words, parts)]
            if _is_person(parts):
                places += _with_honorific(words, parts[-1])
                if name in self._about:
                    places += _alone(words, parts)
            for start, end in places[:1]:
                yield start, end, name

    def lists(self, person: str) -> bool:
        """Whether the whole name of a person is in the list; what follows it (", City of Zurich")
        does not matter."""
        return any(_same(name, parts) for name in _readings(person) for _, parts in self._names)


def _parts(name: str) -> list[_Word]:
    """The words of a name without titles and initials in its midst; "Hasler, Regula" turned round."""
    last, comma, first = name.partition(",")
    words = _words(f"{first} {last}" if comma and _WORD.search(first) else name)
    bare = [word for word in words if not word.forms & _TITLES] or words
    inner = [w for n, w in enumerate(bare) if 0 < n < len(bare) - 1 and w.end - w.start == 1]
    return [word for word in bare if word not in inner]


def _readings(person: str) -> Iterator[list[_Word]]:
    """What a label may mean: the whole, what stands before a comma or bracket, the name turned."""
    before = re.split(r"[,(|/–—]| - ", person)[0]
    for words in (person, before, person.replace(",", " ")):
        yield _parts(words)


def _same(a: Sequence[_Word], b: Sequence[_Word]) -> bool:
    turned = [*a[1:], *a[:1]] if len(a) > 1 else a
    return len(a) == len(b) and any(
        all(x.forms & y.forms for x, y in zip(each, b, strict=True)) for each in (a, turned)
    )


def _is_person(parts: Sequence[_Word]) -> bool:
    return 2 <= len(parts) <= 4 and not any(part.forms & _FORMS for part in parts)


def _whole(words: Sequence[_Word], parts: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """The whole name, also turned round, with an initial, a second initial, or a genitive s."""
    orders = [list(parts)]
    if _is_person(parts):
        orders.append([*parts[1:], parts[0]])
    for order in orders:
        size = len(order)
        for n in range(len(words) - size + 1):
            if all(_says(words[n + k], part, last=k == size - 1) for k, part in enumerate(order)):
                yield words[n].start, words[n + size - 1].end
    if not _is_person(parts):
        return
    initials = {form[0] for form in parts[0].forms if form}
    for n in range(1, len(words)):
        if not _says(words[n], parts[-1], last=True):
            continue
        before = words[n - 1]
        if before.capital and before.forms & initials:  # R. Hasler
            yield before.start, words[n].end
        elif n > 1 and before.end - before.start == 1 and words[n - 2].forms & parts[0].forms:
            yield words[n - 2].start, words[n].end  # Regula M. Hasler


def _with_honorific(words: Sequence[_Word], last: _Word) -> Iterator[tuple[int, int]]:
    for before, word in itertools.pairwise(words):
        if before.forms & _HONORIFICS and _says(word, last, last=True) and word.capital:
            yield before.start, word.end


def _alone(words: Sequence[_Word], parts: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    for word in words:
        for part in (parts[-1], parts[0]):
            long = part.end - part.start >= _LEAST_ALONE and not part.forms & AMBIGUOUS
            if long and word.capital and _says(word, part, last=True):
                yield word.start, word.end


def _says(word: _Word, part: _Word, *, last: bool) -> bool:
    if word.forms & part.forms:
        return True
    long = part.end - part.start >= 3
    return last and long and any(f"{form}s" in word.forms for form in part.forms)
