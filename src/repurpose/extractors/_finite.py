"""Finite verbs in what is said: a full stop may stand behind anything there, and many English words
are nouns as well."""

from __future__ import annotations

import re

from repurpose.extractors import _verbs

# Behind these stands a noun or an infinitive: "a change", "the cost", "to work", "the related ones".
_NO_VERB_NEXT_EN_WORDS = "to a an the my your our his her its their any no every of for with in on at by from as into without"
_NO_VERB_NEXT_EN = frozenset(_NO_VERB_NEXT_EN_WORDS.split())
_SPOKEN_EN_WORDS = (
    "agree agrees accept accepts assume assumes capture captures introduce introduces propose proposes estimate "
    "estimates combine combines compare compares discuss discusses reject rejects hope plan plans care cares recommend "
    "recommends deserve deserves matter allow admit confirm confirms suffer suffers earn earns rent replace"
)
_SPOKEN_DE_WORDS = "habe möge mögen wünsche bekenne verspreche vergessen verabschieden verbieten"
# Verbs of what is said, beside those of what is written.
_SPOKEN_VERBS = {
    "en": frozenset(_SPOKEN_EN_WORDS.split()),
    "de": frozenset(_SPOKEN_DE_WORDS.split()),
}
_NO_IMPERATIVES_EN_WORDS = "last left made done lost paid said based built thought state form matter cause fit like need proved saved set"
_NO_IMPERATIVES_EN = frozenset(_NO_IMPERATIVES_EN_WORDS.split())
_PRONOUNS_EN = frozenset(["i", "you", "we", "they", "he", "she", "it", "that", "who", "people"])
_NOUNS_TOO_EN_WORDS = "estimate estimates hope plan plans care matter rent"
_NOUNS_TOO_EN = frozenset(_NOUNS_TOO_EN_WORDS.split())
_PAST_EN = re.compile(r"(?!need|indeed|speed|feed|seed|exceed)[a-z]{3,}ed")
_NO_PAST_EN = frozenset(["related", "based", "supposed", "red", "shared", "limited", "detailed"])


def spoken_verbs(words: list[str], listed: list[int], language: str) -> list[int]:
    """The places of finite verbs in a piece of talk. `listed`: those of words that may be one."""
    more = _SPOKEN_VERBS.get(language, frozenset())
    found = listed + [
        n for n, word in enumerate(words) if (folded(word) if language == "en" else word) in more
    ]
    if language == "de":  # "zu lassen" is no finite verb
        return [n for n in found if not n or words[n - 1] != "zu"]
    return [n for n in found if language != "en" or _is_verb_en(words, n)]


def without_noun_last(words: list[str]) -> list[str]:
    """ "… and the gas cost": what may be a noun is one at the end, where no pronoun stands before."""
    if len(words) < 2 or folded(words[-2]) in _PRONOUNS_EN:
        return words
    return words[:-1] if folded(words[-1]) in _verbs.AMBIGUOUS_EN else words


def _is_verb_en(words: list[str], place: int) -> bool:
    """Whether a word that may be a verb is one there, and finite: "it costs", not "the cost of it"."""
    word = folded(words[place])
    before = folded(words[place - 1]) if place else ""
    if before == "to":
        return False
    if word not in _verbs.AMBIGUOUS_EN and word not in _NOUNS_TOO_EN:
        return True
    if not place:
        return not word.endswith("s") and word not in _NO_IMPERATIVES_EN
    return before not in _NO_VERB_NEXT_EN


def has_past_en(words: list[str]) -> bool:
    """A past tense that is not listed, rather than a participle: "we merged", not "the merged one"."""
    return any(
        _PAST_EN.fullmatch(word) is not None
        and word not in _NO_PAST_EN
        and folded(before) not in _NO_VERB_NEXT_EN
        and following != "by"
        for before, word, following in zip(words, words[1:], [*words[2:], ""], strict=False)
    )


def folded(word: str) -> str:
    """A word as the lists have it."""
    return word.casefold().replace("’", "'")
