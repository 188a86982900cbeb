"""The question that a quote answers: asked by somebody else just before the speaker began."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from repurpose.extractors import _words
from repurpose.extractors.reading import Reading, Sentence
from repurpose.model import Locator, Snippet
from repurpose.text.openings import opened

LEAST_WORDS = 4  # of a question that says what it asks; a shorter one takes that before it along
SHORTEST = 2  # words; "Ja?" and "Oder?" ask nothing
REMARK = 5  # words: "Mhm, genau." does not end what somebody else says
AFTER = 2  # sentences behind the question: "Herr Oertli, bitte."
ANSWER = 8  # sentences: what comes later in the answer is about something else
ANSWER_SECONDS = 75.0
_PROCEDURE = re.compile(
    r"\b(?:hört|hören|sieht|sehen) (?:man|ihr|sie|du|mich|uns|alle)\b.*\?|(?:noch|weitere|sonst) (?:\w+ )?fragen\b|"
    r"(?:darf|kann|möchte|soll) ich (?:sie|dich|euch|noch|kurz|hier|da)\b|sind (?:wir|alle|sie) (?:so weit|bereit|da)\b|"
    r"(?:hear|see) (?:me|us|my|the) ?(?:screen|slides?)?\b.*\?|(?:more|other|further|any) (?:questions|comments|thoughts)\b|"
    r"(?:can|may|could|shall) (?:i|we) (?:just|go|start|move|ask|jump|interrupt)\b|is (?:this|it|that) (?:on|working)\b|"
    r"(?:do|did|does|would) (?:\w+ ){1,3}(?:want|wanted|like|care) to (?:\w+ )?(?:add|say|speak|start|go|give|read|bring|"
    r"summari[sz]e|share|comment|take|talk|present|introduce|respond|discuss)\b|wanted to (?:\w+ )?(?:say|add)\b|"
    r"(?:any(?:one|body|thing)|some(?:one|body)) (?:else|from|wants?|to add|you)\b|the floor\b|your hand\b|are you (?:around|there)\b|"
    r"(?:möcht\w+|wollen|willst|wollt|magst) (?:sie|du|ihr|jemand|noch)\b.*\b(?:sagen|ergänzen|anfangen|beginnen|starten|antworten)\b|"
    r"wer (?:möchte|will|mag|fängt|hat noch)\b|(?:voulez|veux)-\w+ (?:commencer|répondre|ajouter)\b|vuole? (?:rispondere|aggiungere|iniziare)\b|"
    r"(?:m'entendez|vous entendez|d'autres questions)\b|(?:mi sentite|altre domande)\b",
    re.IGNORECASE,
)
# What asks back, and what leans on something before it, is not understood by who reads it later.
_LEANING = re.compile(
    r"\W*(?:so |and |also |und )?(?:you mean|meinst du|meinen sie|that|because|which|than|dass|weil|sodass)\b|"
    r".*\b(?:this|that|these|those) (?:topic|point|one|issue|item|note)s?\b|.*\b(?:zu|auf|in) diese[mrn] (?:punkt|thema|frage)\b",
    re.IGNORECASE,
)
_SAID_TWICE = re.compile(r"\b(?:uh+|um+|äh+m?|öhm?|euh|ehm)\b|\b(\w+) \1\b", re.IGNORECASE)
LONG = 5  # letters, of a word that is about something
_EMPTY_WORDS = (
    "think about would could should there these those their where which going doing means thing things something "
    "anything maybe really talking saying asking again further exactly damit sehen sagen machen meinen denken dafür darüber davon dabei "
    "dazu bitte jetzt etwas eigentlich genau welche würden könnten warum comment pensez quelle quand perché quando"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ADDRESSES = frozenset(["Sie", "Ihnen", "Ihr", "Ihre", "I", "I'm"])
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TAG = re.compile(
    r"\b(?:oder|nicht wahr|gell|right|isn't it|doesn't it|don't you|no|n'est-ce pas|vero)\?\W*$",
    re.IGNORECASE,
)
_FIVE_WORDS = re.compile(r"\W*(\w+)" + r"(?:\W+(\w+))?" * 4)
_QUOTES = (("«", "»"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class _Turn:
    """The sentences `first` to before `stop`, said by one speaker."""

    first: int
    stop: int
    speaker: str | None


def with_questions(snippets: Sequence[Snippet], reading: Reading) -> list[Snippet]:
    """The snippets, those that answer a question with it. One that has a question keeps it."""
    if not any(snippet.speaker is not None and snippet.question is None for snippet in snippets):
        return list(snippets)
    turns = list(_turns(reading.sentences))
    places = _Places(reading.sentences)
    made: list[Snippet] = []
    for snippet in snippets:
        number = places.of(snippet) if snippet.speaker and not snippet.question else None
        question = None if number is None else _question(number, turns, reading.sentences)
        made.append(snippet if question is None else replace(snippet, question=question))
    return made


class _Places:
    """Which sentence a snippet begins with."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._by_words: dict[str, list[int]] = {}
        for number, sentence in enumerate(sentences):
            self._by_words.setdefault(_beginning(sentence.text), []).append(number)

    def of(self, snippet: Snippet) -> int | None:
        numbers = [
            number
            for number in self._by_words.get(_beginning(snippet.text), ())
            if self._sentences[number].speaker == snippet.speaker
        ]
        return min(
            numbers,
            key=lambda number: _apart(self._sentences[number].locator, snippet.locator),
            default=None,
        )


