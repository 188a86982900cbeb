"""A slide's points as one text, where its title says what they are."""

from __future__ import annotations

import pytest

from repurpose.model import Asset, Locator, Segment
from repurpose.text.verbatim import locate
from tests.extractors.tables import deck, found

CLAUSES = {
    "de": ("Was das Gewicht entscheidet", [
        "Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton wiegt.",
        "Das alte Ziegeldach wog 31 Tonnen und ging zuerst weg.",
        "Die Wände entstehen im Werk, mit Fenstern und Leitungen.",
    ]),
    "en": ("What the cellar does", [
        "Paper lets the moisture out and keeps the draughts away.",
        "Twelve degrees are enough for every hard cheese.",
        "A cut face needs company in the cellar.",
    ]),
    "fr": ("Pourquoi le bois", [
        "Le bois pèse trois fois moins que le béton.",
        "Les murs sont faits au sec, avec leurs fenêtres.",
        "Les voisins restent chez soi pendant les travaux.",
    ]),
    "it": ("Perché il legno", [
        "Il legno pesa un terzo del cemento armato.",
        "Le pareti vengono costruite al coperto, con le finestre.",
        "Gli abitanti restano in casa durante i lavori.",
    ]),
}  # fmt: skip
PHRASES = {
    "de": ("Drei Gründe für ein Geschoss aus Holz", [
        "Kleines Gewicht auf dem alten Fundament",
        "Kurze Bauzeit auf engem Platz",
        "Wenig Lärm für die Nachbarn",
    ]),
    "en": ("Three reasons to keep a cellar", [
        "Steady cold without any power at all",
        "Room for three hundred wheels",
        "A story to tell at the counter",
    ]),
    "fr": ("Trois raisons de construire en bois", [
        "Un poids léger sur les vieux murs",
        "Un chantier court dans une rue étroite",
        "Peu de bruit pour les voisins",
    ]),
    "it": ("Tre motivi per costruire in legno", [
        "Un peso leggero sui vecchi muri",
        "Un cantiere breve in una strada stretta",
        "Poco rumore per i vicini di casa",
    ]),
}  # fmt: skip
GOOD = [(language, *each) for table in (CLAUSES, PHRASES) for language, each in table.items()]
TITLE, POINTS = PHRASES["de"]


@pytest.mark.parametrize(("language", "title", "points"), GOOD)
def test_is_a_list(language: str, title: str, points: list[str]) -> None:
    asset = deck(language, *points, title=title)
    [made] = found(asset, "list")
    assert made.text == "\n".join(points)
    assert made.locator == Locator(slide=2)
    assert made.why == ("the points of a slide",)
    assert 0.5 <= made.score <= 0.7
    assert locate(made.text, asset, made.locator) is not None


@pytest.mark.parametrize(
    "title",
    ["Agenda", "Inhalt", "Über uns", "Referenzen", "Kontakt", "Holz", "Unser Programm heute", "Vielen Dank!",
     "Weiterführende Links", "Gründe für Holz (2)", "Gründe 1/2", "Nächste Schritte und Gründe", "und drei Gründe",
     "Vier Gründe für ein Geschoss aus Holz", "Das Haus Bachstrasse"],
)  # fmt: skip
def test_a_title_that_does_not_say_what_the_points_are(title: str) -> None:
    assert found(deck("de", *POINTS, title=title), "list") == []


@pytest.mark.parametrize(
    "points",
    [
        POINTS[:2],
        ["Gewicht", "Bauzeit", "Lärm"],
        [*POINTS[:2], "Lärm"],
        [*POINTS[:2], "Folgende Vorteile für die Nachbarn:"],
        [*POINTS[:2], "Mehr dazu auf www.example.org/laerm"],
        [*POINTS[:2], "Fragen an info@example.org richten"],
        [*POINTS[:2], "return wall.height() und fertig"],
        [*POINTS[:2], "und wenig Lärm für die Nachbarn"],
        [*POINTS[:2], "Dieser Lärm stört die Nachbarn nie"],
        [*POINTS[:2], "Und wenig Lärm für die Nachbarn"],
        [*POINTS[:2], "Wie viel Lärm für die Nachbarn?"],
        [*POINTS[:2], "Wenig Lärm für die Nachbarn, den Hof und"],
        [*POINTS[:2], POINTS[0]],
        [*POINTS[:2], "Der Kran versetzt die Wände in zehn Minuten. Das geht leise."],
        [*POINTS[:2], " ".join(["Lärm"] * 26)],
        [*POINTS, "Kosten / Nutzen / Ertrag"],
    ],
)
def test_points_that_make_no_list(points: list[str]) -> None:
    title = TITLE if len(points) == 3 else TITLE.replace("Drei", "Die")
    assert found(deck("de", *points, title=title), "list") == []


def test_two_points_are_one_where_the_title_says_two() -> None:
    asset = deck("de", *POINTS[:2], title="Zwei Gründe für ein Geschoss aus Holz")
    assert [made.text for made in found(asset, "list")] == ["\n".join(POINTS[:2])]


def test_beside_a_table_the_points_are_half_of_it() -> None:
    asset = deck("de", *POINTS, title=TITLE)
    row = Segment(text="Holz | leicht", role="table", locator=Locator(slide=2))
    assert found(_with(asset, [*asset.segments, row]), "list") == []


def test_what_stands_on_every_slide_is_no_point() -> None:
    asset = deck("de", *POINTS, title=TITLE)
    same = [Segment(text=POINTS[0], role="body", locator=Locator(slide=n)) for n in (3, 4)]
    assert found(_with(asset, [*asset.segments, *same]), "list") == []


def test_talk_has_no_lists() -> None:
    asset = deck("de", *POINTS, title=TITLE)
    assert found(_with(asset, asset.segments, kind="transcript"), "list") == []


def test_below_a_heading_of_a_document() -> None:
    lines = [("title", "Holz"), ("title", TITLE), *(("body", p) for p in POINTS), ("title", "Ende")]
    segments = [
        Segment(text=text, role=role, locator=Locator(line=n))  # type: ignore[arg-type]
        for n, (role, text) in enumerate(lines, 1)
    ]
    asset = _with(deck("de"), segments, kind="document")
    [made] = found(asset, "list")
    assert (made.text, made.locator) == ("\n".join(POINTS), Locator(line=3))
    assert made.why == ("the points below a heading",)


def _with(asset: Asset, segments: object, kind: str = "deck") -> Asset:
    from dataclasses import replace

    return replace(asset, segments=tuple(segments), kind=kind)  # type: ignore[arg-type]
