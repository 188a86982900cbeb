"""Announcements: events with a date, open positions, and what is new from a date on.

What is over is none: its date is compared with the day the asset is from and with today, where the
context says it. An asset without a date, read without knowing today, announces only what names no
year. A position and a novelty are news for a year after the asset was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from repurpose.extractors._dates import CLOCK, NEWS_DAYS, Day, day_of, days, is_over, years
from repurpose.extractors._lines import begins, is_clean, points_back, snippet_of
from repurpose.extractors.reading import Sentence, read
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext
from repurpose.text.openings import Rule, opened

LEAST_CHARACTERS, MOST_CHARACTERS = 35, 320
LEAST_WORDS = 5
SCORE = 0.6  # at least: news goes before what will be as true next year
_TALKS = ("transcript", "video", "audio")

_EVENT = re.compile(
    r"(?<!\w)(?:tag der offenen tür\w*|offene türen|\w*(?:anlass|veranstaltung|führung(?:en)?|besichtigung(?:en)?|workshops?|"
    r"vorträge?|vortrag|seminare?|kurse?s?|webinare?|podium|podiumsgespräch|messe|ausstellung|eröffnung|fest|konzert|"
    r"informationsabend|infoabend|abend|apéro|markt|tagung|konferenz|kongress|degustation|jubiläum|lesung|stammtisch|"
    r"premiere|kinoabend|sprechstunde|infotag|schnuppertag)|open (?:day|house|evening|doors?)|conference|congress|tasting|"
    r"course|training day|info(?:rmation)? (?:evening|session|day)|lecture|talk|panel|fair|exhibition|opening|concert|market|"
    r"seminar|symposium|meet-?up|hackathon|guided tour|launch event|journées? portes ouvertes|portes ouvertes|atelier|"
    r"conférence|séminaire|cours|soirée|salon|exposition|inauguration|concert|marché|dégustation|visite guidée|table ronde|"
    r"porte aperte|giornata|corso|seminario|conferenza|serata|fiera|mostra|inaugurazione|concerto|mercato|degustazione|"
    r"visita guidata|tavola rotonda|laboratorio)(?!\w)",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\b(?:laden (?:wir|sie|euch|alle)?\b.*\bein\b|wir laden|findet\b.*\bstatt|finden\b.*\bstatt|beginnt|eröffnen|öffnet|feiern|"
    r"sind sie|kommen sie|tak(?:es|ing) place|will be held|is held|we invite|you are invited|join us|opens?|starts?|"
    r"begins?|aura lieu|auront lieu|se tiendra|nous (?:vous )?invitons|vous êtes invité\w*|commence(?:ra)?|ouvre|ouvrira|"
    r"si terrà|si tiene|avrà luogo|vi invitiamo|invitiamo|comincia|inizia|apre|aprirà)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|im|bei|beim|auf|an|am|at|à|au|aux|chez|dans|a|al|alla|presso|nel|nella) (?:der |dem |the |la |le |il )?[A-ZÄÖÜÉ]\w+|"
    r"(?:, )(?:[A-ZÄÖÜÉ][\w.-]+ ?){1,4}(?:,|\.|$| \d)|\w*(?:saal|halle|hof|haus|zentrum|theater|museum|schule|platz|strasse|straße)\b|"
    r"\bonline\b|\bzoom\b"
)
_OVER = re.compile(
    r"\b(?:fand|fanden|war|waren|wurde|wurden|hat|haben|hatte|hatten|kam|kamen|begann|eröffnete\w*|feierten|luden|"
    r"took|was|were|had|held(?<!be held)|began|opened|came|started|visited|has|have been|a eu|ont eu|"
    r"était|étaient|fut|s'est|ha avuto|hanno|è stat[oa]|si è|era|erano|"
    r"fallait)\b",
    re.IGNORECASE,
)
_JOB_MARK = r"\((?:m|w|f|h|d|x)(?:\s?[/|,]\s?(?:m|w|f|h|d|x|i))+\)|\bh/f\b|\bm/w/d\b"
_JOB = (
    r"(?:lehrling\w*|lernende\w*|lehrstelle\w*|auszubildende\w*|\w*mitarbeiter\w*|\w*fach(?:frau|mann|kraft|kräfte|leute)|\w*leiter(?:in|innen)?|"
    r"\w+zeichner\w*|\w*zimmer(?:mann|leute|in)\w*|\w*schreiner\w*|\w*ingenieur\w*|\w*entwickler\w*|\w*berater\w*|\w*verkäufer\w*|"
    r"assistent\w*|praktikant\w*|kollegin\w*|kollegen|verstärkung|monteur\w*|techniker\w*|pflegefach\w*|koch|köchin|"
    r"engineers?|developers?|apprentices?|trainees?|interns?|managers?|carpenters?|designers?|consultants?|"
    r"assistants?|colleagues?|technicians?|chefs?|accountants?|cheesemongers?|apprenti\w*|collaborat\w+|ingénieur\w*|"
    r"développeu\w+|menuisi\w+|charpenti\w+|stagiaires?|vendeu\w+|technicien\w*|comptable|cuisini\w+|responsable|"
    r"apprendist\w+|collaborator\w+|ingegner\w+|sviluppator\w+|falegnam\w+|carpentier\w+|stagist\w+|tecnic\w+|cuoc\w+|venditor\w+)"
)
_POSITION = Rule(
    rf"(?:\b(?:wir suchen|(?:suchen|gesucht\w*|stellen) wir|gesucht(?: wird)?:?|wir stellen ein:?|zur verstärkung|offene stellen?:|lehrstelle\w* (?:als|frei)|"
    rf"we(?: are|[’']re) (?:hiring|looking for|recruiting|seeking)|join our team as|open positions?:|"
    rf"nous (?:recrutons|cherchons|recherchons|engageons)|poste (?:ouvert|à pourvoir)|cerchiamo|assumiamo|offriamo un posto)\b)"
    rf".*?(?:{_JOB_MARK}|\b{_JOB}\b)",
)
_SEEKING = (
    "such", "stell", "verstärkung", "hiring", "looking for", "recruiting", "seeking", "join our", "open position", "recrutons",
    "cherchons", "engageons", "poste", "cerchiamo", "assumiamo", "offriamo",
)  # fmt: skip
_FROM = re.compile(
    r"\b(?:ab (?:dem |sofort|anfang |mitte |ende )?|from |as of |starting |dès (?:le )?|à partir du? |dal(?:l['’])? ?|da |a partire da(?:l)? )",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:(?:bieten|führen|haben|liefern|verkaufen|öffnen|eröffnen|vermieten|produzieren) wir|gibt es|(?:ist|sind) .*(?:erhältlich|lieferbar|verfügbar|"
    r"offen|geöffnet|im (?:sortiment|angebot|laden))|neue?[rsn]? \w+|we (?:offer|sell|open|deliver|stock|ship)|(?:is|are|will be) available|"
    r"opens?|new \w+|(?:nous )?(?:proposons|ouvrons|offrons|livrons|vendons)|(?:sera|est|seront|sont) disponibles?|nouve(?:au|lle)s? \w+|"
    r"(?:offriamo|apriamo|vendiamo|consegniamo|proponiamo)|(?:sarà|è|saranno|sono) disponibil[ei]|nuov[oaie] \w+)\b",
    re.IGNORECASE,
)


class Announcements:
    """What is to come: the date in it is after the asset's, or names no year."""

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        reading = read(asset)
        written, today = day_of(asset.date), context.today
        for sentence in reading.sentences:
            if asset.kind in _TALKS and sentence.text[-1:] not in ".!":
                continue
            if sentence.locator.slide == 1:
                continue
            why = what(sentence, written, today, spoken=asset.kind in _TALKS)
            if why and _stands(sentence.text, reading.language):
                score = max(sentence.worth, SCORE)
                yield snippet_of(sentence, "announcement", reading.language, why=why, score=score)


