"""What stands on a slide is read, in the order a person reads it."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
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


def test_a_heading_above_each_column_stays_with_it(deck: Any, tmp_path: Path) -> None:
    shapes = _slide(deck, "Ablauf").shapes
    for column, (head, body) in enumerate([("Planen", "6 Wochen"), ("Bauen", "6 Tage")]):
        _box(shapes, head, 1 + 11 * column, 4, width=9, height=1)
        _box(shapes, body, 1 + 11 * column, 6, width=9, height=8)
    _box(shapes, "Darunter", 1, 16, width=20)
    assert _texts(_read(deck, tmp_path), "body") == [
        "Planen", "6 Wochen", "Bauen", "6 Tage", "Darunter",
    ]  # fmt: skip


def test_a_name_on_the_left_stays_with_what_it_means(deck: Any, tmp_path: Path) -> None:
    shapes = _slide(deck, "Schichten").shapes
    for row, (name, meaning) in enumerate([("Parkett", "Eiche"), ("Splitt", "Masse")]):
        _box(shapes, meaning, 7, 4 + 3 * row, width=16, height=2.8)
        _box(shapes, name, 1, 4 + 3 * row, width=4, height=2.8)
    assert _texts(_read(deck, tmp_path), "body") == ["Parkett", "Eiche", "Splitt", "Masse"]


def test_a_placeholder_stands_where_its_layout_has_it(deck: Any, tmp_path: Path) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[3])  # two columns, without places of their own
    slide.shapes.title.text = "Titel"
    left, right = list(slide.placeholders)[1:]
    right.text, left.text = "rechts", "links"
    slide.shapes._spTree.append(left._element)  # the last one in the file is the first to be read
    assert _texts(_read(deck, tmp_path), "body") == ["links", "rechts"]


def test_groups_are_read_at_any_depth(deck: Any, tmp_path: Path) -> None:
    shapes = _slide(deck, "Titel").shapes
    for _ in range(60):
        shapes = shapes.add_group_shape().shapes
    _box(shapes, "tief unten", 1, 5)
    assert _texts(_read(deck, tmp_path), "body") == ["tief unten"]


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


def test_shares_and_charts_in_three_dimensions(deck: Any, tmp_path: Path) -> None:
    data = CategoryChartData(number_format="0.0%")
    data.categories = ["Holz", "Beton"]
    data.add_series("Anteil", (0.385, 0.615))
    _slide(deck, "T").shapes.add_chart(XL_CHART_TYPE.PIE, Cm(1), Cm(4), Cm(10), Cm(6), data)
    deck.save(str(tmp_path / "a.pptx"))
    path = _rewritten(
        tmp_path / "a.pptx", lambda name, content: content.replace(b"c:pieChart>", b"c:pie3DChart>")
    )
    asset = readers.read(path, ReadContext())
    assert "Anteil | Holz: 38.5% | Beton: 61.5%" in _texts(asset, "chart")


def test_large_numbers_of_a_chart_stay_whole(deck: Any, tmp_path: Path) -> None:
    data = CategoryChartData()
    data.categories = ["2024"]
    data.add_series("Franken", (1350000,))
    _slide(deck, "T").shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, Cm(1), Cm(4), Cm(10), Cm(6), data
    )
    assert _texts(_read(deck, tmp_path), "chart") == ["Franken | 2024: 1350000"]


def test_what_nobody_sees_is_private(deck: Any, tmp_path: Path) -> None:
    shapes = _slide(deck, "Offen").shapes
    _box(shapes, "sichtbar", 1, 5)
    _box(shapes, "neben der Folie", 40, 5)
    off = _box(shapes, "ausgeschaltet", 1, 9)
    off._element.nvSpPr.cNvPr.set("hidden", "1")
    group = shapes.add_group_shape()
    _box(group.shapes, "in ausgeschalteter Gruppe", 1, 12)
    group._element.nvGrpSpPr.cNvPr.set("hidden", "1")
    seen = {s.text: s.hidden for s in _read(deck, tmp_path).segments}
    assert seen == {
        "Offen": False, "sichtbar": False, "neben der Folie": True, "ausgeschaltet": True,
        "in ausgeschalteter Gruppe": True,
    }  # fmt: skip


def test_of_alternatives_the_first_is_read(deck: Any, tmp_path: Path) -> None:
    """A box with an equation has a second version, a picture of it, for older programs."""
    slide = _slide(deck, "T")
    box = _box(slide.shapes, "mit Formel", 1, 5)._element
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = etree.SubElement(slide.shapes._spTree, f"{{{space}}}AlternateContent")
    choice, fallback = (etree.SubElement(both, f"{{{space}}}{n}") for n in ("Choice", "Fallback"))
    fallback.append(copy.deepcopy(box))
    choice.append(box)
    assert _texts(_read(deck, tmp_path), "body") == ["mit Formel"]


def test_the_signs_of_an_equation_stay_in_their_sentence(deck: Any, tmp_path: Path) -> None:
    box = _box(_slide(deck, "T").shapes, "für |n = 3| gilt", 1, 5)
    deck.save(str(tmp_path / "a.pptx"))
    assert box.text_frame.text.count("|") == 2
    equation = (
        '</a:t></a:r><a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">'
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:r><m:t>n</m:t></m:r><m:r><m:t> = 3</m:t></m:r></m:oMath></a14:m><a:r><a:t>"
    )
    path = _rewritten(
        tmp_path / "a.pptx",
        lambda name, content: content.replace(b"|n = 3|", equation.encode()),
    )
    assert _texts(readers.read(path, ReadContext()), "body") == ["für n = 3 gilt"]


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


def test_footers_are_captions_and_numbers_no_text(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "delicatessen" / "Cheese that keeps.pptx"
    asset = readers.read(example, ReadContext())
    texts = _texts(asset, "title", "body", "table", "chart")
    assert not [text for text in _texts(asset) if text.isdigit()]
    assert max(texts.count(text) for text in set(texts)) < 3
    assert len(_texts(asset, "caption")) > 8


def test_a_field_with_the_slide_number_is_no_text(deck: Any, tmp_path: Path) -> None:
    box = _box(_slide(deck, "T").shapes, "Folie ", 1, 5)
    paragraph = box.text_frame.paragraphs[0]._p
    field = etree.SubElement(paragraph, paragraph[0].tag.replace("}r", "}fld"), type="slidenum")
    field.append(copy.deepcopy(paragraph[0][-1]))
    assert _texts(_read(deck, tmp_path), "body") == ["Folie"]


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


def _rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The deck with its parts changed; None leaves a part out."""
    target = path.with_name(f"anders {path.name}")
    with zipfile.ZipFile(path) as deck, zipfile.ZipFile(target, "w") as archive:
        for name in deck.namelist():
            content = change(name, deck.read(name))
            if content is not None:
                archive.writestr(name, content)
    return target


