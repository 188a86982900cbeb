"""Whether a line that is no passage (a question, an instruction, a point of a list) can be read by
itself, and what the slide it stands on is called."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from repurpose.extractors import _words
from repurpose.model import Asset

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
    "de": r"(?:er|ihn|ihm|deren|dessen|dies\w{0,2}|jene[rnms]?|solche[rnms]?|hier|dort|dabei|damals|sie|ihnen|"
    r"derjenige\w*|selbige\w*|letztere\w*|obige\w*|folgende\w*)\b|(?<!, )(?<!in )(?<!mit )(?<!bei )(?<!von )denen\b|"
    r"(?:damit|dafür|dagegen|davon|dazu|daran|darauf|daraus|darüber|darum|danach|dadurch|darin)\b(?!\s*,)|"
    r"(?:das|dem|den|die|der) (?=(?:ist|sind|war|wird|hat|heisst|heißt|kann|soll|geht|macht|so|nicht|auch|denn|"
    r"eigentlich|genau|alles|schon|jetzt|nun|noch|dann|wirklich|alle|mal|hier|da)\b)|das\s*[?,.!]",
    "en": r"(?:he|she|they|him|her|them|his|hers|their|theirs|this|these|those|here|such|aforementioned|"
    r"the (?:former|latter|following|above|below|same))\b|"
    r"that(?=\s*(?:[?,.!]|is|was|would|will|can|could|one|point|case|way)\b|[?.!])|"
    r"\bit\b(?! takes?\b| means? to| (?:possible|hard|easy|worth|better|safe|time|important|necessary)| be\b)",
    "fr": r"(?:elles?|ils|celui|celles?|ceux|cela|ceci|ça|cette|cet|ces|lui|eux|ici|celui-ci|y)\b(?! a)|"
    r"(?<![-\w])il(?! (?:faut|vaut|est|convient|suffit|s'agit|y a|existe)\b)\b|\bce(?= \w{4,})(?<!est-ce)",
    "it": r"(?:egli|esso|essi|essa|lui|lei|loro|quest[oaie]|quest'|quell[oaie]|quell'|quel|quei|ciò|qui|lì|là|"
    r"suddett[oaie]|seguent[ei])\b",
}  # fmt: skip
POINTS_BACK = {
    # A capital "Sie" is the reader.
    language: re.compile(rf"(?<![\w’'-])(?:{words})", 0 if language == "de" else re.IGNORECASE)
    for language, words in _BACK.items()
}


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
        and not _words.SMALL_TALK.search(text)
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
    return bool(POINTS_BACK[language].search(text))


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
