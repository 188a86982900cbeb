"""German as Switzerland, Germany and Austria set it; numbers and days of our own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from repurpose.model import Locator, Segment
from repurpose.rendering import Renderer, wording
from repurpose.rendering.locales import locale_of
from tests.rendering.samples import LANGUAGES, LINKEDIN, X, deck, panel, snippet

GERMANY = "Die Straße ist zu groß für das Dorf."


def said(text: str) -> tuple[Segment, ...]:
    return (Segment(text=text, role="body", locator=Locator(slide=4)),)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Die Strasse ist gross.", "de-CH"),
        (GERMANY, "de-DE"),
        ("Die Strasse ist gross, ausser an der Hauptstraße 3.", "de-CH"),
        ("Ein Haus aus Holz.", "de-CH"),
        ("Ein „Haus“ aus Holz.", "de-DE"),
        ("Ein «Haus» und ein „Dach“.", "de-CH"),
        ("Wir wissen, dass es passt: Wasser, Messe, Russland, Kongress.", "de-CH"),
    ],
)
def test_the_spelling_of_the_file_tells_the_country(text: str, locale: str) -> None:
    assert locale_of("de", deck(segments=said(text))) == locale


def test_what_the_user_says_counts_more_and_only_for_german() -> None:
    asset = deck(segments=said(GERMANY))
    assert locale_of("de", asset, "de-AT") == "de-AT"
    assert locale_of("fr", asset, "de-AT") == "fr"
    assert locale_of("de", asset) == "de-DE"


def test_words_of_ours_follow_the_country_and_quoted_words_keep_their_spelling() -> None:
    made = snippet("quote", text="Das ist «zu groß».")
    ours = Renderer(locale="de-CH").render(made, panel(), LINKEDIN)[0].text
    theirs = Renderer(locale="de-DE").render(made, panel(), LINKEDIN)[0].text
    assert ours.startswith("«Das ist ‹zu groß›.»")
    assert "Aus dem Podium «Aufstocken mit Holz», bei 12:03." in ours
    assert theirs.startswith("„Das ist ‚zu groß‘.“")
    assert "Aus dem Podium „Aufstocken mit Holz“, bei 12:03." in theirs


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "«Aufstocken mit Holz»"),
        ("en", "“Cheese that keeps”"),
        ("fr", "«\u202fConstruire en hauteur\u202f»"),
        ("it", "«Costruire sul tetto»"),
    ],
)
def test_each_language_has_its_marks(language: str, text: str) -> None:
    [part] = Renderer().render(snippet("statistic", language), deck(language), X)
    assert text in part.text


@pytest.mark.parametrize(
    ("locale", "number", "day"),
    [
        ("de-CH", "12’500.5", "1. Januar 2027"),
        ("de-DE", "12.500,5", "1. Januar 2027"),
        ("de-AT", "12\u00a0500,5", "1. Jänner 2027"),
        ("en", "12,500.5", "1 January 2027"),
        ("fr", "12\u202f500,5", "1er janvier 2027"),
        ("it", "12.500,5", "1º gennaio 2027"),
    ],
)
def test_numbers_and_days_of_a_template(locale: str, number: str, day: str, tmp_path: Path) -> None:
    (tmp_path / "twitter.txt.j2").write_text(
        "{{ 12500.5|number }}|{{ 340|number }}|{{ date|day }}", "utf-8"
    )
    language = locale.partition("-")[0]
    asset = replace(deck(language), date="2027-01-01T10:00:00Z")
    [part] = Renderer(tmp_path, locale).render(snippet("tip", language), asset, X)
    assert part.text == f"{number}|340|{day}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_ours_is_spelt_otherwise_in_switzerland(language: str) -> None:
    """So that one wording does for all three countries."""
    said_by_us = " ".join(
        [
            *wording.labels(language).values(),
            wording.invitation("question", language),
            *wording._FROM[language].values(),
            *wording._PLACES[language].values(),
        ]
    )
    assert "ß" not in said_by_us
    if language == "de":
        assert locale_of("de", deck(segments=said(said_by_us))) == "de-CH"
        assert "ss" not in said_by_us
