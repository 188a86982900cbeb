"""Who is named in a text: people and organisations, as far as words alone tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.screening.first_names import AMBIGUOUS, FIRST_NAMES
from repurpose.screening.said import Said

_CAPITAL = r"[A-ZÄÖÜÀÂÉÈÊÎÔÙÇ]"
_NAME = rf"(?:(?:von der|van der|von und zu|de la|von|van|de|di|del|della|da|zu|la|le|d'|D'|Mc|O') ?)?{_CAPITAL}[\w'’-]+"
_TITLES = r"(?:Dr\.?|Prof\.?|Doktor|Professor(?:in)?|Doctor|dipl\.|Ing\.|lic\.|med\.|h\.c\.|Dott\.?(?:ssa)?|Avv\.?|Me|Sir)"
_HONORIFIC = re.compile(
    rf"\b(?:Herrn?|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Mister|Monsieur|Madame|Mme|Mlle|Signora?|Sig\.(?:ra)?|Kollegen?|Kollegin|"
    rf"(?:Bundes|Vize)?[Kk]anzler(?:in)?|(?:Bundes|[A-Z]\w+)?[Mm]inister(?:in)?|(?:Bundes)?[Pp]räsident(?:in|en)?|President|Senator|Secretary|"
    rf"Bundesr[aä]t(?:in)?|Stadtr[aä]t(?:in)?|Ministre|Président|Presidente|Ministro|{_TITLES})"
    rf"(?: {_TITLES})*(?: (?:Kollegen?|Kollegin|Präsident(?:in)?|Minister(?:in)?))? (?P<name>{_NAME}(?: {_NAME})?)"
)
# Behind "Herr" and "Frau" these are no names.
_ROLES_WORDS = """
    Präsident Präsidentin Kollege Kollegin Kollegen Minister Ministerin Bundeskanzler
    Bundeskanzlerin Kanzler Kanzlerin Abgeordnete Abgeordneter Staatssekretär Staatssekretärin
    Vorsitzende Vorsitzender Bundesminister Bundesministerin President Speaker Chairman Chair
    Doktor Professor Professorin Bundespräsident Bundestagspräsident Wehrbeauftragter Kommissar
    Président Présidente Ministre Presidente Ministro Merkwürden Nachbar Nachbarin und And The Ihr
    Ihre Sie Er Wir Was Das Die Der Wenn Ich
