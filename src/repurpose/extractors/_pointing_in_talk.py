"""What points back to something said before, in a German sentence of talk: it stands alone only with
what it points to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repurpose.extractors import _words
from repurpose.extractors._clauses import is_verb_behind_article
from repurpose.extractors._verbs import VERB_SETS

_OPENERS = frozenset(["dass", "was", "weil", "ob"])
_VERBS_BEHIND_WORDS = "habe finde halte glaube denke wünsche freut ärgert wundert stört sagt"
_VERBS_BEHIND = frozenset(_VERBS_BEHIND_WORDS.split())
_ADDRESSED_WORDS = "Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer"
_ADDRESSED = frozenset(_ADDRESSED_WORDS.split())
_ASIDE = re.compile(r" [-–] [^-–]{3,120} [-–](?=[ ,:;])")
_NEAR = 5  # words in which a connective ties a sentence to the one before
_PIECE = re.compile(r"[,;:]| [-–—] ")
_CONNECTIVES_WORDS = (
    "deshalb daher deswegen nämlich darum allerdings jedoch hingegen dagegen trotzdem dementsprechend "
    "demnach außerdem ausserdem zudem ebenfalls dennoch insofern"
)
_CONNECTIVES = frozenset(_CONNECTIVES_WORDS.split())
_ADVERBS_WORDS = (
    "dabei dafür davon dadurch damit dazu darüber daran darauf darin daraus danach daneben davor dahinter "
    "hierfür hierbei hiermit hierzu hiervon"
)
_ADVERBS = frozenset(_ADVERBS_WORDS.split())
# What it points to comes behind it: "Es kommt darauf an, dass …", "dafür sorgen, …zu …".
_AHEAD = re.compile(
    r"[,:] (?:dass|ob|wie|was|wer|wenn|weil|wo|woher|warum|um|welche\w*|nicht|sondern|als)\b|: |"
    r" zu \w+n\b|\w{2,}zu\w{2,}en\b"
)
# "Ich finde das beschämend", but "das neue Haus", "das, was bleibt".
_THAT = re.compile(
    r"\b(?:das|dies)\b(?! (?:(?!eine|keine|seine|ihre|meine|alle|viele|heute|gerne|lange|bitte|eigene)"
    r"[a-zäöüß-]+(?:e|en|er|te|ten) |sehr \w+ |so \w+ |ganz \w+ ){0,2}[A-ZÄÖÜ0-9„«\"])(?!,? (?:was|dass|wenn|wie|ob)\b)"
)
# "… wo es nicht so ist"
_SO = re.compile(
    r"\b(?:es|das) (?:nicht |auch |ja |halt |immer |einfach )*so (?:ist|war|sei|wäre|sein)\b(?!,? (?:dass|wie))"
)
_SOMETHING_ELSE = (
    "etwas anderes.",
    "etwas anderes!",
    " dafür.",
    " davon.",
    " dazu.",
    " darüber.",
    " daran.",
)
_ARTICLES = frozenset(["Die", "Der", "Das", "Den", "Dem"])
_TRAILING = frozenset(["dafür", "davon", "darüber"])  # "… ein Heft aufmachen dafür, …"
MOST_WITH_TWO = 110  # characters
_LIKE = re.compile(r",? (?:wie|die|der|das|in|mit)\b")
LONGEST_PREFACE = 24  # characters: "Ich bin überzeugt", "Mir scheint"
_THERE = re.compile(r" da (?!draußen|draussen|drin|oben|unten|ist\b|war\b|sind\b)")
# "Ich habe das Gefühl, das ist …", "ansonsten, das ist …": nothing before the comma is meant.
_MEANT = re.compile(r" (?!Gefühl|Eindruck|Ding|Meinung|Sache|Sie\b|Ihnen\b)[A-ZÄÖÜ]\w")
# What the rules for writing refuse, and what is no pointing in talk: "Wenn Sie bauen wollen, …",
# "Lassen Sie uns das Dorf erhalten", "Auch wenn …".
STANDS = re.compile(
    r"(?:Wer|Wenn|Ob|Wie|Was) Sie [a-zäöü]|(?i:lassen Sie uns) (?!(?:\w+ ){0,3}(?:darüber|dazu|davon|dafür|über|zu|zum|zur|mal|jetzt|noch|damit|reden|sprechen)\b)|"
    r"(?i:auch) (?:in Zukunft|künftig|wenn|wer|ein|eine|einer|kleine|grosse|große) |(?i:das), was "
)
_AFTER_COMMA = re.compile(r", (?=(?:das|die|der|da|dem|den) [a-zäöü])")
MOST_BEFORE = 40  # characters before that comma


def points_back(text: str) -> bool:
    """Whether a German spoken sentence points to the one before, beyond its first words."""
    text = without_asides(text)
    first = _first_piece(text)
    words = first.replace(",", "").split(" ")
    if not _CONNECTIVES.isdisjoint(words[1:_NEAR]) and not _AHEAD.search(text):
        return True
    adverb = _adverb(words)
    if adverb and not _AHEAD.search(text, text.find(f" {adverb}") + len(adverb)):
        return True
    if " das" in first or " dies" in first:
        later = first[first.index(" ") :]
        if _THAT.search(later) and not text[len(first) :].startswith((", was", ", dass", ", wenn")):
            return True
    if words[0] in _ARTICLES and len(words) > 1 and is_verb_behind_article(words[1]):
        return True
    if len(text) < MOST_WITH_TWO and text.count(" dies") > 1:  # "… diese Bindung dieser Themen"
        return True
    if " so " in text and _SO.search(text):
        return True
    if text.endswith(_SOMETHING_ELSE) or (" solche" in first and not _LIKE.match(text, len(first))):
        return True
    if " da " in first and _THERE.search(first):
        return True
    return _points_behind_comma(text)


def _first_piece(text: str) -> str:
    """Up to the first comma that has said something: "Ich glaube, damit …" goes on."""
    pieces = _PIECE.split(text, maxsplit=2)
    first = pieces[0]
    if len(first) <= LONGEST_PREFACE and len(pieces) > 1 and not _MEANT.search(first):
        return text[: len(first) + len(pieces[1]) + 2]
    return first


def without_asides(text: str) -> str:
    """Without what stands between dashes: "Ich wünsche mir - das sage ich oft -, dass …"."""
    return _ASIDE.sub("", text) if " - " in text or " – " in text else text


def _adverb(words: Sequence[str]) -> str:
    """One that points back, with no noun before it that it may mean; "" where there is none."""
    for place, word in enumerate(words):
        if place and word in _ADVERBS:
            nouns = any(each[:1].isupper() and each not in _ADDRESSED for each in words[1:place])
            if not nouns or (place == len(words) - 1 and word in _TRAILING):
                return word
    return ""


def has_main_clause_behind(text: str) -> bool:
    """Whether a German sentence that begins with a clause goes on with the main one: "Was wir
    brauchen, ist Geduld", "Weil Holz fehlt, bauen wir weniger"."""
    if text.partition(" ")[0].casefold() not in _OPENERS:
        return False
    behind = [piece.partition(" ")[0] for piece in text.split(", ")[1:3]]
    return any(
        (word in VERB_SETS["de"] and word not in ("sei", "seien")) or word in _VERBS_BEHIND
        for word in behind
    )


def _points_behind_comma(text: str) -> bool:
    comma = text.find(",", 0, MOST_BEFORE)
    if comma < 0 or _AFTER_COMMA.match(text, comma) is None or _MEANT.search(text[:comma]):
        return False
    if text.startswith("da ", comma + 2):
        return text[comma + 5 :].partition(" ")[0] in VERB_SETS["de"]
    return _words.DEMONSTRATIVE_DE.match(text, comma + 2) is not None
