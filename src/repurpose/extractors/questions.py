"""Questions that invite an answer: asked of the reader, and understood by whoever reads nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from repurpose.extractors._lines import begins, is_clean, points_back, snippet_of, titles
from repurpose.extractors.reading import Reading, Sentence, read
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext

LEAST_CHARACTERS, MOST_CHARACTERS = 30, 200
LEAST_WORDS, LEAST_CONTENT_WORDS = 5, 2

# What asks for more than yes or no, or for a stand.
_OPENS = {
    "de": r"(?:(?:an|auf|aus|bei|für|in|mit|seit|um|unter|von|vor|zu) )?(?:was|wer|wen|wem|wie|wo|wann|warum|weshalb|"
    r"wieso|woran|woher|wohin|wofür|wodurch|womit|worauf|wovon|welche[rnms]?|wieviele?)\b|"
    r"(?:würden|hätten|haben|kennen|wussten|wissen|wollen|möchten|brauchen|können|nutzen|planen) (?:sie|wir)\b|"
    r"(?:würdest|hast|kennst|wusstest|willst|brauchst|nutzt|planst) du\b|"
    r"(?:soll(?:te)?n? (?:wir|man|sie)|darf (?:man|ein|der|die|das)|muss (?:man|ein|der|die|das|jede\w*)|"
    r"soll(?:te)? (?:ein|der|die|das|jede\w*))\b",
    "en": r"(?:(?:at|by|for|from|in|on|to|with|under) )?(?:what|who|whom|whose|when|where|why|how|which)\b|"
    r"(?:would|do|did|have|are|could|can|will) you\b|(?:should|can|could|do|must) (?:we|a|the|every\w*|companies)\b|"
    r"if you\b",
    "fr": r"(?:(?:à|de|pour|avec|par|en|dans|depuis) )?(?:qu(?:e|i|oi|and|el\w*)\b|qu['’]|comment\b|pourquoi\b|où\b|"
    r"combien\b|lequel\b|laquelle\b)|(?:faut-il|doit-on|devons-nous|peut-on|pouvons-nous)\b|"
    r"(?:avez|êtes|connaissez|savez|saviez|voulez|utilisez|pouvez|seriez|feriez)-vous\b|est-ce que vous\b",
    "it": r"(?:(?:a|di|per|con|da|in) )?(?:che|chi|cosa|come|dove|quando|perché|quanto|quant[aie]|qual[ei]?|cos['’])\b|"
    r"(?:dobbiamo|dovremmo|possiamo|bisogna|conviene|si deve|si può)\b|"
    r"(?:avete|conoscete|sapete|sapevate|volete|usate|sareste)\b",
}
# The reader, or all of us.
_ADDRESSES = {
    "de": r"\b(?:Sie|Ihnen|Ihr(?:e[rnms]?)?|[Ww]ir|uns|unsere?[rnms]?|[Mm]an|[Dd]u|dir|dich|deine?[rnms]?|euch|eure?[rnms]?|"
    r"[Ss]oll|[Ss]ollte|[Ss]ollen|[Dd]arf|[Dd]ürfen|[Mm]uss|[Mm]üssen)\b",
    "en": r"(?i)\b(?:you|your|yours|we|our|one|should|must)\b",
    "fr": r"(?i)\b(?:vous|votre|vos|nous|notre|nos|on|faut|faut-il|doit|doit-on|devrait|tu|ton|tes)\b",
    "it": r"(?i)\b(?:voi|vi|vostr[oaie]|noi|ci|nostr[oaie]|dobbiamo|dovremmo|deve|devono|bisogna|avete|sapete|conoscete|"
    r"fareste|usate|volete|potete|possiamo|dovrebbe|si)\b",
}
_READER = {
    "de": r"\b(?:Sie|Ihnen|Ihr(?:e[rnms]?)?|[Dd]u|dir|dich|deine?[rnms]?|euch|eure?[rnms]?)\b",
    "en": r"\b(?:you|your|yours)\b",
    "fr": r"(?i)\b(?:vous|votre|vos|tu|ton|tes)\b",
    "it": r"(?i)\b(?:voi|vi|vostr[oaie]|avete|sapete|conoscete|fareste|usate|volete|potete)\b",
}
# The room, its microphones and its agenda; and small talk.
_PROCEDURE = re.compile(
    r"\b(?:fragen|frage|hören|sehen sie|seht ihr|mikrofon|folie\w*|vortrag\w*|sitzung|traktand\w*|agenda|pause|"
    r"weiter(?:machen|gehen)|anfangen|starten|beginnen wir|noch (?:etwas|jemand)|geht es (?:ihnen|dir|euch)|gefällt|"
    r"publikum|podium|applaus|zum schluss|wie sagt man|was heisst|wie spät|kaffee|vorstellen|stellen sie sich|"
    r"sagen sie|meinen sie damit|sehen sie das|sagst du|meinst du|siehst du|erzählen|sprechen wir|reden wir|machen wir hier|"
    r"questions?|comments?|hear|see (?:me|my|the|that)|mic|microphone|slides?|screen|agenda|meeting|call|session|talk about|"
    r"next|move on|move forward|get started|go ahead|how are you|what do you think about that|thoughts|want to (?:say|add|start|"
    r"go|share|talk|speak|take|jump|present)|anyone|anybody|everyone|somebody|you guys|on the line|link|spec|"
    r"do we (?:have|want)|any other|what time|say that|you mean|mean by|repeat|"
    r"entendez|diapositive|écran|micro|réunion|séance|ordre du jour|sentite|diapositiva|schermo|riunione|domande|domanda|"
    r"come stai|come state|ça va|allez-vous bien|voulez-vous dire)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^(?:[A-ZÄÖÜ][\w’'-]+ ?){1,3},|,\s?(?:[A-ZÄÖÜ][\w’'-]+ ?){1,2}\?$|\b(?:Herr|Frau|Mr|Mrs|Ms|Monsieur|Madame|"
    r"signor[ae]?|dottor\w*|Dr|Prof)\b"
)
_FIRST_PERSON = re.compile(
    r"\b(?:ich|mir|mich|mein\w*|I|me|my|I'm|je|j['’]|moi|mon|ma|io|mi|mio|mia)\b"
)
# Particles of talk, and what is only about now.
_IN_PASSING = re.compile(
    r"\b(?:denn|gerade|eigentlich|mal|jetzt|da|sowas|also|halt|so|etwa|heute|irgend\w*|montag|just|even|maybe|actually|kind of|"
    r"sort of|really|like|basically|today|monday|tomorrow|other|donc|alors|juste|aujourd'hui|allora|quindi|adesso|oggi)\b",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(
    r"(?:\w+ )?(?:w(?:as|er|en|em|ie|o\w*|ann|arum|eshalb|ieso)|welche\w*|what|who\w*|when|where|why|how|which|"
    r"qu\w+|comment|pourquoi|où|combien|che|chi|cosa|come|dove|quando|perché|quant\w+|qual\w*)\b",
    re.IGNORECASE,
)
# An advertisement begins so: whoever says yes is to buy.
_TEASES = re.compile(
    r"(?:are|do|have|did|would) you (?:\w+ )?(?:feel|feeling|wish|being|tired|sick|struggling|ready|looking|want|dream|worry|worried|"
    r"stressed|ever|interested|like to (?:learn|know|see))\b|"
    r"(?:fühlen|möchten|wollen|wünschen|suchen|träumen) sie\b|sind sie (?:bereit|auf der suche|müde)|haben sie (?:genug|lust|interesse)\b|"
    r"(?:willst|möchtest|suchst|träumst) du\b|(?:voulez|souhaitez|cherchez|rêvez)-vous\b|êtes-vous (?:prêt|à la recherche|fatigué)|"
    r"(?:volete|vuoi|cercate|sognate|siete pronti)\b",
    re.IGNORECASE,
)
IN_TALK = 0.75  # of its score: a talk's questions are mostly for those who are there
_TALKS = ("transcript", "video", "audio")


class Questions:
    """A question of the asset, as it stands there.

    A score between 0.45 and 0.65, which is where good passages are: more where the reader is
    addressed and where the question names what it is about.
    """

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        reading = read(asset)
        speakers = {sentence.speaker for sentence in reading.sentences}
        for number, sentence in enumerate(reading.sentences):
            if not is_question(sentence.text, reading.language):
                continue
            if asset.kind in _TALKS and not _for_all(number, reading, len(speakers)):
                continue
            if _answered_by_its_slide(sentence, asset):
                continue
            yield snippet_of(
                sentence,
                "question",
                reading.language,
                why="a question that readers can answer",
                score=_score(sentence, reading.language)
                * (IN_TALK if asset.kind in _TALKS else 1.0),
            )


def is_question(text: str, language: str) -> bool:
    """Whether a sentence is a question that a reader understands, and is asked."""
    if not text.rstrip("\"'»”’)“› ").endswith("?"):
        return False
    words = text.split()
    return (
        text.count("?") == 1
        and LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS
        and len(words) >= LEAST_WORDS
        and sum(len(word.strip(".,;:?!")) > 3 for word in words[1:]) >= LEAST_CONTENT_WORDS
        and begins(text)
        and bool(re.match(_OPENS[language], text, re.IGNORECASE))
        and not _TEASES.match(text)
        and bool(re.search(_ADDRESSES[language], text))
        and not points_back(text, language)
        and not _PROCEDURE.search(text)
        and not _NAMED.search(text)
        and not _FIRST_PERSON.search(text)
        and ("…" not in text and "..." not in text and ":" not in text and "/" not in text)
        and is_clean(text, language)
    )


def _for_all(number: int, reading: Reading, speakers: int) -> bool:
    """In a talk: it goes on, so that nobody in the room is to answer, and only who talks alone and by
    name speaks to an audience rather than to a partner."""
    sentences: Sequence[Sentence] = reading.sentences
    asked = sentences[number]
    following = sentences[number + 1] if number + 1 < len(sentences) else None
    if not _ASKS_FOR.match(asked.text) or _IN_PASSING.search(asked.text):
        return False
    alone = speakers == 1 and asked.speaker is not None
    if not alone and re.search(_READER[reading.language], asked.text):
        return False
    return following is not None and following.unit == asked.unit


def _answered_by_its_slide(sentence: Sentence, asset: Asset) -> bool:
    """A heading that asks, over the answer; a heading that asks the reader stays."""
    sheet = sentence.locator.sheet
    if sheet is None or titles(asset).get(sheet) != " ".join(sentence.text.split()):
        return False
    return not re.search(_READER[asset.language], sentence.text)


def _score(sentence: Sentence, language: str) -> float:
    names = sum(len(word) > 4 for word in sentence.words)
    reader = bool(re.search(_READER[language], sentence.text))
    return 0.45 + 0.1 * reader + 0.1 * min(1.0, names / 6)
