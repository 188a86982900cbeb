"""Speakers and times as people write them, in any usual encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose import readers
from repurpose.model import Asset
from repurpose.protocols import ReadContext

SAID = "Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton wiegt."


def _read(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Asset:
    (folder / name).write_bytes(text.encode(encoding))
    return readers.read(folder / name, ReadContext())


def _who(asset: Asset) -> list[tuple[str | None, str]]:
    return [(segment.speaker, segment.text) for segment in asset.segments]


VTT = """WEBVTT - Podium

STYLE
::cue { color: red }

NOTE das ist kein Text

1
00:01.000 --> 00:04.500 align:start
<v Anna Meier>Guten <i>Abend</i> &amp; willkommen

00:00:05.000 --> 00:00:07.000
<v.laut Beat>Holz

01:02:03.000 --> 01:02:05.250
ohne Namen
"""


def test_webvtt_with_voices_blocks_and_entities(tmp_path: Path) -> None:
    asset = _read(tmp_path, "a.vtt", VTT)
    assert _who(asset) == [
        ("Anna Meier", "Guten Abend & willkommen"), ("Beat", "Holz"), (None, "ohne Namen"),
    ]  # fmt: skip
    assert [s.locator.as_json() for s in asset.segments] == [
        {"start": 1.0, "end": 4.5}, {"start": 5.0, "end": 7.0}, {"start": 3723.0, "end": 3725.25},
    ]  # fmt: skip


def test_subrip_without_counters_with_tags_and_commas(tmp_path: Path) -> None:
    text = (
        "00:00:01,000 --> 00:00:02,000\n<font color=red>ANNA MEIER: Eins</font>\n\n"
        "00:00:02,000 --> 00:00:03,000\n{\\an8}und weiter\n\n"
        "00:00:03,000 --> 00:00:04,000\n- BEAT: Zwei\n- ANNA MEIER: Drei\n"
    )
    assert _who(_read(tmp_path, "a.srt", text)) == [
        ("Anna Meier", "Eins"), ("Anna Meier", "und weiter"), ("Beat", "Zwei"), ("Anna Meier", "Drei"),
    ]  # fmt: skip


def test_what_stands_before_a_colon_is_not_always_a_speaker(tmp_path: Path) -> None:
    text = "".join(
        f"00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{line}\n\n"
        for n, line in enumerate(
            ["Zum Beispiel: Holz", "siehe http://example.org", "Wichtig: Masse hilft", "Ende"]
        )
    )
    assert {speaker for speaker, _ in _who(_read(tmp_path, "a.srt", text))} == {None}


def test_where_every_cue_has_a_label_any_label_is_a_speaker(tmp_path: Path) -> None:
    names = ["Anna", "stokes", "Danno - tectonic.example"]
    cues = [f"00:{n:02}:00.000 --> 00:{n:02}:05.000\n{names[n % 3]}: Satz {n}\n" for n in range(30)]
    asset = _read(tmp_path, "a.vtt", "WEBVTT\n\n" + "\n".join(cues))
    assert {speaker for speaker, _ in _who(asset)} == set(names)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Meier: Eins\nBeat: Zwei\n",
        "ANNA MEIER: Eins\nBEAT: Zwei\n",
        "[00:12:03] Anna Meier: Eins\n[00:12:09] Beat: Zwei\n",
        "00:12:03 Anna Meier\nEins\n\n00:12:09 Beat\nZwei\n",
        "Anna Meier (00:12:03): Eins\nBeat (00:12:09): Zwei\n",
        "Anna Meier 12:03\nEins\n\nBeat 12:09\nZwei\n",
        "00:12:03\tFrom Anna Meier : Eins\n00:12:09\tFrom Beat : Zwei\n",
    ],
)
def test_plain_transcripts(tmp_path: Path, text: str) -> None:
    asset = _read(tmp_path, "a.txt", text)
    assert [(s and s.title(), t) for s, t in _who(asset)] == [
        ("Anna Meier", "Eins"),
        ("Beat", "Zwei"),
    ]
    place = asset.segments[0].locator
    assert place.start in (723.0, None)
    assert place.start is not None or place.line == 1


def test_paragraphs_of_one_speaker_go_on(tmp_path: Path) -> None:
    text = "Anna Meier: Eins\nund noch etwas.\n\nZwei.\n\nBeat: Drei\n"
    assert _who(_read(tmp_path, "a.txt", text)) == [
        ("Anna Meier", "Eins und noch etwas."), ("Anna Meier", "Zwei."), ("Beat", "Drei"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, ending: str) -> None:
    text = f"Jürg Müller: {SAID} Größe, Käse, Straße.\nBeat: Schön!\n".replace("\n", ending)
    assert _who(_read(tmp_path, "a.txt", text, encoding)) == [
        ("Jürg Müller", f"{SAID} Größe, Käse, Straße."), ("Beat", "Schön!"),
    ]  # fmt: skip


def test_the_language_can_be_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID, "utf-8")
    assert readers.read(tmp_path / "a.txt", ReadContext()).language == "de"
    assert readers.read(tmp_path / "a.txt", ReadContext(language="en")).language == "en"
