"""Word documents: all that is shown in them, in order, and what is private apart."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.extractors import extract, public
from repurpose.model import Asset
from repurpose.protocols import ExtractContext, ReadContext

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
STYLES = (  # as a German Word writes them
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Firmentitel"><w:name w:val="Firma"/><w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>'
)


def _document(
    folder: Path, body: str, *, rels: str = "", parts: dict[str, str] | None = None, space: str = W
) -> Path:
    path = folder / "Bericht für Müller.docx"
    main = f'<?xml version="1.0"?><w:document {SPACES}><w:body>{body}</w:body></w:document>'
    related = (
        f'<Relationship Id="rS" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rL" Type="{OFFICE}/hyperlink" Target="https://example.org/größe" TargetMode="External"/>{rels}'
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", main.replace(W, space))
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}">{related}</Relationships>',
        )
        archive.writestr(
            "word/styles.xml", f"<w:styles {SPACES}>{STYLES}</w:styles>".replace(W, space)
        )
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return path


def _p(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p>{properties}{runs}</w:p>"


def _read(path: Path) -> Asset:
    return readers.read(path, ReadContext())


def _seen(asset: Asset) -> list[tuple[str, str]]:
    return [(segment.role, segment.text) for segment in asset.segments]


def test_headings_by_style_in_any_language(tmp_path: Path) -> None:
    body = "".join((
        _p("Jahresbericht", "Titel"), _p("Das Dach 🏠", "berschrift1"), _p("Ein Satz."),
        _p("Firma", "Firmentitel"), _p("Abb. 1: Holz", "Beschriftung"), _p("Das Dach 3", "Verzeichnis1"),
    ))  # fmt: skip
    asset = _read(_document(tmp_path, body))
    assert _seen(asset) == [
        ("title", "Jahresbericht"), ("title", "Das Dach 🏠"), ("body", "Ein Satz."),
        ("title", "Firma"), ("caption", "Abb. 1: Holz"), ("caption", "Das Dach 3"),
    ]  # fmt: skip
    assert (asset.kind, asset.title) == ("document", "Jahresbericht")
    assert [segment.locator.line for segment in asset.segments] == [1, 2, 3, 4, 5, 6]


def test_what_is_shown_of_a_paragraph(tmp_path: Path) -> None:
    runs = (
        '<w:r><w:t xml:space="preserve">Für </w:t></w:r><w:del><w:r><w:delText>zwei</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>drei</w:t></w:r></w:ins><w:r><w:tab/><w:t>Häu</w:t><w:softHyphen/><w:t>ser</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:br/><w:t>E</w:t><w:noBreakHyphen/><w:t>Bau</w:t></w:r>"
        "<m:oMath><m:r><m:t> n=3</m:t></m:r></m:oMath>"
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>!</w:t></w:r>'
    )
    segments = _read(_document(tmp_path, _p(runs))).segments
    assert [(s.text, s.hidden) for s in segments] == [
        ("Für drei Häuser\nE-Bau n=3!", False), ("geheim", True),
    ]  # fmt: skip


def test_links_tables_and_tables_inside(tmp_path: Path) -> None:
    link = '<w:hyperlink r:id="rL"><w:r><w:t>dort</w:t></w:r></w:hyperlink>'
    inner = f"<w:tbl><w:tr><w:tc>{_p('innen')}</w:tc></w:tr></w:tbl>"
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = f"<w:tbl>{row.format(_p('Jahr'), _p(link))}{row.format(_p('2024'), inner + _p('12'))}</w:tbl>"
    sdt = f"<w:sdt><w:sdtContent>{table}{_p('im Feld')}</w:sdtContent></w:sdt>"
    segments = _read(_document(tmp_path, sdt)).segments
    assert [(s.role, s.text, s.links) for s in segments] == [
        ("table", "Jahr | dort", ("https://example.org/größe",)),
        ("table", "2024 | 12", ()), ("table", "innen", ()), ("body", "im Feld", ()),
    ]  # fmt: skip


def test_boxes_pictures_and_charts(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{_p('im Kasten')}</w:txbxContent>"
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="x" '
        f'descr="Zwei Häuser aus Holz"/><wps:txbx>{box}</wps:txbx></wp:inline></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        '<w:r><w:drawing><wp:inline><c:chart r:id="rC"/></wp:inline></w:drawing></w:r>'
    )
    chart = (
        f"<c:chartSpace {SPACES}><c:ser><c:tx><c:v>Kosten</c:v></c:tx><c:cat><c:pt idx='0'><c:v>2024</c:v></c:pt></c:cat>"
        "<c:val><c:pt idx='0'><c:v>12</c:v></c:pt></c:val></c:ser></c:chartSpace>"
    )
    rels = f'<Relationship Id="rC" Type="{OFFICE}/chart" Target="charts/chart1.xml"/>'
    path = _document(tmp_path, _p(drawing), rels=rels, parts={"word/charts/chart1.xml": chart})
    assert _seen(_read(path)) == [
        ("caption", "Zwei Häuser aus Holz"), ("body", "im Kasten"), ("chart", "Kosten | 2024: 12"),
    ]  # fmt: skip
    assert "a chart is missing" in _read(_document(tmp_path, _p(drawing))).faults


def test_notes_and_comments_stand_at_their_paragraph(tmp_path: Path) -> None:
    body = _p("Davor.") + _p(
        '<w:r><w:t>Satz.</w:t><w:footnoteReference w:id="2"/><w:commentReference w:id="0"/></w:r>'
    )
    rels = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{n}" Target="{n}.xml"/>'
        for n in ("footnotes", "comments")
    )
    parts = {
        "word/footnotes.xml": f'<w:footnotes {SPACES}><w:footnote w:id="2">{_p("Quelle: BFS")}</w:footnote></w:footnotes>',
        "word/comments.xml": f'<w:comments {SPACES}><w:comment w:id="0" w:author="Béa Rossi">{_p("Stimmt das?")}</w:comment></w:comments>',
    }
    segments = _read(_document(tmp_path, body, rels=rels, parts=parts)).segments[2:]
    assert [(s.role, s.text, s.speaker, s.hidden, s.locator.line) for s in segments] == [
        ("caption", "Quelle: BFS", None, False, 2), ("notes", "Stimmt das?", "Béa Rossi", True, 2),
    ]  # fmt: skip


def test_a_mark_in_the_header_holds_back_the_document(tmp_path: Path) -> None:
    said = "Die Marge liegt bei grossen Aufträgen bei 23 Prozent der Bausumme."
    rels = f'<Relationship Id="rH" Type="{OFFICE}/header" Target="header1.xml"/>'
    header = {"word/header1.xml": f"<w:hdr {SPACES}>{_p('Streng vertraulich')}</w:hdr>"}
    marked = _read(_document(tmp_path, _p(said), rels=rels, parts=header))
    assert [s.text for s in marked.segments] == [said, "Streng vertraulich"]
    assert public(marked, frozenset()).segments == ()
    open_ = _read(_document(tmp_path, _p("Die Marge", "berschrift1") + _p(said)))
    assert [s.text for s in extract(open_, ExtractContext()).snippets] == [said]


def test_of_a_document_only_whole_sentences_are_chosen(tmp_path: Path) -> None:
    heading = "Unsere Häuser aus Holz halten länger als die Häuser aus Beton"
    asset = _read(_document(tmp_path, _p(heading, "berschrift1") + _p(heading)))
    assert extract(asset, ExtractContext()).snippets == ()


def test_strict_documents_and_protected_ones(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    large = {"word/media/ton.bin": "x" * 9000}
    path = _document(tmp_path, _p("Ein Satz.", "berschrift1"), space=strict, parts=large)
    assert _seen(_read(path)) == [("title", "Ein Satz.")]
    with path.open("rb") as plain, (tmp_path / "zu.docx").open("wb") as target:
        OOXMLFile(plain).encrypt("Käse", target)
    opened = readers.read(tmp_path / "zu.docx", ReadContext(password=lambda: "Käse"))
    assert opened.segments == _read(path).segments


def test_damaged_documents(tmp_path: Path) -> None:
    path = _document(tmp_path, _p("Ein Satz."), parts={"word/comments.xml": "kaputt"})
    assert _seen(_read(path)) == [("body", "Ein Satz.")]
    cut = tmp_path / "a.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(cut, "w") as target:
        for name in source.namelist():
            if name != "word/document.xml":
                target.writestr(name, source.read(name))
    with pytest.raises(SourceError, match=r"is damaged: its part word/document\.xml is missing"):
        _read(cut)


def test_deep_nesting_ends(tmp_path: Path) -> None:
    depth = (
        60  # XML deeper than 256 elements is not parsed by libxml2, of which what it got is read
    )
    table = "<w:tbl><w:tr><w:tc>" * depth + _p("tief") + "</w:tc></w:tr></w:tbl>" * depth
    assert ("body", "danach") in _seen(_read(_document(tmp_path, table + _p("danach"))))


def test_a_document_damaged_anywhere_never_crashes(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{_p('a')}</w:tc></w:tr></w:tbl>"
    path = _document(tmp_path, _p("Titel", "berschrift1") + _p("Ein Satz.") + table)
    content = path.read_bytes()
    opened, said = 0, set()
    for place in range(0, len(content), 7):
        damaged = bytearray(content)
        damaged[place : place + 3] = b"<\xff>"
        path.write_bytes(damaged)
        try:
            opened += bool(_read(path).segments)
        except SourceError as error:
            said.add((error.message, error.hint))
    assert opened > 50
    assert said
    assert all(hint and "plug-in" not in message for message, hint in said)
