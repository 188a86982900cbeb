"""Lists: the points of a slide under its title, as one text with a line for each.

A list stands by its title, which says what the points are, and by its points being of one kind: all
sentences, or all phrases under a title that asks for them ("Drei Gründe …", "How to …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from repurpose.extractors import _verbs, _words
from repurpose.extractors._clauses import is_clause
from repurpose.extractors._lines import begins, furniture, is_clean, plain, titles
from repurpose.extractors.reading import read
from repurpose.model import Asset, Segment, Snippet
from repurpose.protocols import ExtractContext
from repurpose.text.sentences import sentences

FEWEST, MOST = 3, 9  # points; two where the title says that they are two
LEAST_WORDS, MOST_WORDS = 2, 25  # of a point
MOST_POINT_CHARACTERS = 175  # two do not fit into a post on X; one does, whole, below its title
LEAST_CHARACTERS, MOST_CHARACTERS = 60, 1500  # of all
UNEVEN = 4  # times as long as the shortest a point may be, and some words
SENTENCES = 0.6  # of points with full stops, more than so many must be seen to be sentences
_KINDS = ("deck", "document", "page")

# Titles that ask for phrases: "Vorteile von …", "3 reasons …", "What it takes".
_ASKS = re.compile(
    r"(?:was|warum|wie|wer|wann|worauf|wofür|womit|wo|so|what|why|how|who|when|where|pourquoi|comment|quand|ce que|ce qui|à quoi|"
    r"perché|come|quando|cosa|che cosa|quello che)\b|"
    r".*\b(?:gründe|vorteile|nachteile|schritte|regeln|tipps?|fehler|punkte|merkmale|ursachen|folgen|voraussetzungen|anforderungen|"
    r"empfehlungen|massnahmen|maßnahmen|möglichkeiten|arten|formen|faktoren|kriterien|grundsätze|prinzipien|lehren|erkenntnisse|wege|"
    r"ziele|aufgaben|herausforderungen|risiken|chancen) (?:für|von|vom|der|des|zum|zur|gegen|beim?|aus|im|in|auf|einer?|eines)\b|"
    r".*\b(?:reasons|advantages|disadvantages|benefits|steps|rules|tips|mistakes|ways|signs|causes|consequences|requirements|"
    r"recommendations|measures|options|types|kinds|factors|criteria|principles|lessons|goals|challenges|risks|opportunities|myths|"
    r"facts|things|characteristics|elements) (?:for|of|to|in|from|that|about|when|against|with)\b|"
    r".*\b(?:raisons|avantages|inconvénients|étapes|règles|conseils|erreurs|signes|conséquences|exigences|mesures|types|facteurs|"
    r"critères|principes|leçons|buts|objectifs|défis|risques) (?:de|du|des|d['’]\w+|pour|à|contre|dans)\b|"
    r".*\b(?:ragioni|motivi|vantaggi|svantaggi|passi|regole|consigli|errori|segni|cause|conseguenze|requisiti|misure|tipi|fattori|"
    r"criteri|principi|lezioni|obiettivi|sfide|rischi) (?:di|del\w*|dei|degli|per|contro|nel\w*|da)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r".*\b(?:agenda|inhalt|programm|ablauf|übersicht|überblick|traktanden|outline|overview|contents?|today|sommaire|"
    r"indice|über uns|about us|unser team|our team|kontakt|contacts?|referenzen|references|quellen|sources|links|resources|"
    r"ressourcen|weiterführend\w*|further|literatur\w*|danke|thanks?|fragen\?|questions\?|q&a|beispiel|example|exemple|esempio|"
    r"demo|code|syntax|listing|fortsetzung|cont(?:inued|[’']?d)?|forts|suite|credits|bildnachweis\w*|whoami|bio|vita|wer bin ich|"
    r"who am i|roadmap|timeline|zeitplan|schedule|status|news|history|todo|next steps|nächste schritte|backup|anhang|appendix|"
    r"exercise|übung|homework|quiz|figure|abbildung|table|tabelle|acknowledge?ments|people|projects?|publications?|"
    r"conclusions?|summary|introduction|background|motivation|related|future (?:work|research)|einleitung|einführung|zusammenfassung)\b.*|.*\d+\s?/\s?\d+.*|"
    r".*\((?:\d+|[ivx]+)\)|.*\b[IVX]{1,3}",
    re.IGNORECASE,
)
_COUNTS = {
    word: number
    for number, words in enumerate(
        ("zwei two deux due 2", "drei three trois tre 3", "vier four quatre quattro 4", "fünf five cinq cinque 5",
         "sechs six six sei 6", "sieben seven sept sette 7", "acht eight huit otto 8", "neun nine neuf nove 9"), 2
    )
    for word in words.split()
}  # fmt: skip
_MARK = re.compile(r"^\s*(?:[•▪–—*·-]|\(?\d{1,2}[.)]|[a-z]\))\s+")
_LABEL = re.compile(r"\S+(?: \S+)?:\s")  # "Hint: …"
_LEADS = re.compile(r"[:,;…(–—-]$|\.\.\.$|\?$")
_OPEN_END = re.compile(
    r"\b(?:und|oder|mit|für|von|der|die|das|zu|and|or|but|with|for|of|the|a|an|to|et|ou|avec|pour|de|le|la|e|o|con|per|di)$",
    re.IGNORECASE,
)


class Lists:
    """The points of a slide, or below a heading of a document.

    A score between 0.5 and 0.7, where good passages are: more where the title counts or names what
    follows, where the points are sentences, and for three to six of them.
    """

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        language = read(asset).language
        if asset.kind not in _KINDS or language not in _words.DEBRIS:
            return
        design = furniture(asset)
        for title, points in _under_titles(asset):
            if not is_list(title, [p.text for p in points], language):
                continue
            if any(plain(point.text) in design for point in points):
                continue
            yield Snippet(
                kind="list",
                text="\n".join(point.text.strip() for point in points),
                locator=points[0].locator,
                score=_score(title, [p.text for p in points], language),
                language=language,
                why=(
                    "the points of a slide"
                    if asset.kind == "deck"
                    else "the points below a heading",
                ),
            )


def _under_titles(asset: Asset) -> Iterator[tuple[str, list[Segment]]]:
    """Each title with the paragraphs of its slide; in a document with those up to the next heading."""
    if asset.kind == "deck":
        headings = titles(asset)
        shown = (s for s in asset.segments if s.role not in ("caption", "title"))
        for sheet, group in groupby(shown, key=lambda s: s.locator.sheet):
            points = list(group)
            title = headings.get(sheet or 0)
            if title and all(point.role == "body" for point in points):
                yield title, points
        return
    title, below = "", list[Segment]()
    for segment in asset.segments:
        if segment.role == "title":
            if title:
                yield title, below
            title, below = " ".join(segment.text.split()), []
        else:
            below.append(segment)
    if title and all(point.role == "body" for point in below):
        yield title, below


def is_list(title: str, points: Sequence[str], language: str) -> bool:
    """Whether points under a title make a list that a reader understands."""
    asked = _asked(title)
    fewest = 2 if asked == 2 else FEWEST
    if not fewest <= len(points) <= MOST or (asked is not None and asked != len(points)):
        return False
    if not _is_heading(title, language) or not all(_is_point(point, language) for point in points):
        return False
    if len({plain(point) for point in points}) < len(points):
        return False
    if len({bool(_LABEL.match(point)) for point in points}) > 1:
        return False
    sizes = [len(point.split()) for point in points]
    if max(sizes) > UNEVEN * min(sizes) + 3:
        return False
    if not LEAST_CHARACTERS <= sum(map(len, points)) <= MOST_CHARACTERS:
        return False
    stops = [point.rstrip("\"'»”’)")[-1:] in ".!" for point in points]
    if len(set(stops[:-1])) > 1 or (stops[-1] and not stops[0]):
        return False
    if all(stops):
        return sum(_clauses(points, language)) > SENTENCES * len(points)
    if language == "en" and len({_begins_with_verb(point) for point in points}) > 1:
        return False
    if all(_clauses(points, language)):
        return True
    firm = [is_clause(point, language, ends_with_stop=False) for point in points]
    phrases = sum(firm) <= len(points) // 4 and sum(sizes) >= 3 * len(points)
    return phrases and (asked is not None or _ASKS.match(title) is not None)


def _begins_with_verb(point: str) -> bool:
    return point.split()[0].casefold() in _verbs.VERB_SETS["en"]


def _clauses(points: Sequence[str], language: str) -> list[bool]:
    return [is_clause(point, language, ends_with_stop=True) for point in points]


def _asked(title: str) -> int | None:
    """How many points a title promises: "Drei Gründe …"."""
    first = title.casefold().split()[:4]
    return next((_COUNTS[word] for word in first if word in _COUNTS), None)


def _is_heading(title: str, language: str) -> bool:
    words = title.split()
    return (
        2 <= len(words) <= 14
        and len(title) <= 100
        and begins(title)
        and not title.endswith(("…", "..."))
        and not _NO_TITLE.fullmatch(title.strip(" .:!?"))
        and not _words.SKIPPED_SLIDES.fullmatch(title)
        and is_clean(title, language)
    )


def _is_point(text: str, language: str) -> bool:
    words = text.split()
    return (
        LEAST_WORDS <= len(words) <= MOST_WORDS
        and len(text) <= MOST_POINT_CHARACTERS
        and "\n" not in text.strip()
        and begins(text)
        and not _MARK.match(text)
        and not _LEADS.search(text.strip())
        and not _OPEN_END.search(text.strip())
        and not _leans(text, language)
        and text.count("/") == 0
        and " - " not in text
        and len(sentences(text, language)) <= 2
        and is_clean(text, language)
    )


def _leans(text: str, language: str) -> bool:
    if language == "de" and _words.ONLY_ARTICLE_DE.match(text):
        return False
    return _words.LEANING[language].match(text) is not None


def _score(title: str, points: Sequence[str], language: str) -> float:
    clauses = all(_clauses(points, language))
    asks = bool(_ASKS.match(title)) or _asked(title) is not None
    return 0.5 + 0.08 * asks + 0.06 * clauses + 0.06 * (3 <= len(points) <= 6)
