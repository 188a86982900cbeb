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
        "00:12:03\t Anna Meier:\tEins\n00:12:09\t Beat:\tZwei\n",
        "00:12:03 From Anna Meier to Everyone: Eins\n00:12:09 From Beat to Everyone: Zwei\n",
        "Anna Meier | 12:03\nEins\n\nBeat | 12:09\nZwei\n",
        "(12:03) Anna Meier: Eins\n(12:09) Beat: Zwei\n",
        "12:03 - Anna Meier: Eins\n12:09 - Beat: Zwei\n",
        "1\n00:12:03 Anna Meier\nEins\n\n2\n00:12:09 Beat\nZwei\n",
        "1\n00:12:03,000 --> 00:12:09,000\nAnna Meier: Eins\n\n00:12:09,000 --> 00:12:11,000\nBeat: Zwei\n",
        ">> ANNA MEIER: Eins\n>> BEAT: Zwei\n",
        "- Anna Meier: Eins\n- Beat: Zwei\n",
        "[Anna Meier] Eins\n[Beat] Zwei\n",
        "**Anna Meier:** Eins\n\n**Beat:** Zwei\n",
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


@pytest.mark.parametrize(
    "label",
    [
        "Speaker 1", "Dr. iur. Hans-Peter Ammann", "M. Dupont ", "O'Neil", "anna", "Publikum",
        "Frage aus dem Publikum", "Anna Meier, Moderation", "Prof. Max von Muster", "Q",
    ],
)  # fmt: skip
def test_labels_that_come_back_are_speakers(tmp_path: Path, label: str) -> None:
    text = f"{label}: Eins.\nBeat Frei: Zwei.\n{label}: Drei.\nBeat Frei: Vier.\n"
    who, beat = label.strip(), "Beat Frei"
    assert _who(_read(tmp_path, "a.txt", text)) == [
        (who, "Eins."), (beat, "Zwei."), (who, "Drei."), (beat, "Vier."),
    ]  # fmt: skip


@pytest.mark.parametrize("colon", ["", ":"])
def test_names_may_stand_above_what_was_said(tmp_path: Path, colon: str) -> None:
    said = [("Anna Meier", "Eins."), ("Beat Frei", "Zwei."), ("Anna Meier", "Drei.")]
    text = "\n\n".join(f"{name.upper()}{colon}\n{words}" for name, words in said)
    assert _who(_read(tmp_path, "a.txt", text)) == said


def test_headings_and_phrases_are_no_speakers(tmp_path: Path) -> None:
    text = (
        "Teilnehmer: Anna, Beat\nDatum: 3. Mai 2026\n\n"
        "Anna Meier: Eins. [Lachen]\nMein Vorschlag: warten.\nEin Punkt ist klar: Holz.\n\n"
        "Beat Frei: Zwei.\nAnna Meier: Drei.\n"
    )
    assert {speaker for speaker, _ in _who(_read(tmp_path, "a.txt", text))} == {
        None, "Anna Meier", "Beat Frei",
    }  # fmt: skip


def test_a_time_of_day_in_a_sentence_stays(tmp_path: Path) -> None:
    text = "Der Plan\n\n09:00 Uhr Begrüssung\n12:15 Uhr Abfahrt der Gäste\n"
    asset = _read(tmp_path, "a.txt", text)
    assert " ".join(s.text for s in asset.segments) == " ".join(text.split())


def test_a_paragraph_keeps_the_time_before_it(tmp_path: Path) -> None:
    text = "[00:00:05] Anna Meier: Eins.\n\nNoch eins.\n\n[00:00:09] Beat Frei: Zwei.\n"
    asset = _read(tmp_path, "a.txt", text)
    assert [(s.speaker, s.locator.start, s.locator.end) for s in asset.segments] == [
        ("Anna Meier", 5.0, 9.0), ("Anna Meier", 5.0, 9.0), ("Beat Frei", 9.0, 9.0),
    ]  # fmt: skip


