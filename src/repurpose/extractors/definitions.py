"""Definitions: what a word means, said of the word and not of this one thing here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.extractors._lines import begins, is_clean, points_back, snippet_of, titles, whole
from repurpose.extractors.reading import read
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext

LEAST_CHARACTERS, MOST_CHARACTERS = 40, 350
MOST_TERM_WORDS = 5
LEAST_MEANING_WORDS = 4

_QUOTED = r"[«„“\"'‹]?"
_END_QUOTED = r"[»“”\"'›]?"


def _form(form: str) -> re.Pattern[str]:
    return re.compile(form.replace("<q>", _QUOTED).replace("</q>", _END_QUOTED))


# T is the term. German nouns have capitals; elsewhere a term is what stands before the verb.
_T_DE = r"(?P<term>(?:[a-zäöüß-]+e[rnms]? )?[A-ZÄÖÜ][\w-]+(?: (?:in|aus|von|der|des|im|mit|auf) [\w-]+(?: [A-ZÄÖÜ][\w-]+)?)?)"
_T_EN = r"(?P<term>[\w’'-]+(?: (?!is\b|are\b|means\b)[\w’'()-]+){0,4}?)"
_T_FR = r"(?P<term>[\w’'-]+(?: (?!est\b|sont\b)[\w’'-]+){0,4}?)"
_T_IT = r"(?P<term>[\w’'-]+(?: (?!è\b|sono\b)[\w’'-]+){0,4}?)"
_RELATIVE_DE = (
    r"(?:, (?:die|der|das|dessen|deren|den|dem|bei|mit|in|auf|durch|an|aus|über|unter|von|für|wo|wenn|dass|also|wie)\b|"
    r" (?:zum|zur|aus|für|von|mit|zwischen) )"
)
_ADVERBS_DE = (
    "Jetzt|Insbesondere|Heute|Auch|Dann|Dort|So|Hier|Nun|Damit|Dabei|Dazu|Ebenso|Zudem|Trotzdem|Manchmal|Oft|Vielleicht|"
    "Inzwischen|Natürlich|Schön|Klar|Wahrscheinlich|Meistens|Immer|Nie|Eigentlich|Früher|Später|Zuerst|Zuletzt|Darum|Deshalb|"
    "Allerdings|Bereits|Schon|Sicher|Bisher|Daher|Danach|Davor|Besonders|Gerade|Typisch|Neu|Gut|Sie|Er|Es"
)
_FORMS = {
    "de": [
        _form(rf"(?:Ein |Eine )<q>{_T_DE}</q> ist (?:ein|eine|das|der|die|jede[rs]?)\b[^,]*{_RELATIVE_DE}"),
        _form(rf"(?!(?:{_ADVERBS_DE})\b)<q>{_T_DE}</q> (?:ist|sind) (?:ein|eine|jede[rs]?|alle)\b[^,]*{_RELATIVE_DE}"),
        _form(rf"Unter (?:eine[rm] |de[rmn] )?<q>{_T_DE}</q> versteht (?:man|sich)\b"),
        _form(rf"Als <q>{_T_DE}</q> (?:bezeichnet man|bezeichnen \w+|gilt|gelten)\b"),
        _form(rf"(?:Der |Die |Das )?(?:(?:Begriff|Wort|Ausdruck|Abkürzung) )?<q>{_T_DE}</q> (?:bezeichnet|bezeichnen|steht für|stehen für|meint)\b"),
        _form(rf"<q>{_T_DE}</q> (?:bedeutet|heisst|heißt)(?: (?:auf (?:Deutsch|gut Deutsch|Latein)|so viel wie|nichts anderes als|wörtlich)|,? dass|:)"),
        _form(rf"(?:Von (?:einem |einer )?)<q>{_T_DE}</q> spricht man,? (?:wenn|bei)\b"),
    ],
    "en": [
        _form(rf"(?:An? )<q>{_T_EN}</q> is (?:an?|any|the)\b [^,.]*?\b(?:that|which|who|where|in which|whose|for which|used (?:to|for|in)|made (?:of|from)|consisting of|between|designed to)\b"),
        _form(rf"<q>{_T_EN}</q> (?:is|are) (?:an? )?(?:type|kind|form|set|process|method|practice|way|ability|act|process|collection|piece|measure|ratio|technique|layer|unit) of\b"),
        _form(rf"<q>{_T_EN}</q> is (?:the|an?) (?:process|method|practice|ability|act|technique|ratio|measure|art|study|degree|amount|way|extent|tendency) (?:of|to|that|in which|by which|for|where)\b"),
        _form(rf"(?:An? |The (?:term|word) )?<q>{_T_EN}</q> (?:is defined as|refers? to|stands for|denotes?)\b"),
        _form(rf"(?:The (?:term|word) )<q>{_T_EN}</q> means\b"),
        _form(rf"<q>{_T_EN}</q> means that\b(?=.*\bterm\b)"),
        _form(rf"By <q>{_T_EN}</q>,? (?:we|one) (?:mean|understands?)\b"),
    ],
    "fr": [
        _form(rf"Par <q>\s?{_T_FR}\s?</q>,? on (?:entend|désigne|comprend)\b"),
        _form(rf"On (?:appelle|nomme) <q>\s?{_T_FR}\s?</q> "),
        _form(rf"(?:L[ae] |L[’']|Les |Un |Une )?<q>\s?{_T_FR}\s?</q> (?:désigne|désignent|signifie que|se définit comme)\b"),
        _form(rf"(?:Un |Une )<q>\s?{_T_FR}\s?</q> est (?:un|une|le|la)\b [^,.]*?\b(?:qui|que|dont|où|permettant|destiné\w*|servant)\b"),
    ],
    "it": [
        _form(rf"(?:Per|Con) <q>{_T_IT}</q>,? (?:si intende|si intendono|intendiamo)\b"),
        _form(rf"Si (?:chiama|definisce) <q>{_T_IT}</q> "),
        _form(rf"(?:Il termine |La parola )<q>{_T_IT}</q> (?:indica|designa|significa|descrive)\b"),
        _form(rf"(?:Un |Uno |Una |Un[’'])<q>{_T_IT}</q> è (?:un|uno|una|il|la|lo|un[’'])\b ?[^,.]*?\b(?:che|dove|cui|destinat\w+|fatt[oa] di)\b"),
    ],
}  # fmt: skip
_GLOSSARY = re.compile(
    r"\W*(?:.*\b(?:glossar|begriffe|fachbegriffe|begriffserklärung\w*|definition(?:en|s)?|fachwörter|kleines lexikon|"
    r"begriffsklärung\w*|glossary|terms|terminology|vocabulary|jargon|glossaire|définitions?|termes|vocabulaire|"
    r"glossario|definizion[ei]|termini|vocabolario)\b.*)\W*",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?P<term>[A-ZÄÖÜÉÈ][\w’'() -]{2,40}?)(?: ?:|\s[–—-])\s(?P<meaning>\S.*)")

# Words that make it a claim, a person, or a thing of this talk.
_NO_TERM = re.compile(
    r"(?<![\w-])(?:next|last|first|second|third|final|only|best|worst|key|main|biggest|important|good|great|better|real|true|bad|speaker|question|"
    r"problem|goal|aim|idea|point|reason|answer|difference|thing|things|result|issue|challenge|advantage|people|person|everyone|example|"
    r"solution|success|what|who|there|it|this|that|these|those|we|you|he|she|they|i|my|our|your|his|her|their|one|here|today|now|and|or|but|"
    r"in|on|at|if|when|for|with|as|to|by|not|all|each|every|most|some|slide|talk|company|team|"
    r"nächste\w*|letzte\w*|erste\w*|zweite\w*|beste\w*|wichtigste\w*|grösste\w*|einzige\w*|schönste\w*|nachhaltigste\w*|ziel|frage|problem|"
    r"lösung|antwort|grund|punkt|thema|idee|unterschied|vorteil|nachteil|ergebnis|folge|beispiel|referent\w*|sprecher\w*|gast|herr|frau|"
    r"menschen|leute|unsere?\w*|meine?\w*|ihre?\w*|seine?\w*|diese\w*|jene\w*|heute|hier|es|das|er|sie|wir|man|ich|was|wer|wichtig|erfolg|"
    r"hauptproblem|aussage|tatsache|motto|credo|devise|kunst|firma|vortrag|teil|folie|"
    r"prochain\w*|dernier\w*|premi\w+|seul\w*|meilleur\w*|principal\w*|problème|but|objectif|réponse|question|ce|cela|il|elle|nous|vous|on|"
    r"prossim\w+|ultim\w+|prim[oa]|unic[oa]|miglior\w*|principal\w*|problema|scopo|obiettivo|risposta|domanda|questo|quello|noi|voi|lui|lei)(?![\w-])",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:ist|is|est|è) (?:(?:ein|eine|der|die|an?|the|un|une|uno|una|il|la) )?(?:\w+ )?(?:mann|frau|gründer\w*|autor\w*|professor\w*|"
    r"geschäftsführer\w*|kolleg\w*|freund\w*|man|woman|guy|founder|ceo|author|speaker|colleague|friend|homme|femme|auteur\w*|"
    r"fondateur\w*|uomo|donna|autore|fondator\w*)\b",
    re.IGNORECASE,
)
# A judgement or a piece of news, not a meaning.
_CLAIM = re.compile(
    r"\b(?:guter|gute|gutes|grosser|grosse|grosses|wichtigste\w*|entscheidend\w*|leider|gerade|heute|jetzt|inzwischen|derzeit|noch nie|"
    r"good|great|bad|better|best|nice|terrible|wonderful|currently|today|now|recently|just|my|our|your|meine?\w*|unsere?\w*|"
    r"bon|bonne|meilleur\w*|mauvais\w*|notre|nos|aujourd|buon[oa]?|miglior\w*|brutt\w+|nostr\w+|oggi|adesso|I|ich|je|io)\b"
)


class Definitions:
    """A sentence that begins with a term and says what it means, or an entry of a glossary."""

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        reading = read(asset)
        alone, headings = whole(reading), titles(asset)
        for number, sentence in enumerate(reading.sentences):
            title = headings.get(sentence.locator.sheet or 0, "")
            entry = sentence.role == "body" and _GLOSSARY.fullmatch(title) is not None
            text, language = sentence.text, reading.language
            if (defines(text, language) and (number in alone or _stands(text, language))) or (
                entry and is_entry(text, language)
            ):
                yield snippet_of(sentence, "definition", language, why="says what a word means")


def _stands(text: str, language: str) -> bool:
    return (
        LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS
        and text.endswith((".", "!"))
        and not points_back(text, language)
        and is_clean(text, language)
    )


def defines(text: str, language: str) -> bool:
    """Whether a sentence says what the term at its beginning means."""
    for form in _FORMS[language]:
        match = form.match(text)
        if match is None:
            continue
        term, meaning = match["term"], text[match.end("term") :]
        return (
            len(term.split()) <= MOST_TERM_WORDS
            and len(meaning.split()) > LEAST_MEANING_WORDS
            and not _NO_TERM.search(term)
            and not _PERSON.search(text)
            and not _CLAIM.search(meaning)
            and "§" not in text
        )
    return False


def is_entry(text: str, language: str) -> bool:
    """Whether a line is an entry of a glossary: "Term: what it means"."""
    match = _ENTRY.fullmatch(text)
    return (
        match is not None
        and LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS
        and len(match["term"].split()) <= MOST_TERM_WORDS
        and len(match["meaning"].split()) >= LEAST_MEANING_WORDS
        and begins(text)
        and not _NO_TERM.search(match["term"])
        and text.rstrip()[-1] not in "?:,;…"
        and not points_back(match["meaning"], language)
        and is_clean(text, language)
    )
