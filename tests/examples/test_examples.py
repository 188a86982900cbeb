"""The example decks and transcripts: as described, and made of the texts beside them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DECKS = ["holzbau/Aufstocken mit Holz.pptx", "delicatessen/Cheese that keeps.pptx"]
TRANSCRIPTS = {
    "holzbau/Podium Verdichten.vtt": "holzbau/podium.txt",
    "delicatessen/Panel local food.srt": "delicatessen/panel.txt",
}
CUE = re.compile(
    r"(?P<start>[\d:.,]+) --> (?P<end>[\d:.,]+)\n"
    r"(?:<v (?P<voice>[^>]+)>(?P<said>.*)</v>|(?P<label>[^:\n]+): (?P<words>.*))\n"
)
EMAIL = re.compile(r"[\w.+-]+@([\w.-]+)")
ADDRESS = re.compile(r"(?:https?://|www\.)([\w.-]+)")
PHONE = re.compile(r"(?:\+41|\b0)[ \d]{8,}\d")
RESERVED = {"example.org", "example.com"}  # RFC 2606: nobody's, for ever

Cue = tuple[float, float, str, str]  # start, end (seconds), speaker, words


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples made again")
    subprocess.run([sys.executable, EXAMPLES / "make.py", folder], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_is_what_its_text_builds(name: str, rebuilt: Path) -> None:
    assert content(rebuilt / name) == content(EXAMPLES / name)


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_transcript_is_what_its_text_builds(name: str, rebuilt: Path) -> None:
    assert (rebuilt / name).read_bytes() == (EXAMPLES / name).read_bytes()


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_has_all_that_a_deck_can_have(name: str) -> None:
    deck = Presentation(str(EXAMPLES / name))
    slides = list(deck.slides)
    shapes = [shape for slide in slides for shape in walk(slide.shapes)]
    assert 14 <= len(slides) <= 16
    assert all(slide.shapes.title.text for slide in slides)
    assert sum(slide._element.get("show") == "0" for slide in slides) == 1
    assert sum(slide.has_notes_slide for slide in slides) >= 14
    assert sum(shape.has_table for shape in shapes if hasattr(shape, "has_table")) == 1
    assert sum(shape.has_chart for shape in shapes if hasattr(shape, "has_chart")) == 1
    assert any(hasattr(shape, "shapes") for slide in slides for shape in slide.shapes)
    assert [len(alt(shape)) > 40 for shape in shapes if hasattr(shape, "image")] == [True]
    assert deck.core_properties.title == Path(name).stem


@pytest.mark.parametrize("name", DECKS)
def test_what_is_private_stands_nowhere_else(name: str) -> None:
    """Otherwise no test could tell that notes or the hidden slide leaked."""
    slides = content(EXAMPLES / name)
    public = " ".join(" ".join(s["texts"]) for s in slides if s["shown"])
    private = [line for s in slides for line in s["notes"].splitlines()]
    private += [line for s in slides if not s["shown"] for line in s["texts"] if len(line) > 20]
    footer = next(line for line in slides[1]["texts"] if " · " in line)
    sentences = [s for line in private if line != footer for s in re.split(r"(?<=[.!?]) ", line)]
    assert len(sentences) > 30
    assert [s for s in sentences if len(s) > 12 and s in public] == []


@pytest.mark.parametrize(("name", "source"), TRANSCRIPTS.items())
def test_a_transcript_is_a_panel_of_four_in_twenty_minutes(name: str, source: str) -> None:
    cues = list(read_cues(EXAMPLES / name))
    words = " ".join(cue[3] for cue in cues).split()
    assert len({speaker for _, _, speaker, _ in cues}) == 4
    assert 17 <= cues[-1][1] / 60 <= 23
    assert all(start < end <= start + 12.5 for start, end, _, _ in cues)
    assert all(one[1] < next_one[0] for one, next_one in pairwise(cues))
    assert 120 < len(words) / (cues[-1][1] / 60) < 150
    assert words == spoken(EXAMPLES / source)


@pytest.mark.parametrize("name", [*DECKS, *TRANSCRIPTS])
def test_nobody_real_can_be_reached_through_an_example(name: str) -> None:
    text = all_text(EXAMPLES / name)
    assert set(EMAIL.findall(text)) <= RESERVED
    assert set(ADDRESS.findall(text)) <= RESERVED
    assert all(found.endswith("000 00 00") for found in PHONE.findall(text))
    assert "ß" not in text


def content(path: Path) -> list[dict[str, Any]]:
    """All that a reader of the deck can see, slide by slide."""
    return [
        {
            "layout": slide.slide_layout.name,
            "shown": slide._element.get("show") != "0",
            "texts": [text for shape in walk(slide.shapes) for text in texts(shape)],
            "shapes": [(type(shape).__name__, shape.name) for shape in walk(slide.shapes)],
            "notes": slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "",
        }
        for slide in Presentation(str(path)).slides
    ]


def walk(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield from walk(shape.shapes) if hasattr(shape, "shapes") else [shape]


def texts(shape: Any) -> list[str]:
    if shape.has_text_frame:
        return [paragraph.text for paragraph in shape.text_frame.paragraphs]
    if getattr(shape, "has_table", False):
        return [cell.text for row in shape.table.rows for cell in row.cells]
    if getattr(shape, "has_chart", False):
        plot = shape.chart.plots[0]
        figures = [f"{series.name}: {list(series.values)}" for series in plot.series]
        return [alt(shape), shape.chart.chart_title.text_frame.text, *plot.categories, *figures]
    return [alt(shape)]


def alt(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr", ""))


def all_text(path: Path) -> str:
    if path.suffix != ".pptx":
        return path.read_text(encoding="utf-8")
    return "\n".join("\n".join([*slide["texts"], slide["notes"]]) for slide in content(path))


def read_cues(path: Path) -> Iterator[Cue]:
    for cue in CUE.finditer(path.read_text(encoding="utf-8")):
        speaker, words = cue["voice"] or cue["label"], cue["said"] or cue["words"]
        yield seconds(cue["start"]), seconds(cue["end"]), speaker, words


def seconds(stamp: str) -> float:
    hours, minutes, rest = stamp.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def spoken(path: Path) -> list[str]:
    """The words of the source, without remarks and names."""
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    return " ".join(line.partition(": ")[2] for line in lines if line).split()
