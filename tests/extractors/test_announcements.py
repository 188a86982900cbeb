"""What is to come, what is over, and what only has a date in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.extractors.tables import deck, found, lines, talk

WRITTEN = "2026-10-26T07:30:00Z"
GOOD = {
    "de": [
        "Tag der offenen Tür: Samstag, 6. März 2027, 10 bis 16 Uhr, Werkhalle Weinfelden.",
        "Do., 3. März 2027, 18.30 Uhr, Stadtsaal: Vortrag zum Aufstocken mit Holz",
        "Am 12. Februar 2027 findet im Stadtsaal die Ausstellung zum Holzbau statt.",
        "Wir laden Sie am 3.3.2027 um 19 Uhr zur Eröffnung der neuen Werkhalle ein.",
        "Wir suchen eine Zimmerin oder einen Zimmermann EFZ (m/w/d) für unser Team in Weinfelden.",
        "Zur Verstärkung unseres Teams suchen wir per sofort eine Projektleiterin (80–100 %).",
        "Ab 1. Mai 2027 gibt es unsere Bodenplatten auch aus Schweizer Eiche.",
        "Die nächste Baustellenführung ist am 15. November, 14 Uhr, an der Bachstrasse in Romanshorn.",
    ],
    "en": [
        "Open evening in the cellar: Friday, 5 March 2027, 6.30 pm, 12 Mill Lane.",
        "The next tasting takes place on March 3rd, 2027, at the old dairy.",
        "Join us for a workshop on ripe cheese on 12 February 2027 in Bath.",
        "We are hiring a cheesemonger for the counter in Mill Lane.",
        "We are looking for an apprentice to start in August 2027.",
        "From 1 May 2027 we sell our own butter at the counter.",
        "Our second shop opens on Saturday, 6 March 2027, with a guided tour at 10:00.",
    ],
    "fr": [
        "Portes ouvertes à l'atelier : samedi 6 mars 2027, de 10 h à 16 h, à Bulle.",
        "La prochaine visite guidée aura lieu le 1er avril 2027 à Fribourg.",
        "Nous recherchons une charpentière ou un charpentier (h/f) pour notre atelier de Bulle.",
        "Dès le 1er mai 2027, nous proposons aussi des planchers en chêne suisse.",
    ],
    "it": [
        "Porte aperte in officina: sabato 6 marzo 2027, dalle 10 alle 16, a Bellinzona.",
        "La prossima visita guidata si terrà il 1° aprile 2027 a Lugano.",
        "Cerchiamo una collaboratrice o un collaboratore per la nostra officina di Bellinzona.",
        "Dal 1° maggio 2027 offriamo anche pavimenti in rovere svizzero.",
    ],
}
BAD = {
    "de": [
        "Am 3. März 2025 fand im Stadtsaal die Ausstellung zum Holzbau statt.",
        "Tag der offenen Tür: Samstag, 7. März 2026, 10 bis 16 Uhr, Werkhalle Weinfelden.",
        "Das Haus von 1962 steht in der Stadt und hat keinen Lift.",
        "Bis zum 3. März 2027 prüft die Gemeinde alle Gesuche nach Art. 12.",
        "Wir suchen seit Jahren nach einer besseren Lösung für den Lärm.",
        "Der Kurs des Frankens stieg am 3. Dezember 2026 um zwei Prozent.",
        "Die Messung vom 12. Februar 2027 zeigt einen Wert von 46 Dezibel.",
        "Ein Konzert ist laut, ein Haus aus Holz ist es nicht.",
        "Er lädt dazu am 3. März 2027 in den Stadtsaal von Weinfelden ein, mit Vortrag.",
        "Version 3.2.1 des Berichts liegt ab heute im Stadtsaal auf.",
    ],
    "en": [
        "The tasting on March 3rd, 2026, took place at the old dairy.",
        "Open evening in the cellar: Friday, 6 March 2026, 6.30 pm, 12 Mill Lane.",
        "We are looking for better ways to keep the cellar cold.",
        "The cellar was built in March 1911 and has never been warm.",
        "In May the market sells more cheese than in December.",
        "A talk of 20 minutes needs 12 slides or fewer.",
        "The report of 5 March 2027 counts eleven wheels.",
        "You may open 3 March as the first sheet of the table.",
        "They opened their second shop on 3 March 2027 with a guided tour.",
    ],
    "fr": [
        "La visite guidée du 1er avril 2026 a eu lieu à Fribourg.",
        "Nous cherchons une meilleure solution pour le bruit.",
        "Le marché de mai vend plus que celui de décembre.",
        "Portes ouvertes à l'atelier : samedi 7 mars 2026, de 10 h à 16 h, à Bulle.",
    ],
    "it": [
        "La visita guidata del 1° aprile 2026 è stata a Lugano.",
        "Cerchiamo una soluzione migliore per il rumore.",
        "Il mercato di maggio vende più di quello di dicembre.",
        "Porte aperte in officina: sabato 7 marzo 2026, dalle 10 alle 16, a Bellinzona.",
    ],
}


@pytest.mark.parametrize(("language", "text"), lines(GOOD))
def test_is_announced(language: str, text: str) -> None:
    [announcement] = found(deck(language, text, day=WRITTEN), "announcement")
    assert announcement.text == text
    assert announcement.why[0].split()[0] in ("an", "something")


@pytest.mark.parametrize(("language", "text"), lines(BAD))
def test_is_not_announced(language: str, text: str) -> None:
    assert found(deck(language, text, day=WRITTEN), "announcement") == []


EVENT = "Tag der offenen Tür: Samstag, 6. März 2027, 10 bis 16 Uhr, Werkhalle Weinfelden."
YEARLESS = "Tag der offenen Tür: Samstag, 6. März, 10 bis 16 Uhr, Werkhalle Weinfelden."
JOB = "Wir suchen eine Zimmerin (m/w/d) für unser Team in Weinfelden."


@pytest.mark.parametrize(
    ("text", "written", "today", "announced"),
    [
        (EVENT, "2026-10-26", None, True),
        (EVENT, "2027-03-07", None, False),
        (EVENT, "2026-10-26", date(2027, 3, 6), True),
        (EVENT, "2026-10-26", date(2027, 3, 7), False),
        (EVENT, None, date(2027, 3, 6), True),
        (EVENT, None, date(2027, 3, 7), False),
        (EVENT, None, None, False),  # nobody can tell whether it is over
        (YEARLESS, None, None, True),
        (YEARLESS, None, date(2029, 1, 1), True),
        (YEARLESS, "2026-10-26", date(2027, 3, 6), True),  # the next one after the deck
        (YEARLESS, "2026-10-26", date(2027, 3, 7), False),
        (JOB, "2026-10-26", date(2027, 10, 26), True),
        (JOB, "2026-10-26", date(2027, 10, 27), False),
        (JOB, None, None, True),
    ],
)
def test_what_is_over_is_no_news(
    text: str, written: str | None, today: date | None, announced: bool
) -> None:
    asset = deck("de", text, day=written)
    assert bool(found(asset, "announcement", today)) == announced


def test_the_first_slide_announces_the_talk_itself() -> None:
    asset = deck("de", "Vortrag, Donnerstag, 3. März 2027, 18.30 Uhr, Stadtsaal", day=WRITTEN)
    assert len(found(asset, "announcement")) == 1
    first = asset.segments[0].locator
    segments = tuple(replace(segment, locator=first) for segment in asset.segments)
    assert found(replace(asset, segments=segments), "announcement") == []


def test_in_a_talk_somebody_must_invite() -> None:
    told = "The tasting of 5 March 2027 in Bath needs eleven wheels of hard cheese."
    invites = "We invite you to the tasting on 5 March 2027 at the old dairy in Bath."
    asset = talk("en", ("Tom", told), ("Ann", invites))
    found_ = found(asset, "announcement", date(2027, 1, 1))
    assert [a.text for a in found_] == [invites]
