"""The one reading of an asset's text that all built-in extractors share: sentences, words, and the
passages that stand alone.

Made once an asset. Rather nothing than a half sentence, a headline, or something that only makes
sense beside what was said before.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from repurpose.extractors import _spoken_turns, _verbs, _words
from repurpose.extractors._clauses import is_clause
from repurpose.model import Asset, Locator, Role, Segment, Snippet, SnippetKind
from repurpose.text.sentences import sentences

LEAST_CHARACTERS, MOST_CHARACTERS = 40, 400
LEAST_WORDS, LEAST_CONTENT_WORDS = 6, 3
FURNITURE_SLIDES = 3  # a line on so many slides belongs to the design

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CONTACT = re.compile(
    r"https?:|www\.|\S@\S|\b\w+\.(?:com|org|net|de|ch|at|fr|it|io|dev)\b(?:/\S*)?|"
    r"(?:\+\d{2}|\b00\d{2}|\b0\d{2})[ /.-]?\(?\d[\d /.()-]{6,}|©|\(c\)|all rights reserved|"
    r"alle rechte vorbehalten|tous droits|tutti i diritti|@\w{3,}|\bdoi\b|\bisbn\b|\bet al\b|arxiv",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"[{}<>=\\|^~`$#]|\w\(|\)\.|::|->|=>|[a-z]\w*_\w+|\b[a-z]+[A-Z]\w*|\b\w+\.\w+\.\w+|//|&&|\[\w*\]|"
    r"[∀∃∈⊢→⇒⊆∧∨λΓτ⟨⟩≤≥≠∞∪∩←]|\b[fgxyT]\b \b[a-z]\b"
)
_OPEN_END = re.compile(
    r"(?:[,:;(–—-]|\b(?:und|oder|aber|mit|für|von|der|die|das|ein|eine|zu|and|or|but|with|for|of|the|a|an|to|"
    r"for example|for instance|such as|including|zum beispiel|z\. ?b\.?|e\.g\.?|par exemple|per esempio|"
    r"et|ou|mais|avec|pour|de|le|la|les|un|une|e|o|ma|con|per|di|il|lo|gli|in|bei|auf|by|on|at|as))$",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(r"^(?:\(?\d{1,2}[.)]|[a-z]\)|[•▪–—*-])\s*")


_RUN_ON = re.compile(r"[a-zäöüß]{4}[.!?] [a-zäöü]")  # recognised speech: a stop in mid sentence
# "Example: …", "Recommendation 1: …", "A: …", "LAGGING SKILLS: …"
_LABEL = re.compile(
    r"[^\W\d_][\w’'/-]*(?: \d+)?\s*(?::|\s[–—-])\s|[A-ZÄÖÜ0-9 &/-]{4,40}\s*[:–—]\s|\w+ \w+ \d+\s*[:–—]\s"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence as it stands in the asset.

    Attributes:
        words: Its words, lower case.
        unit: The number of the turn (what one speaker says in a row) or paragraph it belongs to.
        stands_alone: Somebody who reads nothing else understands it.
    """

    text: str
    words: tuple[str, ...]
    locator: Locator
    speaker: str | None
    role: Role
    unit: int
    stands_alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What stands alone: a sentence, or two of them, verbatim. What extractors choose from.

    Attributes:
        sentences: The numbers of its sentences in the reading.
        worth: 0 to 1: how much it is worth passing on.
        why: What speaks for it, in a few short phrases.
    """

    text: str
    locator: Locator
    speaker: str | None
    language: str
    sentences: tuple[int, ...]
    worth: float
    why: tuple[str, ...]

    def snippet(self, kind: SnippetKind, *, why: str = "", score: float | None = None) -> Snippet:
        """A snippet of it. `why`: what makes it one of this kind."""
        return Snippet(
            kind=kind,
            text=self.text,
            locator=self.locator,
            speaker=self.speaker,
            score=self.worth if score is None else score,
            language=self.language,
            why=(why, *self.why) if why else self.why,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An asset's text as all extractors see it: its sentences in reading order, and the passages
    of them that stand alone."""

    language: str
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    locator: Locator
    speaker: str | None
    role: Role
    unit: int
    on_slide: bool


@lru_cache(maxsize=4)
def read(asset: Asset) -> Reading:
    """The sentences of a (public) asset. Nothing where its language is none of the four."""
    if asset.language not in _verbs.VERB_SETS:
        return Reading(language=asset.language, sentences=(), passages=())
    spoken = asset.kind in ("transcript", "video", "audio")
    found = list(_spoken(asset) if spoken else _written(asset))
    rarity = _rarity([sentence.text for sentence in found])
    sentences = tuple(
        Sentence(
            text=each.text,
            words=tuple(word.casefold() for word in _WORD.findall(each.text)),
            locator=each.locator,
            speaker=each.speaker,
            role=each.role,
            unit=each.unit,
            stands_alone=_stands_alone(each, asset.language),
        )
        for each in found
    )
    passages = tuple(
        _passage(number, sentence, asset.language, rarity)
        for number, sentence in enumerate(sentences)
        if sentence.stands_alone
    )
    return Reading(language=asset.language, sentences=sentences, passages=passages)


# ── where sentences come from ──


def _written(asset: Asset) -> Iterator[_Found]:
    """The sentences of a deck: of each title and paragraph, but not of agendas, thanks, sources.
    Of a document those of its paragraphs: there a heading is none, and a sentence has its stop."""
    on_slide = asset.kind == "deck"
    roles = ("title", "body") if on_slide else ("body",)
    skipped = _skipped_slides(asset.segments)
    furniture = _furniture(asset.segments)
    led_in = False
    for number, segment in enumerate(asset.segments):
        text = segment.text
        if segment.role not in roles or segment.locator.sheet in skipped:
            led_in = False
            continue
        whole = text.rstrip()
        if not led_in and _plain(text) not in furniture:
            for start, end in sentences(text, asset.language):
                yield _Found(text[start:end], segment.locator, None, segment.role, number, on_slide)
        if whole.endswith(":"):
            led_in = True
        elif segment.role == "title" or whole.endswith((".", "!", "?")):
            led_in = False


