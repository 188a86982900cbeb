"""Written telegram style: a subject without its article, a sentence without subject or verb, an example with
somebody called B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.extractors import _verbs

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

# Nouns that need an article in the singular: without one it is a note ("Study could be …").
_COUNTABLE_WORDS = (
    "study process model method approach system program programme project plan planner algorithm proposal category "
    "analysis index loader relationship compiler engine module tool user server client file table function class "
    "network device school company team group result report committee decision meeting document page product "
    "parameter variable patient student teacher application website interface component package event list number "
    "section owner thesis epoch use opportunity option task scale idea goal hypothesis customer employee manager "
    "machine sensor driver app database query experiment survey sample role step type workflow framework library "
    "strategy campaign budget schedule update version release feature issue topic graph chart solution array "
    "compiler planner measure term field key value string object pointer thread instance agency department receiver "
    "sender listener payload exploit proposition hurdle threshold attribute vector instruction environment "
    "situation surface mechanism requirement vulnerability weakness adversary opponent phase stage path request "
    "response message token certificate admin administrator gateway policy parser scanner browser attacker learner "
    "supplier vendor controller processor server operator keyword command compartment dataset dashboard chatbot "
    "robot vehicle container cluster repository branch pipeline sprint milestone stakeholder buyer seller"
)
_COUNTABLE = frozenset(_COUNTABLE_WORDS.split())
_DETERMINED_WORDS = (
    "the a an this that these those each every any some no all both either neither another one my your our its "
    "his her their most many much few several only what whoever if when in on at for to from by with of as while "
    "although because since once after before during without unlike like nothing nobody everyone not more less "
    "just even to"
)
_DETERMINED = frozenset(_DETERMINED_WORDS.split())
_NOUNS_FIRST = frozenset(
    ["study", "use", "need", "work", "set", "plan", "cause", "cost", "process", "support", "report"]
)
_END_OF_SUBJECT_WORDS = (
    "of for between in to with on at from by about among across within and or that which who per"
)
_END_OF_SUBJECT = frozenset(_END_OF_SUBJECT_WORDS.split())
_SUBJECTLESS = {
    "en": re.compile(
        r"(?:provides|creates|allows|enables|requires|contains|includes|returns|gives|makes|takes|gets|has|does|is|are|was|"
        r"supports|ensures|prevents|reduces|increases|improves|determines|defines|describes|explains|involves|becomes|"
        r"keeps|helps|leads|lets|tells|serves|delivers|offers|builds|brings|finds|provided|created|used|needed|seems|looks|appears|sounds|"
        r"based|made|given|need|needs|cannot|can['’]t|observed|found|seen|expected|proposed|depends|worries|hurts|not \w+ing|"
        r"more \w+,|remaining|(?-i:[A-Z][a-z]{2,}(?:[tszrvcl]es|fies|[nlc]ds|lls|cts|ts|rs))(?= (?:a|an|the)\b)|can|could|will|would|should|must|may|doesn['’]t|don['’]t|won['’]t) ",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"(?:est|sont|a|ont|permet|permettent|peut|peuvent|doit|doivent|fait|font|donne|donnent|va|vont|sera|représente|"
        r"besoin d[e'’]|offre|garantit|réduit|évite|augmente|contient|utilise|(?!souvent|comment|récent)\w{3,}[^mv]ent(?= et| la | le | les | l['’]"
        r"| un| des| à | en | de | d['’]| par | sur | aux | leur| ses)) ?",
        re.IGNORECASE,
    ),
    "it": re.compile(
        r"(?:sono|ha|hanno|può|possono|deve|devono|fa|fanno|dà|danno|va|vanno|permette|permettono|offre|offrono|"
        r"garantisce|riduce|aumenta|evita|contiene|rappresenta) ",
        re.IGNORECASE,
    ),
}
_BASE_FORMS = frozenset(w for w in _verbs.AMBIGUOUS_EN if not w.endswith(("s", "ed", "t")))
_NOUN_NEXT = frozenset(
    ["a", "an", "the", "of", "in", "for", "with", "by", "on", "at", "from", "its", "our"]
)
_BEFORE_BASE_WORDS = (
    "we you i they people who never always often not to can will must should may might could would women men "
    "children and or also still only do don't"
)
_BEFORE_BASE = frozenset(_BEFORE_BASE_WORDS.split())
_PERSONS_DE = re.compile(
    r"(?:Arbeitgeber|Arbeitnehmer|Kunde|Nutzer|Anwender|Mitarbeiter|Patient|Benutzer|Betreiber|Vermieter|Mieter|Käufer|"
    r"Verkäufer|Kündigung|Internetverbindung|Server|Projekt|System|Programm|Gerät|Datei|Studie|Methode|Prozess|Verfahren|"
    r"Modell|Team|Firma|Unternehmen) (?:ist|hat|muss|kann|wird|soll|darf|will|sollte|wurde|braucht|bekommt|erhält)\b"
)
_SUBJECTS_DE_WORDS = "sich er sie es man wir der die das ein eine kein keine dieser diese dieses"
_SUBJECTS_DE = frozenset(_SUBJECTS_DE_WORDS.split())
_PIECES = re.compile(r"[,;:] ")
_FRAGMENT_MARKS = (", ", " that ", " which ", " who ", " to ")
_NO_SUBJECT_WORDS = (
    "focus consider ensure use make keep take check ask avoid choose store put test look think find create add include show work identify know "
    "run get try review follow define start stop read write apply verify remember give let set plan prefer limit protect assume treat help "
    "there it we you they i he she who what how why"
)
_NO_SUBJECT = _DETERMINED | frozenset(_NO_SUBJECT_WORDS.split())
_FRAGMENT_END = re.compile(r", | (?:that|which|who) ")
_BEHIND_PARTICIPLE = frozenset(
    ["on", "in", "by", "with", "at", "for", "to", "from", "as", "through", "via", "of", "into"]
)
_BEFORE_NOUN = frozenset(["to", "the", "a", "an", "of", "no"])
_ARTICLES = frozenset(["the", "a", "an", "your", "their", "its", "our", "all", "any", "every"])
_CONJUNCTIONS = frozenset(
    ["after", "before", "when", "if", "once", "because", "while", "until", "since", "where"]
)
_NO_OBJECT = frozenset(
    ["use", "value", "work", "process", "function", "role", "scale", "study", "project"]
)
_BACK = 3  # words before the last one, where its article is looked for
_KIND_OF = frozenset(
    ["kind", "kinds", "type", "types", "sort", "form", "piece", "lot", "lots", "number"]
)
_NO_AUXILIARY = re.compile(r"(?:\w+ ){1,4}not \w+ed\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|do|does|did|can|will|may|should)\b.*\bnot\b|n['’]t\b"
)
_IS_MEASURE = re.compile(
    r"\b(?:is|are|was|were|as|has|have|with) (?:measure|function|result|process|method|tool|set|number) of\b"
)

_SPLICED = re.compile(
    r"([^,]+), (?:may|must|can|could|should|is|are|was|has|have|need|needs|mainly|hence) "
)
_PARTICIPLE_DE = re.compile(
    r"\w+(?:t|en)er [A-ZÄÖÜ]\w+ (?:wurde|wird|ist|hat|kann|muss|soll)\b|"
    r"(?:Ge|Ver|Be|Er|Ent|Zer|Über|Unter|An|Aus|Vor)\w{4,}(?:te|ene) [A-ZÄÖÜ]\w+ (?:muss|ist|wird|kann|soll|hat|darf)\b"
)
_CLAUSE_DE = re.compile(
    r"(?:(?:an|auf|aus|bei|durch|für|in|mit|nach|ohne|über|um|unter|von|vor|zu) )?(?:der|die|das|den|dem|deren|dessen|denen|dass|"
    r"weil|wenn|so dass|ob|obwohl|was|wer|wie|wo\w*|da|damit|bevor|nachdem|sodass|indem|während|solange|sobald|falls|bis|um|ohne|statt|als|"
    r"sondern|aber|denn|und)\b"
)
# "Developer B reads it": who plays in an example.
_SOMEBODY = re.compile(r"[^\W\d_]+ [A-D1-3] [a-zäöüéèà]")
_SOMEBODY_NAMES = (
    "développeur utilisateur personne user developer person student nutzer entwickler benutzer client process node utente sviluppatore "
    "persona spieler player joueur server firma company kunde"
)
_SOMEBODY_WORDS = frozenset(_SOMEBODY_NAMES.split())


def is_telegram(text: str, words: list[str], language: str) -> bool:
    if words[0].casefold() in _SOMEBODY_WORDS and _SOMEBODY.match(text):
        return True
    if language in _SUBJECTLESS and _SUBJECTLESS[language].match(text):
        return True
    if language == "de":
        if _PERSONS_DE.match(text) or _PARTICIPLE_DE.match(text):
            return True
        if words[0].endswith("t") and _begins_with_verb_de(text, words):
            return True
        return not _has_subordinate_de(text) and _ends_in_its_only_verb(words)
    if language != "en":
        return False
    spliced = _SPLICED.match(text)
    if spliced and has_verb(spliced[1], "en"):
        return True
    if words[0].endswith("ing") and not _has_sure_verb(words):
        return True
    if words[0].endswith("ly") and len(words) > 1 and _is_third_person(words[1]):
        return True
    if _NO_AUXILIARY.match(text) and not _AUXILIARY.search(text):
        return True
    return (
        bool(_IS_MEASURE.search(text))
        or _lacks_an_article(words)
        or any(map(_ends_without_article, _clauses_of(text)))
        or _has_no_sure_verb(text, words)
        or _goes_on_without_article(words)
        or any(_is_of_a_note(words, place) for place, word in enumerate(words) if word == "of")
        or _has_only_a_noun_for_a_verb(text, words)
        or any(
            len(words_) > 2 and _lacks_an_article(words_)
            for piece in re.split(r"[,;] ", text)[1:]
            if (words_ := WORD.findall(piece)) and words_[0].islower()
        )
    )


def _begins_with_verb_de(text: str, words: list[str]) -> bool:
    """ "Führt kurz und bildhaft zum Erfolg": but "Steht der Kran, (so) kann das Holz kommen"."""
    first = words[0].casefold()
    if first not in _verbs.VERB_SETS["de"] and not first.endswith("iert"):
        return False
    return not any(
        words_[0] == "so"
        or words_[0] in _verbs.VERB_SETS["de"]
        or (len(words_) > 1 and words_[0][0].islower() and words_[1] in _SUBJECTS_DE)
        for piece in text.split(", ")[1:]
        if (words_ := piece.split())
    )


def _is_of_a_note(words: list[str], of: int) -> bool:
    """ "Correctness of subtyping algorithm relies on …"."""
    rest = [word.casefold() for word in words[of + 1 : of + 4]]
    if not of or words[of - 1].casefold() in _KIND_OF or not rest or rest[0] in _DETERMINED:
        return False
    return any(
        word in _COUNTABLE
        and place
        and (place + 1 == len(rest) or rest[place + 1] in _verbs.VERB_SETS["en"])
        for place, word in enumerate(rest)
    )


def _has_sure_verb(words: list[str]) -> bool:
    known = _verbs.VERB_SETS["en"] - _verbs.AMBIGUOUS_EN
    return any(word.casefold().replace("’", "'") in known for word in words)


def _has_only_a_noun_for_a_verb(text: str, words: list[str]) -> bool:
    """ "Simple, if inefficient, lowering for most types in common use."."""
    plain = [word.casefold().replace("’", "'") for word in words]
    verbs = [place for place, word in enumerate(plain) if word in _verbs.VERB_SETS["en"]]
    return (
        bool(verbs)
        and all(
            place
            and plain[place] in _BASE_FORMS
            and f", {words[place]} " not in text
            and plain[place - 1] not in _BEFORE_BASE
            and not plain[place - 1].endswith(("s", "ly"))
            and (place + 1 == len(plain) or plain[place - 1] in _NOUN_NEXT)
            for place in verbs
        )
        and not any(word.endswith("ed") for word in plain)
    )


def _ends_in_its_only_verb(words: list[str]) -> bool:
    """ "Dateien die ignoriert werden sollen", "Geographie … visualisiert werden"."""
    verbs = [place for place, word in enumerate(words) if word in _verbs.VERB_SETS["de"]]
    return (
        bool(verbs)
        and verbs[0] >= len(words) - 2
        and len(words) > 5
        and verbs[-1] == len(words) - 1
    )


def _has_subordinate_de(text: str) -> bool:
    """Whether a comma opens a clause, rather than to part the words of a list."""
    return any(_CLAUSE_DE.match(piece) for piece in text.split(", ")[1:])


def _lacks_an_article(words: list[str]) -> bool:
    """An English subject whose noun is counted, in the singular, without any article."""
    if words[0].casefold() in _DETERMINED or words[0].endswith(("'s", "’s")):
        return False
    head = ""
    for place, word in enumerate(words[:8]):
        plain = word.casefold()
        if place and (
            plain in _END_OF_SUBJECT
            or (plain in _verbs.VERB_SETS["en"] and plain not in _NOUNS_FIRST)
        ):
            break
        if place and plain == "only" and head in _COUNTABLE:
            break
        if plain in _DETERMINED or word.endswith(("'s", "’s")):
            return False
        head = plain
    else:
        return False
    return head in _COUNTABLE


def _is_third_person(word: str) -> bool:
    """ "Completely removes the overhead"."""
    return word.endswith("s") and (
        word in _verbs.VERB_SETS["en"] or word.endswith(("ves", "ses", "tes", "ces", "zes"))
    )


def _has_no_sure_verb(text: str, words: list[str]) -> bool:
    """ "Lack of hardening measures, allowing …", "Information stored on the device that is used …": in the
    main clause all that may be a verb is a noun at its end or a participle."""
    if words[0].casefold() in _NO_SUBJECT or not any(mark in text for mark in _FRAGMENT_MARKS):
        return False
    main = WORD.findall(_FRAGMENT_END.split(text, 1)[0])
    plain = [word.casefold().replace("’", "'") for word in main]
    found = False
    for place, word in enumerate(plain):
        if word in _verbs.VERB_SETS["en"] or word.endswith("ed"):
            following = plain[place + 1] if place + 1 < len(plain) else ""
            found = True
            if (
                place
                and plain[place - 1] in _BEFORE_NOUN
                and (word in _verbs.AMBIGUOUS_EN or plain[place - 1] == "to")
            ):
                continue
            participle = word.endswith("ed") and not word.endswith("eed")
            if following and not (participle and following in _BEHIND_PARTICIPLE):
                return False
        elif word.endswith("s") and place + 1 < len(plain) and plain[place + 1] in _ARTICLES:
            return False  # "Guard recommends the …"
    return found


def _goes_on_without_article(words: list[str]) -> bool:
    """ "… disposed after command reaches its end"."""
    plain = [word.casefold() for word in words]
    return any(
        word in _CONJUNCTIONS
        and plain[place + 1] in _COUNTABLE
        and plain[place + 1] not in _NO_OBJECT
        and plain[place + 2].endswith("s")
        and plain[place + 2] in _verbs.VERB_SETS["en"]
        for place, word in enumerate(plain[:-2])
    )


def _clauses_of(text: str) -> Iterator[list[str]]:
    for piece in _PIECES.split(text):
        if words := WORD.findall(piece):
            yield words


def _ends_without_article(words: list[str]) -> bool:
    """ "Packed primitives need v-table index"."""
    last = words[-1].casefold()
    if last not in _COUNTABLE or last in _NO_OBJECT:
        return False
    for word in reversed(words[-1 - _BACK : -1]):
        plain = word.casefold()
        if plain in _DETERMINED or plain in _END_OF_SUBJECT or not word[0].islower():
            return False
        if plain in _verbs.VERB_SETS["en"]:
            return True
        if plain.endswith(("s", "'s", "ly")):
            return False
    return False


def has_verb(text: str, language: str) -> bool:
    known = _verbs.VERB_SETS[language]
    return any(word.casefold().replace("’", "'") in known for word in WORD.findall(text))
