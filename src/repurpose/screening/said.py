"""What every screen looks at, and what it finds there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from repurpose.text.openings import Opened, Rule, opened

_TITLE = r"(?<!\b[A-Za-z])(?<!\b[DMFH]r)(?<!\bMrs)(?<!\bProf)(?<!\bSig)(?<!\bMme)(?<!\bSt)(?<!\bNr)"
_CLAUSE_END = re.compile(rf"{_TITLE}\.(?=\s|$)|[!?;:](?=\s|$)|,(?=\s)|\s[–—-](?=\s)|\n")
_SENTENCE_END = re.compile(rf"{_TITLE}[.!?](?=\s+[\"'«„“(]*[A-ZÄÖÜÀÉÈ])|\n\s*\n")


_PLAIN = re.compile(r"\[[^\]]*\]| \?| |'")
_DIGIT = re.compile(r"\d")
_WIDER = {" ": r"\s{1,3}", " ?": r"\s{0,3}", "'": "['’]"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that speak against a text: its characters `start` to `end`. `what`: instead of what is
    usually said of the reason."""

    reason: str
    start: int
    end: int
    what: str = ""


@dataclass(frozen=True)
class Said:
    """A text, with what is known of it.

    Attributes:
        language: "de", "en", "fr" or "it"; "und": any of them.
        company: The user's own names.
        speakers: Who speaks in the asset, by name.
    """

    text: str
    language: str = "und"
    company: tuple[str, ...] = ()
    speakers: frozenset[str] = frozenset()

    @cached_property
    def opened(self) -> Opened:
        return opened(self.text)

    @cached_property
    def digits(self) -> int:
        """How many there are."""
        return len(_DIGIT.findall(self.text))

    @cached_property
    def own_names(self) -> re.Pattern[str] | None:
        """Finds the user's own names; None where there are none."""
        names = [re.escape(name).replace(r"\ ", r"\s+") for name in self.company if name.strip()]
        return re.compile(rf"\b(?:{'|'.join(names)})(?!\w)", re.IGNORECASE) if names else None

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """The stretches between commas, stops and dashes."""
        return list(_between(_CLAUSE_END, self.text))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return list(_between(_SENTENCE_END, self.text))

    def clause_of(self, place: int) -> tuple[int, int]:
        """The clause that a character is in."""
        return next((c for c in self.clauses if c[0] <= place < c[1]), (0, len(self.text)))

    def sentence_of(self, place: int) -> tuple[int, int]:
        return next((s for s in self.sentences if s[0] <= place < s[1]), (0, len(self.text)))

    def is_in(self, *languages: str) -> bool:
        return self.language == "und" or self.language in languages


def pattern(*alternatives: str) -> re.Pattern[str]:
    """One of the alternatives as whole words, in any case. Outside of brackets a space stands for up to
    three signs of white space, and ' for any apostrophe."""
    return re.compile(_words(alternatives), re.IGNORECASE)


def rule(*alternatives: str, or_with: str = "") -> Rule:
    """The same of many alternatives, to be looked for in whole texts. `or_with`: see `Rule`."""
    return Rule(_words(alternatives), or_with=or_with)


def _words(alternatives: Iterable[str]) -> str:
    words = _PLAIN.sub(lambda match: _WIDER.get(match[0], match[0]), "|".join(alternatives))
    return rf"(?<!\w)(?:{words})(?!\w)"


class ByLanguage:
    """One rule a language, made when it is first asked for.

    Args:
        alternatives: Those of a language.
    """

    def __init__(self, alternatives: Callable[[str], Iterable[str]]) -> None:
        self._alternatives = alternatives
        self._made: dict[str, Rule] = {}

    def __getitem__(self, language: str) -> Rule:
        if language not in self._made:
            self._made[language] = rule(*self._alternatives(language))
        return self._made[language]


def spots(reason: str, rule: Rule, said: Said, what: str = "") -> Iterator[Spot]:
    """One spot for each place that a rule finds."""
    for match in rule.finditer(said.opened):
        yield Spot(reason, match.start(), match.end(), what)


def _between(ends: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in ends.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)
