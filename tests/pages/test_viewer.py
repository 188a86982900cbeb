"""repurpose viewer: all that is seen on the slides, and nothing else."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from PIL import Image
from pypdf import PdfReader

from repurpose import channels
from tests.pages.decks import STATEMENTS

SECRETS = ("Marge", "Deckungsbeitrag", "Kündigung", "Ausgeblendet", "Vertraulich", "Geheimer Autor")


def tree(folder: Path) -> html.HtmlElement:
    return html.parse(str(folder / "index.html")).getroot()


def test_all_text_that_is_seen_is_there_and_nothing_private(german: Path) -> None:
    page = tree(german)
    text = page.text_content()
    for words in (
        *STATEMENTS,
        "Kennzahl",
        "Wohnungen",
        "2024: 31",
        "5 * 3 & 2 < 4 _so_ #wichtig | ja",
    ):
        assert words in text
    everything = "".join(
        file.read_text("utf-8") for file in german.rglob("*") if file.suffix in (".html", ".txt")
    )
    for secret in SECRETS:
        assert secret not in everything
    numbers = [int(s.get("id").removeprefix("slide-")) for s in page.iter("article")]
    assert numbers == [1, 2, 3, 6, 7, 8, 9]


def test_the_pdf_holds_the_shown_slides_and_nothing_of_the_others(german: Path) -> None:
    file = german / "hoeher-bauen-mit-holz.pdf"
    reader = PdfReader(file)
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert len(reader.pages) == 7
    assert "Beton und Backstein wiegen" in text
    for secret in SECRETS:
        assert secret not in text
    pages = 0
    for number in range(1, int(reader.trailer["/Size"])):
        thing = reader.get_object(number)
        if isinstance(thing, dict):
            pages += thing.get("/Type") == "/Page"
    assert pages == 7, "pages of private slides are left in the file"
    assert not reader.attachments
    assert (german / "upload" / "slides.pdf").read_bytes() == file.read_bytes()


def test_no_picture_of_a_private_slide_is_there(german: Path) -> None:
    for kind in ("images", "thumbs"):
        names = {int(p.stem.removeprefix("slide-")) for p in (german / kind).iterdir()}
        assert names == {1, 2, 3, 6, 7, 8, 9}


def test_a_table_is_a_table(german: Path) -> None:
    [table] = tree(german).iter("table")
    rows = [[cell.text for cell in row] for row in table.iter("tr")]
    assert rows == [["Kennzahl", "Vorher", "Nachher"], ["Wohnungen", "12", "16"]]


def test_headings_ids_and_links_fit_together(long: Path) -> None:
    page = tree(long)
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert page.get("lang") == "de"
    assert len(list(page.iter("h1"))) == 1
    assert len(list(page.iter("h2"))) == 20
    for link in page.iter("a"):
        target = link.get("href")
        assert target.removeprefix("#") in ids or (long / target).is_file(), target
    for picture in page.iter("img"):
        with Image.open(long / picture.get("src")) as image:
            assert image.size == (int(picture.get("width")), int(picture.get("height")))
    labelled = [e.get("aria-labelledby") for e in page.iter("article")]
    assert set(labelled) <= set(ids)


def test_the_upload_keeps_within_the_limits(long: Path) -> None:
    upload = long / "upload"
    title, description, tags = (
        (upload / f"{name}.txt").read_text("utf-8").strip()
        for name in ("title", "description", "tags")
    )
    for name in ("slideshare", "scribd"):
        rules = channels.rules_of(name)
        assert rules.title is not None
        assert rules.tags is not None
        assert 0 < len(title) <= rules.title[1]
        assert len(description) <= rules.limit
        assert len(tags.split(", ")) <= rules.tags[1]
    assert title == "Zwanzig Folien über Öfen"
    pages = [
        " ".join(page.extract_text().split()) for page in PdfReader(upload / "slides.pdf").pages
    ]
    for paragraph in filter(None, description.split("\n\n")):
        assert any(" ".join(paragraph.split()) in page for page in pages)