def _spoken(asset: Asset) -> Iterator[_Found]:
    """The sentences of a transcript; they may run across the cues of one speaker."""
    for number, turn in enumerate(_spoken_turns.turns(asset.segments)):
        for start, end in sentences(turn.text, asset.language):
            place = turn.place(start, end)
            yield _Found(turn.text[start:end], place, turn.speaker, "speech", number, False)


def _skipped_slides(segments: Sequence[Segment]) -> set[int | None]:
    """Agendas, thanks, contacts, sources: told by the title, or by the first line."""
    first: dict[int | None, Segment] = {}
    for segment in segments:
        if segment.role == "caption":
            continue
        known = first.get(segment.locator.sheet)
        if known is None or (segment.role == "title" and known.role != "title"):
            first[segment.locator.sheet] = segment
    return {
        slide for slide, line in first.items()
        if slide is not None and _words.SKIPPED_SLIDES.fullmatch(line.text)
    }  # fmt: skip


def _furniture(segments: Sequence[Segment]) -> set[str]:
    slides: dict[str, set[int | None]] = {}
    for segment in segments:
        slides.setdefault(_plain(segment.text), set()).add(segment.locator.sheet)
    return {text for text, on in slides.items() if len(on) >= FURNITURE_SLIDES}


def _plain(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text).casefold().strip()


# ── what stands alone ──


def _stands_alone(sentence: _Found, language: str) -> bool:
    text = sentence.text
    words = _WORD.findall(text)
    return (
        LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS
        and len(words) >= LEAST_WORDS
        and _content_words(words) >= LEAST_CONTENT_WORDS
        and _has_a_beginning(text, language)
        and _has_an_end(sentence)
        and _is_prose(text)
        and not _CONTACT.search(text)
        and not _words.SMALL_TALK.search(text)
        and not _words.DEBRIS[language].search(text)
        and is_clause(text, language, ends_with_stop=text.rstrip("\"'»”’)«“")[-1:] in ".!")
    )


def _content_words(words: Sequence[str]) -> int:
    return sum(len(word) > 3 or word[0].isdigit() for word in words)


def _has_a_beginning(text: str, language: str) -> bool:
    """It begins as a sentence does, and does not lean on the one before."""
    if _ENUMERATION.match(text) or _LABEL.match(text):
        return False
    first = next((c for c in text if c.isalnum()), "")
    if not (first.isupper() or first.isdigit()):
        return False
    if language == "de":
        if _words.DEMONSTRATIVE_DE.match(text) or _words.POINTING_DE.match(text):
            return False
        if _words.ONLY_ARTICLE_DE.match(text):
            return True
    elif _words.POINTING[language].match(text):
        return False
    return not _words.LEANING[language].match(text)


def _has_an_end(sentence: _Found) -> bool:
    """A full stop; on a slide it may be missing. No question, no lead-in, no half sentence."""
    bare = sentence.text.rstrip("\"'»”’)«“› ")
    if not bare or bare.endswith(("?", ":", "…", "...", ",", ";")):
        return False
    if not sentence.on_slide and (not bare.endswith((".", "!")) or _RUN_ON.search(bare)):
        return False
    return not _OPEN_END.search(bare.rstrip(".!")) and _is_balanced(sentence.text)


def _is_balanced(text: str) -> bool:
    marks = Counter(text)
    german = marks["„"] == marks["“"] or ("„" not in text and marks["“"] == marks["”"])
    return (
        marks["("] == marks[")"]
        and marks["["] == marks["]"]
        and marks["«"] == marks["»"]
        and marks['"'] % 2 == 0
        and german
    )


def _is_prose(text: str) -> bool:
    letters = sum(character.isalpha() or character.isspace() for character in text)
    capitals = sum(character.isupper() for character in text)
    return (
        letters >= 0.8 * len(text)
        and capitals < 0.35 * letters
        and not _CODE.search(text)
        and text.count("…") + text.count("...") == 0
        and text.count("/") < 2
        and text.count("|") == 0
        and "\n" not in text
        and text.count(" - ") + text.count(" – ") < (3 if " – " in text else 2)
    )


# ── how much it tells ──


def _rarity(texts: Sequence[str]) -> dict[str, float]:
    """How rare each word is among the sentences of the asset (inverse document frequency)."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({word.casefold() for word in _WORD.findall(text)})
    return {word: math.log((1 + len(texts)) / (1 + count)) for word, count in counts.items()}


def _passage(number: int, sentence: Sentence, language: str, rarity: dict[str, float]) -> Passage:
    text, words = sentence.text, sentence.words
    length = min(len(words), 25) / 25
    mass = sum(rarity.get(word, 0.0) for word in words if len(word) > 3)
    too_long = max(0.0, (len(text) - 280) / 240)
    tells = max(0.0, min(1.0, 0.5 * length + 0.5 * min(1.0, mass / 45) - too_long))
    worth = (
        0.3
        + 0.45 * tells
        + 0.06 * min(len(_words.STANCE.findall(text)), 3)
        - 0.15 * bool(_words.HEDGES.search(text))
        - 0.05 * min(len(_words.PERSONAL.findall(text)), 4)
    )
    return Passage(
        text=text,
        locator=sentence.locator,
        speaker=sentence.speaker,
        language=language,
        sentences=(number,),
        worth=max(0.0, min(1.0, worth)),
        why=(),
    )