@pytest.mark.parametrize(
    "main",
    [
        "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
        "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
        "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
        "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    ],
)
def test_shows_and_templates_open(deck: Any, tmp_path: Path, main: str) -> None:
    _slide(deck, "Offen")
    deck.save(str(tmp_path / "a.ppsm"))
    usual = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    path = _rewritten(
        tmp_path / "a.ppsm", lambda name, content: content.replace(usual, main.encode())
    )
    assert _texts(readers.read(path, ReadContext())) == ["Offen"]


def test_damaged_properties_and_a_missing_slide_cost_only_themselves(
    deck: Any, tmp_path: Path
) -> None:
    for title in ("Eins", "Zwei", "Drei"):
        _slide(deck, title)
    deck.save(str(tmp_path / "a.pptx"))

    def change(name: str, content: bytes) -> bytes | None:
        if name == "docProps/core.xml":
            return content[:100]
        return None if name == "ppt/slides/slide2.xml" else content

    asset = readers.read(_rewritten(tmp_path / "a.pptx", change), ReadContext())
    assert [(s.text, s.locator.slide) for s in asset.segments] == [("Eins", 1), ("Drei", 3)]
    assert asset.title == "Eins"


def test_a_long_chain_of_links_is_followed(deck: Any, tmp_path: Path) -> None:
    """Each slide of a talk may link to the next; python-pptx follows them one inside the other."""
    _slide(deck, "Offen")
    deck.save(str(tmp_path / "a.pptx"))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="link{{}}.xml"/></Relationships>'
    )
    first = f'<Relationship Id="chain" Type="{kind}" Target="link0.xml"/></Relationships>'

    def change(name: str, content: bytes) -> bytes:
        return (
            content.replace(b"</Relationships>", first.encode())
            if name == "ppt/_rels/presentation.xml.rels"
            else content
        )

    path = _rewritten(tmp_path / "a.pptx", change)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(1500):
            archive.writestr(f"ppt/link{number}.xml", "<x/>")
            archive.writestr(f"ppt/_rels/link{number}.xml.rels", link.format(number + 1))
    assert _texts(readers.read(path, ReadContext())) == ["Offen"]
