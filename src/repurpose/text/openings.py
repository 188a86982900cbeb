"""Long patterns of words, looked for only where one of them can begin.

A pattern of hundreds of alternatives is slow to try at each place of a text. The first characters of
what it can match are worked out once, from the pattern itself, and tell nearly all places apart in
a look-up. What is found is what `re` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

LONGEST = 6  # characters of an opening
MOST = 1000  # openings of one place of a rule that are followed: any number begins in so many ways
REMEMBERED = 20_000  # heads of texts
_START = re.compile(r"\w+|[^\w\s]")
# Lower case and white space are plain in these; ı, ſ and İ are cases of i and s, µ one of μ.
_PLAIN = "\t\n -\x7e\u00a0-\u00b4\u00b6-\u012f\u0132-\u017e\u0180-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u2bff\ue000"
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")
_Tokens = Sequence[tuple[Any, Any]]


class Opened:
    """A text, with the places where rules may begin in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_plain = _NOT_PLAIN.search(text) is None
        self._index: _Index | None = None
        self._places: dict[Rule, list[int]] = {}
        self._held: dict[str, bool] = {}

    @cached_property
    def lower(self) -> str:
        """With a space for each white space."""
        return self.text.lower().replace("\n", " ").replace("\t", " ").replace("\xa0", " ")

    def holds(self, words: str) -> bool:
        """Whether a pattern is found in it, in lower case."""
        if words not in self._held:
            self._held[words] = re.search(words, self.lower) is not None
        return self._held[words]

    def places(self, rule: Rule) -> Sequence[int]:
        """Where it may begin, in order."""
        if self._index is None or rule not in self._index.known:
            # All rules at once: most words begin none.
            index = self._index = _Index.of(rule)
            self._places = {}
            lower = self.lower
            for match in _START.finditer(lower):
                start = match.start()
                for each in index.rules(lower[start : start + LONGEST]):
                    self._places.setdefault(each, []).append(start)
        return self._places.get(rule, ())


@lru_cache(maxsize=2000)
def opened(text: str) -> Opened:
    """A text as all rules share it: looked up once."""
    return Opened(text)


class _Index:
    """Which rules may begin with which characters. One for all rules that were asked for."""

    newest: _Index | None = None

    def __init__(self, known: frozenset[Rule]) -> None:
        self.known = known
        self._rules: dict[str, list[Rule]] = {}
        self._seen: dict[str, tuple[Rule, ...]] = {}
        for rule in known:
            for opening in rule.openings:
                self._rules.setdefault(opening, []).append(rule)

    @classmethod
    def of(cls, rule: Rule) -> _Index:
        index = cls.newest
        if index is None or rule not in index.known:
            index = cls.newest = _Index(frozenset({rule, *(index.known if index else ())}))
        return index

    def rules(self, head: str) -> tuple[Rule, ...]:
        """Those that may begin with a head of a text."""
        seen = self._seen.get(head)
        if seen is None:
            sizes = range(1, len(head) + 1)
            seen = tuple(rule for size in sizes for rule in self._rules.get(head[:size], ()))
            if len(self._seen) > REMEMBERED:
                self._seen.clear()
            self._seen[head] = seen
        return seen


class Rule:
    """A pattern that is looked for from the beginning of a word on.

    Args:
        words: A regular expression, which does not begin inside a word.
        or_with: A pattern that is found in all, in lower case, that alternatives match which may
            begin with any word, or with a space: texts without need not be tried for them.
    """

    def __init__(self, words: str, flags: int = re.IGNORECASE, *, or_with: str = "") -> None:
        self._words = words
        self._flags = flags
        self._or_with = or_with

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when a text may hold it: that takes time."""
        return re.compile(self._words, self._flags)

    @cached_property
    def openings(self) -> frozenset[str]:
        """Empty where it must be tried everywhere."""
        found = openings(self._words)
        known = frozenset(opening for opening in found if opening[:1] not in ("", " "))
        return known if len(known) == len(found) or self._or_with else frozenset()

    def finditer(self, opened: Opened) -> Iterator[re.Match[str]]:
        """All matches, as of `re`."""
        unknown = self._or_with != "" and opened.holds(self._or_with)
        if unknown or not opened.is_plain or not self.openings:
            return self.pattern.finditer(opened.text)
        places = opened.places(self)
        return self._at(places, opened.text) if places else iter(())

    def _at(self, places: Sequence[int], text: str) -> Iterator[re.Match[str]]:
        end = 0
        for place in places:
            if place >= end and (match := self.pattern.match(text, place)):
                yield match
                end = match.end()

    def search(self, opened: Opened) -> re.Match[str] | None:
        return next(self.finditer(opened), None)


@lru_cache(maxsize=256)
def openings(words: str) -> frozenset[str]:
    """The first characters of all that a regular expression matches, lower case, white space as a
    space; at most `LONGEST`. With "" where it may begin with anything."""
    try:
        from re import _parser  # type: ignore[attr-defined]  # how Python itself reads it
    except ImportError:  # a Python that keeps it elsewhere: the pattern is tried everywhere
        return frozenset({""})
    done: set[str] = set()
    found = _extended({""}, _parser.parse(words, re.IGNORECASE), done) | done
    return frozenset(
        each for each in found if not any(each[:size] in found for size in range(1, len(each)))
    )


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
    if not characters or len(begun) * len(characters) > MOST:
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
        elif str(kind) == "RANGE" and value[0] >= 48 and value[1] <= 57:
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
