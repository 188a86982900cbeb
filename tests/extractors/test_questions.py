"""Questions to the reader, and those to the room."""

from __future__ import annotations

import pytest

from tests.extractors.tables import deck, found, lines, talk

GOOD = {
    "de": [
        "Was hindert Sie daran, auf dem eigenen Dach zu bauen?",
        "Wie viele Geschosse lässt die Bauordnung auf Ihrer Parzelle noch zu?",
        "Würden Sie in einem Haus ganz aus Holz wohnen wollen?",
        "Soll die Stadt den Boden kaufen oder den Eigentümern überlassen?",
        "Wann haben Sie zuletzt mit Ihren Nachbarn über das Haus geredet?",
        "Wie wollen wir in zwanzig Jahren in der Stadt wohnen?",
        "Warum sollte man ein gesundes Haus abreissen?",
    ],
    "en": [
        "What would you stop selling if no customer ever asked?",
        "How much of your cheese ends up in the bin each week?",
        "Should a shop throw away food that is still good to eat?",
        "Would you pay more for milk from your own village?",
        "When did you last ask your customers what they really want?",
        "Which of your products do your customers buy twice?",
    ],
    "fr": [
        "Que feriez-vous d'un étage de plus sur votre maison ?",
        "Faut-il démolir une maison saine pour en construire une neuve ?",
        "Combien de vos clients reviennent après le premier achat ?",
    ],
    "it": [
        "Che cosa fareste con un piano in più sulla vostra casa?",
        "Bisogna demolire una casa sana per costruirne una nuova?",
        "Quanti dei vostri clienti tornano dopo il primo acquisto?",
    ],
}
BAD = {
    "de": [
        "Möchten Sie endlich weniger Geld für Ihre Heizung bezahlen?",
        "Warum?",
        "Haben Sie noch Fragen zum ersten Teil des Vortrags?",
        "Können Sie mich hinten im Saal gut hören?",
        "Herr Müller, was sagen Sie zum neuen Baugesetz?",
        "Was würden Sie ihm darauf antworten, Frau Keller?",
        "Wie geht es Ihnen an diesem schönen Abend in Weinfelden?",
        "Was hat er Ihnen damals über das Dach erzählt?",
        "Warum ist das für Sie so wichtig geworden?",
        "Wer möchte als Nächstes etwas dazu sagen, bitte?",
        "Was kostet ein Quadratmeter Bauland in Weinfelden?",
        "Und wie lange dauert das Aufstocken bei Ihnen?",
    ],
    "en": [
        "Do you feel like your cellar is never really dry?",
        "Are you being pulled in multiple directions every day?",
        "Why not?",
        "Any questions about the first part of the talk?",
        "Can you all hear me at the back of the room?",
        "Tom, what do you think about the price of milk?",
        "How do they do this in your shop every morning?",
        "What do you mean by ripe when you say that?",
        "Should we move on to the next item on the list?",
        "Does anyone want to add something before we go on?",
        "Did you see what he wrote about her cellar?",
    ],
    "fr": [
        "Vous m'entendez bien au fond de la salle ?",
        "Monsieur Favre, que pensez-vous de la nouvelle loi ?",
        "Pourquoi est-ce que cela vous semble si important ?",
        "Avez-vous des questions sur la première partie ?",
    ],
    "it": [
        "Mi sentite bene in fondo alla sala?",
        "Signor Rossi, che cosa pensate della nuova legge?",
        "Perché questo vi sembra così importante per tutti?",
        "Avete domande sulla prima parte della serata?",
    ],
}


@pytest.mark.parametrize(("language", "text"), lines(GOOD))
def test_invites_an_answer(language: str, text: str) -> None:
    [question] = found(deck(language, text), "question")
    assert (question.text, question.why) == (text, ("a question that readers can answer",))
    assert 0.45 <= question.score <= 0.65


@pytest.mark.parametrize(("language", "text"), lines(BAD))
def test_invites_none(language: str, text: str) -> None:
    assert found(deck(language, text), "question") == []


def test_a_heading_over_its_answer_is_none() -> None:
    heading = "Warum sollte man ein gesundes Haus abreissen?"
    assert found(deck("de", "Weil es zu klein ist.", title=heading), "question") == []


QUESTION = "Wer soll in zwanzig Jahren noch zu Fuss in die Schule gehen können?"
TO_THE_READER = "Wann haben Sie zuletzt mit Ihren Nachbarn über das Haus geredet?"


def test_in_a_panel_what_the_next_one_answers_is_none() -> None:
    asked = ("Anna Frei", f"Das Land wird knapp. {QUESTION}")
    answered = talk("de", asked, ("Beat Oertli", "Alle, das ist doch klar."))
    assert found(answered, "question") == []
    goes_on = talk(
        "de", (asked[0], f"{asked[1]} Ich weiss es nicht."), ("Beat Oertli", "Ich schon.")
    )
    assert [q.text for q in found(goes_on, "question")] == [QUESTION]


def test_among_several_you_is_somebody_in_the_room() -> None:
    said = ("Anna Frei", f"{TO_THE_READER} Die Antwort kommt später.")
    assert [q.text for q in found(talk("de", said), "question")] == [TO_THE_READER]
    assert found(talk("de", said, ("Beat Oertli", "Gut.")), "question") == []
    assert found(talk("de", (None, said[1])), "question") == []
