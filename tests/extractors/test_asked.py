"""The question that a quote answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose.extractors.asked_alone import is_understood_alone
from tests.cli.conftest import PANEL, Run, folder, run

__all__ = ["folder", "run"]

ANSWER = "Wer Wohnungen will, darf nicht für jede zuerst ein Bett fürs Auto verlangen."
CLAIM = "Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton und Backstein wiegen."
QUESTION = "Was haben Sie aus dem Gewitter gelernt?"


def _questions(run: Run, folder: Path, talk: str) -> dict[str, str | None]:
    (folder / "talk.txt").write_text(talk, "utf-8")
    return {s["text"]: s["question"] for s in run("extract", "talk.txt", "--json").json["snippets"]}


def _talk(*turns: str) -> str:
    return "\n\n".join(turns) + "\n"


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ((f"Eva: {QUESTION}",), QUESTION),
        ((f"Eva: Das war am zweiten Abend. {QUESTION} Frau Hasler, bitte.",), QUESTION),
        ((f"Eva: {QUESTION}", "Anna: Sehr viel.", "Eva: Mhm."), QUESTION),
        (("Eva: Wer zahlt am Schluss den Schaden? Die Versicherung?",),
         "Wer zahlt am Schluss den Schaden? Die Versicherung?"),
        ((f"Eva: {QUESTION} Ich war an jenem Abend auch dort. Es hat wie aus Kübeln geregnet. "
          "Das ganze Haus war nass.",), None),
        (("Eva: Das haben Sie gut gemacht.",), None),
        (("Eva: Hört man mich hinten?",), None),
        (("Eva: Möchten Sie dazu noch etwas sagen?",), None),
        (("Eva: Das kostet doch viel zu viel, oder?",), None),
        (("Eva: Ja?",), None),
        (("Eva: Haben Sie… haben Sie vom Gewitter gelernt?",), None),
        (("Eva: Was machen wir denn jetzt damit?",), None),
        (("Eva: Meinen Sie jetzt das Haus am Bahnhof?",), None),
        (("Eva: Gibt es denn zu diesem Punkt Neues?",), None),
        (("Eva: Äh, was was kostet denn der Umbau?",), None),
        ((f"Eva: {QUESTION}", "Beat: Das ist eine sehr gute Frage an uns alle zusammen."), None),
        ((f"Anna: {QUESTION}",), None),  # she asks herself
        ((f"Anna: Guten Tag zusammen, liebe Gäste. {QUESTION}",), None),
    ],
)  # fmt: skip
def test_what_was_asked_just_before(
    run: Run, folder: Path, before: tuple[str, ...], question: str | None
) -> None:
    assert _questions(run, folder, _talk(*before, f"Anna: {ANSWER}"))[ANSWER] == question


def test_what_comes_late_in_an_answer_answers_nothing(run: Run, folder: Path) -> None:
    more = "Am zweiten Abend kam der Regen. " * 9
    found = _questions(run, folder, _talk(f"Eva: {QUESTION}", f"Anna: {CLAIM} {more}{ANSWER}"))
    assert (found[CLAIM], found[ANSWER]) == (QUESTION, None)


def test_in_a_real_transcript_it_is_shown(run: Run) -> None:
    lines = run("extract", PANEL).out.splitlines()
    [number] = [n for n, line in enumerate(lines) if "ein Bett fürs Auto verlangen" in line]
    assert lines[number + 1].strip() == (
        f"{PANEL.name}, 8:21, Regula Hasler · "
        "asked: «Was würden Sie streichen, Frau Hasler, wenn Sie dürften?»"
    )


ALONE = {
    "de": ("Warum soll man ein Haus aufstocken und nicht einfach ein neues bauen?",
           "Lohnt sich der Umbau für kleine Genossenschaften?",
           "Wie lange wartet man heute bei Ihnen auf eine Bewilligung, Herr Oertli?"),
    "en": ("How do small towns pay for new schools?", "Daniel, how long do hospitals take to pay?",
           "Do all clients have circuit breaker implementations?"),
    "fr": ("Combien coûte un étage de plus ?", "Le bois résiste-t-il au feu ?",
           "Monsieur Favre, les communes sont-elles prêtes à changer de règles ?"),
    "it": ("Perché costruire in legno e non in calcestruzzo?",
           "Signora Bernasconi, come reagiscono i vicini al cantiere?"),
}  # fmt: skip
LEANING = {
    "de": ("Schreibt die Stadt ein solches Notdach vor?", "Vierzig Prozent, ist das eine Schätzung?",
           "Und in Wirklichkeit?", "Ist diese Antwort denn verbindlich?",
           "Braucht es dafür ein neues Gesetz?", "Können Sie ein Beispiel geben?",
           "Herr Zgraggen, was kostet das die Eigentümer?"),
    "en": ("Is that still correct?", "Is there an issue here, or something written down?",
           "And what did you do about the brie?", "So, we're live now?",
           "Okay, for the next release, do we have any updates?", "Can you describe the flood for us?",
           "Composer has, like, the correct view, but a majority has a different view?"),
    "fr": ("Est-ce toujours le cas ?", "Qu’est-ce que cela change pour les locataires ?",
           "Et vous, qu’en pensez-vous ?"),
    "it": ("È ancora vero?", "E questo che cosa significa?"),
}  # fmt: skip


def test_what_makes_sense_as_a_heading_above_its_answer() -> None:
    """In four languages: the rest leans on what was said before, or asks somebody in the room."""
    alone = {(lang, q) for lang, asked in ALONE.items() for q in asked}
    every = alone | {(lang, q) for lang, asked in LEANING.items() for q in asked}
    assert {(lang, q) for lang, q in every if is_understood_alone(q, lang)} == alone
