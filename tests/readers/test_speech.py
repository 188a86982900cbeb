"""What is said in a recording: recognised here, with the time of each word, and only once."""

from __future__ import annotations

import math
import random
import shutil
import struct
import subprocess
import sys
import wave
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset, Segment
from repurpose.programs import ffmpeg
from repurpose.protocols import ReadContext
from repurpose.readers.recordings import recogniser
from repurpose.readers.recordings.spoken import Stretch, Word, believable, segments

GERMAN = (
    "Guten Abend, meine Damen und Herren. Der Boden ist knapp, aber das Dach ist da. "
    "Im letzten Jahr haben wir vierzig Wohnungen gebaut."
)


def _samples(path: Path, samples: list[int]) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


@pytest.fixture(scope="session")
def own_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model, as users have one."""
    folder = tmp_path_factory.mktemp("model")
    first, second = (files(part) / "data" for part in recogniser.MODEL_PARTS)
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes(first.joinpath(name).read_bytes())
    with (folder / "model.bin").open("wb") as file:
        file.write(first.joinpath("model.bin.part1").read_bytes())
        file.write(second.joinpath("model.bin.part2").read_bytes())
    return folder


@pytest.fixture(scope="session")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """German, spoken by a machine."""
    program = shutil.which("espeak-ng")
    if program is None:
        pytest.skip("espeak-ng is not installed")
    path = tmp_path_factory.mktemp("talk") / "Begrüssung im Saal.wav"
    subprocess.run([program, "-v", "de", "-s", "140", "-w", str(path), GERMAN], check=True)
    return path


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("state") / "cache" / "readings"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="session")
def german(talk: Path, own_model: Path, kept: Path) -> Asset:
    return readers.read(talk, ReadContext(speech_model=own_model, cache=kept))


@pytest.fixture(scope="session")
def english(
    corpora: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Asset, list[tuple[int, int]]]:
    """A recording of somebody in a longer video, and the progress that was told while it was read."""
    told: list[tuple[int, int]] = []
    sound = corpora / "media" / "WyattBlue_auto-editor" / "aac.m4a"
    path = tmp_path_factory.mktemp("video") / "commentary.mkv"
    picture = ("-f", "lavfi", "-i", "color=s=64x64:d=20:r=1", "-c:v", "mpeg4", "-c:a", "copy")
    making = [ffmpeg.program(), "-v", "error", "-i", str(sound), *picture, str(path)]
    subprocess.run(making, check=True)
    context = ReadContext(progress=lambda done, total: told.append((done, total)))
    return readers.read(path, context), told


def _words(asset: Asset) -> str:
    return " ".join(segment.text for segment in asset.segments)


def _check_times(said: tuple[Segment, ...]) -> None:
    times = [time for segment in said for time in segment.word_times]
    assert all(start <= end for start, end in times)
    assert all(before[1] <= behind[0] for before, behind in pairwise(times))
    for segment in said:
        assert len(segment.word_times) == len(segment.text.split())
        assert segment.locator.start == segment.word_times[0][0]
        assert segment.locator.end == segment.word_times[-1][1]


def test_german_is_recognised_with_the_users_model(german: Asset) -> None:
    assert (german.kind, german.language, german.title) == ("audio", "de", "Begrüssung im Saal")
    expected = ("Guten Abend", "Damen und Herren", "Der Boden ist knapp", "letzten Jahr", "gebaut")
    found = [words for words in expected if words.casefold() in _words(german).casefold()]
    assert len(found) >= 4, _words(german)
    assert len(german.segments) >= 3
    _check_times(german.segments)


def test_english_is_recognised_with_the_model_that_is_installed(
    english: tuple[Asset, list[tuple[int, int]]],
) -> None:
    asset, told = english
    assert (asset.kind, asset.language) == ("video", "en")
    assert asset.recognised
    assert [segment.text for segment in asset.segments] == [
        "Hello, this is my new commentary for this video.",
        "It should cut based on my volume, not the videos.",
    ]
    assert {(s.role, s.speaker) for s in asset.segments} == {("speech", None)}
    assert 3 < (asset.segments[1].locator.start or 0) < 4
    _check_times(asset.segments)
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((0, 20), (6, 20))
    assert asset.faults == ("its sound ends after 7 of 20 seconds",)


def test_it_is_recognised_only_once(
    german: Asset, talk: Path, own_model: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)  # now it could not be
    again = readers.read(talk, ReadContext(speech_model=own_model, cache=kept))
    assert again == german
    with pytest.raises(SourceError, match="no speech recognition is installed"):
        readers.read(talk, ReadContext(speech_model=own_model))


def test_a_transcript_beside_it_makes_the_kept_text_old(
    german: Asset, talk: Path, own_model: Path, kept: Path
) -> None:
    transcript = talk.with_suffix(".srt")
    transcript.write_text("1\n00:00:00,100 --> 00:00:02,000\nGuten Abend allerseits.\n")
    try:
        asset = readers.read(talk, ReadContext(speech_model=own_model, cache=kept))
        assert _words(asset) == "Guten Abend allerseits."
        assert not asset.recognised
    finally:
        transcript.unlink()


def test_noises_are_no_speech(tmp_path: Path) -> None:
    chance = random.Random(7)
    tones = [int(9000 * math.sin(n * 440 / 16_000 * 6.283)) for n in range(24_000)]
    noise = [chance.randrange(-2000, 2000) for _ in range(24_000)]
    path = _samples(tmp_path / "Pausenmusik.wav", tones + noise + [0] * 24_000)
    with pytest.raises(SourceError) as caught:
        readers.read(path, ReadContext())
    assert caught.value.message == "nothing is said in it"
    assert "Pausenmusik.vtt" in caught.value.hint


def test_interrupting_ends_it_and_leaves_nothing_running(tmp_path: Path) -> None:
    path = _samples(tmp_path / "a.wav", [0] * 160_000)
    code = """
