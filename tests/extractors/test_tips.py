"""Instructions to the reader, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.extractors.tables import deck, found, lines, talk

GOOD = {
    "de": [
        "Achten Sie darauf, dass der Kran vor dem Baugesuch einen Platz hat.",
        "Prüfen Sie das Fundament, bevor Sie einen Architekten fragen.",
        "Wer aufstocken will, sollte zuerst die alten Pläne suchen.",
        "Vermeiden Sie nasse Böden im Winter, sie trocknen zu langsam.",
        "Messen Sie den Lärm vor und nach dem Umbau an denselben Punkten.",
        "Nutze Holz aus der Region, dann sind die Wege kurz.",
        "Bevor Sie den Kran bestellen, sollten Sie die Strasse ausmessen.",
        "Tipp: Zuerst die Nachbarn einladen, dann die Pläne zeichnen.",
    ],
    "en": [
        "Weigh the bin for four weeks before you change anything.",
        "Never store soft cheese next to an open window in summer.",
        "Always ask a neighbour before the crane arrives.",
        "Make sure that the cellar stays below twelve degrees.",
        "Don't wrap hard cheese in cling film for more than a day.",
        "If you sell ends, weigh them in front of the customer.",
        "Avoid washing the rind with soap or hot water.",
    ],
    "fr": [
        "Vérifiez le poids du toit avant de demander un permis.",
        "Il faut parler aux voisins avant de dessiner les plans.",
        "N'oubliez pas de mesurer le bruit avant les travaux.",
        "Évitez les sols humides en hiver, car le béton sèche mal.",
    ],
    "it": [
        "Controllate il peso del tetto prima di chiedere il permesso.",
        "Bisogna parlare con i vicini prima di disegnare i piani.",
        "Evitate i pavimenti umidi in inverno, perché asciugano male.",
        "Non dimenticate di misurare il rumore prima dei lavori.",
    ],
}
BAD = {
    "de": [
        "Schauen Sie hier auf die dritte Zeile der Tabelle.",
        "Klicken Sie auf den grünen Knopf oben rechts im Fenster.",
        "Stellen Sie sich vor, das ganze Haus wäre aus Holz gebaut.",
        "Rufen Sie uns an, wir beraten Sie gerne und kostenlos.",
        "Bestellen Sie jetzt und sparen Sie beim ersten Haus zehn Prozent.",
        "Können Sie das Mikrofon bitte ein wenig lauter stellen?",
        "Beachten Sie diese Regeln, dann geht dabei nichts schief.",
        "Wir sollten heute noch über das Budget für den Umbau reden.",
        "Das alte Dach sollten sie ihm lieber gleich zeigen.",
        "Sollten Sie Fragen zum Bau haben, stehen wir bereit.",
    ],
    "en": [
        "Click next to see how the counter halved its waste.",
        "Please mute your microphone while the others are talking.",
        "Let me show you how the cellar looks in winter.",
        "Let's all try to work towards a cellar without a fridge.",
        "Imagine a shop without a single fridge in the whole room.",
        "Call us today and get ten per cent off your first order.",
        "Use cases are described in the second part of the book.",
        "Don't worry about the cellar, somebody will clean the floor.",
        "Use the result = read(path) to open the file on disk.",
        "Keep it there until they tell you that this is done.",
    ],
    "fr": [
        "Nommez la nouvelle colonne, par exemple, selon le nom des enfants.",
        "Regardez la troisième ligne du tableau à droite.",
        "Cliquez sur le bouton vert en haut de la fenêtre.",
        "Contactez notre équipe pour une offre sans engagement.",
        "Il faut que nous parlions du budget avant la fin.",
    ],
    "it": [
        "Guardate la terza riga della tabella a destra.",
        "Cliccate sul pulsante verde in alto nella finestra.",
        "Contattate il nostro ufficio per un'offerta senza impegno.",
        "Questo bisogna farlo subito, altrimenti loro partono.",
    ],
}


@pytest.mark.parametrize(("language", "text"), lines(GOOD))
def test_is_a_tip(language: str, text: str) -> None:
    [tip] = found(deck(language, text), "tip")
    assert (tip.text, tip.why[0]) == (text, "an instruction")


@pytest.mark.parametrize(("language", "text"), lines(BAD))
def test_is_no_tip(language: str, text: str) -> None:
    assert found(deck(language, text), "tip") == []


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("de", "Fünf Tipps für den Umbau", "Den Kühlschrank immer auf sieben Grad stellen"),
        ("de", "So geht's", "Alte Pläne im Archiv der Gemeinde suchen"),
        ("en", "Best practices", "Keep a list of all wheels in the cellar"),
        ("en", "Do's and Don'ts", "Try the rind before the heart of it"),
        ("fr", "Nos conseils", "Mesurer le bruit avant et après les travaux"),
        ("it", "Consigli pratici", "Misurare il rumore prima e dopo i lavori"),
    ],
)
def test_on_a_slide_of_tips_less_says_it(language: str, title: str, line: str) -> None:
    assert [tip.text for tip in found(deck(language, line, title=title), "tip")] == [line]
    assert found(deck(language, line, title="Unser Haus"), "tip") == []


def test_in_a_talk_only_what_stands_alone_is_one() -> None:
    asset = talk(
        "en",
        (
            "Tom",
            "Weigh the bin for four weeks before you change anything at your counter. Turn that over.",
        ),
        ("Ann", "Take a look at the screen. Keep the door shut, please."),
    )
    [tip] = found(asset, "tip")
    assert (tip.text, tip.speaker) == (
        "Weigh the bin for four weeks before you change anything at your counter.",
        "Tom",
    )
