"""What people say while they look for words, cut out of what they say: filled pauses, lead-ins ("Well,
so"), words said twice. Each cut is marked […]; nothing else changes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repurpose.extractors._verbs import VERB_SETS
from repurpose.text.openings import Rule, opened

CUT = "[…]"
LEAST_CHARACTERS = 30  # shorter is never quoted; nor are questions
_CLOSING = "\"'»”’)«“› "
MOST_CUTS = 3  # inside a sentence; with more it is no sentence any more

_PAUSES = {
    "de": r"äh+m?|öh+m?|ähm|öhm|hm+|mhm|ehm|em",
    "en": r"um+|uh+m?|erm?|eh|hm+|mm+|mm-hmm|uh-huh|mhm|ah|oh",
    "fr": r"euh+|heu+|hum+|hem|ben|bah",
    "it": r"eh+m?|mhm|uhm|mah|boh|beh",
}
_LEAD_INS = {
    "de": r"ich meine?|und|aber|denn|oder|sondern|doch|also|ja|nein|nun|na ja|naja|gut|okay|ok|genau|so|eben|richtig|stimmt",
    "en": r"so|and|but|or|well|okay|ok|alright|right|yeah|yep|yes|no|now|anyway|actually|basically|like|then|"
    r"because|sure|exactly|cool|great|also|awesome|nice|perfect|you know|i mean|absolutely|definitely",
    "fr": r"et|mais|donc|alors|bon|voilà|ok|oui|non|eh bien|enfin|du coup|or|car|effectivement",
    "it": r"e|ed|ma|quindi|allora|dunque|ecco|bene|ok|sì|no|cioè|insomma|però",
}
_ASIDES = {
    "de": r"sag ich mal|sage ich mal|sagen wir mal|weisst du|weißt du|wissen sie",
    "en": r"you know|i mean|sort of|kind of|like|i don't know|well|right|yeah|okay",
    "fr": r"tu sais|vous savez|je veux dire|disons|hein|quoi",
    "it": r"sai|sapete|diciamo|voglio dire|cioè|ecco|insomma",
}
_TAILS = {
    "de": r"und so|oder so|und so weiter|und|aber|oder|also|ja|gell|ne|nicht wahr",
    "en": r"you know|or whatever|and stuff|and so on|and so forth|and everything|so|yeah|right|okay|but|and|or|like|"
    r"i guess|i don't know|basically",
    "fr": r"et|mais|donc|voilà|quoi|hein|et tout",
    "it": r"e|ma|quindi|ecco|insomma|no|eccetera",
}
# Whom the speaker turns to: nobody who reads it later.
_ADDRESSES = {
    "de": r"(?:(?:sehr |hoch)?(?:ge|ver)ehrten? |meine |liebe |lieben |werten? )+(?:damen und herren|kolleginnen und "
    r"kollegen|kollegen und kolleginnen|kolleginnen|kollegen|freundinnen und freunde|zuhörer(?:innen)?|gäste|"
    r"mitbürgerinnen und mitbürger|anwesenden?)(?: (?:von|aus) (?:de[rnm] )?(?-i:[A-ZÄÖÜ][\w/-]*(?: [A-ZÄÖÜ][\w/-]*)?(?:(?:,| und) (?:de[rn] )?[A-ZÄÖÜ][\w/-]*)*))?|"
    r"(?:sehr geehrte[r]? )?(?:herr|frau) (?:präsident(?:in)?|vorsitzende[r]?|kollegin|kollege|minister(?:in)?)"
    r"(?: [A-ZÄÖÜ][\w-]+)?",
    "en": r"ladies and gentlemen|dear colleagues|(?:mr\.?|madam|madame) (?:president|speaker|chair(?:man|woman)?)|"
    r"my friends|dear friends|you guys|guys|folks",
    "fr": r"mesdames et messieurs|mesdames, messieurs|chers collègues|chers amis|(?:monsieur|madame) l[ea] président[e]?",
    "it": r"signore e signori|cari colleghi|care colleghe e cari colleghi|cari amici|signor presidente|signora presidente",
}
# "the the", "we have we have"; what is said twice for a reason stays.
_TWICE = re.compile(
    r"(?<![\w'’])((?:[\w'’]+ ){0,3}?[\w'’]+)(?:(?:,|\.\.\.|…| [-–—])? \1)+(?![\w'’])", re.I
)
_BEGUN = re.compile(
    r"(?<![\w'’])([b-hj-z][bcdfghjklmnpqrstvwxz]?)(?:-|,)? (?=\1\w)"
)  # "g GIS", "sh should"
# "the interface th, um, things"; "5 km" and the like are words.
_BEGUN_LAST = re.compile(
    r"(?<![\w'’])(?!(?:km|kg|cm|mm|ml|pm|ms|vs|tv|pc|mr|dr|db|hz|gb|mb|kb|tb)\b)"
    r"[b-hj-z][bcdfghjklmnpqrstvwxz]?,? (?=\[…\])"
)
_BROKEN_OFF = re.compile(r"(?<![\w'’])(\w{2,8})- (?=\1\w)")  # "techno- technologically"
_LETTER = re.compile(r"(?<=[\w\]]) [b-hj-z](?= \w)")  # "which l is"
# An article that no noun came to: "sends the… just the most recent block".
_ARTICLE_LEFT = re.compile(
    r"(?<= )(?:the|an?|this|my|our|their) ?(?:…|\.\.\.) (?!(?:to|and|so|but|or|because|that|which|in|on|for|with|as|we|i)\b)(?=\w)"
)
# What is begun again behind a pause: "the […] the price", "the joy […] the joystick".
_AGAIN = re.compile(
    r"(?<![\w'’])((?:[\w'’]+ ){0,2}[\w'’]+)(?:,? \[…\] \1)*,? \[…\] (?=\1(?![\w'’]))", re.I
)
_BEGUN_AGAIN = re.compile(r"(?<![\w'’])((?:[\w'’]+ ){1,2}\w+),? \[…\] (?=\1\w)", re.I)
_CUTS = re.compile(r"\[…\](?:[ ,]*\[…\])+")
_CUT_LAST = re.compile(r"\s*\[…\](?=[.!?]?$)")
_MOST_TIMES = 3  # that what is said twice is looked for: "this this whole this whole"
_WITHIN = 4  # words: what is said again is said again so soon
_MEANT_TWICE_WORDS = (
    "very that had many much long really no no, so far again now more die der das den dem was sie "
    "sehr viel viele ganz nie nous vous più molto tanto très is"
)
_MEANT_TWICE = frozenset(_MEANT_TWICE_WORDS.split())
_WORD = re.compile(r"[\w'’]+")
# "Deshalb sage ich Ihnen: Wir müssen …": what is said comes behind the colon.
_SAID_DE = re.compile(
    r"[^:.]{0,60}\b(?:sage|sagen|sag|meine|finde|bitte|rufe|fordere|fordern|appelliere|gilt|heisst|heißt|lautet|Appell|"
    r"Bitte|Forderung|Botschaft)\b[^:.]{0,40}:\s+(?=[A-ZÄÖÜ])"
)


def _for_each(pattern: str) -> dict[str, re.Pattern[str]]:
    return {
        language: re.compile(
            pattern.format(
                pauses=_PAUSES[language],
                leads=_LEAD_INS[language],
                asides=_ASIDES[language],
                tails=_TAILS[language],
                addresses=_ADDRESSES[language],
            ),
            re.IGNORECASE,
        )
        for language in _PAUSES
    }


_LEAD = _for_each(
    r"(?P<word>{pauses}|{leads}|(?:{addresses})(?=[,!.:]))(?P<stop>[,.!…]|\s[-–—])*\s+"
)
_PAUSE = _for_each(r"(?:,|\s[-–—])?\s+(?:{pauses})(?:,|\.(?=\s+[a-zäöüéè])|\s[-–—])?(?=[\s.!?])")
_ASIDE = _for_each(r",\s+(?:{asides}),(?=\s)")
_ADDRESS = _for_each(r",\s+(?:{addresses})(?:,|(?=[.!?;:]|\s[-–—]))")
_TAIL = _for_each(r"(?:[,.…]|\s[-–—])?\s+(?:{pauses}|{tails})\s*[,.…]*$")
_PAUSE_LAST = _for_each(r"(?:[,.…]|\s[-–—])?\s+(?:{pauses})\s*[,.…]*$")
_HAS_PAUSE = {
    language: Rule(rf"(?<![\w'’-])(?:{pauses})(?![\w'’-])") for language, pauses in _PAUSES.items()
}
_PAUSE_WORD = _for_each("{pauses}")
_LONGEST_PAUSE = 30  # letters held


def _lengths(form: str) -> list[str]:
    """What "uh+m?" stands for."""
    made = [""]
    for letter, times in re.findall(r"(\w)([+?]?)", form):
        counts = range(times != "?", (_LONGEST_PAUSE if times == "+" else 1) + 1)
        made = [begun + letter * count for begun in made for count in counts]
    return made


# One of these words is where a pause is.
_PAUSE_WORDS = {
    language: frozenset(
        word for form in pauses.replace("-", "|").split("|") for word in _lengths(form)
    )
    for language, pauses in _PAUSES.items()
}
_LAST_WORDS = {
    language: frozenset(tail.split()[-1] for tail in tails.split("|"))
    for language, tails in _TAILS.items()
}
_BEGINNERS, _CONSONANTS = "bcdefghjklmnopqrstuvwxyz", "bcdfghjklmnpqrstvwxz"
_BEGUN_WORDS = frozenset(a + b for a in _BEGINNERS for b in ("", *_CONSONANTS))


@dataclass(frozen=True, slots=True)
class Tidied:
    """A sentence without what was only said in passing.

    Attributes:
        text: With […] for each cut.
        start: The place in the sentence where it begins.
        end: The place behind its last character.
        cuts: How many there are inside of it.
        begins_late: Words before it were left off.
        ends_early: The sentence goes on, or was never finished.
    """

    text: str
    start: int
    end: int
    cuts: int
    begins_late: bool
    ends_early: bool


def tidied(sentence: str, language: str) -> Tidied:
    """A spoken sentence as it may be quoted, with its cuts marked."""
    if len(sentence) < LEAST_CHARACTERS or sentence.rstrip(_CLOSING).endswith("?"):
        return Tidied(sentence, 0, len(sentence), 0, False, True)
    start = _after_lead_ins(sentence, language)
    if language == "de" and ":" in sentence and (said := _SAID_DE.match(sentence, start)):
        start = said.end()
    end, ends_early = _before_tail(sentence, start, language)
    text = sentence[start:end]
    if "," in text:
        text = _ADDRESS[language].sub(f" {CUT}", text)
    if has_pause(sentence, language):
        text = _PAUSE[language].sub(f" {CUT}", text)
    if "," in text:
        text = _ASIDE[language].sub(f" {CUT}", text)
    if language == "en" and ("… " in text or "... " in text):
        text = _ARTICLE_LEFT.sub(f"{CUT} ", text)
    if "- " in text:
        text = _BROKEN_OFF.sub(f"{CUT} ", text)
    # Elsewhere single letters are words.
    if language == "en" and not _BEGUN_WORDS.isdisjoint(opened(sentence).words):
        text = _LETTER.sub(f" {CUT}", _BEGUN.sub(f"{CUT} ", text))
    for _ in range(_MOST_TIMES):
        if not _comes_back(text):
            break
        before, text = text, _TWICE.sub(lambda match: _once(match, language), text)
        if text == before:
            break
    if CUT in text:
        text = _BEGUN_LAST.sub("", text) if language == "en" else text
        text = _CUTS.sub(CUT, text)
        text = _BEGUN_AGAIN.sub(f"{CUT} ", _AGAIN.sub(f"{CUT} ", text))
        text = _CUTS.sub(CUT, text)
        text = _CUT_LAST.sub("", text) if ends_early else text
    cuts = text.count(CUT)
    if ends_early:
        text += f" {CUT}"
    begins_late = start > 0 or text[:1].islower()
    if begins_late:
        text = f"{CUT} {text.removeprefix(CUT).lstrip()}"
    return Tidied(text, start, end, cuts, begins_late, ends_early)


def has_pause(text: str, language: str) -> bool:
    """Whether a filled pause is left in a text."""
    looked_up = opened(text)
    return not looked_up.lacks(_PAUSE_WORDS[language]) and (
        _HAS_PAUSE[language].search(looked_up) is not None
    )


def _after_lead_ins(sentence: str, language: str) -> int:
    start = 0
    while found := _LEAD[language].match(sentence, start):
        following = _WORD.match(sentence, found.end())
        if following is None or (
            found["stop"] is None and _holds(found["word"], following[0], language)
        ):
            break
        start = found.end()
    return start


def _holds(word: str, following: str, language: str) -> bool:
    """Whether a lead-in belongs to its sentence: "So geht das", "Now is the time", "No one"."""
    if re.fullmatch(f"{_PAUSES[language]}|{_ADDRESSES[language]}", word, re.IGNORECASE):
        return False
    if language == "de":
        return following.casefold() in VERB_SETS["de"] or (
            word.casefold() in ("so", "gut", "richtig", "genau", "eben", "ja", "nein")
        )
    if language == "en":
        one = word.casefold()
        if one in ("right", "like", "great", "sure", "nice", "no", "so", "well", "also") and (
            following.casefold() in _STAY_EN or one in ("right", "like", "great", "nice", "no")
        ):
            return True
        return following.casefold() in VERB_SETS["en"] and one in ("now", "then", "so", "also")
    return False


_STAY_EN = frozenset(["much", "many", "far", "long", "that", "as"])


def _before_tail(sentence: str, start: int, language: str) -> tuple[int, bool]:
    """Where it ends without a dangling "so" or "um", and whether that cuts it short."""
    end = len(sentence.rstrip())
    cut = False
    tail = _PAUSE_LAST if language == "de" and sentence[:end].endswith((".", "!", "?")) else _TAIL
    while _may_be_tail(sentence[start:end], language) and (
        found := tail[language].search(sentence, start, end)
    ):
        end, cut = found.start(), True
    bare = sentence[start:end].rstrip(" ,;–—-…")
    if not sentence[:end].endswith((".", "!", "?", '"', "”", "“", "»", "’", ")")) or sentence[
        :end
    ].endswith(("...", "…")):
        bare = bare.rstrip(".")
        cut = True
    return start + len(bare), cut


def _may_be_tail(text: str, language: str) -> bool:
    """Whether it may end with a word that is left off: cheaper than to look for it."""
    words = text.rstrip(" \xa0,.…").rsplit(None, 1)
    return bool(words) and (
        words[-1].lower() in _LAST_WORDS[language]
        or _PAUSE_WORD[language].fullmatch(words[-1]) is not None
    )


def _comes_back(text: str) -> bool:
    """Whether a word is said again within the next four: cheaper than to look for what is."""
    words = [word.strip(",.…") for word in text.lower().split()]
    if len(set(words)) == len(words):
        return False
    last: dict[str, int] = {}
    for n, word in enumerate(words):
        if word and n - last.get(word, -_WITHIN - 1) <= _WITHIN:
            return True
        last[word] = n
    return False


def _once(match: re.Match[str], language: str) -> str:
    said = match[1]
    if said.casefold() in _MEANT_TWICE or (language == "de" and said[0].isupper()):
        return match[0]
    last = match[0][-len(said) :]
    return f"{CUT} {last}"