def _beginning(text: str) -> str:
    words = _FIVE_WORDS.match(text)
    return " ".join(filter(None, words.groups())).casefold() if words else ""


def _apart(one: Locator, other: Locator) -> float:
    if one.start is not None and other.start is not None:
        return abs(one.start - other.start)
    return abs((one.line or 0) - (other.line or 0))


def _turns(sentences: Sequence[Sentence]) -> Iterator[_Turn]:
    first = 0
    for number in range(1, len(sentences) + 1):
        if number == len(sentences) or sentences[number].speaker != sentences[first].speaker:
            yield _Turn(first, number, sentences[first].speaker)
            first = number


def _question(number: int, turns: Sequence[_Turn], sentences: Sequence[Sentence]) -> str | None:
    """The question just before the turn in which the sentence stands. Remarks of a few words in
    between, of whoever, end neither the answer nor the question."""
    at = bisect.bisect_right(turns, number, key=lambda turn: turn.first) - 1
    speaker, answered = turns[at].speaker, number - turns[at].first
    begins = sentences[turns[at].first].locator.start
    for before in range(at - 1, -1, -1):
        turn = turns[before]
        if turn.speaker == speaker:
            answered += turn.stop - turn.first
            begins = sentences[turn.first].locator.start
            continue
        if answered > ANSWER or _seconds(begins, sentences[number].locator.start) > ANSWER_SECONDS:
            return None
        said = sentences[turn.first : turn.stop]
        if turn.speaker is None:
            return None  # it may be the same person
        if (question := _asked(said)) is not None:
            return question
        if any(sentence.text.rstrip().endswith("?") for sentence in said[-AFTER - 1 :]):
            return None  # «How so?»: that is what was answered, and it does not stand alone
        if sum(len(sentence.words) for sentence in said) > REMARK:
            return None
    return None


def _seconds(begins: float | None, now: float | None) -> float:
    return 0.0 if begins is None or now is None else now - begins


def _asked(said: Sequence[Sentence]) -> str | None:
    """The last question of a turn, verbatim, near its end. One of few words («Und in Wirklichkeit?»)
    goes with the question before it, where there is one."""
    for back in range(1, min(len(said), AFTER + 1) + 1):
        text = said[-back].text
        if not _is_question(text):
            continue
        words, says = len(said[-back].words), _says_something(text)
        if words >= LEAST_WORDS and says:
            return text
        before = said[-back - 1] if back < len(said) else None
        if before is not None and _is_question(before.text) and len(before.words) >= LEAST_WORDS:
            return f"{before.text} {text}"
        return text if words > SHORTEST and says else None
    return None


def _says_something(text: str) -> bool:
    """A word of what is asked about is there: "What do we do with it?" has none."""
    words = _WORD.findall(text)
    return any(
        (len(word) >= LONG and word.casefold() not in _EMPTY)
        or (n > 0 and len(word) > 1 and word[0].isupper() and word not in _ADDRESSES)
        for n, word in enumerate(words)
    )


def _is_question(text: str) -> bool:
    return (
        text.rstrip("\"'»”’)«“› ").endswith("?")
        and not _PROCEDURE.search(text)
        and not _LEANING.match(text)
        and not _SAID_TWICE.search(text)
        and "…" not in text
        and "..." not in text
        and not _words.SMALL_TALK.search(opened(text))
        and not _TAG.search(text)
        and text.count('"') % 2 == 0
        and all(text.count(opening) == text.count(closing) for opening, closing in _QUOTES)
    )
