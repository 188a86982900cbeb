"""What stands on a slide besides its own text: diagrams, comments, layouts, links, media; and decks
whose parts are missing, damaged, named oddly, or written in Strict OOXML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.protocols import ReadContext

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
DGM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
SLIDE = "ppt/slides/slide1.xml"
RELS = "ppt/slides/_rels/slide1.xml.rels"


@pytest.fixture
def deck() -> Any:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Käse 🧀"
    return deck


def _box(deck: Any, text: str, left: float = 1, top: float = 5) -> Any:
    box = deck.slides[0].shapes.add_textbox(Cm(left), Cm(top), Cm(6), Cm(2))
    box.text_frame.text = text
    return box


def _saved(deck: Any, folder: Path) -> Path:
    path = folder / "Vortrag über Käse.pptx"
    deck.save(str(path))
    return path


def _changed(
    path: Path,
    parts: Mapping[str, str | None] | None = None,
    texts: Mapping[str, tuple[str, str]] | None = None,
) -> Path:
    """The deck with parts added, replaced or (None) left out, and with one text of a part replaced."""
    target = path.with_name(f"anders {path.name}")
    parts, texts = dict(parts or {}), texts or {}
    with zipfile.ZipFile(path) as deck, zipfile.ZipFile(target, "w") as archive:
        for name in deck.namelist():
            if name not in parts:
                content = deck.read(name)
                if name in texts:
                    old, new = texts[name]
                    assert old.encode() in content
                    content = content.replace(old.encode(), new.encode())
                archive.writestr(name, content)
        for name, added in parts.items():
            if added is not None:
                archive.writestr(name, added)
    return target


def _relation(one: str, kind: str, target: str, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{one}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def _related(*relations: str) -> tuple[str, str]:
    return "</Relationships>", "".join(relations) + "</Relationships>"


def _read(path: Path) -> Asset:
    return readers.read(path, ReadContext())


def _texts(asset: Asset, role: str) -> list[str]:
    return [segment.text for segment in asset.segments if segment.role == role]


# ── what a slide shows ──

FRAME = (
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="d"/><p:cNvGraphicFramePr/><p:nvPr/>'
    "</p:nvGraphicFramePr>"
    '<p:xfrm><a:off x="0" y="3000000"/><a:ext cx="10" cy="10"/></p:xfrm>'
    '<a:graphic><a:graphicData uri="d">'
    f'<dgm:relIds {DGM} xmlns:r="{OFFICE}" r:dm="rDm"/>'
    "</a:graphicData></a:graphic></p:graphicFrame></p:spTree>"
)


def _point(one: str, text: str, kind: str = "node") -> str:
    words = f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" if text else "<a:p/>"
    return f'<dgm:pt modelId="{one}" type="{kind}"><dgm:t><a:bodyPr/>{words}</dgm:t></dgm:pt>'


def _below(trunk: str, twig: str, order: int) -> str:
    return f'<dgm:cxn srcId="{trunk}" destId="{twig}" srcOrd="{order}"/>'


def test_a_diagram_is_read_from_the_trunk_to_the_twigs(deck: Any, tmp_path: Path) -> None:
    points = [
        _point("0", "", "doc"), _point("b", "Bauen"), _point("a1", "Statik"), _point("a", "Planen"),
    ]  # fmt: skip
    ties = [_below("0", "b", 1), _below("0", "a", 0), _below("a", "a1", 0), _below("a1", "a", 0)]
    model = f"<dgm:dataModel {DGM} {A}><dgm:ptLst>{''.join(points)}</dgm:ptLst><dgm:cxnLst>{''.join(ties)}</dgm:cxnLst></dgm:dataModel>"
    path = _changed(
        _saved(deck, tmp_path),
        {"ppt/diagrams/data1.xml": model},
        {
            SLIDE: ("</p:spTree>", FRAME),
            RELS: _related(_relation("rDm", "diagramData", "../diagrams/data1.xml")),
        },
    )
    assert _texts(_read(path), "body") == ["Planen", "Statik", "Bauen"]


def test_a_missing_diagram_is_named_and_costs_nothing_else(deck: Any, tmp_path: Path) -> None:
    _box(deck, "bleibt")
    asset = _read(_changed(_saved(deck, tmp_path), texts={SLIDE: ("</p:spTree>", FRAME)}))
    assert _texts(asset, "body") == ["bleibt"]
    assert asset.faults == ("slide 1: a diagram is missing",)


def test_a_chart_with_two_levels_of_categories(deck: Any, tmp_path: Path) -> None:
    data = CategoryChartData()
    for year in ("2023", "2024"):
        category = data.add_category(year)
        category.add_sub_category("Holz")
        category.add_sub_category("Beton")
    data.add_series("Kosten", (1, 2, 3))  # of the last one nobody knows
    deck.slides[0].shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(4), Cm(9), Cm(6), data
    )
    assert _texts(_read(_saved(deck, tmp_path)), "chart") == [
        "Kosten | 2023 Holz: 1 | 2023 Beton: 2 | 2024 Holz: 3 | 2024 Beton"
    ]


def test_alternative_text_is_a_caption_unless_a_program_wrote_it(deck: Any, tmp_path: Path) -> None:
    for text, about in (("A", "Zwei Häuser aus Holz"), ("B", "logo_neu.png"), ("C", "")):
        _box(deck, text)._element.nvSpPr.cNvPr.set("descr", about)
    assert _texts(_read(_saved(deck, tmp_path)), "caption") == ["Zwei Häuser aus Holz"]


def test_links_of_words_and_of_shapes_stay_with_them(deck: Any, tmp_path: Path) -> None:
    box = _box(deck, "")
    paragraph = box.text_frame.paragraphs[0]
    paragraph.add_run().text = "Mehr "
    run = paragraph.add_run()
    run.text = "dort"
    run.hyperlink.address = "https://example.org/größe?a=1&b=2"
    _box(deck, "Ganze Fläche", top=9).click_action.hyperlink.address = "https://example.org/b"
    _box(deck, "Gefährlich", top=12).click_action.hyperlink.address = "file:///etc/passwd"
    found = {s.text: s.links for s in _read(_saved(deck, tmp_path)).segments}
    assert found == {
        "Käse 🧀": (), "Mehr dort": ("https://example.org/größe?a=1&b=2",),
        "Ganze Fläche": ("https://example.org/b",), "Gefährlich": (),
    }  # fmt: skip


def _on_layout(deck: Any, text: str, master: bool = False) -> None:
    sheet = deck.slides[0].slide_layout
    sheet = sheet.slide_master if master else sheet
    box = _box(deck, text)
    sheet.shapes._spTree.append(box._element)


def test_what_a_layout_says_stands_on_its_slides(deck: Any, tmp_path: Path) -> None:
    _on_layout(deck, "Holzbau Meier AG", master=True)
    _on_layout(deck, "Tag der offenen Tür")
    asset = _read(_saved(deck, tmp_path))
    assert _texts(asset, "caption") == ["Holzbau Meier AG", "Tag der offenen Tür"]
    deck.slides[0]._element.set("showMasterSp", "0")
    assert _texts(_read(_saved(deck, tmp_path)), "caption") == []


def test_a_mark_on_the_master_holds_back_every_slide(deck: Any, tmp_path: Path) -> None:
    from repurpose.extractors import public

    _on_layout(deck, "Streng vertraulich", master=True)
    asset = _read(_saved(deck, tmp_path))
    assert len(asset.segments) == 2
    assert public(asset, frozenset()).segments == ()


def test_text_under_a_merged_cell_is_private(deck: Any, tmp_path: Path) -> None:
    table = deck.slides[0].shapes.add_table(1, 2, Cm(1), Cm(4), Cm(9), Cm(2)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "oben", "darunter"
    table.cell(0, 1)._tc.set("hMerge", "1")
    seen = [(s.text, s.hidden) for s in _read(_saved(deck, tmp_path)).segments if s.role == "table"]
    assert seen == [("oben", False), ("darunter", True)]


def test_a_deck_written_from_right_to_left(deck: Any, tmp_path: Path) -> None:
    for left, text in ((1, "שלוש"), (9, "שתיים"), (17, "אחת")):
        box = _box(deck, text, left)
        box.text_frame.paragraphs[0]._p.get_or_add_pPr().set("rtl", "1")
    deck.slides[0].shapes.title.text_frame.paragraphs[0]._p.get_or_add_pPr().set("rtl", "1")
    assert _texts(_read(_saved(deck, tmp_path)), "body") == ["אחת", "שתיים", "שלוש"]


# ── what only the firm sees ──

OLD = '<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm authorId="0"><p:text>Zahl prüfen!</p:text></p:cm></p:cmLst>'
OLD_AUTHORS = '<p:cmAuthorLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cmAuthor id="0" name="Anna Meier"/></p:cmAuthorLst>'
_P188 = 'xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
_BODY = "<p188:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></p188:txBody>"
NEW = (
    f'<p188:cmLst {_P188} {A}><p188:cm authorId="{{1}}"><p188:replyLst><p188:reply authorId="{{2}}">'
    f"{_BODY.format('Ja, 38 %')}</p188:reply></p188:replyLst>{_BODY.format('Stimmt das?')}</p188:cm></p188:cmLst>"
)
NEW_AUTHORS = f'<p188:authorLst {_P188}><p188:author id="{{1}}" name="Béa Rossi"/><p188:author id="{{2}}" name="Cem Öz"/></p188:authorLst>'


@pytest.mark.parametrize(
    ("comments", "authors", "seen"),
    [
        (OLD, OLD_AUTHORS, [("Zahl prüfen!", "Anna Meier")]),
        (NEW, NEW_AUTHORS, [("Stimmt das?", "Béa Rossi"), ("Ja, 38 %", "Cem Öz")]),
        (OLD, None, [("Zahl prüfen!", None)]),
    ],
)
def test_comments_are_private_notes_of_their_authors(
    deck: Any, tmp_path: Path, comments: str, authors: str | None, seen: list[Any]
) -> None:
    path = _changed(
        _saved(deck, tmp_path),
        {"ppt/comments/c1.xml": comments, "ppt/authors.xml": authors},
        {
            RELS: _related(_relation("rC", "comments", "../comments/c1.xml")),
            "ppt/_rels/presentation.xml.rels": _related(_relation("rA", "commentAuthors", "authors.xml")),
        },
    )  # fmt: skip
    notes = [s for s in _read(path).segments if s.role == "notes"]
    assert [(s.text, s.speaker) for s in notes] == seen
    assert all(s.hidden for s in notes)


# ── what a deck says of itself ──


def test_title_author_date_sections_and_recordings(deck: Any, tmp_path: Path) -> None:
    from datetime import datetime

    deck.slides.add_slide(deck.slide_layouts[6])
    deck.core_properties.author = "Anna Meier"
    deck.core_properties.modified = datetime(2026, 5, 12, 9, 30)  # noqa: DTZ001
    ids = [one.get("id") for one in deck.part._element.sldIdLst]
    section = (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        + "".join(
            f'<p14:section name="{name}"><p14:sldIdLst>'
            + "".join(f'<p14:sldId id="{one}"/>' for one in slides)
            + "</p14:sldIdLst></p14:section>"
            for name, slides in (("Begrüßung", ids[:1]), ("Leer", []), ("Haupt&amp;teil", ids[1:]))
        )
        + "</p14:sectionLst></p:ext></p:extLst></p:presentation>"
    )
    video = f'<p:nvPr><a:videoFile xmlns:r="{OFFICE}" r:link="rV"/><a:audioFile xmlns:r="{OFFICE}" r:link="rS"/></p:nvPr>'
    slide = deck.slides[0].shapes.title._element.nvSpPr
    slide.nvPr.getparent().append(slide.nvPr)
    path = _saved(deck, tmp_path)
    with zipfile.ZipFile(path) as archive:
        old = re.search(rb"<p:nvPr>.*?</p:nvPr>", archive.read(SLIDE))
    assert old is not None
    path = _changed(
        path,
        {"ppt/media/Rede.MP4": "x"},
        {
            "ppt/presentation.xml": ("</p:presentation>", section),
            SLIDE: (old[0].decode(), video),
            RELS: _related(
                _relation("rV", "video", "../media/Rede.MP4"),
                _relation("rS", "audio", "https://example.org/a.mp3", outside=True),
            ),
        },
    )
    asset = _read(path)
    assert (asset.author, asset.date) == ("Anna Meier", "2026-05-12T09:30:00Z")
    assert [(s.name, s.first) for s in asset.sections] == [("Begrüßung", 1), ("Haupt&teil", 2)]
    assert [(r.name, r.kind, r.locator.slide) for r in asset.recordings] == [
        ("Rede.MP4", "video", 1), ("https://example.org/a.mp3", "audio", 1),
    ]  # fmt: skip


def test_a_deck_without_slides_opens_and_says_nothing(tmp_path: Path) -> None:
    Presentation().save(str(tmp_path / "leer.potx"))
    asset = _read(tmp_path / "leer.potx")
    assert (asset.segments, asset.title, asset.faults) == ((), "leer", ())


# ── decks that other programs refuse ──


def test_strict_ooxml_reads_the_same(deck: Any, tmp_path: Path) -> None:
    box = _box(deck, "mit Link")
    box.click_action.hyperlink.address = "https://example.org"
    deck.slides[0].notes_slide.notes_text_frame.text = "Nur für mich"
    usual = _saved(deck, tmp_path)
    strict = tmp_path / "strict.pptx"
    name = re.compile(rb"http://schemas\.openxmlformats\.org/(\w+)/2006/(main|relationships)")
    with zipfile.ZipFile(usual) as source, zipfile.ZipFile(strict, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if not part.startswith("_rels") and "package" not in part:
                content = name.sub(rb"http://purl.oclc.org/ooxml/\1/\2", content)
            target.writestr(part, content.replace(
                b"http://purl.oclc.org/ooxml/package/relationships",
                b"http://schemas.openxmlformats.org/package/2006/relationships"))  # fmt: skip
    assert b"purl.oclc.org" in zipfile.ZipFile(strict).read(SLIDE)
    assert _read(strict).segments == _read(usual).segments


@pytest.mark.parametrize(
    "target",
    [
        "/ppt/slides/slide1.xml", "slides\\slide1.xml", "SLIDES/Slide1.xml", "./slides/../slides/slide1.xml",
        "slides/slide1.xml#rId1", "slides/slide%31.xml", "ppt/slides/slide1.xml",
    ],
)  # fmt: skip
def test_odd_targets_lead_to_their_part(deck: Any, tmp_path: Path, target: str) -> None:
    usual = '"slides/slide1.xml"'
    path = _changed(
        _saved(deck, tmp_path),
        texts={"ppt/_rels/presentation.xml.rels": (usual, f'"{target}"')},
    )
    assert _texts(_read(path), "title") == ["Käse 🧀"]


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "file:///etc/passwd", "https://example.org/s.xml", ""])  # fmt: skip
def test_a_target_outside_is_a_missing_slide(deck: Any, tmp_path: Path, target: str) -> None:
    path = _changed(
        _saved(deck, tmp_path),
        texts={"ppt/_rels/presentation.xml.rels": ('"slides/slide1.xml"', f'"{target}"')},
    )
    asset = _read(path)
    assert (asset.segments, asset.faults) == ((), ("slide 1 is missing",))


def test_missing_parts_cost_only_themselves(deck: Any, tmp_path: Path) -> None:
    _box(deck, "bleibt")
    gone = (
        "ppt/slideLayouts/slideLayout6.xml", "docProps/core.xml", "docProps/app.xml",
        "[Content_Types].xml", "_rels/.rels", "ppt/theme/theme1.xml",
    )  # fmt: skip
    asset = _read(_changed(_saved(deck, tmp_path), dict.fromkeys(gone)))
    assert [s.text for s in asset.segments] == ["Käse 🧀", "bleibt"]


def test_slides_are_found_where_the_presentation_is_damaged(deck: Any, tmp_path: Path) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Zwei"
    asset = _read(_changed(_saved(deck, tmp_path), {"ppt/presentation.xml": "kaputt"}))
    assert [(s.text, s.locator.slide) for s in asset.segments] == [("Käse 🧀", 1), ("Zwei", 2)]
    assert "in the order of their numbers" in asset.faults[0]


def test_a_slide_that_is_not_well_formed_gives_what_can_be_rescued(
    deck: Any, tmp_path: Path
) -> None:
    _box(deck, "davor")
    path = _changed(_saved(deck, tmp_path), texts={SLIDE: ("</p:spTree>", "<p:sp><a:t>offen")})
    assert [s.text for s in _read(path).segments] == ["Käse 🧀", "davor"]


def test_a_damaged_slide_is_named(deck: Any, tmp_path: Path) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Zwei"
    asset = _read(_changed(_saved(deck, tmp_path), {SLIDE: "\0\0"}))
    assert [s.text for s in asset.segments] == ["Zwei"]
    assert asset.faults == (f"slide 1: its part {SLIDE} is no XML",)


def test_nothing_left_is_said_in_one_line(deck: Any, tmp_path: Path) -> None:
    path = _changed(_saved(deck, tmp_path), {"ppt/presentation.xml": "kaputt", SLIDE: None})
    with pytest.raises(SourceError, match="neither its presentation nor a slide can be read"):
        _read(path)


@pytest.mark.parametrize("name", ["Vortrag.docx", "Vortrag", "Vortrag.dat", "vortrag.ppt"])
def test_the_content_decides_not_the_name(deck: Any, tmp_path: Path, name: str) -> None:
    deck.save(str(tmp_path / name))
    assert _texts(_read(tmp_path / name), "title") == ["Käse 🧀"]
