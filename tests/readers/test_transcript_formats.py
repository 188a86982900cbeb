"""Subtitles and captions of all kinds, cue for cue; captions that roll up; broken files."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.protocols import ReadContext

TT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="de" '
    'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
)


def _read(folder: Path, name: str, text: str | bytes) -> Asset:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return readers.read(folder / name, ReadContext())


def _cues(asset: Asset) -> list[tuple[str | None, str, float, float]]:
    return [
        (s.speaker, s.text, round(s.locator.start or 0, 3), round(s.locator.end or 0, 3))
        for s in asset.segments
    ]


SBV = "0:00:01.000,0:00:02.500\nHolz[br]hilft.\n\n0:00:03.000,0:00:04.f00\n>> Ja\n"
ASS = (
    "\ufeff[Script Info]\nTitle: x\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Fonts]\n"
    "fontname: a.ttf\nDialogue: kein Text\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,Nicht lesen\n"
    "Dialogue: 0,0:00:01.00,0:00:02.50,Default,Anna Meier,0,0,0,,{\\i1}Holz{\\i0},\\Ndas hilft\\h{schön}!\n"
    "Dialogue: 0,0:00:02.00,0:00:02.50,Default,,0,0,0,,{\\p1}m 0 0 l 100 0{\\p0}\n"
    "Dialogue: 1,0:00:03.00,0:00:04.00,Default,,0,0,0,,Ja, sehr, {unbekannt.\n"
)
TTML = TT + (
    'ttp:frameRate="25" ttp:tickRate="10000000"><head><metadata><ttm:agent xml:id="a1" type="person">'
    '<ttm:name type="full">Anna Meier</ttm:name></ttm:agent></metadata></head><body><div begin="10s">'
    '<p begin="1s" end="2.5s" ttm:agent="a1">Holz\n   <span>hilft</span><br/>sehr.</p>'
    '<p begin="00:00:03:05" end="100f" ttm:agent="Beat">Ja &amp; nein<!-- x -->!</p>'
    '<p begin="50000000t" dur="500ms"><metadata><ttm:desc>leer</ttm:desc></metadata>Gut</p>'
    "</div></body></tt>"
)
SRV1 = '<?xml version="1.0" encoding="utf-8" ?><transcript><text start="1.5" dur="2">Holz &amp;amp; Stein&amp;#39;s</text></transcript>'
SRV3 = (
    '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><head><ws id="0"/></head><body>'
    '<w t="0" id="1"/><p t="1000" d="4000" w="1"><s ac="0">holz</s><s t="500" ac="0"> hilft</s></p>'
    '<p t="2500" d="1500" w="1" a="1">\n</p><p t="3000" d="1500" w="1"><s>ja</s><s t="400"> sehr</s></p></body></timedtext>'
)
TRS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n<Trans><Speakers>'
    '<Speaker id="a" name="Anna Meier"/><Speaker id="b" name="Beat Frei"/></Speakers><Episode><Section>'
    '<Turn startTime="1" endTime="4" speaker="a"><Sync time="1"/>\nHolz hilft\n<Sync time="2.5"/>\nsehr.\n</Turn>'
    '<Turn startTime="4" endTime="6" speaker="a b"><Sync time="4"/><Who nb="1"/>Ja<Who nb="2"/>Nein</Turn>'
    "</Section></Episode></Trans>"
)
FORMS = {
    "a.sbv": (SBV, [(None, "Holz hilft.", 1.0, 2.5), (None, "Ja", 3.0, 4.0)]),
    "a.ass": (ASS, [("Anna Meier", "Holz, das hilft !", 1.0, 2.5), (None, "Ja, sehr, {unbekannt.", 3.0, 4.0)]),
    "a.ttml": (TTML, [("Anna Meier", "Holz hilft sehr.", 11.0, 12.5), ("Beat", "Ja & nein!", 13.2, 14.0), (None, "Gut", 15.0, 15.5)]),
    "a.srv1": (SRV1, [(None, "Holz & Stein's", 1.5, 3.5)]),
    "a.xml": (SRV1, [(None, "Holz & Stein's", 1.5, 3.5)]),
    "a.trs": (TRS, [("Anna Meier", "Holz hilft", 1.0, 2.5), ("Anna Meier", "sehr.", 2.5, 4.0), ("Anna Meier", "Ja", 4.0, 6.0), ("Beat Frei", "Nein", 4.0, 6.0)]),
    "a.tsv": ("start\tend\ttext\n1000\t2500\tHolz \"hilft.\n3000\t4000\tJa\n", [(None, 'Holz "hilft.', 1.0, 2.5), (None, "Ja", 3.0, 4.0)]),
    "a.csv": ('Speaker Name;Start Time;End Time;Transcript\nAnna;00:00:01,0;00:00:02,5;"Holz;\nhilft"\n;3;4;Ja\n', [("Anna", "Holz; hilft", 1.0, 2.5), (None, "Ja", 3.0, 4.0)]),
    "b.csv": ("00:00:01.0,00:00:02.5,Holz hilft\n00:00:03.0,00:00:04.0,Ja sehr\n", [(None, "Holz hilft", 1.0, 2.5), (None, "Ja sehr", 3.0, 4.0)]),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_form(tmp_path: Path, name: str) -> None:
    text, expected = FORMS[name]
    assert _cues(_read(tmp_path, name, text)) == expected


@pytest.mark.parametrize("name", ["a.sbv", "a.ass", "a.ttml", "a.srv1", "a.trs"])
@pytest.mark.parametrize("saved_as", ["b.txt", "b.srt", "b.vtt", "b.xml"])
def test_the_content_decides_not_the_name(tmp_path: Path, name: str, saved_as: str) -> None:
    text, expected = FORMS[name]
    assert _cues(_read(tmp_path, saved_as, text.replace("\n", "\r\n"))) == expected


def test_times_in_sequence_and_in_spans(tmp_path: Path) -> None:
    body = (
        '><body><div timeContainer="seq"><p dur="2s">Eins</p><p dur="3s">Zwei</p></div>'
        '<div><p><span begin="6s" end="7s">Drei vier fünf</span> <span begin="8s">Sechs sieben acht</span></p>'
        '<p begin="20s" end="22s"><span begin="0s" end="0.5s">Neun</span> <span begin="1s" end="2s">zehn</span></p>'
        "</div></body></tt>"
    )
    asset = _read(tmp_path, "a.dfxp", TT + body)
    assert _cues(asset) == [
        (None, "Eins", 0.0, 2.0), (None, "Zwei", 2.0, 5.0), (None, "Drei vier fünf", 6.0, 7.0),
        (None, "Sechs sieben acht", 8.0, 20.0), (None, "Neun zehn", 20.0, 22.0),
    ]  # fmt: skip
    assert asset.segments[-1].word_times == ((20.0, 20.5), (21.0, 22.0))


# ── captions that roll up ──

YOUTUBE = """WEBVTT
Kind: captions
Language: de

