"""Snippets in the four languages, with the decks and panels they come from, and channels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from repurpose import channels
from repurpose.model import Asset, Channel, Locator, Rules, Segment, Snippet, SnippetKind
from repurpose.rendering import Outline

X_RULES = Rules(limit=280, measure="weighted", max_parts=10)
LINKEDIN_RULES = Rules(limit=3000, measure="utf16", link="card")
OTHER_RULES = Rules(limit=500, measure="graphemes")
RULES = {name: channels.rules_of(name) for name in channels.names()}

X = Channel(name="twitter", account="default", rules=X_RULES)
LINKEDIN = Channel(name="linkedin", account="default", rules=LINKEDIN_RULES)
OTHER = Channel(name="mastodon", account="default", rules=OTHER_RULES)

# title, slide title, statement, statistic, speaker, quote, long quote, hashtags, call to action
_SAMPLES = {
    "de": (
        "Aufstocken mit Holz",
        "Das Gewicht entscheidet",
        "Ein Geschoss mehr braucht keinen Quadratmeter neuen Boden, keine neue Strasse und keinen "
        "neuen Kanal.",
        "Bei 9 von 14 Häusern, die wir seit 2019 untersucht haben, trug das Fundament ein Geschoss "
        "mehr ohne Verstärkung.",
        "Regula Hasler",
        "Wer ein gesundes Haus abreisst, wirft Beton weg. Meine Lehrmeisterin sagte: «Zuerst "
        "messen, dann reden.»",
        "Wir haben seit 2019 vierzehn Häuser untersucht. Bei neun hat das Fundament gereicht. Bei "
        "fünf nicht, und dort haben wir vom Aufstocken abgeraten. Das hat uns rund 1.5 Mio. Franken "
        "Umsatz gekostet, z. B. an der Bachstrasse am 3. März. Das gehört auch zu unserem Beruf: "
        "einmal Nein sagen, bevor es teuer wird. Am Ende zählt, was steht, und nicht, was verkauft "
        "wurde.",
        ("Holzbau", "Verdichten nach innen"),
        "Alle Zahlen zum Nachlesen:",
    ),
    "en": (
        "Cheese that keeps",
        "What the cellar does",
        "A wheel of hard cheese keeps for a year in a cellar at twelve degrees, without any power.",
        "Of the 340 wheels we stored last winter, 11 had to be thrown away.",
        "Tom Baker",
        "People ask for “local” and then buy what is cheap. I can’t blame them.",
        "We stored 340 wheels last winter, at twelve degrees and without any power. Eleven had to "
        "be thrown away, which is 3.2 per cent. My father lost twice as many, and he called it “the "
        "price of patience”. I do not think that the cellar is better than a fridge, but it costs "
        "nothing on the days when nobody buys. That is the whole secret, and it is not much of one.",
        ("local food", "cheese"),
        "The whole talk:",
    ),
    "fr": (
        "Construire en hauteur",
        "Ce que porte une maison",
        "Un étage de plus ne demande ni terrain, ni route, ni canalisation.",
        "Sur 14 maisons examinées depuis 2019, 9 portaient un étage de plus sans renfort.",
        "Aline Favre",
        "On me demande souvent : « Et le bruit ? » Le bruit, c’est onze jours.",
        "Nous avons examiné quatorze maisons depuis 2019. Neuf d’entre elles portaient un étage de "
        "plus sans renfort. Pour les cinq autres, nous avons conseillé de ne rien faire, et cela "
        "nous a coûté 1,5 million de francs. Est-ce que je le regrette ? Non. Une maison qui tient "
        "debout vaut mieux qu’un contrat signé, et les voisins s’en souviennent plus longtemps que "
        "nous.",
        ("construction bois", "Suisse"),
        "Tous les chiffres :",
    ),
    "it": (
        "Costruire sul tetto",
        "Quanto pesa un piano",
        "Un piano in legno pesa un terzo di quello che pesano cemento e mattoni.",
        "Su 14 case esaminate dal 2019, 9 reggevano un piano in più senza rinforzi.",
        "Marco Bernasconi",
        "Mi dicono: «Il legno brucia». Certo, ma sappiamo quanto in fretta.",
        "Abbiamo esaminato quattordici case dal 2019. Nove reggevano un piano in più senza rinforzi. "
        "Per le altre cinque abbiamo sconsigliato il lavoro, e ci è costato 1,5 milioni di franchi. "
        "Non me ne pento. Una casa che sta in piedi vale più di un contratto firmato, e i vicini se "
        "ne ricordano più a lungo di noi. Il resto lo si legge nelle offerte, se uno ha la pazienza "
        "di leggerle.",
        ("legno", "densificare"),
        "Tutte le cifre:",
    ),
}
# tip, question, announcement, definition, title of a list, its points
_MORE: dict[str, tuple[str, str, str, str, str, tuple[str, ...]]] = {
    "de": (
        "Achten Sie darauf, dass der Kran vor dem Baugesuch einen Platz hat.",
        "Was hindert Sie daran, auf dem eigenen Dach zu bauen?",
        "Tag der offenen Tür: Samstag, 6. März 2027, 10 bis 16 Uhr, Werkhalle Weinfelden.",
        "Ein Trockenestrich ist ein Boden aus Platten, der ohne Wasser eingebaut wird.",
        "Vier Gründe für ein Geschoss aus Holz",
        (
            "Holz wiegt einen Drittel dessen, was Beton und Backstein wiegen. Das Fundament merkt es.",
            "Die Wände entstehen im Trockenen, mit Fenstern, Leitungen und Fassade.",
            "Der Kran versetzt ein Element in zehn Minuten, und am Abend ist das Haus wieder zu.",
            "Niemand zieht aus, auch nicht für die lauten elf Tage.",
        ),
    ),
    "en": (
        "Weigh the bin for four weeks before you change anything.",
        "What would you stop selling if nobody ever asked for it?",
        "Open evening in the cellar: Friday, 5 March 2027, 6.30 pm, 12 Mill Lane.",
        "A bloomy rind is a soft white coat of mould that ripens a cheese from the outside.",
        "Three things that keep a cheese alive",
        (
            "Paper lets the moisture out and keeps the draughts away.",
            "Twelve degrees are enough. A fridge is made for milk, not for cheese.",
            "A cut face needs company: put two wedges together.",
        ),
    ),
    "fr": (
        "Vérifiez le poids du toit avant de demander un permis.",
        "Que feriez-vous d’un étage de plus sur votre maison ?",
        "Portes ouvertes à l’atelier : samedi 6 mars 2027, de 10 h à 16 h, à Bulle.",
        "Par surélévation, on entend la construction d’étages nouveaux sur une maison qui existe.",
        "Trois raisons de construire en bois",
        (
            "Le bois pèse trois fois moins que le béton.",
            "Les murs se fabriquent au sec, avec leurs fenêtres.",
            "Personne ne déménage pendant les travaux.",
        ),
    ),
    "it": (
        "Controllate il peso del tetto prima di chiedere il permesso.",
        "Che cosa fareste con un piano in più sulla vostra casa?",
        "Porte aperte in officina: sabato 6 marzo 2027, dalle 10 alle 16, a Bellinzona.",
        "Per sopraelevazione si intende la costruzione di nuovi piani su una casa esistente.",
        "Tre motivi per costruire in legno",
        (
            "Il legno pesa un terzo del cemento.",
            "Le pareti nascono all’asciutto, con le finestre.",
            "Nessuno deve traslocare durante i lavori.",
        ),
    ),
}
LANGUAGES = tuple(_SAMPLES)
KINDS: tuple[SnippetKind, ...] = (
    "quote", "statement", "statistic", "tip", "question", "announcement", "definition", "list",
)  # fmt: skip


def deck(language: str = "de", **changes: object) -> Asset:
    title, heading, statement, statistic, *_ = _SAMPLES[language]
    *lines, list_title, points = _MORE[language]
    place, list_place = Locator(slide=4), Locator(slide=5)
    asset = Asset(
        path=Path("Vorträge") / f"{title}.pptx",
        kind="deck",
        title=title,
        language=language,
        sha256="0" * 64,
        segments=(
            Segment(text=heading, role="title", locator=place),
            Segment(text=statement, role="body", locator=place),
            Segment(text=statistic, role="body", locator=place),
            *(Segment(text=str(line), role="body", locator=place) for line in lines),
            Segment(text=str(list_title), role="title", locator=list_place),
            *(Segment(text=point, role="body", locator=list_place) for point in points),
        ),
    )
    return replace(asset, **changes)  # type: ignore[arg-type]


def panel(language: str = "de", **changes: object) -> Asset:
    title, _, _, _, speaker, quote, long, *_ = _SAMPLES[language]
    said = ((speaker, quote), ("Beat Oertli", "Rechnerisch."), ("Milena Jankovic", "Kann man."))
    asset = Asset(
        path=Path("Podium") / "panel_2026-10-29.vtt",
        kind="transcript",
        title=title,
        language=language,
        sha256="1" * 64,
        segments=tuple(
            Segment(text=text, role="speech", speaker=who, locator=Locator(start=723.0 + n))
            for n, (who, text) in enumerate((*said, (speaker, long)))
        ),
    )
    return replace(asset, **changes)  # type: ignore[arg-type]


def outline(language: str) -> Outline:
    """Of a deck whose talk was filmed."""
    title, heading, *_ = _SAMPLES[language]
    *_, list_title, _ = _MORE[language]
    titles = (title, heading, str(list_title))
    times = ("0:00", "4:10", "1:02:03")
    chapters = tuple(f"{time} {each}" for time, each in zip(times, titles, strict=True))
    return Outline(contents=titles, chapters=chapters)


def snippet(kind: SnippetKind, language: str = "de", **changes: object) -> Snippet:
    _, _, statement, statistic, speaker, quote, *_ = _SAMPLES[language]
    tip, question, announcement, definition, _, points = _MORE[language]
    texts = {
        "statement": statement, "statistic": statistic, "tip": tip, "question": question,
        "announcement": announcement, "definition": definition,
    }  # fmt: skip
    if kind == "quote":
        made = Snippet(kind=kind, text=quote, locator=Locator(start=723.0), speaker=speaker)
    elif kind == "list":
        made = Snippet(kind=kind, text="\n".join(points), locator=Locator(slide=5))
    else:
        text = texts[kind]
        made = Snippet(kind=kind, text=text, locator=Locator(slide=4))
    return replace(made, language=language, **changes)  # type: ignore[arg-type]


def long_quote(language: str = "de") -> Snippet:
    return snippet("quote", language, text=_SAMPLES[language][6], locator=Locator(start=3723.4))


def asset_of(made: Snippet) -> Asset:
    return panel(made.language) if made.kind == "quote" else deck(made.language)


def dressed(channel: Channel, language: str) -> Channel:
    """A channel with hashtags, a link and a call to action."""
    *_, hashtags, call = _SAMPLES[language]
    link = "https://www.example.ch/vortrag"
    return replace(channel, hashtags=hashtags, link=link, call_to_action=call)
