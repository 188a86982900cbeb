"""Carousels: cover, pages, last page; a PDF whose words can be read, or pictures."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from repurpose import channels
from repurpose.errors import SourceError
from repurpose.media.cards import Brand, NoCard, card
from repurpose.media.carousel import About, Carousel, of_cards, of_list, of_slides

ABOUT = About(
    title="Vier Gründe, ein Haus aufzustocken",
    language="de-CH",
    credit="Aus unserem Vortrag «Aufstocken mit Holz».",
    call_to_action="Der ganze Vortrag:",
    link="https://www.example.com/vortrag",
)
POINTS = (
    "Der Boden in der Stadt ist knapp und teuer.",
    "Das Dach ist da und trägt mehr, als man denkt.",
    "VAT: Holz ist leicht; ein Geschoss wiegt ein Fünftel.",
    "Die Leute bleiben während des Bauens in ihren Wohnungen.",
)
BRAND = Brand(name="Muster Holzbau AG")


@pytest.fixture(scope="module")
def carousel() -> Carousel:
    return of_list(POINTS, ABOUT, brand=BRAND)


def texts(content: bytes) -> list[str]:
    """The words of each page, as a reader program finds them."""
    return [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(content)).pages]


def test_a_list_is_a_cover_a_point_a_page_and_a_last_page(carousel: Carousel) -> None:
    cover, *inner, last = texts(carousel.pdf())
    assert ABOUT.title in cover
    assert BRAND.name in cover
    for number, (page, point) in enumerate(zip(inner, POINTS, strict=True), 1):
        assert f"{number} {point}" in page
        assert f"{number}/4" in page
    assert ABOUT.credit in last
    assert "Der ganze Vortrag: www.example.com/vortrag" in last


def test_the_pdf_says_what_it_is_and_brings_its_fonts(carousel: Carousel) -> None:
    read = PdfReader(io.BytesIO(carousel.pdf()))
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.author) == (ABOUT.title, BRAND.name)
    assert read.trailer["/Root"]["/Lang"] == "de-CH"
    assert {tuple(page.mediabox[2:]) for page in read.pages} == {(1080, 1350)}
    used = [
        font.get_object() for page in read.pages for font in page["/Resources"]["/Font"].values()
    ]
    embedded = [font for font in used if "/FontFile2" in font.get("/FontDescriptor", {})]
    assert len(embedded) >= len(read.pages)
    assert read.pages[-1]["/Annots"][0].get_object()["/A"]["/URI"] == ABOUT.link


def test_the_same_points_give_the_same_bytes(carousel: Carousel) -> None:
    again = of_list(POINTS, ABOUT, brand=BRAND)
    assert again.pdf() == carousel.pdf()
    assert [p.image.tobytes() for p in again.pages] == [p.image.tobytes() for p in carousel.pages]


def test_all_pages_of_a_list_begin_at_one_height(carousel: Carousel) -> None:
    tops = {
        min(line.y for line in page.layout.lines) for page in carousel.pages[1:-1] if page.layout
    }
    assert len(tops) == 1


def test_the_alternative_text_is_the_pages_own_words(carousel: Carousel) -> None:
    assert [page.alt for page in carousel.pages] == [
        ABOUT.title,
        *POINTS,
        f"{ABOUT.credit}\n{ABOUT.call_to_action}\n{ABOUT.link}",
    ]


def test_what_only_counts_visitors_is_in_the_link_and_not_on_the_page() -> None:
    link = "https://www.example.com/vortrag?id=7&utm_source=linkedin&utm_medium=social"
    last = of_list(POINTS, replace(ABOUT, link=link), brand=BRAND).pages[-1]
    assert last.layout is not None
    shown = "".join(line.text for line in last.layout.lines)
    assert "www.example.com/vortrag?id=7" in shown
    assert "utm" not in f"{shown}{last.alt}"
    assert last.link == link


@pytest.mark.parametrize("most", [1, 2, 4, 10])
def test_pictures_keep_to_what_a_channel_takes(carousel: Carousel, most: int) -> None:
    pages = carousel.pictures(most)
    assert len(pages) == min(most, len(carousel.pages))
    if most > 1:
        assert (pages[0], pages[-1]) == (carousel.pages[0], carousel.pages[-1])


def test_many_short_points_share_pages() -> None:
    points = [f"Punkt Nummer {number} von vielen" for number in range(1, 12)]
    made = of_list(points, ABOUT, brand=BRAND)
    assert len(made.pages) == 6 + 2
    assert all(point in " ".join(texts(made.pdf())) for point in points)
    fewer = of_list(points, ABOUT, brand=BRAND, most_pages=4)
    assert len(fewer.pages) <= 4 + 2
    assert all(point in " ".join(texts(fewer.pdf())) for point in points)


def test_a_point_that_begins_with_its_number_gets_no_second() -> None:
    made = of_list(["1. Messen", "2. Planen", "3. Bauen"], ABOUT, brand=BRAND)
    assert [page.count("1") for page in texts(made.pdf())[1:2]] == ["1/3 1. Messen".count("1")]


def test_without_a_source_and_a_link_there_is_no_last_page() -> None:
    made = of_list(POINTS, About("Vier Gründe", "de"), brand=BRAND)
    assert len(made.pages) == 5


def test_a_point_that_fits_on_no_page_is_refused() -> None:
    with pytest.raises(NoCard):
        of_list(["Wort " * 400, "kurz"], ABOUT, brand=BRAND)


def test_cards_keep_their_order_and_their_words() -> None:
    cards = [card("statement", point, language="de", size=(1080, 1080)) for point in POINTS]
    made = of_cards(cards, ABOUT, brand=BRAND)
    assert {page.image.size for page in made.pages} == {(1080, 1080)}
    found = texts(made.pdf())
    assert [point in page for point, page in zip(POINTS, found[1:], strict=False)] == [True] * 4


def test_slides_are_shown_whole_in_their_own_shape(tmp_path: Path) -> None:
    for number, colour in ((4, "red"), (7, "green")):
        Image.new("RGB", (1600, 900), colour).save(tmp_path / f"{number}.png")
    pictures = {number: tmp_path / f"{number}.png" for number in (4, 7)}
    alts = {4: "Folie 4: rot", 7: "Folie 7: grün"}
    made = of_slides(pictures, alts, ABOUT, brand=BRAND)
    assert made.size == (1350, 759)
    assert [page.alt for page in made.pages[1:3]] == list(alts.values())
    read = PdfReader(io.BytesIO(made.pdf()))
    assert len(read.pages) == 4
    assert read.pages[1].images[0].image.convert("RGB").getpixel((5, 5))[0] > 240
    rules = channels.rules_of("linkedin")
    assert len(made.pdf()) <= rules.document_bytes


def test_a_slide_that_is_no_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "4.png").write_text("no picture")
    with pytest.raises(SourceError, match=r"4\.png: is no picture"):
        of_slides({4: tmp_path / "4.png"}, {4: "?"}, ABOUT, brand=BRAND)


def test_a_logo_is_in_the_pdf(tmp_path: Path) -> None:
    Image.new("RGBA", (300, 100), (200, 20, 20, 255)).save(tmp_path / "logo.png")
    made = of_list(POINTS, ABOUT, brand=Brand(logo=tmp_path / "logo.png"))
    page = PdfReader(io.BytesIO(made.pdf())).pages[1]
    assert page.images[0].image.convert("RGB").getpixel((9, 9)) == (200, 20, 20)
