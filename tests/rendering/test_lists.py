"""A slide's points as a post: under their title, each whole, none missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.extractors.lists import MOST_POINT_CHARACTERS
from repurpose.model import Asset, Channel, Locator, Segment, Snippet, Threads
from repurpose.rendering import DoesNotFit, Renderer
from repurpose.text.counting import measure
from tests.rendering.samples import LINKEDIN, OTHER, X

RENDERER = Renderer()
WORD = st.text("abcdefghijklmnopqrstuvwxyzäöüß", min_size=1, max_size=14)


def _sentence(most: int) -> st.SearchStrategy[str]:
    words = st.lists(WORD, min_size=2, max_size=25).map(lambda ws: " ".join(ws).capitalize())
    return words.map(lambda text: text[: most - 1].rstrip()).flatmap(
        lambda text: st.sampled_from(["", "."]).map(lambda stop: text + stop)
    )


def _list(title: str, points: list[str], *, place: Locator | None = None) -> tuple[Snippet, Asset]:
    place = place or Locator(slide=2)
    asset = Asset(
        path=Path("a.pptx"), kind="deck", title="Holz", language="de", sha256="0" * 64,
        segments=(
            Segment(text=title, role="title", locator=place),
            *(Segment(text=point, role="body", locator=place) for point in points),
        ),
    )  # fmt: skip
    text = "\n".join(points)
    return Snippet(kind="list", text=text, locator=place, language="de"), asset


@given(
    _sentence(100), st.lists(_sentence(MOST_POINT_CHARACTERS), min_size=3, max_size=9, unique=True)
)
def test_on_x_each_point_stands_whole_in_a_part_and_the_title_first(
    title: str, points: list[str]
) -> None:
    made, asset = _list(title, points)
    parts = [part.text for part in RENDERER.render(made, asset, X)]
    assert all(measure(part, X.rules) <= 280 for part in parts)
    assert parts[0].startswith(title.rstrip(" :;,–—-"))
    lines = [line for part in parts for line in part.split("\n")]
    if len(parts) > 1:
        lines = [
            line.removesuffix(f" ({n}/{len(parts)})") for line in lines for n in [_number(line)]
        ]
    assert [line for line in lines if line.startswith("– ")] == [f"– {point}" for point in points]


@pytest.mark.parametrize("threads", ["numbered", "plain"])
def test_each_part_of_a_thread_begins_with_the_heading_of_the_list(threads: Threads) -> None:
    points = [f"Punkt {n} sagt, was {'sehr ' * 12}wichtig ist." for n in range(1, 7)]
    made, asset = _list("Was ein Dach trägt:", points)
    parts = RENDERER.render(made, asset, replace(X, threads=threads))
    assert len(parts) > 2
    assert all(part.text.startswith("Was ein Dach trägt\n\n– Punkt") for part in parts)
    assert all(measure(part.text, X.rules) <= 280 for part in parts)
    assert [part.text.count("– Punkt") for part in parts].count(0) == 0


def test_a_long_heading_leaves_its_list_two_thirds_of_a_part() -> None:
    heading = (
        "Was ein Dach aus Holz in den nächsten vierzig Jahren alles tragen muss und tragen wird"
    )
    heading += ", und warum das so ist"
    made, asset = _list(heading, [f"{n} {'abc ' * 30}" for n in range(4)])
    first, *others = RENDERER.render(made, asset, X)
    assert first.text.startswith(f"{heading}\n")
    assert others
    for part in others:
        repeated, _, rest = part.text.partition("\n\n")
        assert repeated.endswith(" […]")
        assert heading.startswith(repeated.removesuffix(" […]"))
        assert measure(repeated, X.rules) <= 93
        assert rest.startswith("– ")


def _number(line: str) -> str:
    return line.rpartition("(")[2].partition("/")[0]


@pytest.mark.parametrize("channel", [X, LINKEDIN, OTHER])
@pytest.mark.parametrize("title", ["Holz", "Was wir heute tun", "Fazit", "Drei Punkte:"])
def test_a_list_has_its_title_even_one_that_adds_nothing_elsewhere(
    channel: Channel, title: str
) -> None:
    made, asset = _list(title, ["Boden kaufen.", "Dach öffnen.", "Wände stellen."])
    [part] = RENDERER.render(made, asset, channel)
    assert part.text.startswith(title.rstrip(":") + "\n")


def test_of_a_text_without_slides_it_is_the_heading_above() -> None:
    made, asset = _list("Drei Regeln", ["Boden kaufen.", "Dach öffnen."], place=Locator(line=9))
    first = Segment(text="Anderes", role="title", locator=Locator(line=1))
    last = Segment(text="Späteres", role="title", locator=Locator(line=20))
    asset = Asset(
        path=Path("a.md"), kind="document", title="Holz", language="de", sha256="0" * 64,
        segments=(first, *asset.segments, last),
    )  # fmt: skip
    [part] = RENDERER.render(made, asset, X)
    assert part.text == "Drei Regeln\n\n– Boden kaufen.\n– Dach öffnen."


def test_where_there_are_no_threads_no_point_is_dropped() -> None:
    made, asset = _list(
        "Sechs Sätze", [f"Satz Nummer {n} sagt {'sehr ' * 20}viel." for n in range(6)]
    )
    with pytest.raises(DoesNotFit):
        RENDERER.render(made, asset, OTHER)
