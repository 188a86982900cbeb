"""repurpose slides, as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Run
from tests.media.conftest import COLOURS, is_like, looks, needs_libreoffice, write_deck, write_pdf


def test_pictures_lie_in_a_folder_named_after_the_deck(run: Run, folder: Path) -> None:
    write_pdf(folder / "Größe & Maß.pdf")
    result = run("slides", "Größe & Maß.pdf", "--slides", "1,4-5")
    assert result.code == 0
    place = folder / "Größe & Maß slides"
    assert sorted(file.name for file in place.iterdir()) == [
        "slide-01.png", "slide-04.png", "slide-05.png",
    ]  # fmt: skip
    assert is_like(looks(place / "slide-04.png"), COLOURS[3])
    assert "Seite Nummer 4." in result.out
    assert "3 pictures in Größe & Maß slides" in result.err


def test_for_channels_each_gets_its_own(run: Run, folder: Path) -> None:
    write_pdf(folder / "a.pdf")
    result = run(
        "slides", "a.pdf", "--slides", "2", "-c", "x,linkedin", "--to", "für alle", "--json"
    )
    assert result.code == 0
    assert [(each["slide"], each["channel"], Path(each["path"]).stem) for each in result.json["slides"]] == [
        (2, "twitter", "slide-02-twitter"), (2, "linkedin", "slide-02-linkedin"),
    ]  # fmt: skip
    for each in result.json["slides"]:
        with Image.open(folder / each["path"]) as picture:
            assert picture.format in ("PNG", "JPEG")
        assert each["alt"].endswith("Seite Nummer 2.")


@needs_libreoffice
def test_private_slides_are_left_out_unless_allowed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REPURPOSE_LIBREOFFICE")
    write_deck(folder / "a.pptx")
    result = run("slides", "a.pptx", "--json")
    assert result.code == 0
    assert [each["slide"] for each in result.json["slides"]] == [1, 3, 4, 6]
    assert result.json["left_out"] == [
        {"slide": 2, "why": "hidden"}, {"slide": 5, "why": "confidential"},
    ]  # fmt: skip
    assert "slide 2 is hidden and left out (--allow hidden-slide)" in result.err
    allowed = run("slides", "a.pptx", "--allow", "hidden-slide,confidential", "--json")
    assert [each["slide"] for each in allowed.json["slides"]] == [1, 2, 3, 4, 5, 6]


def test_without_libreoffice_one_line_says_what_to_do(run: Run, folder: Path) -> None:
    write_deck(folder / "a.pptx")
    result = run("slides", "a.pptx")
    assert result.code == 3
    assert result.err.count("LibreOffice is not installed") == 1
    assert "apt install libreoffice-impress" in result.err
    assert not (folder / "a slides").exists()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["fehlt.pdf"], 3, "no such file"),
        (["."], 2, "is a folder"),
        (["a.pdf", "--slides", "vier"], 2, "--slides 'vier' is no list of numbers"),
        (["a.pdf", "--slides", "7"], 3, "has no slide 7: there are 6"),
        (["a.pdf", "--slides", "1-99999999"], 2, "1-99999999 is no stretch of slides"),
        (["a.pdf", "--slides", "5-3"], 2, "5-3 is no stretch of slides"),
        (["a.txt"], 3, "has no slides to show"),
    ],
)
def test_what_cannot_be_done_says_why(
    run: Run, folder: Path, words: list[str], code: int, says: str
) -> None:
    write_pdf(folder / "a.pdf")
    (folder / "a.txt").write_text("Ein Satz, der da steht.\n", "utf-8")
    result = run("slides", *words)
    assert result.code == code
    assert says in result.err
    assert [file for file in folder.rglob("*.png") if "slides" in file.parent.name] == []
