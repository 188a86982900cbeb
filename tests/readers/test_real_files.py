"""Every deck and transcript of the collection opens, or says in a line why not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.protocols import ReadContext
from tests.conftest import corpora_folder

DECKS = {".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"}
TRANSCRIPTS = {".vtt", ".srt", ".sbv", ".txt", ".json", ".tsv", ".ttml", ".ass", ".trs"}
# These are sound, but nothing is said in them.
WITHOUT_TEXT = {
    "arrows.vtt", "bbcKaldiSpeakerSegments.sample.json", "invalid_format4.srt",
    "subtitle_with_attached_fonts_no_events.ass", "subtitle_with_attached_images_aegisub.ass",
}  # fmt: skip


def _files() -> list[tuple[str, str, int]]:
    folder = corpora_folder()
    if folder is None:
        return []
    with (folder / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        rows = list(csv.DictReader(manifest))
    return [
        (row["file"], row["expected"], int(row["words"] or 0))
        for row in rows
        if Path(row["file"]).suffix in DECKS | TRANSCRIPTS
    ]


def _outcome(path: Path) -> Asset | SourceError:
    try:
        return readers.read(path, ReadContext())
    except SourceError as error:
        return error


@pytest.mark.parametrize(("name", "expected", "words"), _files())
def test_a_real_file(corpora: Path, name: str, expected: str, words: int) -> None:
    path = corpora / name
    asset = _outcome(path)
    if isinstance(asset, SourceError):
        assert asset.hint
        assert "\n" not in str(asset)
        if expected == "opens":
            assert asset.message == "has no slides"
        if expected == "encrypted":
            assert "password" in asset.message
        return
    assert expected not in ("encrypted", "corrupt")
    assert asset.segments or words < 5 or path.name in WITHOUT_TEXT  # pictures, and no words
    assert asset.segments or path.suffix in DECKS or asset.faults
    for segment in asset.segments:
        assert segment.text
        assert segment.text == segment.text.strip()
    places = [segment.locator for segment in asset.segments]
    if path.suffix in DECKS:
        slides = [place.slide or 0 for place in places]
        assert slides == sorted(slides)
    else:
        assert all(place.start is not None or place.line for place in places)


def test_the_languages_of_longer_files_are_recognised(corpora: Path) -> None:
    with (corpora / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        rows = [row for row in csv.DictReader(manifest) if int(row["words"] or 0) > 200]
    seen = 0
    for row in rows:
        path = corpora / row["file"]
        if path.suffix not in DECKS | TRANSCRIPTS or not row["lang"] or path.name in WITHOUT_TEXT:
            continue
        known = row["lang"] if row["lang"] in ("de", "en", "fr", "it") else "und"
        asset = readers.read(path, ReadContext())
        if (
            sum(len(segment.text.split()) for segment in asset.segments) > 30
        ):  # of fonts inside, none
            assert asset.language == known, row["file"]
            seen += 1
    assert seen > 30
