"""Plain texts as meetings, services and programs hand them out; the same talk in several forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose import readers
from repurpose.model import Asset
from repurpose.protocols import ReadContext

PANEL = [("Anna Meier", "Guten Abend.", 3.0), ("Beat Frei", "Danke.", 12.0)]
NOBODY = [(None, "Guten Abend.", 3.0), (None, "Danke.", 12.0)]
FORMS = {
    "Otter": ("Anna Meier  0:03  \nGuten Abend.\n\nBeat Frei  0:12  \nDanke.\n\nTranscribed by https://otter.ai\n", PANEL),
    "Teams, copied": ("Anna Meier\t0:03\nGuten Abend.\n\nBeat Frei\t0:12\nDanke.\n", PANEL),
    "Teams, for who cannot see": ("0 minutes 3 seconds\nAnna Meier 0:03\nGuten Abend.\n\n12 Sekunden\nBeat Frei 0:12\nDanke.\n", PANEL),
    "Teams, saved": ("0:0:3.0 --> 0:0:5.5\nAnna Meier\nGuten Abend.\n\n0:0:12.0 --> 0:0:14.0\nBeat Frei\nDanke.\n\n"
                     "0:0:15.0 --> 0:0:16.0\nAnna Meier\nJa.\n", [*PANEL, ("Anna Meier", "Ja.", 15.0)]),
    "Zoom, saved captions": ("[Anna Meier] 00:00:03\nGuten Abend.\n\n[Beat Frei] 00:00:12\nDanke.\n", PANEL),
    "Meet": ("00:00:03\n\nAnna Meier: Guten Abend.\n\n00:00:12\n\nBeat Frei: Danke.\n", PANEL),
    "Rev": ("Anna Meier (00:03):\nGuten Abend.\n\nBeat Frei (00:12):\nDanke.\n", PANEL),
    "Descript": ("[00:00:03.00] Anna Meier: Guten Abend.\n\n[00:00:12.00] Beat Frei: Danke.\n", PANEL),
    "Trint": ("[00:00:03] Anna Meier\nGuten Abend.\n\n[00:00:12] Beat Frei\nDanke.\n", PANEL),
    "Happy Scribe": ("00:00:03 [Anna Meier]\nGuten Abend.\n\n00:00:12 [Beat Frei]\nDanke.\n", PANEL),
    "YouTube, copied": ("0:03\nGuten Abend.\n0:12\nDanke.\n", NOBODY),
    "YouTube, in one line": ("0:03Guten Abend.\n0:12Danke.\n", NOBODY),
    "YouTube, for who cannot see": ("0:03\n3 seconds\nGuten Abend.\n0:12\n12 seconds\nDanke.\n", NOBODY),
    "Whisper's terminal": ("[00:03.000 --> 00:12.000]  Guten Abend.\n[00:12.000 --> 00:13.000]  Danke.\n", NOBODY),
    "lyrics": ("[00:03.00]Guten Abend.\n[00:12.00]Danke.\n", NOBODY),
    "a hundred hours": ("[100:00:03] Anna Meier: Guten Abend.\n[100:00:12] Beat Frei: Danke.\n",
                        [(who, text, 360_000 + at) for who, text, at in PANEL]),
}  # fmt: skip


def _read(folder: Path, text: str) -> Asset:
    (folder / "a.txt").write_text(text, "utf-8")
    return readers.read(folder / "a.txt", ReadContext())


@pytest.mark.parametrize("form", FORMS)
def test_a_form(tmp_path: Path, form: str) -> None:
    text, expected = FORMS[form]
    asset = _read(tmp_path, text)
    assert [(s.speaker, s.text, s.locator.start) for s in asset.segments] == expected


def test_where_each_line_has_a_speaker_each_line_is_one_turn(tmp_path: Path) -> None:
    office = "Dr. Hans-Peter Bartels, Wehrbeauftragter des Deutschen Bundestages"
    said = [
        (office, "Frau Präsidentin!"),
        ("Özge Yıldız-Åberg", "Merken wir uns: Das kostet zwei Millionen Euro."),
        ("A", ""),
        (office, "Die Bundeswehr kann das: aber nicht ohne Material."),
        ("A", "Note: we should ask them first: today."),
        ("St. John Smythe", "Um 10:30 Uhr geht es weiter."),
        (
            "A",
            "So viel zu dem, was wir uns für das nächste Jahr ganz fest vorgenommen haben: nichts.",
        ),
    ] * 4
    asset = _read(tmp_path, "".join(f"{speaker}: {text}\n" for speaker, text in said))
    expected = [(n, who, text) for n, (who, text) in enumerate(said, start=1) if text]
    assert [(s.locator.line, s.speaker, s.text) for s in asset.segments] == expected


def test_marks_and_scripts_without_capitals(tmp_path: Path) -> None:
    marks = _read(tmp_path, "[SPEAKER_00]: Eins.\n[SPEAKER_01]: Zwei.\n[SPEAKER_00]: Drei.\n")
    assert [s.speaker for s in marks.segments] == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_00"]
    arabic = _read(tmp_path, "أحمد: مرحبا بكم\nسارة: شكرا لك\nأحمد: نعم\n")
    assert [s.speaker for s in arabic.segments] == ["أحمد", "سارة", "أحمد"]


def test_one_talk_in_three_forms_is_the_same(corpora: Path) -> None:
    folder = corpora / "transcripts" / "autonompost_podcasts"
    assets = [readers.read(path, ReadContext()) for path in sorted(folder.glob("244-*"))]
    cues = [
        [
            (s.text, round(s.locator.start or 0, 2), round(s.locator.end or 0, 2))
            for s in asset.segments
        ]
        for asset in assets
    ]
    assert len(cues) == 3
    assert cues[0] == cues[1] == cues[2]
    assert len(cues[0]) == 477


def test_as_many_cues_as_lines_of_times(corpora: Path) -> None:
    seen = 0
    for path in sorted((corpora / "transcripts").glob("[ae]*/*.[sv][rt]t")):
        lines = path.read_text("utf-8").split("\n")
        times = sum(
            "-->" in line and bool(lines[n + 1].strip()) for n, line in enumerate(lines[:-1])
        )
        assert len(readers.read(path, ReadContext()).segments) == times
        seen += 1
    assert seen > 15
