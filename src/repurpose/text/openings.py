"""Long patterns of words, looked for only where one of them can begin.

A pattern of hundreds of alternatives is slow to try at each place of a text. The first characters of
what it can match are worked out once, from the pattern itself, and tell nearly all places apart in
a look-up. What is found is what `re` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

LONGEST = 6  # characters of an opening
MOST = 20_000  # openings of a rule; of more it is not worth while
# Everywhere but inside words; and what stands there.
_START = re.compile(r"(?<!\w).", re.DOTALL)
_HEAD = re.compile(rf"(?<!\w)(?=(.{{1,{LONGEST}}}))", re.DOTALL)
# Lower case and white space are plain in these; ı, ſ and İ are cases of i and s, µ one of μ.
_PLAIN = "\t\n -\x7e\u00a0-\u00b4\u00b6-\u012f\u0132-\u017e\u0180-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u2bff\ue000"
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")
_Tokens = Sequence[tuple[Any, Any]]


class Opened:
    """A text, with how the words of it begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_plain = _NOT_PLAIN.search(text) is None
        self._heads: dict[int, frozenset[str]] = {}
        self._at: dict[int, dict[str, list[int]]] = {}

    @cached_property
    def lower(self) -> str:
        return self.text.lower().replace("\n", " ").replace("\t", " ").replace("\xa0", " ")

    @cached_property
    def _starts(self) -> list[int]:
        return [match.start() for match in _START.finditer(self.lower)]

    @cached_property
    def _longest(self) -> list[str]:
        return _HEAD.findall(self.lower)

    def heads(self, length: int) -> frozenset[str]:
        """The first characters of its words, so many and in lower case, with what follows them."""
        heads = self._heads.get(length)
        if heads is None:
            heads = self._heads[length] = frozenset({head[:length] for head in self._longest})
        return heads

    def places(self, openings: frozenset[str], length: int) -> Iterator[int]:
        """Where words begin with one of these, of so many characters."""
        at = self._at.get(length)
        if at is None:
            at = self._at[length] = {}
            for start, head in zip(self._starts, self._longest, strict=True):
                at.setdefault(head[:length], []).append(start)
        for head in openings.intersection(self.heads(length)):
            yield from at[head]


class Rule:
    """A pattern that is looked for from the beginning of a word on, in any case.

    Args:
        words: A regular expression, which does not begin inside a word.
        or_with: What stands, in lower case, in all that alternatives match which may begin with any
            word: texts without it need not be tried for these.
    """

    def __init__(self, words: str, *, or_with: str = "") -> None:
        self._words = words
        self._or_with = or_with

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a text may hold it: that takes time."""
        return re.compile(self._words, re.IGNORECASE)

    @cached_property
    def _openings(self) -> list[tuple[int, frozenset[str]]]:
        found = openings(self._words)
        if "" in found and not self._or_with:
            return []
        return _by_length(found - {""})

    def finditer(self, opened: Opened) -> Iterator[re.Match[str]]:
        """All matches, as of `re`."""
        unknown = self._or_with and self._or_with in opened.lower
        if unknown or not opened.is_plain or not self._openings:
            yield from self.pattern.finditer(opened.text)
            return
        end = 0
        for place in self._places(opened):
            if place >= end and (match := self.pattern.match(opened.text, place)):
                yield match
                end = match.end()

    def search(self, opened: Opened) -> re.Match[str] | None:
        return next(self.finditer(opened), None)

    def _places(self, opened: Opened) -> list[int]:
        """Where it may begin, in order."""
        places: list[int] = []
        for length, openings in self._openings:
            if not openings.isdisjoint(opened.heads(length)):
                places += opened.places(openings, length)
        return sorted(places)


@lru_cache(maxsize=256)
def openings(words: str) -> frozenset[str]:
    """The first characters of all that a regular expression matches, lower case, white space as a
    space; at most `LONGEST`. With "" where it may begin with anything."""
    from re import _parser  # type: ignore[attr-defined]  # how Python itself reads it

    done: set[str] = set()
    found = _extended({""}, _parser.parse(words, re.IGNORECASE), done) | done
    if len(found) > MOST:
        return frozenset({""})
    return frozenset(
        each for each in found if not any(each[:size] in found for size in range(1, len(each)))
    )


def _by_length(found: Iterable[str]) -> list[tuple[int, frozenset[str]]]:
    by: dict[int, set[str]] = {}
    for opening in found:
        by.setdefault(len(opening), set()).add(opening)
    return [(length, frozenset(some)) for length, some in sorted(by.items())]


def _extended(begun: set[str], tokens: _Tokens, done: set[str]) -> set[str]:
    """What was begun, with what comes next. What is long enough, or goes on with anything, is put
    into `done`."""
    for operator, argument in tokens:
        name = str(operator)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue  # matches no characters
        if name == "SUBPATTERN":
            begun = _extended(begun, argument[3], done)
        elif name == "BRANCH":
            begun = set().union(*(_extended(begun, each, done) for each in argument[1]))
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            begun = _repeated(begun, argument, done)
        else:
            begun = _with(begun, _characters(name, argument), done)
        if not begun:
            break
    return begun


def _repeated(begun: set[str], argument: tuple[int, int, _Tokens], done: set[str]) -> set[str]:
    least, most, tokens = argument
    found = set(begun) if least == 0 else set()
    for times in range(1, min(most, LONGEST + 1) + 1):
        begun = _extended(begun, tokens, done)
        if times >= least:
            found |= begun
    if most > LONGEST:
        done |= begun  # of what may be empty: it may go on
    return found


def _with(begun: set[str], characters: str, done: set[str]) -> set[str]:
    if not characters or len(begun) > MOST:
        done |= begun
        return set()
    longer = {opening + character for opening in begun for character in characters}
    long = {opening for opening in longer if len(opening) >= LONGEST}
    done |= long
    return longer - long


def _characters(name: str, argument: Any) -> str:
    """What a token matches, in lower case; "" where that is much, or not known."""
    if name == "LITERAL":
        return _plain(chr(argument))
    if name != "IN":
        return ""
    found = ""
    for kind, value in argument:
        if str(kind) == "LITERAL":
            some = _plain(chr(value))
        elif str(kind) == "RANGE" and 48 <= value[0] and value[1] <= 57:
            some = "".join(map(chr, range(value[0], value[1] + 1)))
        else:
            some = {"CATEGORY_DIGIT": "0123456789", "CATEGORY_SPACE": " "}.get(str(value), "")
        if not some:
            return ""
        found += some
    return found


def _plain(character: str) -> str:
    if _NOT_PLAIN.match(character):
        return ""
    return " " if character.isspace() else character.lower()
