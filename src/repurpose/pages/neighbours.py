"""Quotes that need the sentence before them: "That would need a change of the law." An article shows
both, or leaves the quote out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from repurpose.extractors.asked_alone import is_understood_alone
from repurpose.media.clips.timeline import Sentence, Timeline, timeline
from repurpose.media.clips.windows import core_of
from repurpose.model import Locator
from repurpose.pages.screened import Screened
from repurpose.pages.statements import HEDGED, Statement
from repurpose.rendering.leaning import points_back
from repurpose.screening import Policy
from repurpose.text.pleasantries import is_about_itself, is_nod, is_pleasantry
from repurpose.text.verbatim import CUT, VerbatimIndex

MOST_WORDS = 45  # of the sentence before
LEAST_SAID = 6  # words of a quote
LEAST_HEDGED = 9  # of one that says "perhaps" or "I think"
# "I think that is an important point", "I know that this sounds strange", "That would need …".
_POINTS = re.compile(
    r"\W*(?:(?:ich|wir) \w+,? (?:dass )?(?:das|dies|es|damit|dafür|davon)\b|(?:i|we) \w+,? (?:that )?(?:this|that|it)\b|"
    r"(?:je|nous|on) \w+ (?:que )?(?:c['’]est|cela|ça)\b|(?:credo|penso|so|sappiamo) (?:che )?(?:questo|ciò|è)\b|"
    r"das (?:wäre|würde|bräuchte|müsste|hätte|könnte|sollte)\b|(?:die|der) (?:zweifelt|will|hat|ist|sagt|macht|kann|muss|wird)\b)",
    re.IGNORECASE,
)


def with_neighbours(statements: Sequence[Statement], policy: Policy) -> list[Statement]:
    """The statements in their order, each with the sentence that it needs; without those that need one
    that may not be shown, and without greetings and thanks."""
    talks: dict[str, _Talk] = {}
    found: list[Statement] = []
    for each in statements:
        text = each.snippet.text
        if each.is_said and _is_slight(text):
            continue
        if not each.is_said or not _needs(text, each.snippet.language):
            found.append(each)
            continue
        talk = talks.setdefault(each.asset.sha256, _Talk(each, policy))
        found += talk.completed(each, found[-1] if found else None)
    return found


def _is_slight(said: str) -> bool:
    """Whether nobody would quote it: greetings, nods, and what is too short to tell anything."""
    words = " ".join(CUT.sub(" ", said).split())
    if is_pleasantry(words) or is_about_itself(words):
        return True
    least = LEAST_HEDGED if HEDGED.search(words) else LEAST_SAID
    return len(words.split()) < least


class _Talk:
    """What is said in an asset."""

    def __init__(self, statement: Statement, policy: Policy) -> None:
        self._said: Timeline = timeline(statement.asset)
        self._index = VerbatimIndex(statement.asset)
        self._screens = Screened(statement.asset, policy)

    def completed(self, statement: Statement, shown: Statement | None) -> Iterator[Statement]:
        """The statement with the sentence before it; without that, where it stands right above
        already, or the question does. Nothing where it may not be shown."""
        core = core_of(statement.snippet, None, self._index, self._said)
        if core is None:
            yield statement
            return
        before = self._before(core[0])
        if before is None:
            question = statement.snippet.question or ""
            if is_understood_alone(question, statement.snippet.language.partition("-")[0]):
                yield statement
            return
        words = " ".join(before.text.split())
        if shown is not None and " ".join(shown.snippet.text.split()).endswith(words):
            yield statement
        elif self._may_stand_before(words, before, statement.snippet.language):
            yield replace(statement, before=words)

    def _before(self, number: int) -> Sentence | None:
        """The sentence that the same person says right before."""
        if number == 0:
            return None
        before, here = self._said.sentences[number - 1], self._said.sentences[number]
        return before if before.turn == here.turn else None

    def _may_stand_before(self, words: str, before: Sentence, language: str) -> bool:
        if len(words.split()) > MOST_WORDS or _needs(words, language):
            return False
        if is_pleasantry(words) or is_nod(words) or is_about_itself(words):
            return False
        return self._screens.may_show(words, Locator(start=before.start, end=before.end))


def _needs(text: str, language: str) -> bool:
    return _POINTS.match(text) is not None or points_back(text, 0, language.partition("-")[0])
