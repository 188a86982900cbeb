"""Whether a text has a main clause with a finite verb, told by word lists, endings and the words
that open subordinate clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from repurpose.extractors import _verbs
from repurpose.extractors._finite import (
    folded,
    has_object_en,
    has_past_en,
    spoken_verbs,
    without_noun_last,
)

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PIECES = re.compile(r"[,;:–—()]|\s-\s")

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CONJUNCTIONS = re.compile(
    r"(?:since|because|although|though|while|if|when|unless|given|provided|whereas|only if|until)\b",
    re.IGNORECASE,
)

_SUBORDINATE = {
    "de": "dass weil wenn ob obwohl obschon was wer wem wen wo wie als damit bevor nachdem sodass indem während "
    "solange seit seitdem sobald falls warum weshalb wann woher wohin worauf womit wodurch wobei welche "
    "welcher welches deren dessen ehe bis",
    "en": "that which who whom whose where when if because while although though unless whether how why what "
    "whatever whoever whenever provided",
    "fr": "que qu' qui dont où quand si parce lorsque puisque comment pourquoi quoique lequel laquelle",
    "it": "che cui dove quando se perché mentre come benché sebbene affinché quale quali",
}
_OPENERS = {language: frozenset(words.split()) for language, words in _SUBORDINATE.items()}
_PARTICIPLE_DE = re.compile(r"(?:ver|be|er|ent|zer|über|unter|miss|durch|um|wider)\w+t")
_RELATIVE_DE = frozenset(["der", "die", "das", "den", "dem", "denen"])
_PREPOSITIONS_DE_WORDS = "an auf aus bei durch für in mit nach ohne um unter von vor über zu"
_PREPOSITIONS_DE = frozenset(_PREPOSITIONS_DE_WORDS.split())
_ARTICLES_FR_WORDS = "le la les un une des du de nos votre leur leurs son sa ses"
_ARTICLES_FR = frozenset(_ARTICLES_FR_WORDS.split())
_NOUN_NEXT_FR_WORDS = "de la le les un une des du en par sur à au aux cette ce ces sa son leur notre votre toute sans pour"
_NOUN_NEXT_FR = frozenset(_NOUN_NEXT_FR_WORDS.split())
_BEFORE_ADJECTIVE = frozenset(
    [
        "of",
        "for",
        "by",
        "with",
        "the",
        "a",
        "an",
        "in",
        "to",
        "from",
        "on",
        "often",
        "not",
        "vulnerable",
        "such",
    ]
)
_NOUN_OF = frozenset(["and", "or"])
_BEHIND_VERB = frozenset(["the", "a", "an", "to", "in", "on", "by", "with", "from", "their", "its", "our", "for", "at", "that", "into"])  # fmt: skip
_NO_NOUN_BEFORE = frozenset(["to", "of", "for", "and", "or", "not", "can't"])

_AS_LONG_AS = re.compile(
    r"(?:as long as|as soon as|because|although|unless|whereas|so that|solange|sobald|obwohl|weil|damit|tant que|parce que|afin que|finché|"
    r"affinché)\b",
    re.IGNORECASE,
)
FARTHEST = 16  # words before the verb of a line without a full stop
_AFTER_PLURAL_WORDS = (
    "need want require help make take provide include allow affect improve reduce increase prevent create become contain describe "
    "determine explain represent expect believe consider prefer rely depend remain tell think know see give get bring keep lose"
)
_AFTER_PLURAL = frozenset(_AFTER_PLURAL_WORDS.split())
_NO_PLURAL = frozenset(["sales", "systems", "news", "economics", "physics", "always", "as", "this", "needs", "analysis", "basics", "has", "was", "does"])  # fmt: skip
_NO_OBJECT = frozenset(["of", "for", "and", "or", "by", "with", "analysis", "desk", "center"])

_CLEFT_EN = re.compile(
    r"(?:^|, )what (?!(?:is|are|was|were|do|does|did|can|could|should|would|will|about|if|to|else)\b)"
    r"(?:[\w'’-]+ ){2,11}(?:is|was) (?=\w)",
    re.IGNORECASE,
)
# A subject, what is told of it, and its verb, which is of no clause within.
_QUALIFIED_EN = re.compile(
    r"(?!the fact that )(?:the|an?|one|some|all|every|most|any|my|our|your|everything|everybody|everyone|anything|anybody|"
    r"anyone)\b(?: (?!(?:that|which|who|where|what|how|why|when|if|because)\b)[\w'’-]+){0,4} (?:that|which|who|where) "
    r"(?:(?!(?:that|which|who|where|what|how|why|when|if|because|and|but|think|thinks|thought|guess|know|said|"
    r"say|says|believe|mean|feel|hope|sure)\b)[\w'’-]+,? ){2,12}(?:is|are|was|were|comes?|means|has to|needs? to|"
    r"should|will|would|goes)\b[, ]+(?=\w)",
    re.IGNORECASE,
)


def is_clause(text: str, language: str, *, ends_with_stop: bool, in_talk: bool = False) -> bool:
    """Whether a text is a whole sentence rather than a headline, a fragment or a subordinate clause.

    Args:
        ends_with_stop: Its author thought it a sentence: weaker signs are enough.
        in_talk: Nobody wrote it: a full stop may stand behind anything.
    """
    plain = _ASIDE.sub(" ", text) if "(" in text or "[" in text else text
    pieces = [words for piece in _PIECES.split(plain) if (words := _WORD.findall(piece))]
    if not pieces or (not ends_with_stop and _is_headline(plain, pieces, language)):
        return False
    if not in_talk and ends_with_stop and len(pieces) == 1 and _AS_LONG_AS.match(plain.strip()):
        return False
    if in_talk and language == "en":
        pieces[-1] = without_noun_last(pieces[-1])
    if ends_with_stop:
        main: list[list[str]] = []
        for words in _main_pieces(pieces, language):
            verbs = _certain_verbs(words, language)
            if spoken_verbs(words, verbs, language) if in_talk else verbs:
                return True
            main.append(words)
        if in_talk and language == "en":
            return any(has_past_en(words) or has_object_en(words) for words in main)
        return any(_probable_verb(words, language) for words in main)
    return any(
        _has_subject(words, verb, language, goes_on=number > 0)
        for number, words in enumerate(_main_pieces(pieces, language))
        for verb in _certain_verbs(words, language)
        if language != "en"
        or folded(words[verb]) not in _verbs.AMBIGUOUS_EN
        or _is_of_many(words, verb)
    )


def has_second_verb(text: str, language: str) -> bool:
    """Whether a spoken sentence that begins with a subordinate clause has a main one behind it; people
    do not speak the comma between ("if we go for voice there should be a button", "what we want to test
    is the payload", "the features that it uses are old")."""
    words = _WORD.findall(text)
    if language == "de" or not words:
        return False
    if language == "en" and (_CLEFT_EN.search(text) or _QUALIFIED_EN.match(text)):
        return True
    if folded(words[0]) not in _OPENERS[language]:
        return False
    verbs = _certain_verbs(words, language)
    return len(verbs) >= 2 and verbs[-1] - verbs[0] >= 3


def is_verb_behind_article(word: str) -> bool:
    """Whether the article before a German word is none: "Die zweifelt", not "Die oft zitierte"."""
    return (
        word.endswith("t")
        and word != "hundert"
        and _german_verb(word)
        and _PARTICIPLE_DE.fullmatch(word) is None
    )


def _is_headline(text: str, pieces: list[list[str]], language: str) -> bool:
    """Without a full stop: In Capitals Like This, a verb first, or a clause that leans on another."""
    if language == "de":
        return False
    words = [word for piece in pieces for word in piece]
    long_ = [word for word in words[1:] if len(word) > 3]
    if long_ and sum(word[0].isupper() for word in long_) > 0.5 * len(long_):
        return True
    if language == "en":
        adverb = words[0].endswith("ly") and len(words) > 1
        if folded(words[1 if adverb else 0]) in _verbs.VERB_SETS["en"]:
            return True
    return bool(_CONJUNCTIONS.match(text.strip())) and "," not in text


def _main_pieces(pieces: list[list[str]], language: str) -> Iterator[list[str]]:
    """The pieces, each up to the word that opens a subordinate clause in it."""
    openers = _OPENERS[language]
    for number, words in enumerate(pieces):
        if number == 0 and _is_subject_clause(words, language):
            yield words
            continue
        if language == "de":
            if not _opens_subordinate_de(words, first=number == 0):
                yield words
            continue
        end = next((n for n, word in enumerate(words) if folded(word) in openers), len(words))
        if end:
            yield words[:end]


def _opens_subordinate_de(words: list[str], *, first: bool) -> bool:
    """German subordinate clauses begin with an opener and end with their verb."""
    opener = words[0].casefold()
    if opener in _PREPOSITIONS_DE and len(words) > 1 and not first:
        opener = words[1].casefold()  # "mit der", "in denen"
    if opener in _OPENERS["de"]:
        # "als" and "wie" also compare: "als Beton"; "seit 2019", "bis heute" are no clauses
        return not (opener in ("als", "wie", "seit", "bis", "während") and not _ends_in_verb(words))
    return not first and opener in _RELATIVE_DE and _ends_in_verb(words)


def _ends_in_verb(words: list[str]) -> bool:
    return words[-1] in _verbs.VERB_SETS["de"] or (len(words) > 2 and _german_verb(words[-1]))


def _is_subject_clause(words: list[str], language: str) -> bool:
    """ "What will not sell goes to the kitchen": a clause as the subject, with a second verb."""
    if language != "en" or words[0].casefold() not in ("what", "who", "whoever", "whatever"):
        return False
    verbs = _certain_verbs(words, language)
    return len(verbs) >= 2 and verbs[-1] - verbs[0] >= 3


def _certain_verbs(words: list[str], language: str) -> list[int]:
    """The places of finite verbs from the list; in German nouns have capitals and are none."""
    known = _verbs.VERB_SETS[language]
    return [
        place
        for place, word in enumerate(words)
        if (word if language == "de" and place else folded(word)) in known
        and not (place and len(word) == 1 and word.isupper())
        and not (language == "fr" and _is_noun_fr(words, place))
    ]


def _is_noun_fr(words: list[str], place: int) -> bool:
    """ "de demande d'équivalence", "la montre", "un effectif réduit": no verb there."""
    word = folded(words[place])
    if word not in _verbs.AMBIGUOUS_FR or not place:
        return False
    if word == "réduit":
        return place + 1 == len(words) or folded(words[place + 1]) not in _ARTICLES_FR
    return folded(words[place - 1]) in _NOUN_NEXT_FR


def _is_of_many(words: list[str], verb: int) -> bool:
    """ "Libraries need statistics": a word that may be a noun is a verb behind a plural."""
    before = folded(words[verb - 1])
    return (
        0 < verb < len(words) - 1
        and folded(words[verb]) in _AFTER_PLURAL
        and before.endswith("s")
        and not before.endswith(("ss", "us", "is", "'s"))
        and before not in _NO_PLURAL
        and folded(words[verb + 1]) not in _NO_OBJECT
    )


def _has_subject(words: list[str], verb: int, language: str, *, goes_on: bool) -> bool:
    """Before the verb stands what the sentence is about: a bare verb at the end, or at the
    beginning, is a headline. For texts without a full stop. `goes_on`: in German the verb may be the
    first word behind a relative clause."""
    if not (0 if goes_on and language == "de" else 1) <= verb <= FARTHEST:
        return False
    before = words[verb - 1].casefold()
    if language == "de":
        return verb < len(words) - 1 or (words[verb].endswith("t") and len(words) >= 5)
    if language == "en":
        return verb < len(words) - 1 and before not in _NO_NOUN_BEFORE
    return True


def _probable_verb(words: list[str], language: str) -> bool:
    if language == "de":
        following = [*words[1:], "."]
        return (
            any(
                _german_verb(word)
                and not (word.endswith("n") and following[place][0].isupper())
                and not (following[place] == "." and _PARTICIPLE_DE.fullmatch(word))
                for place, word in enumerate(words)
            )
            or any(
                _we(a, b) or _we(b, a) or (b == "Sie" and a.endswith("n"))
                for a, b in pairwise(words)
            )
            or (words[0].endswith("n") and words[1:2] == ["wir"])
        )  # "Bauen wir gemeinsam …"
    patterns = {
        "en": r"(?!need|based|indeed|speed|feed|seed|exceed)[a-z]{3,}ed",
        "fr": r"[a-zéèêâîôûç]{3,}(?:ait|aient|era|eront|[^m]ent)",
        "it": r"[a-zèéàòù]{3,}(?:ano|ono|ava|avano|erà|eranno|isce)",
    }
    return any(
        re.fullmatch(patterns[language], word)
        and not (language == "en" and _is_adjective(words, place))
        for place, word in enumerate(words)
        if place
    )


def _is_adjective(words: list[str], place: int) -> bool:
    """ "Identification of targeted or unusual activity": no verb there."""
    before = words[place - 1].casefold()
    if before in _BEFORE_ADJECTIVE:
        return True
    after = words[place + 1] if place + 1 < len(words) else ""
    return before in _NOUN_OF and after.islower() and after not in _BEHIND_VERB


def _german_verb(word: str) -> bool:
    """A lower-case word with the ending of a finite verb, not of a participle or an adjective."""
    if not word[0].islower() or word in _verbs.NO_VERBS_DE or len(word) < 4:
        return False
    if word.endswith("iert"):
        return True
    if re.fullmatch(r"(?:\w*ge\w+t|\w+(?:haft|bereit|wert|weit|fach|keit|seit|halt|licht))", word):
        return False
    return bool(
        re.fullmatch(r"\w+(?:[^s]t|hst|[^s]te|[bdfgklmnprtzcht]ten)", word)
    ) and not re.fullmatch(
        r"(?:erst|zweit|dritt|viert|fünft|letzt|best|meist|alt|gut|hart|kalt|leicht|breit|weit|"
        r"bekannt|gesamt|recht|direkt|konkret|genannt|bestimmt|\w*ge\w+t)en?",
        word,
    )


def _we(subject: str, verb: str) -> bool:
    """ "wir reden", "ich rate"."""
    endings = {"wir": "n", "ich": "e"}
    return verb[0].islower() and verb.endswith(endings.get(subject.casefold(), "\0"))
