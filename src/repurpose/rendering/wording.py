"""The few words of our own that a post may hold, in the four languages: where it comes from, that
answers are welcome, and what stands above a list of contents.

None of them is spelt otherwise in Switzerland than in Germany and Austria.
"""

from __future__ import annotations

from typing import Literal

from repurpose.model import Asset, Locator, SnippetKind
from repurpose.text.quotation import quoted

Occasion = Literal["talk", "conversation", "panel", "recording", "video", "document", "page"]
LANGUAGES = ("de", "en", "fr", "it")

_PLACES = {
    "de": {"slide": "Folie", "page": "Seite"},
    "en": {"slide": "Slide", "page": "Page"},
    "fr": {"slide": "Diapositive", "page": "Page"},
    "it": {"slide": "Diapositiva", "page": "Pagina"},
}
_AT = {"de": "bei", "en": "at", "fr": "à", "it": "al minuto"}
_OUT_OF = {"de": "Aus", "en": "From", "fr": "Tiré de", "it": "Da"}
_FROM: dict[str, dict[Occasion, str]] = {
    "de": {
        "talk": "Aus unserem Vortrag",
        "conversation": "Aus dem Gespräch",
        "panel": "Aus dem Podium",
        "recording": "Aus der Aufzeichnung",
        "video": "Aus dem Video",
        "document": "Aus dem Dokument",
        "page": "Von der Seite",
    },
    "en": {
        "talk": "From our talk",
        "conversation": "From the conversation",
        "panel": "From the panel",
        "recording": "From the recording",
        "video": "From the video",
        "document": "From the document",
        "page": "From the page",
    },
    "fr": {
        "talk": "Tiré de notre exposé",
        "conversation": "Tiré de l’entretien",
        "panel": "Tiré de la table ronde",
        "recording": "Tiré de l’enregistrement",
        "video": "Tiré de la vidéo",
        "document": "Tiré du document",
        "page": "Tiré de la page",
    },
    "it": {
        "talk": "Dalla nostra presentazione",
        "conversation": "Dalla conversazione",
        "panel": "Dalla tavola rotonda",
        "recording": "Dalla registrazione",
        "video": "Dal video",
        "document": "Dal documento",
        "page": "Dalla pagina",
    },
}

_INVITATION = {
    "de": "Antworten gern in den Kommentaren.",
    "en": "Answers are welcome in the comments.",
    "fr": "Vos réponses sont les bienvenues en commentaire.",
    "it": "Le risposte sono benvenute nei commenti.",
}
_LABELS = {
    "de": {
        "out_of": "Aus",
        "source": "Quelle",
        "contents": "Inhalt",
        "chapters": "Kapitel",
        "colon": ":",
    },
    "en": {
        "out_of": "From",
        "source": "Source",
        "contents": "Contents",
        "chapters": "Chapters",
        "colon": ":",
    },
    "fr": {
        "out_of": "Tiré de",
        "source": "Source",
        "contents": "Sommaire",
        "chapters": "Chapitres",
        "colon": "\u00a0:",
    },
    "it": {
        "out_of": "Da",
        "source": "Fonte",
        "contents": "Contenuto",
        "chapters": "Capitoli",
        "colon": ":",
    },
}


def labels(language: str) -> dict[str, str]:
    """Words that stand above something, and the colon as the language sets it."""
    return dict(_LABELS[language])


def invitation(kind: SnippetKind, language: str) -> str:
    """What goes below a question; empty for all other kinds."""
    return _INVITATION[language] if kind == "question" else ""


def base_language(*languages: str) -> str:
    """The first of the languages that we have words in: de, en, fr or it; else en."""
    bases = (language.partition("-")[0].casefold() for language in languages)
    return next((base for base in bases if base in LANGUAGES), "en")


def occasion(asset: Asset) -> Occasion:
    """What kind of event an asset comes from, as far as it tells."""
    if asset.kind == "deck":
        return "talk"
    if asset.kind == "video" or asset.kind == "document" or asset.kind == "page":
        return asset.kind
    speakers = {segment.speaker for segment in asset.segments if segment.speaker}
    if len(speakers) > 2:
        return "panel"
    return "conversation" if len(speakers) == 2 else "recording"


def source(locator: Locator, language: str) -> str:
    """Where it stands: "Folie 3", "Page 12" or "1:02:03"; empty for a line of a text, which says nothing to a reader."""
    if locator.slide is not None:
        return f"{_PLACES[language]['slide']} {locator.slide}"
    if locator.page is not None:
        return f"{_PLACES[language]['page']} {locator.page}"
    return clock(locator.start) if locator.start is not None else ""


def clock(seconds: float) -> str:
    """12:03, or 1:02:03 from the first hour on."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def credit(asset: Asset, title: str, locator: Locator, locale: str) -> str:
    """The line that says where a text comes from: "Aus unserem Vortrag «Titel», Folie 3."."""
    language = locale.partition("-")[0]
    line = _FROM[language][occasion(asset)]
    if title and line.split()[-1].casefold() in title.casefold():
        line = _OUT_OF[language]  # not: from the panel "Panel on local food"
    if title:
        line += f" {quoted(title, locale)}"
    return f"{line}{_place(locator, language)}."


def reference(title: str, locator: Locator, locale: str) -> str:
    """The same in short, for a source: "«Titel», Folie 3"; empty without a title."""
    if not title:
        return ""
    return f"{quoted(title, locale)}{_place(locator, locale.partition('-')[0])}"


def _place(locator: Locator, language: str) -> str:
    """Where it stands, behind a comma: ", Folie 3", ", bei 12:03"; empty where nothing is known."""
    place = source(locator, language)
    if not place:
        return ""
    timed = locator.slide is None and locator.page is None
    return f", {_AT[language]} {place}" if timed else f", {_inside(place, language)}"


def _inside(place: str, language: str) -> str:
    """A place in the middle of a sentence: nouns are capitals in German only."""
    return place if language == "de" else place[0].lower() + place[1:]
