"""Chapters and description as YouTube takes them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from repurpose.media.clips.chapters import Mark, chapters, listed, short
from repurpose.media.clips.description import description
from repurpose.media.clips.youtube import slides_of
from repurpose.model import Asset, Event, Locator, Segment, Showing, Snippet

MARKS = st.lists(
    st.builds(Mark, start=st.floats(0, 4000), title=st.text(min_size=1, max_size=200)), max_size=40
)


@given(MARKS, MARKS, st.floats(0, 4000))
def test_youtube_takes_them(slides: list[Mark], said: list[Mark], seconds: float) -> None:
    found = chapters(slides, said, "Podium", seconds)
    if not found:
        return
    assert len(found) >= 3
    assert found[0].start == 0.0
    assert all(behind.start - before.start >= 10 for before, behind in pairwise(found))
    assert seconds - found[-1].start >= 10
    for mark in found:
        assert 0 < len(mark.title) <= 70
        assert not set(mark.title) & set("<>\n")


def test_they_are_those_of_the_slides_where_there_are_enough() -> None:
    slides = [Mark(start=2.0, title="Der Boden"), Mark(start=70.0, title="Das Dach"),
              Mark(start=75.0, title="Kurz gezeigt"), Mark(start=120.0, title="Das Dach"),
              Mark(start=3700.0, title="Fragen")]  # fmt: skip
    said = [Mark(start=30.0, title="Warum soll man aufstocken?")]
    found = chapters(slides, said, "Podium", 4000.0)
    assert listed(found) == "0:00 Der Boden\n1:10 Das Dach\n1:01:40 Fragen\n"


def test_else_those_of_what_is_said_the_best_first() -> None:
    said = [Mark(start=500.0, title="Das Beste?"), Mark(start=510.0, title="Zu nah daran."),
            Mark(start=90.0, title="Warum?"), Mark(start=900.0, title="Das Dritte.")]  # fmt: skip
    found = chapters([Mark(start=3.0, title="Nur eine Folie")], said, "Verdichten", 1000.0)
    assert listed(found) == "0:00 Verdichten\n1:30 Warum?\n8:20 Das Beste?\n15:00 Das Dritte.\n"
    assert chapters([], said[:1], "Verdichten", 1000.0) == []


def test_a_long_title_ends_at_a_phrase() -> None:
    text = ("Wer ein gesundes Haus abreisst, wirft Beton weg, den vor sechzig Jahren jemand bezahlt hat "
            "und den wir heute nicht ersetzen können.")  # fmt: skip
    assert short(text) == "Wer ein gesundes Haus abreisst, wirft Beton weg […]"
    assert short("Kurz & <gut>?") == "Kurz & ‹gut›?"


def test_slides_of_another_video_and_private_titles_are_none() -> None:
    deck = Asset(path=Path("d.pptx"), kind="deck", title="d", language="de", sha256="d", segments=(
        Segment(text="Der\nBoden", role="title", locator=Locator(slide=1)),
        Segment(text="Preise intern", role="title", locator=Locator(slide=2), hidden=True),
    ))  # fmt: skip
    video = Asset(
        path=Path("v.mp4"), kind="video", title="v", language="de", sha256="v", segments=()
    )
    shown = [("v", 1, 5.0), ("v", 2, 50.0), ("other", 1, 70.0)]
    slides = tuple(
        Showing(deck="d", slide=slide, recording=of, start=start, end=start + 9)
        for of, slide, start in shown
    )
    event = Event(assets=("d", "v"), why=(), slides=slides)
    assert slides_of(video, [video, deck], [event]) == [Mark(start=5.0, title="Der Boden")]


def _snippet(text: str, speaker: str | None = None) -> Snippet:
    return Snippet(kind="quote", text=text, locator=Locator(start=1.0, end=2.0), speaker=speaker)


def test_a_description() -> None:
    marks = [Mark(start=0.0, title="Podium"), Mark(start=75.0, title="Warum?")]
    best = [_snippet("Der Boden ist <knapp>.", "Zoë O’Hara"), _snippet("Das Dach\nist da.")]
    assert description("Verdichten", best, marks, "fr-CH") == (
        "Verdichten\n\nZoë O’Hara: «Der Boden ist ‹knapp›.»\n\n«Das Dach ist da.»\n\n"
        "Chapitres\n0:00 Podium\n1:15 Warum?\n"
    )


@given(st.text(max_size=8000), st.lists(st.text(min_size=1, max_size=4000), max_size=4), MARKS)
def test_a_description_is_never_too_long(title: str, texts: list[str], marks: list[Mark]) -> None:
    text = description(title, [_snippet(each) for each in texts], marks, "de")
    assert len(text.encode()) <= 5000
    assert not set(text) & set("<>")
