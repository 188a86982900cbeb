"""Speaker labels as people write them, decided over the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_NAME = r"[^\W\d_][\w.'’\-]*"
_WHO = rf"{_NAME}(?:,?\s+(?:{_NAME}|\([^)]{{1,40}}\)|\d{{1,2}})){{0,5}}"
_LABEL = re.compile(
    rf"^(?:[-–—]\s*|>>+\s*)?(?:\*\*|__)?(?P<label>\[{_WHO}\]|{_WHO})\s*"
    r"(?::(?:\*\*|__)|(?:\*\*|__)?:)(?:\s+(?=\S)|\s*$)"
)
_BRACKETED = re.compile(
    rf"^(?:[-–—]\s*|>>+\s*)?\[(?P<label>{_NAME}(?:\s+{_NAME}){{0,3}})\]\s+(?=\S)"
)
_ANYTHING = re.compile(r"^(?P<label>[^:<>]{1,120}?):\s+(?=\S)")
LONG = 60  # characters; a longer label is one only if it comes back: a name with its office
_ANOTHER = re.compile(r"^(?:>>+\s*|[-–—]\s*(?=\S))")
MANY, EVERYWHERE = 20, 0.9  # lines, and the share of them that carry a label
OFTEN, SELDOM = 0.5, 0.01
# What stands before a colon and is no name.
_NO_NAMES_WORDS = (
    "note notes hinweis achtung wichtig zum beispiel for example par exemple per esempio "
    "remember http https ps nb fazit frage antwort question answer réponse domanda risposta "
    "erstens zweitens drittens first second third also so and und but aber that's it is das "
    "thus therefore hence finally donc enfin dunque infine "
    "ist das heisst das heißt the point is my question ich sage tipp tip stichwort thema "
    "agenda titel title punkt ziel ergebnis summary update warning "
    "teilnehmer teilnehmende teilnehmerinnen participants attendees présents partecipanti "
    "anwesend datum date data ort lieu luogo place zeit time heure ora dauer duration durée durata "
    "protokoll transkript transcript transcription trascrizione aufnahme recording betreff subject "
    "quelle source fonte sources copyright übersetzung untertitel subtitles"
)
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())
# What stands in brackets and is a sound.
_SOUNDS_WORDS = (
    "lachen lacht gelächter applaus beifall klatschen musik räuspern husten pause stille "
    "unverständlich unv laughter laughs laughing applause music cheering coughs silence inaudible "
    "crosstalk rires rire applaudissements musique toux inaudible risate ride applausi musica "
    "tosse incomprensibile risos risas aplausos música"
)
_SOUNDS = frozenset(_SOUNDS_WORDS.split())
# What begins a phrase and no name, unless it comes back: "Der Moderator" does, "Mein Vorschlag" not.
_ARTICLES_WORDS = (
    "der die das ein eine einen mein meine unser unsere sein seine ihr ihre dieser diese dieses kein "
    "keine was wer wie wo warum the a an my our your his her their this that these what who how why "
    "le la les un une mon ma mes notre nos votre vos son sa ses ce cette il lo gli i uno una mio mia "
    "nostro nostra suo sua questo questa"
)
_ARTICLES = frozenset(_ARTICLES_WORDS.split())
_SMALL_WORDS = (
    "von van der den de di da du la le del zu zur dr prof und and et e iur med phil rer pol h c"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_AUDIENCE = re.compile(
    r"\b(?:publikum|audience|zuschauer\w*|saal|public|pubblico|floor)\b", re.IGNORECASE
)


def split_label(line: str) -> tuple[str | None, str]:
    """("Anna Meier", "the text") of "Anna Meier: the text"; None where no label is written."""
    match = _LABEL.match(line) or _BRACKETED.match(line)
    if match is None:
        return None, line
    return match["label"].strip("[] "), line[match.end() :]


def somebody_else(line: str) -> str | None:
    """The text of a line that only says that another person speaks (">> Yes", "- Yes"); None where
    the line does not begin like that."""
    match = _ANOTHER.match(line)
    return line[match.end() :] if match else None


def mark_changes(lines: Sequence[str], labels: Labels) -> bool:
    """Whether a label is written wherever the speaker changes, so that a line without one belongs
    to the speaker before it. Not so in subtitles that name only who is out of the picture."""
    if len(labels.names) < 2:
        return False
    named = [label for line in lines if (label := labels.split(line)[0])]
    unnamed = sum(not labels.split(line)[0] and somebody_else(line) is not None for line in lines)
    return len(set(named)) > 1 and len(named) > SELDOM * len(lines) and unnamed < len(named)


@dataclass(frozen=True, slots=True)
class Labels:
    """The speaker labels of one file.

    Attributes:
        names: The labels that are speakers, as written.
        everywhere: Every line carries one, as in recordings of calls: then whatever stands before
            the colon is the speaker, also "stokes" or "Danno - Tectonic.xyz".
    """

    names: frozenset[str]
    everywhere: bool = False

    @classmethod
    def of(cls, lines: Sequence[str]) -> Labels:
        """Decide over the beginnings of a file's cues or paragraphs."""
        anything = Counter(match["label"] for line in lines if (match := _ANYTHING.match(line)))
        labels = {label: n for label, n in anything.items() if len(label) <= LONG or n > 1}
        bare = sum(line.endswith(":") and line[:-1] in labels for line in lines)
        if len(lines) >= MANY and sum(labels.values(), bare) > EVERYWHERE * len(lines):
            return cls(frozenset(labels), everywhere=True)
        return cls(_names(lines))

    def split(self, line: str) -> tuple[str | None, str]:
        """The speaker, as shown, and the text; None where no speaker is written."""
        if self.everywhere:
            if line.endswith(":") and line[:-1] in self.names:  # said nothing, or it follows
                return tidy(line[:-1]), ""
            match = _ANYTHING.match(line)
            if match is None or (len(match["label"]) > LONG and match["label"] not in self.names):
                return None, line
            return tidy(match["label"]), line[match.end() :]
        label, rest = split_label(line)
        return (tidy(label), rest) if label is not None and label in self.names else (None, line)


