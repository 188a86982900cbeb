"""What stands alone: somebody who reads nothing else understands it.

Rather nothing than a half sentence, a headline, or something that only makes sense beside what was
said before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from operator import eq

from repurpose.extractors import _words
from repurpose.extractors._clauses import has_second_verb, is_clause
from repurpose.extractors._hanging import hangs
from repurpose.extractors._notes import is_note
from repurpose.extractors._pointing import points_elsewhere
from repurpose.extractors._pointing_in_talk import (
    STANDS,
    has_main_clause_behind,
    points_back,
    without_asides,
)
from repurpose.extractors._prose import has_contact, is_prose
from repurpose.extractors._room import is_for_the_room
from repurpose.extractors._slips import has_slip
from repurpose.extractors._tidying import CUT, MOST_CUTS, Tidied, has_pause
from repurpose.text.openings import Opened, Rule, opened

LEAST_CHARACTERS, MOST_CHARACTERS = 40, 400
LEAST_IN_TALK, MOST_IN_TALK = 30, 330
MOST_TO_PUBLISH = 300  # a written sentence is a paragraph beyond that
LEAST_WORDS, LEAST_CONTENT_WORDS = 6, 3
MOST_MARKS = 4  # […], with those at the ends; with more there is nothing to read
LAST = 24  # characters: the words that leave an end open are not longer

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MARKS = re.compile(r"[()\[\]«»\"„“”]")
_OPEN_END = re.compile(
    r"(?:[,:;(–—-]|\b(?:und|oder|aber|mit|für|von|der|die|das|ein|eine|zu|and|or|but|with|for|of|the|a|an|to|"
    r"for example|for instance|such as|including|zum beispiel|z\. ?b\.?|e\.g\.?|par exemple|per esempio|"
    r"et|ou|mais|avec|pour|de|le|la|les|un|une|e|o|ma|con|per|di|il|lo|gli|in|bei|auf|by|on|at|as))$",
    re.IGNORECASE,
)
# The last words of those.
_OPEN_LAST_WORDS = (
    "und oder aber mit für von der die das ein eine zu and or but with for of the a an to example instance as including "
    "beispiel b g exemple esempio et ou mais avec pour de le la les un une e o ma con per di il lo gli in bei auf by on at"
)
_OPEN_LAST = frozenset(_OPEN_LAST_WORDS.split())
# Of verbs: "an" of "annehmen".
_PARTICLES_DE = tuple(
    f" {word}{stop}" for word in ("an", "auf", "zu", "mit", "bei", "ein") for stop in ".!"
)
_ENUMERATION = re.compile(r"^(?:\(?\d{1,2}[.)]|[a-z]\)|[IVX]{1,4}[.)](?=\s)|\(\*|[•▪–—*-])\s*")


_CUTS = re.compile(r" ?\[…\]")
_RUN_ON = re.compile(r"[a-zäöüß]{4}[.!?] [a-zäöü]")  # recognised speech: a stop in mid sentence
# "Example: …", "Recommendation 1: …", "A: …", "LAGGING SKILLS: …"
_LABEL = re.compile(
    r"[^\W\d_][\w’'/-]*(?: \d+)?\s*(?::|\s[–—-])\s|[A-ZÄÖÜ0-9 &/-]{4,40}\s*[:–—]\s|\w+ \w+ \d+\s*[:–—]\s"
)


def stands_alone(text: str, language: str, *, on_slide: bool) -> bool:
    """Whether a written sentence does. `on_slide`: its full stop may be missing."""
    return (
        _is_long_enough(text)
        and not has_contact(text, opened(text))
        and not _has(_words.SMALL_TALK, text, opened(text))
        and _has_a_beginning(text, language)
        and _has_an_end(text, on_slide=on_slide)
        and is_prose(text, opened(text))
        and not _words.DEBRIS_IN_WRITING[language].search(text)
        and is_clause(text, language, ends_with_stop=text.rstrip("\"'»”’)«“")[-1:] in ".!")
    )


def is_to_publish(text: str, language: str, *, on_slide: bool) -> bool:
    """Whether a sentence of a deck or a document is: it stands alone, points to nothing outside it,
    and is no note of its author."""
    return (
        len(text) <= MOST_TO_PUBLISH
        and stands_alone(text, language, on_slide=on_slide)
        and not points_elsewhere(text, language)
        and not is_note(text, language, on_slide=on_slide)
        and not hangs(text, language)
    )


def is_whole_talk(
    said: Tidied, sentence: str, language: str, words: Sequence[str] | None = None
) -> bool:
    """Whether a spoken sentence is one: it may lean on the one before.

    Args:
        said: The sentence, tidied.
        words: Those of its text, where they are known.
    """
    text = bare(said.text)
    spoken = _CUTS.sub("", text) if CUT in text else text
    # What is not in the whole is in no piece of it; words on both sides of a cut may make it up.
    around = opened(sentence) if said.cuts == 0 else opened(spoken)
    return (  # what takes long is asked last
        said.cuts <= MOST_CUTS
        and said.cuts + said.begins_late + said.ends_early <= MOST_MARKS
        and _has_an_end_in_talk(text, language)
        and _is_long_enough(spoken, in_talk=True, words=words)
        and not _runs_on(text)
        and not _is_said_twice(text)
        and is_prose(spoken, around, dashes=2)
        and not has_contact(spoken, around)
        and not _has_debris(text, around)
        and (
            is_clause(spoken, language, ends_with_stop=True, in_talk=True)
            or has_second_verb(spoken, language)
        )
        and not _has(_words.SMALL_TALK, spoken, around)
        and not _has(_words.PROCEDURE, spoken, around)
        and not (has_pause(sentence, language) and has_pause(text, language))
        and not has_slip(said.text.removeprefix(f"{CUT} "), language)
        and not is_for_the_room(spoken, around, begins_late=said.begins_late)
    )


def may_be_whole(sentence: str, words: Sequence[str]) -> bool:
    """Whether a spoken sentence may be one that is passed on, at a quick look. `words`: its own."""
    return (
        len(sentence) >= LEAST_IN_TALK
        and len(words) >= LEAST_WORDS - 2
        and not sentence.endswith("?")
        and _content_words(words) >= LEAST_CONTENT_WORDS - 1
    )


def _runs_on(text: str) -> bool:
    return (". " in text or "! " in text or "? " in text) and _RUN_ON.search(text) is not None


def _has(rule: Rule, text: str, around: Opened) -> bool:
    """Whether a rule finds something in a text that is, or stands in, another one."""
    if rule.search(around) is None:
        return False
    return around.text == text or rule.search(opened(text)) is not None


def _has_debris(text: str, around: Opened) -> bool:
    if "-" not in text and "@" not in text and around.lacks(_words.DEBRIS_WORDS):
        return False
    return _words.DEBRIS_IN_TALK.search(text) is not None


def _is_said_twice(text: str) -> bool:
    """Whether a word, or two, come twice in a row."""
    words = text.lower().replace(",", "").split()
    if len(set(words)) == len(words):
        return False
    return any(map(eq, words, words[1:])) or any(
        words[n : n + 2] == words[n + 2 : n + 4] for n in range(len(words) - 3)
    )


def bare(text: str) -> str:
    """A tidied text without the marks of what was left off at its ends."""
    return text.removeprefix(f"{CUT} ").removesuffix(f" {CUT}")


def _is_long_enough(
    text: str, *, in_talk: bool = False, words: Sequence[str] | None = None
) -> bool:
    """What is said may be shorter: "Menschenrechte müssen gelebt werden."."""
    least = LEAST_IN_TALK if in_talk else LEAST_CHARACTERS
    if not least <= len(text) <= (MOST_IN_TALK if in_talk else MOST_CHARACTERS):
        return False
    words = WORD.findall(text) if words is None else words
    short = len(text) < LEAST_CHARACTERS
    # Long words, in German, say as much in fewer of them.
    least_words = LEAST_WORDS - 2 if short or in_talk else LEAST_WORDS
    return len(words) >= least_words and _content_words(words) >= (
        LEAST_CONTENT_WORDS - 1 if short else LEAST_CONTENT_WORDS
    )


def leans_on_nothing(text: str, language: str) -> bool:
    """Whether a spoken sentence is understood without the one before."""
    capital = text[:1].upper() + text[1:]
    if len(text) < LEAST_CHARACTERS and _words.PRONOUNS.search(text):
        return False
    if language == "de":
        return not (
            points_back(text) or _words.LEANING_IN_TALK[language].match(text)
        ) and _begins_in_german_talk(without_asides(capital))
    if language == "en" and _words.EXPLETIVE_EN.match(text):
        return True
    return not (
        _ENUMERATION.match(text)
        or _words.LEANING_IN_TALK[language].match(text)
        or _words.POINTING_IN_TALK.get(language, _words.POINTING[language]).match(text)
    )


def _begins_in_german_talk(text: str) -> bool:
    if _words.POINTING_DE.match(text):
        return False
    if _words.EXPLETIVE_DE.match(text):
        return True
    if _words.POINTING_IN_TALK_DE.match(text):
        return False
    stands = STANDS.match(text) is not None or has_main_clause_behind(text)
    return stands or _has_a_beginning(text, "de")


def _has_an_end_in_talk(text: str, language: str) -> bool:
    plain = text.rstrip("\"'»”’)«“› ")
    if not plain or plain.endswith(("?", ":", "…", "...", ",", ";", "-")):
        return False
    if language == "de" and plain.endswith(_PARTICLES_DE):  # "Die Stadt nimmt das Haus an."
        return _is_balanced(text)
    return not _is_open_end(plain) and _is_balanced(text)


def _is_open_end(plain: str) -> bool:
    end = plain.rstrip(".!")[-LAST:]
    last = end.rpartition(" ")[2]
    if last.isalpha() and last.casefold() not in _OPEN_LAST:
        return False
    return _OPEN_END.search(end) is not None


def _content_words(words: Sequence[str]) -> int:
    return len([word for word in words if len(word) > 3 or word[0].isdigit()])


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
    return not _words.leans(text, language)


def _has_an_end(text: str, *, on_slide: bool) -> bool:
    """A full stop; on a slide it may be missing. No question, no lead-in, no half sentence."""
    plain = text.rstrip("\"'»”’)«“› ")
    if not plain or plain.endswith(("?", ":", "…", "...", ",", ";")):
        return False
    if not on_slide and (not plain.endswith((".", "!")) or _RUN_ON.search(plain)):
        return False
    return not _is_open_end(plain) and _is_balanced(text)


def _is_balanced(text: str) -> bool:
    if not _MARKS.search(text):
        return True
    marks = Counter(text)
    closed = marks["“"] + marks["”"] if "„" in text else marks["”"]
    opened = marks["„"] if "„" in text else marks["“"]
    return (
        marks["("] == marks[")"]
        and marks["["] == marks["]"]
        and marks["«"] == marks["»"]
        and marks['"'] % 2 == 0
        and opened == closed
    )