def test_two_voices_share_a_cue(tmp_path: Path) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Bereit?</v>\n<v.laut Beat Frei>Ja!</v>\n"
    assert _who(_read(tmp_path, "a.vtt", text)) == [("Anna", "Bereit?"), ("Beat Frei", "Ja!")]


def _cues(*texts: str) -> str:
    return "WEBVTT\n\n" + "\n".join(
        f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\n{text}\n"
        for n, text in enumerate(texts)
    )


def test_a_speaker_goes_on_until_somebody_else_speaks(tmp_path: Path) -> None:
    text = _cues(
        "Anna: Eins", "und weiter", "Beat: Zwei", "so ist es", ">> Nein!", "doch", "Anna: Gut"
    )
    assert _who(_read(tmp_path, "a.vtt", text)) == [
        ("Anna", "Eins"), ("Anna", "und weiter"), ("Beat", "Zwei"), ("Beat", "so ist es"),
        (None, "Nein!"), (None, "doch"), ("Anna", "Gut"),
    ]  # fmt: skip


def test_who_is_named_once_in_a_film_does_not_speak_all_of_it(tmp_path: Path) -> None:
    talk = ["- Komm.", "- Wohin?", "Nach Hause.", "- Nein."] * 30
    asset = _read(tmp_path, "a.vtt", _cues("[Alba] Es war 1928.", *talk, "[Rosa] Ende."))
    named = [segment.text for segment in asset.segments if segment.speaker]
    assert named == ["Es war 1928.", "Ende."]
    assert asset.segments[1].text == "Komm."


def test_only_what_is_a_tag_is_taken_out(tmp_path: Path) -> None:
    text = _cues("<00:00:00.500><c.gelb>Es gilt</c> <lang de>a<b</lang> &lt; c, also 5 > 3", "x")
    assert _read(tmp_path, "a.vtt", text).segments[0].text == "Es gilt a<b < c, also 5 > 3"


def test_odd_times_and_blank_lines_lose_no_text(tmp_path: Path) -> None:
    text = (
        "1\n0:00:01.5 -> 0:00:02\nEins\n\n\n2\n00.00.03.000\t-->\t00:04\n\nZwei\n\n"
        "3\n00:00:05,000 --> 00:00:06,000 X1:100\nDrei\n4\n00:00:07,000-->00:00:08,000\nVier"
    )
    asset = _read(tmp_path, "a.srt", text)
    assert [(s.text, s.locator.start) for s in asset.segments] == [
        ("Eins", 1.5), ("Zwei", 3.0), ("Drei", 5.0), ("Vier", 7.0),
    ]  # fmt: skip


def test_a_text_with_a_broken_byte_is_still_utf_8(tmp_path: Path) -> None:
    content = f"Jürg Müller: {SAID} Größe, Käse, Straße, für, über, Öl, Äpfel.".encode()
    (tmp_path / "a.txt").write_bytes(content + "ü".encode()[:1])
    asset = readers.read(tmp_path / "a.txt", ReadContext())
    assert asset.segments[0].speaker == "Jürg Müller"
    assert "Größe, Käse" in asset.segments[0].text


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


def test_where_two_languages_are_spoken_it_is_read_in_the_one_spoken_more(tmp_path: Path) -> None:
    german = "Anna: Die meisten Betriebe wissen nicht, wie viel Energie in den Leitungen verloren geht.\n"
    english = "John: The biggest savings of all come from heating and compressed air systems.\n"
    (tmp_path / "a.txt").write_text(german * 7 + english * 5, "utf-8")
    asset = readers.read(tmp_path / "a.txt", ReadContext())
    assert asset.language == "de"
    assert "(de, en)" in asset.faults[0]
    assert "--language en" in asset.faults[0]
    other = readers.read(tmp_path / "a.txt", ReadContext(language="en"))
    assert (other.language, other.faults) == ("en", ())
