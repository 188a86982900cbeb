"""What points back to something said before, in a German sentence of talk: it stands alone only with
what it points to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repurpose.extractors import _words
from repurpose.extractors._verbs import VERB_SETS

_OPENERS = frozenset(["dass", "was", "weil", "ob"])
_VERBS_BEHIND = frozenset("habe finde halte glaube denke wünsche freut ärgert wundert stört sagt".split())
_ADDRESSED = frozenset("Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer".split())
_ASIDE = re.compile(r" [-–] [^-–]{3,120} [-–](?=[ ,])")
_NEAR = 5  # words in which a connective ties a sentence to the one before
_PIECE = re.compile(r"[,;:]| [-–—] ")
_CONNECTIVES = frozenset(
    "deshalb daher deswegen nämlich darum allerdings jedoch hingegen dagegen trotzdem dementsprechend "
    "demnach außerdem ausserdem zudem ebenfalls dennoch insofern".split()
)
_ADVERBS = frozenset(
    "dabei dafür davon dadurch damit dazu darüber daran darauf darin daraus danach daneben davor dahinter "
    "hierfür hierbei hiermit hierzu hiervon".split()
)
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
    first = _PIECE.split(text, maxsplit=1)[0]
    words = first.split(" ")
    if not _CONNECTIVES.isdisjoint(words[1:_NEAR]) and not _AHEAD.search(text):
        return True
    if _has_adverb(words) and not _AHEAD.search(text, len(first)):
        return True
    if " das" in first or " dies" in first:
        later = first[first.index(" ") :]
        if _THAT.search(later) and not text[len(first) :].startswith((", was", ", dass", ", wenn")):
            return True
    if " da " in first and _THERE.search(first):
        return True
    return _points_behind_comma(text)


def without_asides(text: str) -> str:
    """Without what stands between dashes: "Ich wünsche mir - das sage ich oft -, dass …"."""
    return _ASIDE.sub("", text) if " - " in text or " – " in text else text


def _has_adverb(words: Sequence[str]) -> bool:
    """With no noun before it that it may mean."""
    place = next((n for n, word in enumerate(words) if n and word in _ADVERBS), None)
    return place is not None and not any(
        word[:1].isupper() and word not in _ADDRESSED for word in words[1:place]
    )


def has_main_clause_behind(text: str) -> bool:
    """Whether a German sentence that begins with a clause goes on with the main one: "Was wir
    brauchen, ist Geduld", "Weil Holz fehlt, bauen wir weniger"."""
    if text.partition(" ")[0].casefold() not in _OPENERS:
        return False
    behind = [piece.partition(" ")[0] for piece in text.split(", ")[1:]]
    return any(word in VERB_SETS["de"] or word in _VERBS_BEHIND for word in behind)


def _points_behind_comma(text: str) -> bool:
    comma = text.find(",", 0, MOST_BEFORE)
    if comma < 0 or _AFTER_COMMA.match(text, comma) is None or _MEANT.search(text[:comma]):
        return False
    return _words.DEMONSTRATIVE_DE.match(text, comma + 2) is not None
