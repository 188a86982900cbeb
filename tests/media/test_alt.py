"""The alternative text of a slide: its own words, in order, within the limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose.media.alt import alt_text
from repurpose.model import Asset, AssetKind, Locator, Role, Segment
from tests.media.conftest import read

DECK = Path(__file__).parents[2] / "examples" / "holzbau" / "Aufstocken mit Holz.pptx"


def asset(
    *said: tuple[Role, str], language: str = "de", hidden: tuple[str, ...] = (),
    kind: AssetKind = "deck",
) -> Asset:  # fmt: skip
    place = Locator(slide=4) if kind == "deck" else Locator(page=4)
    segments = tuple(
        Segment(role=role, text=text, locator=place, hidden=text in hidden) for role, text in said
    )
    return Asset(
        path=Path("a.pptx"), kind=kind, title="Unser Vortrag", language=language, sha256="0",
        segments=segments,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("de-CH", "Folie 4: "), ("en", "Slide 4: "), ("fr", "Diapositive 4\u00a0: "),
        ("it", "Diapositiva 4: "), ("und", "Slide 4: "), ("rm", "Slide 4: "),
    ],
)  # fmt: skip
def test_it_begins_in_the_language_of_the_slide(language: str, lead: str) -> None:
    deck = asset(("title", "Titel"), ("body", "Ein Satz."), language=language)
    assert alt_text(deck, 4, 1000) == f"{lead}Titel. Ein Satz."


def test_charts_have_their_numbers_and_tables_their_rows() -> None:
    deck = asset(
        ("title", "Umsatz"),
        ("chart", "Umsatz in Mio."), ("chart", "Schweiz | 2023: 8.5 | 2024: 6.4"),
        ("table", "Jahr | Stück"), ("table", "2024 |  | 17"),
    )  # fmt: skip
    assert alt_text(deck, 4, 1000) == (
        "Folie 4: Umsatz. Diagramm: Umsatz in Mio.; Schweiz – 2023: 8.5, 2024: 6.4. "
        "Tabelle: Jahr, Stück; 2024, 17."
    )


def test_a_chart_that_its_author_described_is_described_so() -> None:
    said = alt_text(read(DECK), 5, 1000)
    assert said.startswith(
        "Folie 5: Das Gewicht entscheidet. Ein Geschoss in Holz wiegt einen Drittel"
    )
    assert said.endswith(
        "Balkendiagramm: Beton und Backstein 1’180, Stahl mit Verbunddecke 640, Holzrahmenbau 390 "
        "Kilogramm pro Quadratmeter Wohnfläche."
    )
    assert "| " not in said


def test_pictures_are_described_as_their_author_did_and_footers_are_left_out() -> None:
    said = alt_text(read(DECK), 10, 1000)
    assert "Zeichnung: Ein Kran setzt eine Wand aus Holz" in said
    assert "Holzbau Eggmatt AG" not in said  # stands on every slide


def test_nothing_private_is_said() -> None:
    deck = read(DECK)
    every = " ".join(alt_text(deck, n, 5000) for n in range(1, deck.slides + 1))
    private = [s.text for s in deck.segments if s.hidden]
    assert len(private) > 20
    assert [text for text in private if text in every and "Eggmatt" not in text] == []
    shown = asset(("title", "Titel"), ("body", "Unsichtbar"), hidden=("Unsichtbar",))
    assert alt_text(shown, 4, 1000) == "Folie 4: Titel."


def test_it_is_never_empty() -> None:
    assert alt_text(asset(), 4, 1000) == "Folie 4: Unser Vortrag"
    assert alt_text(asset(("notes", "geheim")), 4, 1000) == "Folie 4: Unser Vortrag"
    assert (
        alt_text(asset(("title", "Donaudampfschifffahrtsgesellschaft" * 3)), 4, 12) == "Folie 4 …"
    )


def test_a_page_of_a_document_is_a_page() -> None:
    assert alt_text(asset(("body", "Ein Satz"), kind="document"), 4, 99) == "Seite 4: Ein Satz."


def test_too_long_is_cut_behind_a_sentence_or_else_a_word() -> None:
    deck = asset(("title", "Holz"), ("body", "Erster Satz ist da. Zweiter Satz kommt noch hinzu."))
    whole = alt_text(deck, 4, 1000)
    assert alt_text(deck, 4, len(whole)) == whole
    assert alt_text(deck, 4, 40) == "Folie 4: Holz. Erster Satz ist da."
    assert alt_text(deck, 4, 30) == "Folie 4: Holz. Erster Satz …"
    deck = read(DECK)
    for limit in (20, 60, 125, 420, 1000):
        for slide in range(1, deck.slides + 1):
            said = alt_text(deck, slide, limit)
            assert 0 < len(said) <= limit
