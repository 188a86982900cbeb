"""One person, one name; never one name for two people."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose import readers
from repurpose.protocols import ReadContext

DR = "Dr. Anna Meier"
MERGED: list[dict[str, str]] = [
    dict.fromkeys(
        [DR, "Anna Meier", "MEIER", "Meier, Anna", "Anna Meier (Acme AG)", "A. Meier", "anna meier"], DR
    ),
    {"Anna Meier": "Anna Meier", "Anna": "Anna Meier", "Beat": "Beat"},
    {"Jürg Müller": "Jürg Müller", "JUERG MUELLER": "Jürg Müller", "Herr Müller": "Jürg Müller"},
    {"Prof. Max von Muster": "Prof. Max von Muster", "von Muster": "Prof. Max von Muster"},
    {"Anna-Maria Meier": "Anna-Maria Meier", "A.-M. Meier": "Anna-Maria Meier"},
    {"Frau Dr. Anna Meier": "Frau Dr. Anna Meier", "Frau Meier": "Frau Dr. Anna Meier", "Herr Meier": "Herr Meier"},
    {"Luca Rossi": "Luca Rossi", "Luca Rossi | Acme": "Luca Rossi", "Kai | Acme": "Kai | Acme"},
]  # fmt: skip
APART: list[list[str]] = [
    ["Anna Meier", "Bernd Meier", "Meier"],
    ["Anna Meier", "Alfred Meier", "A. Meier"],
    ["Anna Meier", "Anna Frei", "Anna"],
    ["Maria Silva", "Mario Silva"],
    ["Anna B. Meier", "Anna C. Meier", "Anna Meier"],
    ["Herr Meier", "Frau Meier", "Anna Meier"],
    ["Max Muster", "Herr Muster", "Frau Muster"],
    ["Anna Meier", "Anna Frei-Meier"],
    ["Speaker 1", "Speaker 2", "Speaker 11"],
    ["SPEAKER_00", "SPEAKER_01"],
    ["Sprecher 2", "Sprecher 1"],
    ["spk_0", "spk_1", "S1", "S10"],
    ["Moderator", "Moderatorin", "Publikum"],
    ["Anna Meier & Beat Frei", "Anna Meier", "Beat Frei"],
]


def _speakers(folder: Path, written: list[str]) -> list[str | None]:
    cues = "".join(
        f"00:{n:02}:00.000 --> 00:{n:02}:09.000\n<v {name}>Satz {n}.\n\n"
        for n, name in enumerate(written)
    )
    (folder / "a.vtt").write_text(f"WEBVTT\n\n{cues}", "utf-8")
    asset = readers.read(folder / "a.vtt", ReadContext())
    return [segment.speaker for segment in asset.segments]


@pytest.mark.parametrize("names", MERGED)
def test_variants_of_a_name_are_one_person(tmp_path: Path, names: dict[str, str]) -> None:
    assert _speakers(tmp_path, list(names)) == list(names.values())
    assert _speakers(tmp_path, [*names][::-1]) == list(names.values())[::-1]


@pytest.mark.parametrize("names", APART)
def test_two_people_stay_two(tmp_path: Path, names: list[str]) -> None:
    assert _speakers(tmp_path, names) == names


def test_variants_in_a_text(tmp_path: Path) -> None:
    lines = [
        "Dr. Anna Meier: Eins.",
        "BEAT FREI: Zwei.",
        "MEIER: Drei.",
        "Frei: Vier.",
        "MEIER: Fünf.",
        "Frei: Sechs.",
    ]
    (tmp_path / "a.txt").write_text("\n".join(lines), "utf-8")
    asset = readers.read(tmp_path / "a.txt", ReadContext())
    assert [s.speaker for s in asset.segments] == ["Dr. Anna Meier", "Beat Frei"] * 3


def test_thousands_of_labels_are_no_names(tmp_path: Path) -> None:
    label = str.maketrans("0123456789", "abcdefghij")
    lines = [f"Name{n} Meier: hallo".translate(label) for n in range(3000)]
    (tmp_path / "a.txt").write_text("\n".join(lines), "utf-8")
    assert len(readers.read(tmp_path / "a.txt", ReadContext()).segments) == 3000
