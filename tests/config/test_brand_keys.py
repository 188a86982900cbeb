"""brand in repurpose.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from repurpose import config
from repurpose.errors import ConfigError
from repurpose.media.cards import Brand, parse_colour


def _load(folder: Path, text: str) -> config.Config:
    file = folder / "repurpose.yaml"
    file.write_text(text, "utf-8")
    return config.load(file)


def test_all_of_it(folder: Path) -> None:
    Image.new("RGB", (40, 20), "navy").save(folder / "unser Logo.png")
    brand = _load(
        folder,
        "brand:\n  colour: '#0B5D3B'\n  background: fff\n  font: serif\n"
        "  logo: unser Logo.png\n  name: Muster Holzbau AG\n",
    ).brand
    assert brand == Brand(
        colour=parse_colour("0b5d3b"),
        background=parse_colour("#ffffff"),
        font="serif",
        logo=folder / "unser Logo.png",
        name="Muster Holzbau AG",
    )


def test_a_colour_of_digits_needs_no_quotes(folder: Path) -> None:
    assert str(_load(folder, "brand: {colour: 001122}").brand.colour) == "#001122"


@pytest.mark.parametrize("text", ["", "brand:\n", "language: de\n"])
def test_without_it_the_defaults_hold(folder: Path, text: str) -> None:
    assert _load(folder, text).brand == Brand()


def test_the_name_is_the_companys_where_none_is_given(folder: Path) -> None:
    assert _load(folder, "company: [Muster Holzbau AG, Muster]\n").brand.name == "Muster Holzbau AG"
    assert _load(folder, "company: Muster\nbrand: {name: M.}\n").brand.name == "M."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("  colour: gruen", "brand.colour: 'gruen' is not a colour; write e.g. \"#1f5f6b\""),
        ("  colour: #0b5d3b", "brand.colour: is empty; a # begins a comment, so put quotes"),
        ("  background: '#12345'", "brand.background: '#12345' is not a colour"),
        ("  color: '#fff'", "brand.color: unknown key; did you mean 'colour'?"),
        ("  font: Comic", "brand.font: there is no font 'Comic'; write sans, serif, or the path"),
        ("  font: notes.txt", "brand.font: notes.txt is no font that can be read"),
        ("  logo: nowhere.png", "brand.logo: there is no file 'nowhere.png'; name a PNG"),
        (
            "  logo: notes.txt",
            "brand.logo: the logo is no picture that can be read; save it as PNG",
        ),
        ("  logo: clear.png", "brand.logo: there is nothing on the logo"),
        ("  logo: logo.svg", "brand.logo: logo.svg is an SVG; save it as PNG"),
        ("  name: ''", "brand.name: is empty"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(folder: Path, text: str, says: str) -> None:
    (folder / "notes.txt").write_text("no picture, no font", "utf-8")
    (folder / "logo.svg").write_text("<svg/>", "utf-8")
    Image.new("RGBA", (9, 9)).save(folder / "clear.png")
    with pytest.raises(ConfigError) as failure:
        _load(folder, f"language: de\nbrand:\n{text}\n")
    assert f"repurpose.yaml:3: {says}" in str(failure.value)


def test_a_logo_that_is_gone_is_missed_although_the_file_was_in_order(folder: Path) -> None:
    (folder / ".repurpose").mkdir()
    Image.new("RGB", (40, 20), "navy").save(folder / "logo.png")
    _load(folder, "brand: {logo: logo.png}")
    (folder / "logo.png").unlink()
    with pytest.raises(ConfigError, match="there is no file"):
        _load(folder, "brand: {logo: logo.png}")
