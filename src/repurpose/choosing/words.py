"""Whether a text mentions a word: whatever its case, its ending, and in German its compound."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LEAST_COMPOUND = 4  # letters of a word that may be part of a longer one: "Rat" is not in "Beratung"
LEAST_REST = 3  # letters of the rest of the compound: "Wand" is not in "Wandel"
LEAST_STEM = 4  # letters before an ending
_WORD = re.compile(r"\w+")
_ENDINGS = {
    "de": "e en er em es n s ens nen se sen",
    "en": "s es ed d ing er ers",
    "fr": "s e es x",
    "it": "a e i o he hi",
}
_ENDING_SETS = {language: tuple(endings.split()) for language, endings in _ENDINGS.items()}
_ALL_ENDINGS = tuple(sorted({ending for endings in _ENDING_SETS.values() for ending in endings}))
_DROPPED = {"it": "aeio", "fr": "e", "en": "ey", "de": "e"}  # last letter that an ending replaces
_VERB_ENDS = ("ern", "eln", "ieren", "ierte", "iert")  # "wandern" is no compound of "Wand"
_PREFIXES = (
    "ver",
    "ent",
    "zer",
    "auf",
    "ein",
    "aus",
    "vor",
    "mit",
    "bei",
)  # "Verband" is no "Band"
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands, and as it is compared: umlauts spelt out, and without any marks."""

    text: str
    spelt: str
    bare: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text."""

    language: str
    tokens: tuple[Token, ...]

    @classmethod
    def of(cls, text: str, language: str) -> Words:
        return cls(language.split("-")[0], tuple(_token(w) for w in _WORD.findall(text)))


def mentioned(wanted: str, words: Words) -> str | None:
    """The word of the text by which it mentions `wanted`; None where it does not.

    Of several words ("Energie sparen") each must be there, in any order; short ones between
    ("Bauen mit Holz") are passed over.
    """
    tokens = _wanted(wanted)
    found = [
        next((t.text for t in words.tokens if _is(t, w, words.language)), None) for w in tokens
    ]
    return found[0] if found and None not in found else None


@lru_cache(maxsize=256)
def _wanted(wanted: str) -> tuple[Token, ...]:
    tokens = [_token(word) for word in _WORD.findall(wanted)]
    long = [token for token in tokens if len(token.text) >= LEAST_COMPOUND]
    return tuple(long or tokens)


def _token(word: str) -> Token:
    plain = unicodedata.normalize("NFKC", word).casefold()
    spelt = _without_marks(plain.translate(_SPELT_OUT))
    return Token(word, spelt, _without_marks(plain.replace("ß", "ss")))


def _without_marks(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _is(token: Token, wanted: Token, language: str) -> bool:
    if len(wanted.text) < LEAST_COMPOUND and wanted.text.isupper():
        return token.text == wanted.text  # "IT" is not "it"
    if wanted.spelt[:3] not in token.spelt and wanted.bare[:3] not in token.bare:
        return False
    if token.spelt == wanted.spelt:
        return True
    if len(wanted.spelt) < LEAST_STEM:
        return False
    return _inflected(token, wanted, language) or (
        language == "de" and _compound(token, wanted)
    )  # fmt: skip


def _inflected(token: Token, wanted: Token, language: str) -> bool:
    """Both are the same stem with an ending, or none; an umlaut may be one of the plural."""
    endings = _ENDING_SETS.get(language, _ALL_ENDINGS)
    last = _DROPPED.get(language, "")
    for a, b in ((token.spelt, wanted.spelt), (token.bare, wanted.bare)):
        stems = _stems(a, endings, last) & _stems(b, endings, last)
        if any(len(stem) >= LEAST_STEM for stem in stems):
            return True
    return False


def _stems(word: str, endings: tuple[str, ...], last: str) -> set[str]:
    """What may be the stem: the whole, without an ending, without a last vowel."""
    stems = {word} | {word.removesuffix(ending) for ending in endings}
    return stems | {stem[:-1] for stem in (word,) if stem[-1:] and stem[-1] in last}


def _compound(token: Token, wanted: Token) -> bool:
    """Whether the word begins or ends a longer German one, at its border."""
    for whole, part in ((token.spelt, wanted.spelt), (token.bare, wanted.bare)):
        rest = whole.removeprefix(part)
        if rest != whole and len(rest) >= LEAST_REST and rest not in _VERB_ENDS:
            return True
        if not token.text[:1].isupper():
            continue  # only nouns end in another noun
        for ending in ("", *_ENDING_SETS["de"]):
            head = whole.removesuffix(ending).removesuffix(part)
            joined = whole.endswith(part + ending) and len(head) >= LEAST_REST
            if joined and head not in _PREFIXES:
                return True
    return False
