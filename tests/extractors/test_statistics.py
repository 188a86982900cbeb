"""A number with what it counts, and numbers that count nothing."""

from __future__ import annotations

import pytest

from tests.extractors.tables import deck, found, lines

GOOD = {
    "de": [
        "Der Verlust sank in der Käserei um 12 Prozent im Jahr.",
        "Jede dritte Wohnung in der Stadt steht länger als ein Jahr leer.",
        "Bei vier von zehn Häusern trug das Fundament ein Geschoss mehr.",
        "Die Miete hat sich in der Stadt innert zehn Jahren verdoppelt.",
        "Zwei Drittel der Häuser in der Stadt haben noch keinen Lift.",
        "Das alte Dach wiegt 2 bis 3 Mal so viel wie ein neues aus Holz.",
        "Alle zwölf Haushalte sind während der Bauzeit im Haus geblieben.",
        "Der Umbau kostet vierzig Prozent weniger als ein neues Haus.",
        "In der Stadt stehen 400 Häuser, die ein Geschoss tragen.",
        "In drei Jahren haben 58 Haushalte im Quartier die Kündigung bekommen.",
    ],
    "en": [
        "One in three shops throws away more cheese than it sells.",
        "The new counter halved the waste of the shop within two years.",
        "Of the 340 wheels in the cellar, eleven were lost in one winter.",
        "Three quarters of the waste in the shop comes from five cheeses.",
        "A fridge uses three times as much power as the old cellar needs.",
        "Eleven litres of milk make one kilo of hard cheese.",
        "The shop now sells 41 cheeses in summer and fewer in winter.",
    ],
    "fr": [
        "Une maison sur trois peut porter un étage de plus sans renforcement.",
        "La moitié des maisons de la ville n'ont pas encore d'ascenseur.",
        "Le bois coûte deux fois plus que le béton dans la région.",
    ],
    "it": [
        "Due case su tre possono portare un piano in più senza rinforzi.",
        "La metà delle case della città non ha ancora un ascensore.",
        "Il legno costa tre volte più del cemento in tutta la regione.",
    ],
}
BAD = {
    "de": [
        "Das Haus von 1962 steht in der Stadt und hat keinen Lift.",
        "Am 3. März 2026 beginnt in der Stadt der Bau des Hauses.",
        "Um 18 Uhr beginnt in der Stadt die Führung durch das Haus.",
        "Das Haus Bachstrasse 12 steht in der Stadt und hat keinen Lift.",
        "Unter Windows 11 zeigen manche Programme die Pläne des Hauses falsch.",
        "Nach Artikel 12 prüft die Gemeinde jedes Gesuch der Eigentümer.",
        "Wir wollen in zwanzig Jahren kein gesundes Haus mehr abreissen.",
    ],
    "en": [
        "The cellar from 1911 has never been warm or wet in summer.",
        "On March 3 visitors can taste every wheel in the cellar.",
        "At 5 pm visitors can taste every wheel that is in the cellar.",
        "In Python 3.11 errors say where the trouble in a line is.",
        "With Windows 11 people can read the labels on every screen.",
        "Version 2 brought nothing that people in the shop had wanted.",
        "In issue 12 someone asks for labels that people can read.",
        "The shop keeps no more than it can sell in a summer week.",
    ],
    "fr": [
        "La maison de 1962 est en ville et n'a pas d'ascenseur.",
        "Le 3 mars 2026 commence la construction de la maison en ville.",
    ],
    "it": [
        "La casa del 1962 è in città e non ha un ascensore.",
        "Il passo 3 mostra come le pareti vengono posate sulla casa.",
        "Il 3 marzo 2026 comincia la costruzione della casa in città.",
    ],
}


@pytest.mark.parametrize(("language", "text"), lines(GOOD))
def test_counts_something(language: str, text: str) -> None:
    [statistic] = found(deck(language, text), "statistic")
    assert (statistic.text, statistic.why[0]) == (text, "a number with what it counts")


@pytest.mark.parametrize(("language", "text"), lines(BAD))
def test_counts_nothing(language: str, text: str) -> None:
    asset = deck(language, text)
    assert found(asset, "statistic") == []
    assert [s.text for s in found(asset, "statement")] == [
        text
    ]  # it is not passed over for another reason
