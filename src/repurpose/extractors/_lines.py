"""Whether a line that is no passage (a question, an instruction, a point of a list) can be read by
itself, and what the slide it stands on is called."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from repurpose.extractors import _words
from repurpose.extractors.reading import Reading, Sentence
from repurpose.model import Asset, Snippet, SnippetKind
from repurpose.text.openings import opened

FURNITURE_SLIDES = 3  # a line on so many slides belongs to the design

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CONTACT = re.compile(
    r"https?:|www\.|\S@\S|@\w{3,}|\b\w+\.(?:com|org|net|de|ch|at|fr|it|io|dev)\b|©|"
    r"(?:\+\d{2}|\b00\d{2}|\b0\d{2})[ /.-]?\(?\d[\d /.()-]{6,}|\bet al\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"[{}<>=\\|^~`$_#\[\]]|\w\(|::|->|\b[a-z]+[A-Z]\w*|\b\w+\.\w+\.\w+|//|&&|(?<!\w)[-]{1,2}[a-z]+\b|"
    r"\.(?:py|js|ts|ps1|psd1|dll|exe|java|cs|cpp|xml|json|ya?ml)\b|[∀∃∈⊢→⇒⊆∧∨λΓτ⟨⟩≤≥≠∞∪∩←\ue000-\uf8ff\ufffd]"
)

# Words that stand for something said before.
_BACK = {
    "de": r"(?i:deren|dessen|dies\w{0,2}|jene[rnms]?|solche[rnms]?|hier|dort|dabei|damals|derjenige\w*|selbige\w*|"
    r"letztere\w*|obige\w*|folgende\w*)\b|(?<!, )(?<!in )(?<!mit )(?<!bei )(?<!von )denen\b|"
    r"(?:damit|dafür|dagegen|davon|dazu|daran|darauf|daraus|darüber|darum|danach|dadurch|darin)\b(?!\s*,)|"
    r"(?<!, )(?:[Dd]as|[Dd]em|[Dd]en) (?!(?:(?!für|mit|von|in|an|auf|bei|zu|so|nicht|auch)[a-zäöüß-]+ ){0,2}(?!Sie\b|Ihnen\b|Ihr\w*)"
    r"[A-ZÄÖÜ0-9«„])|[Dd](?:ie|er) (?=(?:ist|sind|war|wird|hat|haben|kann|soll|geht|macht|nicht|auch|denn|alle)\b)|das[?,.!]",
    "en": r"(?:he|she|him|her|his|hers|this|these|those|here|such|aforementioned|"
    r"the (?:former|latter|following|same))\b|that[?,.!]|"
    r"(?:why|how|what|when|if|does|did|is|was|do|of|about|like|for|to|with|than|say|said|mean) that\b"
    r"(?! (?:you|we|the|an?|your|our|people)\b)",
    "fr": r"(?:celui|celles?|ceux|cela|ceci|ça|cette|cet|ces|lui|eux|ici|celui-ci|y)\b(?! a)|\bce(?= \w{4,})(?<!est-ce)",
    "it": r"(?:egli|esso|essi|essa|lui|lei|quest[oaie]|quest'|quell[oaie]|quell'|quel|quei|ciò|qui|lì|là|"
    r"suddett[oaie]|seguent[ei])\b",
}
_POINTS_BACK = {
    # A capital "Sie" is the reader.
    language: re.compile(rf"(?<![\w’'-])(?:{words})", 0 if language == "de" else re.IGNORECASE)
    for language, words in _BACK.items()
}
# They may stand for something in the sentence itself, where one of these is before them.
_PRONOUN = {
    "de": re.compile(r"\b(?:er|sie|ihn|ihm|ihnen)\b"),
    "en": re.compile(
        r"\b(?:they|them|theirs?)\b|\bit\b(?! takes?\b| means? to| (?:possible|hard|easy|worth|better|safe|time|"
        r"important|necessary)| be\b)",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"(?<![-\w])(?:ils|elles?|il(?! (?:faut|vaut|est|convient|suffit|s'agit|y a|existe)\b))\b", re.IGNORECASE
    ),
    "it": re.compile(r"\bloro\b", re.IGNORECASE),
}  # fmt: skip
_NAMED_BEFORE = {
    "de": re.compile(r"[^.!?] ?(?!Sie\b|Ihnen\b|Ihr)[A-ZÄÖÜ]\w{2,}.*, (?:\w+ )?$"),
    "en": re.compile(r"\b(?:an?|the|your|our|one|every|each|\w{3,}s)\b \w|\w{3,}s\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:un|une|les?|la|des|votre|vos|du|de)\b \w{3}|l['’]\w{3}", re.IGNORECASE),
    "it": re.compile(r"\b(?:i|gli|le|dei|degli|delle|vostri|vostre)\b \w{3}", re.IGNORECASE),
}  # fmt: skip


def is_clean(text: str, language: str) -> bool:
    """Prose: no addresses, code, debris of speech, talk to the room, brackets left open."""
    letters = sum(c.isalpha() or c.isspace() for c in text)
    capitals = sum(c.isupper() for c in text)
    return (
        letters >= 0.75 * len(text)
        and capitals <= 0.35 * letters
        and not _CONTACT.search(text)
        and not _CODE.search(text)
        and not _words.DEBRIS[language].search(text)
        and not _words.SMALL_TALK.search(opened(text))
        and is_balanced(text)
    )


def is_balanced(text: str) -> bool:
    marks = Counter(text)
    return (
        marks["("] == marks[")"] and marks["«"] == marks["»"] and marks['"'] % 2 == 0
        and (marks["„"] or marks["“"]) == (marks["“"] + marks["”"] if marks["„"] else marks["”"])
    )  # fmt: skip


def begins(text: str) -> bool:
    """With a capital or a figure."""
    first = next((c for c in text if c.isalnum()), "")
    return first.isupper() or first.isdigit()


def points_back(text: str, language: str) -> bool:
    """Whether it speaks of something that was named before."""
    if _POINTS_BACK[language].search(text):
        return True
    return any(
        not _NAMED_BEFORE[language].search(text[: match.start()])
        for match in _PRONOUN[language].finditer(text)
    )


def whole(reading: Reading) -> frozenset[int]:
    """The numbers of the sentences that are passages as they stand, with nothing left off."""
    sentences = reading.sentences
    return frozenset(
        passage.core
        for passage in reading.passages
        if len(passage.sentences) == 1 and passage.text == sentences[passage.core].text
    )


def snippet_of(
    sentence: Sentence, kind: SnippetKind, language: str, *, why: str, score: float | None = None
) -> Snippet:
    """A snippet of one sentence as it stands, by its worth where no other score is given."""
    return Snippet(
        kind=kind,
        text=sentence.text,
        locator=sentence.locator,
        speaker=sentence.speaker,
        score=sentence.worth if score is None else score,
        language=language,
        why=(why,),
    )


@lru_cache(maxsize=4)
def titles(asset: Asset) -> dict[int, str]:
    """The title of each slide or page that has one, in one line."""
    found: dict[int, str] = {}
    for segment in asset.segments:
        sheet = segment.locator.sheet
        if segment.role == "title" and sheet is not None and segment.text.strip():
            found.setdefault(sheet, " ".join(segment.text.split()))
    return found


@lru_cache(maxsize=4)
def furniture(asset: Asset) -> frozenset[str]:
    """Lines that stand on many slides, as `plain` gives them."""
    sheets: dict[str, set[int | None]] = {}
    for segment in asset.segments:
        sheets.setdefault(plain(segment.text), set()).add(segment.locator.sheet)
    return frozenset(text for text, on in sheets.items() if len(on) >= FURNITURE_SLIDES)


def plain(text: str) -> str:
    """Its letters alone, lower case."""
    return re.sub(r"[\W\d_]+", " ", text).casefold().strip()
