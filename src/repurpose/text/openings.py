"""Long patterns of words, looked for only where one of them can begin.

A pattern of hundreds of alternatives is slow to try at each place of a text. The first characters of
what it can match are worked out once, from the pattern itself, and tell nearly all places apart in
a look-up. What is found is what `re` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cached_property, lru_cache
from itertools import chain, repeat
from typing import Any

LONGEST = 6  # characters of an opening
BEGUN = 3  # characters that tell most words apart from openings
MOST = 1000  # openings of one place of a rule that are followed: any number begins in so many ways
REMEMBERED = 20_000  # heads of texts
_START = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w+")
# Lower case and white space are plain in these; ı, ſ and İ are cases of i and s, µ one of μ.
_PLAIN = "\t\n -\x7e\u00a0-\u00b4\u00b6-\u012f\u0132-\u017e\u0180-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u2bff\ue000"
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")
_Tokens = Sequence[tuple[Any, Any]]


class Opened:
    """A text, with the places where rules may begin in it.

    Args:
        heads: Of the rules that are looked for in it; else of all.
    """

    __slots__ = ("_heads", "_held", "_known", "_places", "_words", "is_plain", "lower", "text")

    def __init__(self, text: str, heads: Heads | None = None) -> None:
        self.text = text
        self.is_plain = _NOT_PLAIN.search(text) is None
        # With a space for each white space.
        self.lower = text.lower().replace("\n", " ").replace("\t", " ").replace("\xa0", " ")
        self._heads = HEADS if heads is None else heads
        self._known = 0  # rules, when it was looked up
        self._places: dict[Rule, list[int]] = {}
        self._held: dict[str, bool] = {}
        self._words: frozenset[str] | None = None

    @property
    def words(self) -> frozenset[str]:
        """Its words, in lower case."""
        if self._words is None:
            self._words = frozenset(_WORD.findall(self.lower))
        return self._words

    def lacks(self, words: Set[str]) -> bool:
        """Whether it surely holds none of some words, in lower case, whatever their case in it."""
        return self.is_plain and words.isdisjoint(self.words)

    def holds(self, words: str) -> bool:
        """Whether a pattern is found in it, in lower case."""
        held = self._held.get(words)
        if held is None:
            held = self._held[words] = re.search(words, self.lower) is not None
        return held

    def places(self, rule: Rule) -> Sequence[int]:
        """Where it may begin, in order."""
        known = self._heads.known
        if rule not in known:
            self._heads.add(rule)
        if self._known != len(known):
            self._look_up()
        return self._places.get(rule, ())

    def _look_up(self) -> None:
        """All rules at once: most words begin none."""
        heads, lower = self._heads, self.lower
        begun, short = heads.begun, heads.short
        self._known = len(heads.known)
        places: dict[Rule, list[int]] = {}
        self._places = places
        for match in _START.finditer(lower):
            start = match.start()
            if lower[start : start + BEGUN] in begun or lower[start] in short:
                for rule in heads[lower[start : start + LONGEST]]:
                    if rule in places:
                        places[rule].append(start)
                    else:
                        places[rule] = [start]


@lru_cache(maxsize=2000)
def opened(text: str) -> Opened:
    """A text as all rules share it: looked up once."""
    return Opened(text)


class Heads(dict[str, "tuple[Rule, ...]"]):
    """Of each head of a text the rules that may begin with it, of all rules that were asked for.

    Attributes:
        begun: The first characters of openings: what begins with none of them begins no rule.
        short: The first character of openings that are shorter.
    """

    def __init__(self) -> None:
        super().__init__()
        self.known: set[Rule] = set()
        self.begun: set[str] = set()
        self.short: set[str] = set()
        self._rules: dict[str, list[Rule]] = {}  # by opening

    def add(self, rule: Rule) -> None:
        """One more rule."""
        for opening in rule.openings:
            self._rules.setdefault(opening, []).append(rule)
            if len(opening) < BEGUN:
                self.short.add(opening[0])
            else:
                self.begun.add(opening[:BEGUN])
        self.clear()
        self.known.add(rule)

    def __missing__(self, head: str) -> tuple[Rule, ...]:
        beginnings = [head[:size] for size in range(1, len(head) + 1)]
        found = tuple(chain.from_iterable(map(self._rules.get, beginnings, repeat(()))))
        if len(self) > REMEMBERED:
            self.clear()
        self[head] = found
        return found


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
        places = self._places(opened)
        if places is None:
            return self.pattern.finditer(opened.text)
        return self._at(places, opened.text) if places else iter(())

    def search(self, opened: Opened) -> re.Match[str] | None:
        """The first match, as of `re`."""
        places = self._places(opened)
        if places is None:
            return self.pattern.search(opened.text)
        for place in places:
            if match := self.pattern.match(opened.text, place):
                return match
        return None

    def _places(self, opened: Opened) -> Sequence[int] | None:
        """Where it may begin; None: anywhere."""
        unknown = self._or_with != "" and opened.holds(self._or_with)
        if unknown or not opened.is_plain or not self.openings:
            return None
        return opened.places(self)

    def _at(self, places: Sequence[int], text: str) -> Iterator[re.Match[str]]:
        end = 0
        for place in places:
            if place >= end and (match := self.pattern.match(text, place)):
                yield match
                end = match.end()


HEADS = Heads()


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
