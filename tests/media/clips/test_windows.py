"""Which sentences make a clip, and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from repurpose.media.clips.about import about
from repurpose.media.clips.planning import Plan, plans
from repurpose.media.clips.timeline import timeline
from repurpose.media.clips.windows import windows
from repurpose.model import Asset, Locator, Segment, Snippet

CORE = {
    "de": "Wer mit den Nachbarn redet, solange sich am Plan noch etwas ändern lässt, spart drei Monate.",
    "en": "If you talk to the neighbours while the plan can still be changed, you save three months.",
    "fr": "Si l'on parle aux voisins tant que le plan peut encore changer, on gagne trois mois.",
    "it": "Chi parla con i vicini finché il progetto si può ancora cambiare risparmia tre mesi.",
}


def _planned(language: str, before: str, behind: str, seconds: float = 9.0) -> tuple[Plan, Asset]:
    """The clip of a statement that somebody says in a turn, of so many seconds a sentence."""
    said = [before, CORE[language], behind]
    segments = tuple(
        Segment(
            text=text,
            role="speech",
            speaker="Regula Hasler",
            locator=Locator(start=seconds * n, end=seconds * (n + 1) - 0.5),
        )
        for n, text in enumerate(said)
    )
    video = Asset(
        path=Path("Podium.mp4"), kind="video", title="Podium", language=language, sha256="v",
        segments=segments,
    )  # fmt: skip
    snippet = Snippet(
        kind="quote",
        text=CORE[language],
        speaker="Regula Hasler",
        language=language,
        locator=segments[1].locator,
    )
    heard = timeline(video)
    [window] = windows([(snippet, None)], video, heard, lambda sentence: True, 1)
    return plans([window], heard)[0], video


@pytest.mark.parametrize(
    ("language", "before", "behind"),
    [
        ("de", "Vielen Dank für die Frage.", "Danke, das wars von meiner Seite."),
        ("de", "Guten Abend, meine Damen und Herren.", "Kommen wir zum nächsten Thema."),
        ("en", "Welcome, everybody, to our panel.", "That's all from me, thanks."),
        ("en", "That's a great question.", "Let's move on to the next topic."),
        ("fr", "Merci pour cette question.", "Je vous remercie de votre attention."),
        ("it", "Buonasera a tutti.", "Grazie a tutti per l'attenzione."),
    ],
)
def test_no_clip_begins_or_ends_with_what_is_for_the_room(
    language: str, before: str, behind: str
) -> None:
    plan, _ = _planned(language, before, behind)
    assert plan.text == CORE[language]
    short, _ = _planned(language, before, behind, seconds=6.0)  # alone it would be too short
    assert len(short.sentences) == 2


def test_words_that_only_look_like_thanks_stay() -> None:
    told = "Thanks to the new law, every second house is allowed one storey more than before."
    plan, _ = _planned("en", told, "Nobody has complained.", seconds=4.5)
    assert plan.text == f"{told} {CORE['en']} Nobody has complained."


def test_that_a_machine_recognised_the_words_is_told_beside_the_clip() -> None:
    plan, video = _planned("de", "Danke.", "Danke.")
    told = about(plan, video, 9.0, 17.5)
    assert told.startswith(f"Regula Hasler: «{CORE['de']}»\n")
    assert "Aus: Podium, 0:09–0:17" in told
    assert "Maschine" not in told
    heard = about(plan, replace(video, recognised=True), 9.0, 17.5)
    assert "Die Wörter hat eine Maschine erkannt" in heard
