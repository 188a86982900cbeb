"""What a word means, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.extractors.tables import deck, found, lines

GOOD = {
    "de": [
        "Ein Trockenestrich ist ein Boden aus Platten, der ohne Wasser eingebaut wird.",
        "Unter Aufstockung versteht man den Bau neuer Geschosse auf ein bestehendes Haus.",
        "Als Unterlagsboden bezeichnet man die Schicht unter dem Parkett.",
        "Die Ausnützungsziffer bezeichnet das Verhältnis von Wohnfläche und Grundstück.",
        "Verdichten heisst, dass auf dem gleichen Boden mehr Menschen wohnen.",
        "Eine Einsprache ist das Mittel, mit dem sich Nachbarn gegen ein Baugesuch wehren.",
        "Von einer Brandmauer spricht man, wenn eine Wand das Feuer neunzig Minuten aufhält.",
    ],
    "en": [
        "A bloomy rind is a soft white coat of mould that ripens a cheese from the outside.",
        "Affinage is the process of ripening cheese in a cellar for months or years.",
        "The term use-by date refers to the last day on which food is safe.",
        "Whey is defined as the liquid that remains after milk has curdled.",
        "A cheese iron is a small tool used to take a sample from a wheel.",
        "Shrinkage refers to the part of the stock that nobody ever pays for.",
    ],
    "fr": [
        "Par surélévation, on entend la construction d'étages nouveaux sur une maison qui existe.",
        "On appelle chape sèche un sol fait de plaques et posé sans eau.",
        "Un pare-feu est un mur qui arrête les flammes pendant une heure.",
    ],
    "it": [
        "Per sopraelevazione si intende la costruzione di nuovi piani su una casa esistente.",
        "Si chiama massetto a secco un pavimento fatto di lastre e posato senza acqua.",
        "Un tagliafuoco è un muro che ferma le fiamme per un'ora intera.",
    ],
}
BAD = {
    "de": [
        "Die nachhaltigste Wohnung ist die, aus der niemand ausziehen muss.",
        "Das ist ein Boden aus Platten, der ohne Wasser eingebaut wird.",
        "Die nächste Rednerin ist eine Frau, die in Weinfelden jedes Dach kennt.",
        "Anna Keller ist eine Architektin, die seit zwanzig Jahren mit Holz baut.",
        "Unser Ziel ist eine Stadt, in der alle Menschen eine Wohnung finden.",
        "Das Problem ist ein Gesetz, das niemand in der Gemeinde mehr versteht.",
        "Ein Kran ist ein guter Freund, der nie zu spät auf die Baustelle kommt.",
        "Jetzt ist ein Kran da, der die Wände in zehn Minuten versetzt.",
        "Heute ist die Bachstrasse eine Adresse, die in der Stadt jeder kennt.",
        "Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton wiegt.",
    ],
    "en": [
        "The next speaker is a woman who knows every cellar in the country.",
        "This is a soft white coat of mould that ripens a cheese.",
        "The problem is a rule that nobody in the village understands.",
        "Our goal is a shop that throws nothing away at the end.",
        "A good cellar is a place that my father never wanted to leave.",
        "It is the process of ripening cheese in a cellar for months.",
        "What we need is a counter that tells people what is ripe.",
        "Bob Ray is a man who has sold cheese for forty years.",
        "Every kilo in the bin is a bucket of milk that somebody carried.",
    ],
    "fr": [
        "Notre but est une ville qui offre un logement à tout le monde.",
        "Le problème est une loi que personne ne comprend dans la commune.",
        "C'est un mur qui arrête les flammes pendant une heure entière.",
    ],
    "it": [
        "Il nostro scopo è una città che offre una casa a tutti quanti.",
        "Il problema è una legge che nessuno capisce nel comune.",
        "Questo è un muro che ferma le fiamme per un'ora intera.",
    ],
}


@pytest.mark.parametrize(("language", "text"), lines(GOOD))
def test_defines(language: str, text: str) -> None:
    [definition] = found(deck(language, text), "definition")
    assert (definition.text, definition.why[0]) == (text, "says what a word means")


@pytest.mark.parametrize(("language", "text"), lines(BAD))
def test_does_not_define(language: str, text: str) -> None:
    assert found(deck(language, text), "definition") == []


@pytest.mark.parametrize(
    ("language", "title", "entry"),
    [
        ("de", "Glossar", "Trockenestrich: Boden aus Platten, ohne Wasser eingebaut"),
        ("de", "Die wichtigsten Begriffe", "Einsprache – Mittel der Nachbarn gegen ein Baugesuch"),
        ("en", "Glossary", "Whey: the liquid that remains after milk has curdled"),
        ("fr", "Glossaire", "Chape sèche : sol fait de plaques et posé sans eau"),
        ("it", "Glossario", "Massetto: pavimento fatto di lastre e posato senza acqua"),
    ],
)
def test_an_entry_of_a_glossary(language: str, title: str, entry: str) -> None:
    assert [d.text for d in found(deck(language, entry, title=title), "definition")] == [entry]
    assert found(deck(language, entry, title="Unser Haus"), "definition") == []


@pytest.mark.parametrize(
    "line",
    ["Frage: Wer baut das Haus am Ende?", "Holz: leicht", "Er: ein Mann aus Weinfelden am See"],
)
def test_no_entry(line: str) -> None:
    assert found(deck("de", line, title="Glossar"), "definition") == []
