"""repurpose viewer as its users run it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from tests.cli import contract
from tests.cli.conftest import DECK, PANEL, Run
from tests.pages.decks import STATEMENTS, german_pdf, pdf_deck
from tests.readers.pdf_writing import Page, Writer


def page(folder: Path) -> html.HtmlElement:
    return html.parse(str(folder / "index.html")).getroot()


def test_the_preview_of_a_link_and_the_frame(run: Run, folder: Path) -> None:
    deck = german_pdf(folder / "a.pdf")
    result = run("viewer", deck, "--to", "out", "--url", "https://www.example.com/vortrag")
    assert result.code == 0, result.err
    tree = page(folder / "out")
    meta = {m.get("property"): m.get("content") for m in tree.iter("meta") if m.get("property")}
    assert meta["og:url"] == "https://www.example.com/vortrag/"
    assert meta["og:image"] == "https://www.example.com/vortrag/images/slide-01.png"
    assert meta["og:title"] == "Höher bauen mit Holz"
    assert any(words in meta["og:description"] for words in STATEMENTS)
    snippet = re.search(r"<iframe .*</iframe>", result.err)
    assert snippet is not None
    frame = html.fragment_fromstring(snippet[0])
    assert frame.get("src") == "https://www.example.com/vortrag/"
    assert frame.get("title") == "Höher bauen mit Holz"


def test_it_goes_beside_the_deck(run: Run, folder: Path) -> None:
    (folder / "Vorträge").mkdir()
    result = run("viewer", german_pdf(folder / "Vorträge" / "Rede 1.pdf"))
    assert result.code == 0, result.err
    target = Path("Vorträge") / "hoeher-bauen-mit-holz-viewer"
    assert result.out.splitlines()[0].endswith(str(target / "index.html"))
    assert (folder / target / "index.html").is_file()
    assert (folder / target / "hoeher-bauen-mit-holz.pdf").is_file()
    assert "in place of https://ADDRESS-OF-THE-FOLDER (or run this again with --url" in result.err
    assert '<iframe src="https://ADDRESS-OF-THE-FOLDER/index.html"' in result.err


def test_a_slide_that_names_whom_you_listed_is_left_out_and_said(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("do_not_name: [Projekt Falke]\n", "utf-8")
    slides = [
        ("Eins", [STATEMENTS[0]]),
        ("Projekt Falke", [STATEMENTS[1]]),
        ("Drei", ["Rufen Sie 071 555 12 34 an."]),
    ]
    deck = pdf_deck(folder / "a.pdf", slides, "Höher bauen")
    result = run("viewer", deck, "--to", "out")
    assert result.code == 0, result.err
    assert "slide 2 is left out: do-not-name (--allow do-not-name)" in result.err
    assert "slide 3 shows what no post would: phone-number" in result.err
    assert "Falke" not in (folder / "out" / "index.html").read_text("utf-8")
    assert len(PdfReader(folder / "out" / "hoeher-bauen.pdf").pages) == 2
    allowed = run("viewer", deck, "--to", "out", "--allow", "do-not-name", "--json").json
    contract.check(allowed, contract.VIEWER)
    assert [each["slide"] for each in allowed["slides"]] == [1, 2, 3]


def test_comments_in_a_pdf_stay_behind_and_links_to_the_web_stay(run: Run, folder: Path) -> None:
    comment = b"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(Zu teuer, sagt die Chefin)>>"
    link = (
        b"<</Type/Annot/Subtype/Link/Rect[40 40 90 60]/A<</S/URI/URI(https://www.example.org/)>>>>"
    )
    local = b"<</Type/Annot/Subtype/Link/Rect[40 80 90 90]/A<</S/URI/URI(file:///C:/Meier/geheim.xlsx)>>>>"
    pages = [
        Page([("Höher bauen", 40, 70, 30), (STATEMENTS[0], 40, 150, 14)], annotations=[comment, link, local]),
        Page([("Nachbarn", 40, 70, 30), (STATEMENTS[2], 40, 150, 14)]),
    ]  # fmt: skip
    deck = Writer(pages, {"Title": "Höher bauen", "Author": "Geheimer Autor"}).write(
        folder / "a.pdf"
    )
    assert run("viewer", deck, "--to", "out").code == 0
    reader = PdfReader(next((folder / "out").glob("*.pdf")))
    notes = [a.get_object() for p in reader.pages for a in p.get("/Annots", ())]
    assert [str(note["/A"]["/URI"]) for note in notes] == ["https://www.example.org/"]
    data = next((folder / "out").glob("*.pdf")).read_bytes()
    for secret in (b"Zu teuer", b"geheim", b"Geheimer"):
        assert secret not in data
    assert "Zu teuer" not in (folder / "out" / "index.html").read_text("utf-8")


def test_what_is_no_deck_is_said(run: Run, folder: Path) -> None:
    result = run("viewer", PANEL, "--to", "out")
    assert result.code == 3
    assert "has no slides to show" in result.err
    assert not (folder / "out").exists()


def test_without_libreoffice_a_powerpoint_cannot_be_shown(run: Run, folder: Path) -> None:
    result = run("viewer", DECK, "--to", "out", "--json")
    assert result.code == 3
    assert "LibreOffice is not installed" in result.json["errors"][0]["what"]
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    "url", ["www.example.com", "javascript:alert(1)", 'https://a"b', "https://"]
)
def test_an_address_that_is_none_is_refused(run: Run, folder: Path, url: str) -> None:
    result = run("viewer", german_pdf(folder / "a.pdf"), "--url", url)
    assert result.code == 2
    assert "is no web address" in result.err


def test_a_foreign_page_is_not_overwritten(run: Run, folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "index.html").write_text("Unsere Homepage", "utf-8")
    result = run("viewer", german_pdf(folder / "a.pdf"), "--to", "out")
    assert result.code == 2
    assert "is there already" in result.err
    assert [p.name for p in (folder / "out").iterdir()] == ["index.html"]
    assert (folder / "out" / "index.html").read_text("utf-8") == "Unsere Homepage"


def test_a_title_that_may_not_be_named_is_said(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("do_not_name: [Projekt Falke]\n", "utf-8")
    slides = [("Eins", [STATEMENTS[0]]), ("Zwei", [STATEMENTS[1]])]
    result = run("viewer", pdf_deck(folder / "a.pdf", slides, "Projekt Falke"), "--to", "out")
    assert result.code == 3
    assert "its title «Projekt Falke» is held back: do-not-name" in result.err
    assert not (folder / "out").exists()
