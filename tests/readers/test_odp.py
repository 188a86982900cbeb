"""OpenDocument presentations: what stands on a slide, and what is said of damage."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset, Recording
from repurpose.protocols import ReadContext
from repurpose.readers.decks import odp

NAMES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
            ("draw", "drawing"), ("presentation", "presentation"), ("svg", "svg-compatible"),
            ("chart", "chart"), ("fo", "xsl-fo-compatible"), ("meta", "meta"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)  # fmt: skip
TYPE = "application/vnd.oasis.opendocument.presentation"


def _frame(inner: str, kind: str = "", x: float = 1, y: float = 5, more: str = "") -> str:
    said = f'presentation:class="{kind}"' if kind else ""
    place = f'svg:x="{x}cm" svg:y="{y}cm" svg:width="8cm" svg:height="2cm"'
    return f"<draw:frame {said} {place} {more}>{inner}</draw:frame>"


def _box(*texts: str, kind: str = "", x: float = 1, y: float = 5) -> str:
    lines = "".join(f"<text:p>{each}</text:p>" for each in texts)
    return _frame(f"<draw:text-box>{lines}</draw:text-box>", kind, x, y)


def _content(*slides: str, before: str = "", styles: str = "") -> str:
    pages = "".join(each if each.startswith("<draw:page") else f"<draw:page>{each}</draw:page>"
                    for each in slides)  # fmt: skip
    return (
        f'<?xml version="1.0"?><office:document-content {NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:presentation>{before}{pages}</office:presentation></office:body>"
        "</office:document-content>"
    )


def _write(path: Path, content: str, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), TYPE)
        archive.writestr("content.xml", content)
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", part)
    return path


def _read(folder: Path, *slides: str, before: str = "", looks: str = "", **parts: str) -> Asset:
    content = _content(*slides, before=before, styles=looks)
    return readers.read(_write(folder / "ä b.odp", content, **parts), ReadContext())


def _told(asset: Asset, *roles: str) -> list[str]:
    return [s.text for s in asset.segments if not roles or s.role in roles]


def test_real_files(corpora: Path) -> None:
    sheet = readers.read(corpora / "decks" / "odfpy-1.4.1" / "emb_spreadsheet.odp", ReadContext())
    assert _told(sheet, "title") == ["Embedded Spreadsheet"]
    assert _told(sheet, "table")[:2] == ["col1 | col2 | col3", "val11 | val21 | val31"]
    assert (sheet.author, sheet.date) == ("Naor Rosenberg", "2010-06-03T13:42:15")
    empty = "PHPOffice_PHPPresentation/ODP_Slide_Name.odp"
    assert readers.read(corpora / "decks" / empty, ReadContext()).segments == ()


def test_titles_come_first_and_bullets_are_segments(tmp_path: Path) -> None:
    deep = (
        "<draw:text-box><text:list><text:list-item><text:p>Holz ist<text:line-break/>leicht</text:p>"
        "<text:list><text:list-item><text:p>auch im  Winter<text:s text:c='3'/>hier</text:p>"
        "</text:list-item></text:list></text:list-item></text:list></draw:text-box>"
    )
    deck = _read(tmp_path, _frame(deep, "outline", y=5) + _box("Warum Holz", kind="title", y=1))
    assert _told(deck) == ["Warum Holz", "Holz ist\nleicht", "auch im Winter hier"]
    assert _told(deck, "title") == ["Warum Holz"]
    assert deck.segments[0].locator.as_json() == {"slide": 1}
    assert deck.kind == "deck"
    assert deck.title == "Warum Holz"


def test_columns_groups_and_shapes_are_read_in_order(tmp_path: Path) -> None:
    right = f"<draw:g><draw:g>{_box('rechts oben', x=15, y=5)}</draw:g>{_box('rechts unten', x=15, y=9)}</draw:g>"
    shape = (
        '<draw:custom-shape svg:x="1cm" svg:y="9cm" svg:width="8cm" svg:height="2cm">'
        "<text:p>links unten</text:p></draw:custom-shape>"
    )
    deck = _read(tmp_path, right + shape + _box("links oben", x=1, y=5))
    assert _told(deck) == ["links oben", "links unten", "rechts oben", "rechts unten"]


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    cells = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    table = (
        "<table:table><table:table-header-rows><table:table-row>"
        f"{cells.format('Jahr')}{cells.format('Verlust')}</table:table-row></table:table-header-rows>"
        f"<table:table-row>{cells.format('2024')}{cells.format('6.4 %')}</table:table-row>"
        f"<table:table-row>{cells.format('Summe')}<table:covered-table-cell/></table:table-row>"
        "<table:table-row><table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
        "</table:table>"
    )
    deck = _read(tmp_path, _frame(table))
    assert _told(deck, "table") == ["Jahr | Verlust", "2024 | 6.4 %", "Summe"]


def _chart() -> str:
    def row(*cells: str) -> str:
        told = "".join(
            f'<table:table-cell office:value-type="float" office:value="{c}"><text:p>{c}</text:p></table:table-cell>'
            if c.replace(".", "").isdigit() else f"<table:table-cell><text:p>{c}</text:p></table:table-cell>"
            for c in cells
        )  # fmt: skip
        return f"<table:table-row>{told}</table:table-row>"

    return (
        f"<office:document-content {NAMES}><office:body><office:chart><chart:chart>"
        "<chart:title><text:p>Verluste im Netz</text:p></chart:title><chart:plot-area>"
        '<chart:axis><chart:categories table:cell-range-address="local-table.$A$2:.$A$3"/></chart:axis>'
        '<chart:series chart:values-cell-range-address="local-table.$B$2:.$B$3"'
        ' chart:label-cell-address="local-table.$B$1"/></chart:plot-area>'
        f'<table:table table:name="local-table">{row("", "Verlust")}{row("Q1", "8.50")}{row("Q2", "6.4")}'
        "</table:table></chart:chart></office:chart></office:body></office:document-content>"
    )


def test_a_chart_says_its_title_and_series(tmp_path: Path) -> None:
    holder = _frame('<draw:object xlink:href="./Object 1"><text:p/></draw:object>')
    deck = _read(tmp_path, holder, **{"Object 1__content": _chart()})
    assert _told(deck, "chart") == ["Verluste im Netz", "Verlust | Q1: 8.5 | Q2: 6.4"]


def test_a_damaged_chart_costs_only_itself(tmp_path: Path) -> None:
    slide = _frame('<draw:object xlink:href="./Object 1"/>') + _box("Bleibt")
    deck = _read(tmp_path, slide, **{"Object 1__content": "\0\0\0"})
    assert _told(deck) == ["Bleibt"]
    assert deck.faults == ("its part Object 1/content.xml is no XML",)


def test_a_formula_is_read(tmp_path: Path) -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>E</mi><mo>=</mo><mi>m</mi></math>'
    assert _told(_read(tmp_path, _frame(f"<draw:object>{math}</draw:object>"))) == ["E=m"]


def test_notes_and_comments_are_private(tmp_path: Path) -> None:
    notes = f"<presentation:notes>{_box('Langsam sprechen', kind='notes')}{_box('Fuss', kind='footer')}</presentation:notes>"
    remark = "<office:annotation><dc:creator>Anna</dc:creator><text:p>Stimmt das?</text:p><text:p>Ja.</text:p></office:annotation>"
    deck = _read(tmp_path, _box("Offen") + remark + notes)
    private = [(s.text, s.role, s.speaker) for s in deck.segments if s.hidden]
    assert private == [("Langsam sprechen", "notes", None), ("Stimmt das?\nJa.", "notes", "Anna")]
    assert _told(deck, "body") == ["Offen"]


def test_hidden_slides_are_marked(tmp_path: Path) -> None:
    look = (
        '<style:style style:name="dp2" style:family="drawing-page">'
        '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )
    hidden = f'<draw:page draw:style-name="dp2">{_box("Reserve")}</draw:page>'
    deck = _read(tmp_path, _box("Offen"), hidden, looks=look)
    assert [(s.text, s.hidden) for s in deck.segments] == [("Offen", False), ("Reserve", True)]


MASTER = (
    f"<office:document-styles {NAMES}><office:automatic-styles>"
    '<style:page-layout style:name="PM1"><style:page-layout-properties fo:page-width="28cm" fo:page-height="16cm"/>'
    "</style:page-layout></office:automatic-styles><office:master-styles>"
    '<style:master-page style:name="M" style:page-layout-name="PM1">{}</style:master-page>'
    "</office:master-styles></office:document-styles>"
)


def test_what_stands_on_the_layout_is_a_caption(tmp_path: Path) -> None:
    field = _frame(
        "<draw:text-box><text:p><presentation:footer/></text:p></draw:text-box>", "footer", y=14
    )
    number = _frame(
        "<draw:text-box><text:p><text:page-number/></text:p></draw:text-box>", "page-number"
    )
    master = MASTER.format(
        _box("Titel eingeben", kind="title") + _box("Holzbau AG", x=20, y=1) + field + number
    )
    before = (
        '<presentation:footer-decl presentation:name="f1">Vertraulich</presentation:footer-decl>'
    )
    looks = (
        '<style:style style:name="dp2" style:family="drawing-page">'
        '<style:drawing-page-properties presentation:background-objects-visible="false"/></style:style>'
    )
    first = (
        '<draw:page draw:master-page-name="M" presentation:use-footer-name="f1">'
        f"{_box('Offen')}{_box('Neben der Folie', x=40)}</draw:page>"
    )
    bare = f'<draw:page draw:master-page-name="M" draw:style-name="dp2">{_box("Ohne")}</draw:page>'
    deck = _read(tmp_path, first, bare, before=before, looks=looks, styles=master)
    captions = [(s.text, s.locator.slide) for s in deck.segments if s.role == "caption"]
    assert sorted(captions) == [("Holzbau AG", 1), ("Vertraulich", 1)]
    assert [s.text for s in deck.segments if s.hidden] == ["Neben der Folie"]


def test_alternative_texts_links_and_recordings(tmp_path: Path) -> None:
    picture = _frame(
        '<draw:image xlink:href="Pictures/1.png"/><svg:title>bild1.png</svg:title>'
        "<svg:desc>Ein Haus aus Holz</svg:desc>"
    )
    link = '<text:a xlink:href="https://example.org/a">hier</text:a>'
    jump = '<text:a xlink:href="#Folie 2">dort</text:a>'
    film = _frame('<draw:plugin xlink:href="Media/Bau.mp4"/>') + _frame(
        '<draw:plugin xlink:href="https://example.org/ton.mp3"/>'
    )
    around = f'<draw:a xlink:href="https://example.org/b">{_box("Ganz", y=9)}</draw:a>'
    deck = _read(tmp_path, picture + _box(f"Mehr {link} und {jump}", y=7) + around + film)
    assert _told(deck, "caption") == ["Ein Haus aus Holz"]
    links = {s.text: s.links for s in deck.segments if s.links}
    assert links == {
        "Mehr hier und dort": ("https://example.org/a",),
        "Ganz": ("https://example.org/b",),
    }
    place = deck.segments[0].locator
    assert deck.recordings == (
        Recording(name="Bau.mp4", kind="video", locator=place),
        Recording(name="https://example.org/ton.mp3", kind="audio", locator=place),
    )


def test_empty_fields_say_nothing(tmp_path: Path) -> None:
    prompt = _frame("<draw:text-box><text:p>Text eingeben</text:p></draw:text-box>", "outline",
                    more='presentation:placeholder="true"')  # fmt: skip
    assert _told(_read(tmp_path, prompt + _box("Offen", y=9))) == ["Offen"]


def test_title_author_and_date(tmp_path: Path) -> None:
    meta = (
        f"<office:document-meta {NAMES}><office:meta><dc:title>Bauen mit Holz</dc:title>"
        "<meta:initial-creator>Anna Muster</meta:initial-creator>"
        "<meta:creation-date>2024-12-05T09:30:00.123456789</meta:creation-date>"
        "</office:meta></office:document-meta>"
    )
    deck = _read(tmp_path, _box("Offen"), meta=meta)
    assert (deck.title, deck.author, deck.date) == (
        "Bauen mit Holz",
        "Anna Muster",
        "2024-12-05T09:30:00",
    )
    assert _read(tmp_path, _box("Offen"), meta="\0").faults == ("its part meta.xml is no XML",)


def _flat(inside: str) -> str:
    return f'<?xml version="1.0"?>{inside}<office:document {NAMES}>' + re.sub(
        r".*?<office:body>", "<office:body>", _content(_box("Flach"), _box("zwei"))
    ).replace("document-content", "document")


def test_a_flat_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.fodp"
    path.write_text(_flat(""), "utf-8")
    assert _told(readers.read(path, ReadContext())) == ["Flach", "zwei"]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = _write(tmp_path / "a.odp", _content(_box("eins"), _box("zwei")))
    readers.read(path, ReadContext(progress=lambda done, total: told.append((done, total))))
    assert told == [(1, 2), (2, 2)]


LOCKED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    "</manifest:file-entry></manifest:manifest>"
)
SHAPES = '<draw:custom-shape svg:x="1cm"><text:p>x</text:p></draw:custom-shape>' * 40_001
NO_DECK = f"<office:document-content {NAMES}><office:body><office:text/></office:body></office:document-content>"


@pytest.mark.parametrize(
    ("content", "parts", "says"),
    [
        ("\x8f\x01", {"META-INF__manifest": LOCKED}, "is protected with a password"),
        ("\0\0", {}, "is damaged: its part content.xml is no XML"),
        (NO_DECK, {}, "holds no presentation"),
        (_content(SHAPES), {}, "looks like a zip bomb"),
        (_content(*["<draw:page/>"] * 10_001), {}, "looks like a zip bomb"),
        (_content(_box(*["x"] * 100_001)), {}, "looks like a zip bomb"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + NO_DECK, {}, "defines XML entities"),
    ],
)
def test_what_cannot_be_read(
    tmp_path: Path, content: str, parts: dict[str, str], says: str
) -> None:
    path = _write(tmp_path / "a.odp", content, **parts)
    with pytest.raises(SourceError) as caught:
        readers.read(path, ReadContext())
    assert says in caught.value.message
    assert caught.value.where == str(path)
    assert caught.value.hint


def test_flat_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.fodp"
    for content, says in (
        (_flat('<!DOCTYPE x [<!ENTITY a "b">]>'), "defines XML entities"),
        ("nichts", "is damaged: it is no XML"),
        (_flat("") + "<a b='c'/>" * 1_800_000, "looks like a zip bomb"),
    ):
        path.write_text(content, "utf-8")
        with pytest.raises(SourceError, match=says):
            readers.read(path, ReadContext())
    monkeypatch.setattr(odp, "MAX_FLAT_BYTES", 100)
    path.write_text(_flat(""), "utf-8")
    with pytest.raises(SourceError, match="looks like a zip bomb"):
        readers.read(path, ReadContext())


def test_deep_nesting_ends(tmp_path: Path) -> None:
    deck = _read(tmp_path, "<draw:g>" * 5_000 + _box("tief") + "</draw:g>" * 5_000 + _box("Offen"))
    assert len(deck.segments) < 3
