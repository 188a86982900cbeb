"""What stands on a slide is read, in the order a person reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from repurpose import readers
from repurpose.model import Asset, Segment
from repurpose.protocols import ReadContext


@pytest.fixture
def deck() -> Any:
    return Presentation()


def _read(deck: Any, folder: Path, name: str = "Vortrag über Käse.pptx") -> Asset:
    deck.save(str(folder / name))
    return readers.read(folder / name, ReadContext())


def _slide(deck: Any, title: str = "") -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    if title:
        slide.shapes.title.text = title
    return slide


def _box(
    shapes: Any, text: str, left: float, top: float, width: float = 6, height: float = 2
) -> Any:
    box = shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height))
    box.text_frame.text = text
    return box


def _texts(asset: Asset, *roles: str) -> list[str]:
    return [s.text for s in asset.segments if not roles or s.role in roles]


def test_title_first_then_paragraphs_as_they_stand(deck: Any, tmp_path: Path) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.placeholders[1].text = "Erstens 🧀\nZweitens"
    slide.shapes.title.text = "Größe"
    asset = _read(deck, tmp_path)
    assert [(s.role, s.text) for s in asset.segments] == [
        ("title", "Größe"), ("body", "Erstens 🧀"), ("body", "Zweitens"),
    ]  # fmt: skip
    assert {s.locator.slide for s in asset.segments} == {1}


def test_two_columns_are_read_column_by_column(deck: Any, tmp_path: Path) -> None:
    shapes = _slide(deck, "Titel").shapes
    _box(shapes, "rechts unten", 13, 10)
    _box(shapes, "links unten", 1, 10)
    _box(shapes, "rechts oben", 13, 5, height=6)
    _box(shapes, "links oben", 1, 5.2, height=6)
    assert _texts(_read(deck, tmp_path), "body") == [
        "links oben", "links unten", "rechts oben", "rechts unten",
    ]  # fmt: skip


def test_groups_in_groups_stand_where_they_are_seen(deck: Any, tmp_path: Path) -> None:
    shapes = _slide(deck, "Titel").shapes
    _box(shapes, "unten", 1, 15)
    outer = shapes.add_group_shape()
    inner = outer.shapes.add_group_shape()
    _box(inner.shapes, "Mitte", 1, 1)
    _box(outer.shapes, "oben", 1, 0, height=0.8)
    outer.left, outer.top = Cm(1), Cm(6)
    assert _texts(_read(deck, tmp_path), "body") == ["oben", "Mitte", "unten"]


def test_a_table_is_rows_with_merged_cells_once(deck: Any, tmp_path: Path) -> None:
    table = _slide(deck, "T").shapes.add_table(2, 3, Cm(1), Cm(4), Cm(15), Cm(3)).table
    for column, text in enumerate(("Jahr", "Holz", "Beton")):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "2024"
    table.cell(1, 1).text = "beide gleich"
    table.cell(1, 1).merge(table.cell(1, 2))
    assert _texts(_read(deck, tmp_path), "table") == ["Jahr | Holz | Beton", "2024 | beide gleich"]


def test_a_chart_tells_title_series_and_values(deck: Any, tmp_path: Path) -> None:
    data = CategoryChartData()
    data.categories = ["2023", "2024"]
    data.add_series("Verlust", (8.5, 6.4))
    frame = _slide(deck, "T").shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(4), Cm(10), Cm(6), data
    )
    frame.chart.has_title = True
    frame.chart.chart_title.text_frame.text = "Was wir wegwerfen"
    assert _texts(_read(deck, tmp_path), "chart") == [
        "Was wir wegwerfen", "Verlust | 2023: 8.5 | 2024: 6.4",
    ]  # fmt: skip


def test_notes_and_hidden_slides_are_marked_and_counted(deck: Any, tmp_path: Path) -> None:
    first = _slide(deck, "Offen")
    first.notes_slide.notes_text_frame.text = "Nur für mich"
    second = _slide(deck, "Verborgen")
    second._element.set("show", "0")
    _slide(deck, "Wieder offen")
    seen = [(s.text, s.role, s.hidden, s.locator.slide) for s in _read(deck, tmp_path).segments]
    assert seen == [
        ("Offen", "title", False, 1),
        ("Nur für mich", "notes", True, 1),
        ("Verborgen", "title", True, 2),
        ("Wieder offen", "title", False, 3),
    ]


def test_footers_dates_and_numbers_are_no_text(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "delicatessen" / "Cheese that keeps.pptx"
    texts = [s.text for s in readers.read(example, ReadContext()).segments]
    assert len(texts) == len([text for text in texts if not text.isdigit()])
    assert max(texts.count(text) for text in set(texts)) < 3


def test_a_soft_break_keeps_words_apart(deck: Any, tmp_path: Path) -> None:
    _box(_slide(deck, "T").shapes, "eins\vzwei", 1, 5)
    assert _texts(_read(deck, tmp_path), "body") == ["eins\nzwei"]


@pytest.mark.parametrize(
    ("given", "first", "title"),
    [
        ("Käse, der bleibt", "Guten Abend", "Käse, der bleibt"),
        ("PowerPoint-Präsentation", "Guten Abend", "Guten Abend"),
        ("Présentation PowerPoint", "Guten Abend", "Guten Abend"),
        ("Title Layout", "Guten Abend", "Guten Abend"),
        ("Folie 1", "Guten Abend", "Guten Abend"),
        ("Microsoft PowerPoint - Podium.ppt", "Guten Abend", "Guten Abend"),
        ("Themenabend", "Guten Abend", "Themenabend"),
        ("", "", "Vortrag über Käse"),
    ],
)
def test_the_title(deck: Any, tmp_path: Path, given: str, first: str, title: str) -> None:
    deck.core_properties.title = given
    _box(_slide(deck, first).shapes, "von Anna Meier", 1, 5)
    _slide(deck, "Überblick")
    assert _read(deck, tmp_path).title == title


def test_progress_is_told_slide_by_slide(deck: Any, tmp_path: Path) -> None:
    for number in range(3):
        _slide(deck, f"Folie {number}")
    deck.save(str(tmp_path / "a.pptx"))
    told: list[tuple[int, int]] = []
    context = ReadContext(progress=lambda done, total: told.append((done, total)))
    readers.read(tmp_path / "a.pptx", context)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_shape_that_cannot_be_read_costs_only_itself(deck: Any, tmp_path: Path) -> None:
    shapes = _slide(deck, "Titel").shapes
    table = shapes.add_table(1, 1, Cm(1), Cm(4), Cm(5), Cm(2))
    for grid in table._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}tbl"):
        grid.getparent().remove(grid)
        break
    _box(shapes, "bleibt", 1, 10)
    segments: tuple[Segment, ...] = _read(deck, tmp_path).segments
    assert [s.text for s in segments] == ["Titel", "bleibt"]
