"""Where a line of captions may end: behind a phrase, not behind a word that one reads on from.

The rules are those of the BBC's subtitle guidelines ("Break at natural points") and of Netflix's Timed Text
Style Guide ("Line Treatment"): no line ends with an article, a preposition, a conjunction, a pronoun that
belongs to a noun, a number or a title; it ends behind a mark, or before a conjunction.
"""

from __future__ import annotations

import re

_OPENING_WORDS = {
    "de": "und oder aber denn sondern weil dass ob wenn als wie die der das was wer wo für mit von zu in auf an bei "
    "nach aus um bis durch damit obwohl während bevor nachdem sodass ohne gegen über unter",
    "en": "and or but because that which who when where if than for with from to in on at by of as while since "
    "although so unless until before after without about into",
    "fr": "et ou mais parce que qui dont où si pour avec de à dans sur par quand lorsque puisque car donc afin sans "
    "comme",
    "it": "e ed o ma perché che chi dove se per con di da su quando mentre quindi affinché senza come dopo prima",
}
_LEANING_WORDS = {
    "de": "der die das den dem des ein eine einen einem einer eines im am zum zur vom beim ins ans aufs in an auf aus "
    "bei mit von zu für nach um durch über unter gegen ohne vor seit zwischen wegen während trotz ab bis pro als wie "
    "dass weil wenn ob und oder aber sondern sehr nicht kein keine keinen keinem keiner mein meine meinen meinem "
    "meiner dein deine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem "
    "unserer euer eure dieser diese dieses diesen diesem jeder jede jedes jeden jedem welche welcher welches alle "
    "allen aller einige manche viele vielen mehr so ganz zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreissig dreißig vierzig fünfzig "
    "hundert tausend herr herrn frau dr prof",
    "en": "the a an this that these those my your his her its our their to of in on at by for from with about into "
    "over under between through during without against per as and or but if than because no not very so quite each "
    "every some any all more most two three four five six seven eight nine ten twelve twenty thirty forty fifty hundred thousand million mr mrs ms dr "
    "i he she we they is are was were will would can could should must have has",
    "fr": "le la les l un une des du de d à au aux en dans sur sous pour par avec sans chez entre vers ce cet cette ces "
    "mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs chaque quelques plusieurs tout toute tous et ou "
    "mais que qui si très plus ne n pas se s je tu il elle on nous vous ils elles deux trois quatre cinq six sept huit "
    "neuf dix onze douze quinze vingt trente quarante cinquante cent mille parce afin monsieur madame m mme",
    "it": "il lo la gli i le l un uno una un' di a da in con su per tra fra del dello della dei degli delle dell al "
    "allo alla ai agli alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul sullo "
    "sulla sui sugli sulle sull questo questa questi queste quel quella quei mio mia miei mie tuo tua suo sua suoi sue "
    "nostro nostra nostri nostre vostro vostra loro ogni qualche alcuni alcune e ed o ma che se molto più non si due "
    "tre quattro cinque sei sette otto nove dieci dodici venti trenta quaranta cinquanta cento mille signor signora",
}
_OPENS = {language: frozenset(words.split()) for language, words in _OPENING_WORDS.items()}
_LEANS = {language: frozenset(words.split()) for language, words in _LEANING_WORDS.items()}
_ALL_OPEN = frozenset().union(*_OPENS.values())
_ALL_LEAN = frozenset().union(*_LEANS.values())
_MARKS = "\"'«»„“”‚‘’()[],;:.!?…"
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]*$")
_CLAUSE_END = re.compile(r"[,;:–—][\"'»”’)\]]*$")
_ORDINAL = re.compile(r"\d{1,2}\.")
_TITLES = frozenset(
    ("dr.", "prof.", "hr.", "fr.", "mr.", "mrs.", "ms.", "st.", "nr.", "no.", "sig.", "art.")
)
_ADJECTIVE = re.compile(r"[a-zäöüß-]{2,}(?:e|en|er|es|em)")


def ends_sentence(word: str, language: str) -> bool:
    """Whether a sentence ends with a word; not with an abbreviation or, in German, a date's number."""
    return _SENTENCE_END.search(word) is not None and not _goes_on(word, language)


def ends_clause(word: str) -> bool:
    """Whether a mark inside a sentence stands behind a word."""
    return _CLAUSE_END.search(word) is not None


def opens(word: str, language: str) -> bool:
    """Whether a phrase begins with a word: a conjunction, a relative pronoun, a preposition."""
    return word.strip(_MARKS).casefold() in _OPENS.get(language, _ALL_OPEN)


def leans(word: str, following: str, language: str) -> float:
    """How much one reads on from a word to the following: 0 not at all, 1 from an article or a number."""
    if _goes_on(word, language):
        return 1.0
    if ends_clause(word) or ends_sentence(word, language):
        return 0.0
    if word[-1].isdigit() or word.strip(_MARKS).casefold() in _LEANS.get(language, _ALL_LEAN):
        return 1.0
    if following[:1].isupper() and following[-1:].isalpha() and not word.isupper():
        if (
            language == "de"
        ):  # "der neuen | Technik": an adjective and its noun, as far as one can tell
            return 0.5 * bool(_ADJECTIVE.fullmatch(word))
        return 0.8 * word[:1].isupper()  # "Milena | Jankovic"
    return 0.0


def _goes_on(word: str, language: str) -> bool:
    """Whether the full stop behind a word is that of an abbreviation or of a date."""
    ordinal = language == "de" and _ORDINAL.fullmatch(word) is not None
    return ordinal or word.lstrip(_MARKS).casefold() in _TITLES