def _names(lines: Sequence[str]) -> frozenset[str]:
    """The labels that look like names and, in a longer text, come back."""
    split = [split_label(line) for line in lines]
    labels = Counter(label for label, _ in split if label)
    bare = Counter(label for label, rest in split if label and not rest)
    above = any(count > 1 for count in bare.values())  # names stand above what was said
    share = sum(labels.values()) / max(1, len(lines))
    named = {
        label: count
        for label, count in labels.items()
        if looks_like_name(label, comes_back=count > 1, often=share > OFTEN)
        and (count > 1 or above or label not in bare)
    }
    if not named:
        return frozenset()
    repeated = max(named.values()) > 1
    share = sum(named.values()) / max(1, len(lines))
    return frozenset(
        label
        for label, count in named.items()
        if count > 1 or not repeated or share > 0.3 or " " in label
    )


def looks_like_name(label: str, *, comes_back: bool = False, often: bool = False) -> bool:
    """Capitalised words, at most six, none of the usual words before a colon.

    Args:
        comes_back: The label stands before several lines of the file.
        often: Most lines of the file have a label: then a small letter is no objection.
    """
    if _AUDIENCE.search(label):
        return True
    words = [word.strip("(),.") for word in label.split()]
    plain = [word.casefold() for word in words]
    if not 1 <= len(words) <= 6 or any(word in _NO_NAMES for word in plain):
        return False
    if all(word in _SOUNDS for word in plain) or (plain[0] in _ARTICLES and not comes_back):
        return False
    if comes_back and often and len(words) == 1:
        return True
    return all(not word or not word[0].islower() or word.casefold() in _SMALL
               for word in words)  # fmt: skip


@lru_cache(maxsize=1000)
def tidy(label: str) -> str:
    """A name as it is shown: ANNA MEIER as Anna Meier; what is in brackets goes."""
    name = re.sub(r"\s*\([^)]*\)", "", label).strip()
    letters = [character for character in name if character.isalpha()]
    shouted = len(letters) > 3 and all(character.isupper() for character in letters)
    if shouted and not re.search(r"[\d_]", name):  # SPEAKER_00 is a mark, not a name
        return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    return name