"""
_ROLES = frozenset(_ROLES_WORDS.split())
_WORD_NAME = re.compile(
    rf"(?<![\w'’-])(?P<first>{_CAPITAL}[\w'’-]*\w)(?P<last>(?: [A-Z]\.)? {_NAME})?"
)
_WITH_FORM = re.compile(
    rf"(?<!\w)(?:{_CAPITAL}[\w&'’.-]*(?: (?:& |und |and |et |e )?)){{1,4}}(?:AG|GmbH|SA|Sàrl|S\.?p\.?A\.?|S\.?r\.?l\.?|Ltd\.?|Inc\.?|Corp\.?|LLC|KG|KGaA|SE|PLC|plc|eG|Genossenschaft)(?!\w)"
)
_ORGANISATIONS = re.compile(
    r"(?<![\w-])(?:Google|Alphabet|Microsoft|Amazon|Facebook|Meta|Apple|Twitter|LinkedIn|TikTok|Netflix|Uber|Airbnb|Tesla|Oracle|SAP|IBM|"
    r"Intel|Nvidia|Samsung|Huawei|OpenAI|Adobe|Salesforce|Zoom|Spotify|PayPal|Siemens|Bosch|Daimler|Mercedes|BMW|VW|Volkswagen|"
    r"Audi|Porsche|Opel|Ford|Toyota|Boeing|Airbus|Lufthansa|Bayer|BASF|Monsanto|Nestlé|Novartis|Roche|UBS|Credit Suisse|"
    r"Raiffeisen|Postfinance|Swisscom|Sunrise|Migros|Coop|SBB|Swiss|Post(?:finance)|Helvetia|Axa|Zurich Insurance|Swiss Life|Glencore|Syngenta|"
    r"Deutsche Bank|Commerzbank|Deutsche Bahn|Telekom|Vodafone|Allianz|Wirecard|Aldi|Lidl|Edeka|Rewe|Ikea|Walmart|McDonald[’']?s|Starbucks|"
    r"Coca[- ]Cola|Pepsi|Shell|BP|Exxon|Total|Gazprom|Rosneft|Fiat|Enel|Eni|Telecom Italia|Orange|Renault|Peugeot|Carrefour|Goldman Sachs|"
    r"JP ?Morgan|Deloitte|KPMG|PwC|McKinsey|Accenture|EY|Theranos|Enron|Lehman Brothers|Cambridge Analytica|"
    r"CDU|CSU|SPD|FDP|AfD|NPD|SVP|FPÖ|ÖVP|SPÖ|BDP|EVP|Linkspartei|Die Linke|Pegida|Bündnis 90|"
    r"Republicans|Democrats|Tories|Labour|Front National|Rassemblement National|La République en Marche|Lega|Fratelli d['’]Italia|"
    r"Forza Italia|NATO|FIFA|IOC|UEFA|Bundesagentur|Bundeswehr|NSA|CIA|FBI|Pentagon|Kreml|"
    r"Trump|Putin|Erdoğan|Erdogan|Merkel|Schäuble|Seehofer|Gauland|Weidel|Wagenknecht|Blocher|Macron|Le Pen|Sarkozy|Hollande|Berlusconi|"
    r"Salvini|Meloni|Orb[aá]n|Assad|Biden|Obama|Bush|Clinton|Musk|Zuckerberg|Bezos|Gates|Snowden|Hitler|Stalin)(?:s|['’]s?)?(?![\w-])"
)
# In the other languages a capital inside a sentence makes a name, but for these.
_INSIDE = re.compile(
    rf"(?<=[a-zà-ÿ,] )(?P<name>{_CAPITAL}[a-zà-ÿ][a-zà-ÿA-Z-]+(?![\w'’])(?: {_CAPITAL}[\w'’-]+){{0,3}})"
)
_NO_NAME_WORDS = """
    i i'm i'd i'll i've monday tuesday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december english german french
    italian spanish swiss european american british internet web god christmas easter earth
    congress parliament state states government president minister union america europe germany
    france italy switzerland austria england britain russia china africa asia india java
    javascript python powershell windows linux lundi mardi mercredi jeudi vendredi samedi dimanche
    janvier dieu état lunedì martedì mercoledì giovedì venerdì dio stato ok okay mr mrs ms dr and
    the but so it you we they he she this that
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


def named(said: Said) -> Iterator[tuple[int, int]]:
    """Where people and organisations are named, other than the user's own firm."""
    own = list(said.own_names.finditer(said.text)) if said.own_names is not None else []
    for start, end in _candidates(said):
        if not any(match.start() < end and start < match.end() for match in own):
            yield start, end


def persons(said: Said) -> Iterator[tuple[int, int]]:
    """Where people are named, by honorific or first name."""
    text = said.text
    for match in _HONORIFIC.finditer(text):
        if match["name"].split()[0] not in _ROLES:
            yield match.span()
    for match in _WORD_NAME.finditer(text):
        first = match["first"].casefold().removesuffix("'s").removesuffix("’s")
        if first in said.speakers:
            yield match.span("first")
        elif first in FIRST_NAMES and (match["last"] or first not in AMBIGUOUS):
            yield match.span()


def _candidates(said: Said) -> Iterator[tuple[int, int]]:
    text = said.text
    yield from persons(said)
    for rule in (_WITH_FORM, _ORGANISATIONS):
        for match in rule.finditer(text):
            yield match.span()
    if not said.is_in("de") and not _is_title_case(text):
        for match in _INSIDE.finditer(text):
            if not all(word.casefold() in _NO_NAME for word in match["name"].split()):
                yield match.span("name")


def _is_title_case(text: str) -> bool:
    """Headings In English Have A Capital On Each Word."""
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > 0.5 * len(words)
