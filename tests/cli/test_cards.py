"""repurpose cards."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from repurpose import channels
from tests.cli.conftest import DECK, PANEL, Run
from tests.readers.pdf_writing import Page, Writer


def test_the_best_of_a_deck_with_their_alternative_texts(run: Run, folder: Path) -> None:
    result = run("cards", DECK, "-n", "3")
    assert result.code == 0
    files = sorted((folder / "Aufstocken mit Holz cards").iterdir())
    assert [file.suffix for file in files] == [".png"] * 3
    assert Image.open(files[0]).size == (1200, 675)
    assert "Bei 9 von 14 Häusern" in result.out
    assert "(Aufstocken mit Holz · Folie 4)" in result.out
    assert "3 cards in Aufstocken mit Holz cards" in result.err


def test_the_words_and_ids_are_those_of_extract(run: Run, folder: Path) -> None:
    found = {each["id"]: each for each in run("extract", PANEL, "--json").json["snippets"]}
    made = run("cards", PANEL, "-c", "x,instagram", "-n", "2", "--to", "für uns", "--json").json
    assert len(made["cards"]) == 4
    for each in made["cards"]:
        snippet = found[each["snippet"]]
        assert snippet["text"] in each["alt"]
        rules = channels.rules_of(each["channel"])
        picture = Image.open(folder / each["path"])
        assert picture.size == rules.picture_size
        assert Path(each["path"]).stat().st_size <= rules.image_bytes
        assert Path(each["path"]).parent == Path("für uns")


def test_the_brand_of_the_configuration_and_its_fault_said_once(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text(
        'brand: {colour: "#ffe000", background: "#ffffff", name: Muster AG}\n', "utf-8"
    )
    result = run("cards", DECK, "-n", "3", "--to", "cards")
    assert result.err.count("cannot be read (contrast 1.3, at least 4.5)") == 1
    picture = Image.open(next((folder / "cards").iterdir())).convert("RGB")
    assert picture.getpixel((0, 0)) == (255, 255, 255)


def test_a_long_name_of_the_firm_costs_no_card(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text(
        "company: Schweizerischer Verband der Holzbauunternehmungen\n", "utf-8"
    )
    result = run("cards", DECK, "-c", "x,instagram", "-n", "3", "--json")
    assert (result.code, len(result.json["cards"])) == (0, 6)


def test_a_carousel_for_each_channel(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text(
        "link: https://www.example.com/vortrag\ncall_to_action: 'Der ganze Vortrag:'\n", "utf-8"
    )
    made = run("cards", DECK, "--carousel", "-n", "8", "-c", "linkedin,instagram", "--json").json
    documents = [each for each in made["carousels"] if each["channel"] == "linkedin"]
    assert [Path(page["path"]).suffix for each in documents for page in each["pages"]] == [
        ".pdf"
    ] * 2
    content = (folder / documents[-1]["pages"][0]["path"]).read_bytes()
    pages = [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(content)).pages]
    assert "Aufstocken mit Holz" in pages[0]
    assert "Der ganze Vortrag: www.example.com/vortrag" in pages[-1]
    pictures = [each for each in made["carousels"] if each["channel"] == "instagram"]
    assert len(pictures) == len(documents)
    for each in pictures:
        assert 3 < len(each["pages"]) <= 10
        assert all(page["alt"] for page in each["pages"])
        sizes = {Image.open(folder / page["path"]).size for page in each["pages"]}
        assert sizes == {channels.rules_of("instagram").picture_size}


def test_what_is_held_back_is_on_no_card(run: Run, folder: Path) -> None:
    (folder / "notes.md").write_text("# Preise\n\nDas Dach kostet bei uns 290 Franken.\n", "utf-8")
    result = run("cards", "notes.md")
    assert result.code == 3
    assert not (folder / "notes cards").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("-c", "youtube"), "youtube takes no pictures"),
        (("--slides", "4"), "--slides goes with --carousel and one deck"),
        (("-c", "nowhere"), "no channel is called 'nowhere'"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, words: tuple[str, ...], says: str) -> None:
    result = run("cards", DECK, *words)
    assert result.code == 2
    assert says in result.err


def test_a_page_that_shows_what_is_held_back_is_in_no_carousel(run: Run, folder: Path) -> None:
    foot = ("info@holz.example", 600, 440, 8)
    texts = ("Das Dach ist da.", "Das Dach, 044 123 45 67", "Der Boden ist knapp.")
    pages = [Page([(text, 40, 160, 16), foot]) for text in texts]
    Writer(pages).write(folder / "Deck.pdf")
    words = ("cards", "Deck.pdf", "--carousel", "--slides", "1-3", "-c", "instagram", "--json")
    result = run(*words)
    (made,) = result.json["carousels"]
    assert [page["alt"] for page in made["pages"] if "Das" in page["alt"] or "Der" in page["alt"]]
    assert "044" not in result.out
    assert "slide 2 is left out: on it is phone-number (--allow phone-number)" in result.err
    assert "044 123 45 67" in run(*words, "--allow", "phone-number").out


def test_a_carousel_of_each_list_however_many_statements_are_better(run: Run, folder: Path) -> None:
    made = run("cards", DECK, "--carousel", "-n", "1", "-c", "linkedin", "--json").json
    [title] = [each["title"] for each in made["carousels"]]
    lists = [s for s in run("extract", DECK, "--json").json["snippets"] if s["kind"] == "list"]
    assert lists
    assert title != "Aufstocken mit Holz"


def test_the_marks_around_a_quotation_are_those_of_the_language_asked_for(run: Run) -> None:
    words = ("cards", PANEL, "-n", "1", "-c", "x,linkedin")
    assert "«" in run(*words).out
    german = run(*words, "--language", "de-DE").out
    assert ("„" in german, "«" in german) == (True, False)
    assert german.count("„") == 1  # the same words on two channels are said once
    post = run(PANEL, "-c", "x", "-n", "1", "--language", "de-DE", "--json").json["posts"][0]
    assert post["parts"][0]["media"][0]["alt"].startswith("„")


def test_chosen_pages_as_they_look(run: Run, folder: Path) -> None:
    images = [Image.new("RGB", (800, 450), colour) for colour in ("red", "green", "blue")]
    images[0].save(folder / "Deck.pdf", save_all=True, append_images=images[1:])
    result = run("cards", "Deck.pdf", "--carousel", "--slides", "1,3", "--json")
    (made,) = result.json["carousels"]
    read = PdfReader(folder / made["pages"][0]["path"])
    assert sum(bool(page.images) for page in read.pages) == 2