import os, sys
from pathlib import Path
from repurpose import readers
from repurpose.protocols import ReadContext

def interrupt(done, total):
    raise KeyboardInterrupt

try:
    readers.read(Path(sys.argv[1]), ReadContext(progress=interrupt))
except KeyboardInterrupt:
    print("interrupted")
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no child is left")
"""
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert run.stdout.split("\n")[:2] == ["interrupted", "no child is left"], run.stderr


def _refusal(path: Path, model: Path | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        readers.read(path, ReadContext(speech_model=model))
    assert caught.value.hint
    return caught.value


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A second of silence."""
    return _samples(tmp_path / "a.wav", [0] * 16_000)


def test_no_model(second: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, recogniser.MODEL_PARTS[1], None)
    error = _refusal(second)
    assert error.message == "holds sound, and no model for speech recognition is installed"
    assert "speech.model in repurpose.yaml" in error.hint


def test_a_folder_without_a_model(second: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Modell"
    assert _refusal(second, folder).message == (
        f"the folder of the speech model, {folder}, is not a folder"
    )
    folder.mkdir()
    (folder / "model.bin").touch()
    assert _refusal(second, folder).message.endswith("Modell, has no config.json")


def test_a_damaged_model(second: Path, tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    error = _refusal(second, tmp_path)
    assert error.message.startswith("speech recognition failed: ")
    assert str(tmp_path) in error.hint


def test_other_weights_than_the_pinned_ones(
    second: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, part in enumerate(recogniser.MODEL_PARTS, start=1):
        data = tmp_path / part / "data"
        data.mkdir(parents=True)
        (tmp_path / part / "__init__.py").touch()
        (data / f"model.bin.part{number}").write_bytes(b"weights of somebody else")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert _refusal(second).message == (
        "speech recognition failed: UnusableModelError: the weights are not those of Whisper base"
    )


def _stretch(text: str, start: float = 0.0, **doubt: float) -> Stretch:
    """Words of half a second each."""
    words = [f" {word}" for word in text.split()]
    times = [start + number / 2 for number in range(len(words))]
    return Stretch(
        words=tuple(Word(w, t, t + 0.5) for w, t in zip(words, times, strict=True)), **doubt
    )


def _texts(*stretches: Stretch, language: str = "de") -> list[str]:
    return [segment.text for segment in segments(believable(stretches), language)]


def test_sentences_go_across_what_the_recogniser_cut() -> None:
    assert _texts(_stretch("Wir bauen im 3. Stock mit"), _stretch("Holz. Das ist leicht.", 3)) == [
        "Wir bauen im 3. Stock mit Holz.", "Das ist leicht.",
    ]  # fmt: skip


def test_a_long_pause_ends_a_sentence_unless_it_goes_on() -> None:
    assert _texts(_stretch("Und dann"), _stretch("Kommt jemand?", 4)) == [
        "Und dann",
        "Kommt jemand?",
    ]
    assert _texts(_stretch("Und dann"), _stretch("kommt jemand?", 4)) == ["Und dann kommt jemand?"]
    assert len(_texts(_stretch("Und dann"), _stretch("kommt jemand?", 9))) == 2


def test_pieces_of_a_word_are_one_word() -> None:
    words = (Word(" 45", 0, 1), Word(".000", 1, 2), Word(" Franken", 2, 3), Word(".", 3, 3.2))
    [segment] = segments([Stretch(words=words)], "de")
    assert segment.text == "45.000 Franken."
    assert segment.word_times == ((0, 2), (2, 3.2))


def test_speech_without_full_stops_is_cut_at_its_pauses() -> None:
    first, second, third = ("eins " * 40, "zwei " * 40, "drei " * 40)
    stretches = [_stretch(first), _stretch(second, 21), _stretch(third, 42.5)]
    assert [set(segment.text.split()) for segment in segments(stretches, "de")] == [
        {"eins"},
        {"zwei"},
        {"drei"},
    ]


@pytest.mark.parametrize(
    "invented",
    [
        _stretch("Untertitel der Amara.org-Community"),
        _stretch("Untertitelung des ZDF, 2020"),
        _stretch("Sous-titrage ST' 501"),
        _stretch("Sottotitoli creati dalla comunità Amara.org"),
        _stretch("Thanks for watching!", silence=0.7),
        _stretch("Vielen Dank fürs Zuschauen.", silence=0.7),
        _stretch("Das Holz.", silence=0.9, surprise=1.1),
        _stretch("Lorem ipsum.", surprise=1.7),
        _stretch("Das ist gut. " * 6),
        _stretch("ja " * 9),
        _stretch("…"),
        _stretch("♪ ♪ ♪"),
    ],
)
def test_what_nobody_said_is_left_out(invented: Stretch) -> None:
    said = _stretch("Der Boden ist knapp.")
    assert _texts(said, invented, _stretch("Das Dach ist da.", 90)) == [
        "Der Boden ist knapp.", "Das Dach ist da.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for watching the model with me.",
        "Die Untertitel der Sendung fehlen.",
        "Nein, nein, so geht das nicht.",
        "Vielen Dank fürs Zuschauen.",
    ],
)
def test_what_sounds_alike_but_was_said_stays(text: str) -> None:
    assert _texts(_stretch(text)) == [text]


def test_one_sentence_over_and_over_is_a_loop() -> None:
    again = [_stretch("So ist es.", 2.0 * number) for number in range(8)]
    assert _texts(*again, _stretch("Gut.", 40)) == ["So ist es.", "So ist es.", "Gut."]


def test_a_word_at_a_windows_edge_is_heard_once() -> None:
    edge = _stretch("Zeit. Und dann", 1.0)
    assert _texts(_stretch("Zur Zeit."), edge) == ["Zur Zeit.", "Und dann"]
    assert _texts(_stretch("Zur Zeit."), _stretch("Zeit. Und dann", 1.4))[1] == "Zeit."
