"""Whether two sentences say the same in two languages, told without a dictionary.

By what a translation leaves as it is: numbers, names, words of the same origin (Simard, Foster and
Isabelle 1992, "Using cognates to align sentences in bilingual corpora"), and the length (Gale and
Church 1993). What shares too little of these is not recognised; that is meant so.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from repurpose.text.language import WORDS

SURE = 0.35  # likeness from which two sentences of one place in a talk are translations
LIKELY = 0.28  # the same, where their place in the order speaks for it, too
LENGTHS = (0.55, 1.8)  # characters of one to those of the other
LEAST_ANCHORS = 2
LEAST_LETTERS = 4
LIKE = 72.0  # ratio of two words of the same origin, 0 to 100
LONG_BEGINNING = 5  # letters: "Energiespeicher" and "energy"
_NUMBER = re.compile(r"\d+(?:[.,’'\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")
_GROUPING = re.compile(r"(?<=\d)[.,’'\u00a0\u202f ](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in WORDS.items()}
_COUNTS = {
    "2": "zwei two deux due", "3": "drei three trois tre", "4": "vier four quatre quattro",
    "5": "fünf five cinq cinque", "6": "sechs six six sei", "7": "sieben seven sept sette",
    "8": "acht eight huit otto", "9": "neun nine neuf nove", "10": "zehn ten dix dieci",
    "11": "elf eleven onze undici", "12": "zwölf twelve douze dodici",
    "15": "fünfzehn fifteen quinze quindici", "20": "zwanzig twenty vingt venti",
    "30": "dreissig dreißig thirty trente trenta", "40": "vierzig forty quarante quaranta",
    "50": "fünfzig fifty cinquante cinquanta", "60": "sechzig sixty soixante sessanta",
    "100": "hundert hundred cent cento", "1000": "tausend thousand mille mille",
    "1/2": "hälfte halbe halbes half moitié demi metà mezzo mezza",
    "1/3": "drittel tiers terzo", "1/4": "viertel quarter quart quarto",
    "×2": "zweimal doppelt twice doubled double doubler doublé doppio raddoppiato",
}  # fmt: skip
_COUNTED = {word: number for number, words in _COUNTS.items() for word in words.split()}
# Spellings of one sound: Kontrolle, contrôle, controllo; Telefon, telephone; zentral, central.
_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("ch", "k"), ("x", "ks"), ("c", "k"),
    ("z", "k"), ("y", "i"), ("j", "i"), ("w", "v"), ("tion", "kion"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1")


@dataclass(frozen=True, slots=True)
class _Content:
    """What of a sentence may be found again."""

    length: int
    digits: frozenset[str]
    counts: frozenset[str]  # of number words
    words: tuple[str, ...]  # content words, by their sound


def possible(a: str, a_language: str, b: str, b_language: str) -> bool:
    """Whether nothing speaks against it: not the length, not a number."""
    one, other = _content(a, a_language), _content(b, b_language)
    if not one.length or not LENGTHS[0] <= other.length / one.length <= LENGTHS[1]:
        return False
    here, there = one.digits | one.counts, other.digits | other.counts
    return one.digits <= there and other.digits <= here  # 12 per cent is not 15 per cent


def likeness(a: str, a_language: str, b: str, b_language: str) -> float:
    """0 (nothing speaks for it, or something against it) to 1. Symmetric."""
    if not possible(a, a_language, b, b_language):
        return 0.0
    one, other = _content(a, a_language), _content(b, b_language)
    same_numbers = (one.digits | one.counts) & (other.digits | other.counts)
    numbers = sum(_weight(number) for number in same_numbers)
    words = _shared(one.words, other.words)
    if len(same_numbers) + words < LEAST_ANCHORS and numbers < 2:
        return 0.0
    all_numbers = one.digits | one.counts | other.digits | other.counts
    mass = sum(_weight(number) for number in all_numbers)
    most = mass + math.sqrt(len(one.words) * len(other.words))
    return (numbers + words) / most if most else 0.0


def _weight(number: str) -> float:
    """A long number is hardly the same by chance."""
    digits = sum(character.isdigit() for character in number)
    return 1.0 + 0.5 * min(digits - 1, 3) if number.isdigit() else 1.0


@lru_cache(maxsize=4096)
def _content(text: str, language: str) -> _Content:
    text = unicodedata.normalize("NFKC", text)
    digits = {_GROUPING.sub("", number).replace(",", ".") for number in _NUMBER.findall(text)}
    words = [word.casefold() for word in _WORD.findall(text)]
    known = _FUNCTION_WORDS.get(language, frozenset())
    return _Content(
        length=len(text),
        digits=frozenset(digits),
        counts=frozenset(_COUNTED[word] for word in words if word in _COUNTED),
        words=tuple(
            _sound(word)
            for word in words
            if len(word) >= LEAST_LETTERS and word not in known and word not in _COUNTED
        ),
    )


def _sound(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word)
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    for spelling, sound in _SOUNDS:
        plain = plain.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", plain)


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """How many words of one have a word of the same origin in the other, each used once."""
    left = list(b)
    count = 0
    for word in a:
        if not left:
            break
        best = max(left, key=lambda other: _alike(word, other))
        if _alike(word, best) >= LIKE:
            left.remove(best)
            count += 1
    return count


@lru_cache(maxsize=65536)
def _alike(a: str, b: str) -> float:
    if a[:LONG_BEGINNING] == b[:LONG_BEGINNING] and min(len(a), len(b)) >= LONG_BEGINNING:
        return 100.0
    return fuzz.ratio(a, b) if a[0] == b[0] else 0.0