00:00:00.160 --> 00:00:02.389 align:start position:0%
~
guten<00:00:00.480><c> abend</c><00:00:00.880><c> willkommen</c>

00:00:02.389 --> 00:00:02.399 align:start position:0%
guten abend willkommen
~

00:00:02.399 --> 00:00:04.789 align:start position:0%
guten abend willkommen
zum<00:00:02.720><c> podium</c><00:00:03.040><c> heute</c>

00:00:04.789 --> 00:00:04.799 align:start position:0%
zum podium heute
~

00:00:04.799 --> 00:00:06.000 align:start position:0%
zum podium heute
heute
""".replace("~", " ")  # a line with nothing but a space


def test_captions_of_youtube_say_each_word_once(tmp_path: Path) -> None:
    asset = _read(tmp_path, "a.vtt", YOUTUBE)
    assert _cues(asset) == [
        (None, "guten abend willkommen", 0.16, 2.389), (None, "zum podium heute", 2.399, 4.789),
        (None, "heute", 4.799, 6.0),
    ]  # fmt: skip
    times = [tuple(round(at, 3) for at in word) for s in asset.segments for word in s.word_times]
    assert times[:3] == [(0.16, 0.48), (0.48, 0.88), (0.88, 2.389)]
    assert times[3:6] == [(2.399, 2.72), (2.72, 3.04), (3.04, 4.789)]


def _srt(*cues: tuple[str, str, str]) -> str:
    return "\n\n".join(f"{n}\n00:00:{a},000 --> 00:00:{b},000\n{t}" for n, (a, b, t) in enumerate(cues, 1))  # fmt: skip


def test_captions_of_television_say_each_line_once(tmp_path: Path) -> None:
    text = _srt(
        ("01", "03", "ANNA: EINS IST"), ("03", "05", "ANNA: EINS IST\nGENUG FÜR UNS."),
        ("05", "07", "ANNA: EINS IST\nGENUG FÜR UNS.\nODER ZWEI."), ("07", "09", "GENUG FÜR UNS.\nODER ZWEI.\nBEAT: DREI."),
        ("09", "11", "ODER ZWEI.\nBEAT: DREI.\nVIER."),
    )  # fmt: skip
    assert _cues(_read(tmp_path, "a.srt", text)) == [
        ("Anna", "EINS IST", 1.0, 3.0), ("Anna", "GENUG FÜR UNS.", 3.0, 5.0), ("Anna", "ODER ZWEI.", 5.0, 7.0),
        ("Beat", "DREI.", 7.0, 9.0), ("Beat", "VIER.", 9.0, 11.0),
    ]  # fmt: skip


def test_lines_that_grow_word_by_word(tmp_path: Path) -> None:
    text = _srt(
        ("01", "02", "Das"),
        ("02", "03", "Das ist"),
        ("03", "04", "Das ist gut."),
        ("04", "05", "Ja."),
    )
    assert _cues(_read(tmp_path, "a.srt", text)) == [
        (None, "Das", 1.0, 2.0), (None, "ist", 2.0, 3.0), (None, "gut.", 3.0, 4.0), (None, "Ja.", 4.0, 5.0),
    ]  # fmt: skip


def test_what_is_said_twice_stays_twice(tmp_path: Path) -> None:
    said = ["Nein.", "Nein.", "Nein.\nDoch!", "Ja.", "Ja.", "Gut.", "Gut so.", "Los."]
    text = _srt(*((f"{n:02}", f"{n + 1:02}", line) for n, line in enumerate(said)))
    assert [s.text for s in _read(tmp_path, "a.srt", text).segments] == [" ".join(t.split()) for t in said]  # fmt: skip


# ── broken files ──


def test_subrip_with_empty_lines_inside_loses_nothing(tmp_path: Path) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nEins\n\nund noch eins\n\n2\n-00:00:03,000 --> 00:00:04,000\n1984\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nDrei\n\nEnde"
    )
    assert [s.text for s in _read(tmp_path, "a.srt", text).segments] == ["Eins und noch eins", "1984", "Drei Ende"]  # fmt: skip


def test_webvtt_as_browsers_read_it(tmp_path: Path) -> None:
    text = (
        "WEBVTT - Titel\nX-Kopf: 1\n\nNOTE\nnicht lesen\n\nname der cue\n00:01.000 --> 00:02.000 line:0\nEins\n \nzwei\n\n"
        "verwaist\n\n00:03.000 --> 00:04.000\n<v It's a tree!\n00:05.000 --> 00:04.000\n<v>Fünf\u00a0&lt;sechs&gt;&lrm;\n"
    )
    assert _cues(_read(tmp_path, "a.vtt", text)) == [
        (None, "Eins zwei", 1.0, 2.0), (None, "It's a tree!", 3.0, 4.0), (None, "Fünf <sechs>\u200e", 5.0, 5.0),
    ]  # fmt: skip


def test_a_sound_file_in_which_nothing_is_said(tmp_path: Path) -> None:
    for name, text in (("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"), ("b.ass", "[Events]\n")):
        asset = _read(tmp_path, name, text)
        assert asset.segments == ()
        assert len(asset.faults) == 1


ENTITIES = '<!DOCTYPE tt [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><tt><body><p begin="0s">&b;</p></body></tt>'
REFUSED = {
    "entities": ("a.ttml", ENTITIES, "declares entities of its own"),
    "another xml": ("a.xml", '<?xml version="1.0"?><note><to>x</to></note>', "is XML, but no transcript"),
    "no xml": ("a.ttml", "<", "is no XML that can be read"),
    "attributes": ("a.xml", "<tt " + " ".join(f'a{n}="x"' for n in range(20_000)) + "/>", "more attributes than"),
    "numbers": ("a.csv", "name,price\nHolz,3\nStein,4\n", "is a table without a transcript"),
    "a field without end": ("a.csv", "x" * 10 + ",\n" + '"' * 9, "is a table without a transcript"),
    "no times": ("a.sbv", "Hallo zusammen", "holds no cues"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_transcript_says_so(tmp_path: Path, case: str) -> None:
    name, text, says = REFUSED[case]
    with pytest.raises(SourceError) as caught:
        _read(tmp_path, name, text)
    assert says in caught.value.message
    assert caught.value.hint


HOSTILE = {
    "deep.ttml": "<tt><body>" + "<div>" * 50_000,
    "spans.ttml": '<tt><body><p begin="0s">' + "<span>" * 240 + "x" + "</span>" * 240 + "</p></body></tt>",
    "rates.ttml": TT + 'ttp:frameRate="0" ttp:tickRate="-1" ttp:frameRateMultiplier="1 0"><body><p begin="99999999999999t" end="1f">x</p></body></tt>',
    "late.vtt": "WEBVTT\n\n99999:59:59.000 --> 99999:59:59.999\nspät\n",
    "marks.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\n" + "<00:00:00.500>a" * 50_000,
    "open.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\n" + "<v " * 100_000,
    "braces.srt": "00:00:00,000 --> 00:00:01,000\n" + "{\\" * 200_000,
    "braces.ass": "[Events]\nDialogue: 0,0:00:00.00,0:00:01.00,D,,0,0,0,," + "{" * 300_000,
    "times.srv3": '<timedtext format="3"><body><p t="-9" d="99999999999999999999"><s t="1e309">a</s><s> b</s></p></body></timedtext>',
    "times.trs": '<Trans><Turn startTime="x" endTime="nan" speaker="a b"><Sync time="inf"/><Who nb="1e400"/>a</Turn></Trans>',
    "times.tsv": "start\tend\ttext\nnan\tinf\tEins\n-5\t1e999\tZwei\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_lose_at_most_their_times(tmp_path: Path, name: str) -> None:
    asset = _read(tmp_path, name, HOSTILE[name])
    for segment in asset.segments:
        place = segment.locator
        assert place.start is not None
        assert place.end is not None
        assert 0 <= place.start <= place.end <= 3_600_000