def what(sentence: Sentence, written: date | None, today: date | None, *, spoken: bool) -> str:
    """What a sentence announces: "an event …", "an open position", "something new …", or ""."""
    text = sentence.text
    found = days(text)
    if _may_seek(text) and _POSITION.search(opened(text)):
        return "an open position" if _is_news(text, found, written, today) else ""
    if not found or is_over(found, written, today) or _OVER.search(text):
        return ""
    if _is_event(text, found, spoken=spoken):
        return "an event with date and place" if _PLACE.search(text) else "an event with its date"
    if _NEW.search(text) and _begins_to_be(text, found) and _is_news(text, found, written, today):
        return "something new from a date on"
    return ""


def _may_seek(text: str) -> bool:
    """Whether one of the words is in it that positions are offered with: cheaper than to look for them."""
    return any(map(text.lower().__contains__, _SEEKING))


def _is_event(text: str, found: list[Day], *, spoken: bool) -> bool:
    if found[0].day is None or not _EVENT.search(text):
        return False
    if spoken:
        return _INVITES.search(text) is not None
    told = (_INVITES.search(text), _PLACE.search(text), CLOCK.search(text), found[0].year)
    return sum(bool(each) for each in told) >= 2


def _begins_to_be(text: str, found: list[Day]) -> bool:
    """ "ab 1. Mai": the date is the one from which on it is so."""
    return any(
        match.end() in range(found[0].start - 4, found[0].start + 1)
        for match in _FROM.finditer(text)
    )


def _is_news(text: str, found: list[Day], written: date | None, today: date | None) -> bool:
    if found and is_over(found, written, today):
        return False
    if not found and written and any(year < written.year for year in years(text)):
        return False
    return not (written and today and (today - written).days > NEWS_DAYS)


def _stands(text: str, language: str) -> bool:
    bare = re.sub(_JOB_MARK, "", text, flags=re.IGNORECASE)
    letters = re.sub(r"[\d.:,–-]+", "", bare)  # a date has few letters
    return (
        LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS
        and len(text.split()) >= LEAST_WORDS
        and begins(text)
        and text.rstrip("\"'»”’)“ ")[-1:] not in "?:,;…"
        and not points_back(bare, language)
        and is_clean(letters, language)
        and is_clean(re.sub(r"\d[\d.:’']*", "", bare), language)
    )
