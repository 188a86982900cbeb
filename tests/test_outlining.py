"""The outline of a talk: titles that everybody may see, and when they were shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from repurpose.model import Asset, Event, Locator, Segment, Showing
from repurpose.outlining import outlines
from repurpose.rendering import Outline
from repurpose.screening import Policy

TITLES = ("Holzbau heute", "Warum aufstocken", "Was es wiegt", "Was es kostet", "Wer mitredet")
NOTHING: frozenset[str] = frozenset()


def deck(titles: tuple[str, ...] = TITLES, **changes: object) -> Asset:
    made = Asset(
        path=Path("a.pptx"), kind="deck", title="Holzbau heute", language="de", sha256="d" * 64,
        segments=tuple(
            Segment(text=text, role=role, locator=Locator(slide=number))
            for number, title in enumerate(titles, 1)
            for text, role in ((title, "title"), ("Ein Satz steht da.", "body"))
        ),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def event(*times: tuple[int, float]) -> Event:
    shown = tuple(
        Showing(deck="d" * 64, slide=slide, recording="v" * 64, start=start, end=start + 5)
        for slide, start in times
    )
    return Event(assets=("d" * 64, "v" * 64), why=(), slides=shown)


def contents(asset: Asset, policy: Policy | None = None) -> tuple[str, ...]:
    found = outlines([asset], [], policy or Policy(), NOTHING)
    return found.get(asset.sha256, Outline()).contents


def test_the_contents_are_the_titles_without_the_talks_own() -> None:
    assert contents(deck()) == TITLES[1:]
    assert contents(deck(TITLES[:3])) == ()  # two are no table of contents
    assert contents(deck(kind="document")) == ()


def test_hidden_and_confidential_slides_are_not_in_it() -> None:
    asset = deck((*TITLES, "Was bleibt uns", "Wohin es geht"))
    segments = [replace(s, hidden=s.locator.slide == 3) for s in asset.segments]
    segments.append(Segment(text="Vertraulich", role="body", locator=Locator(slide=5)))
    found = contents(replace(asset, segments=tuple(segments)))
    assert found == ("Warum aufstocken", "Was es kostet", "Was bleibt uns", "Wohin es geht")


def test_what_is_held_back_is_not_in_it() -> None:
    asset = deck((*TITLES, "Projekt Falke und seine Bauherren"))
    assert "Projekt Falke und seine Bauherren" in contents(asset)
    policy = Policy(do_not_name=("Projekt Falke",))
    assert contents(asset, policy) == TITLES[1:]


def test_chapters_begin_at_zero_and_are_no_shorter_than_ten_seconds() -> None:
    shown = event((2, 4.2), (3, 9.0), (3, 61.0), (4, 75.5), (2, 3700.0))
    found = outlines([deck()], [shown], Policy(), NOTHING)
    assert found["v" * 64].chapters == (
        "0:00 Warum aufstocken",
        "1:01 Was es wiegt",
        "1:15 Was es kostet",
        "1:01:40 Warum aufstocken",
    )
    assert found["d" * 64].contents == TITLES[1:]


def test_two_chapters_are_none() -> None:
    found = outlines([deck()], [event((2, 0.0), (3, 30.0), (3, 60.0))], Policy(), NOTHING)
    assert "v" * 64 not in found
