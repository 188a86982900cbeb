"""Recordings are read from the text beside them or inside them, and follow nothing."""

from __future__ import annotations

import csv
import random
import struct
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.programs import ffmpeg
from repurpose.protocols import ReadContext
from repurpose.readers.recordings import container
from tests.conftest import corpora_folder

SRT = "1\n00:00:00,200 --> 00:00:00,900\n{}\n\n2\n00:00:01,000 --> 00:00:01,800\n{}\n"
GERMAN = SRT.format("Der Boden ist knapp.", "Das Dach ist da.")
ENGLISH = SRT.format("The ground is scarce.", "The roof is there.")
PICTURE = ("-f", "lavfi", "-i", "color=s=64x64:d=2:r=5")
SOUND = ("-f", "lavfi", "-i", "sine=d=2")


def _make(path: Path, *arguments: str) -> Path:
    made = subprocess.run(
        [ffmpeg.program(), "-nostdin", "-v", "error", *arguments, str(path)],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    return path


def _video(path: Path, *tracks: tuple[str, str, str], codec: str = "subrip") -> Path:
    """A video with tracks of subtitles: their text (.srt), language and disposition."""
    inputs: list[str] = []
    options: list[str] = ["-map", "0", "-map", "1"]
    for number, (text, language, disposition) in enumerate(tracks):
        file = path.parent / "made" / f"{number}.srt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        inputs += ["-i", str(file)]
        options += ["-map", str(number + 2), f"-metadata:s:s:{number}", f"language={language}"]
        options += [f"-disposition:s:{number}", disposition]
    return _make(path, *PICTURE, *SOUND, *inputs, *options, "-c:v", "mpeg4", "-c:s", codec)


@pytest.fixture(scope="session")
def silent(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A video without sound and subtitles, which says a title, an author and a date."""
    tags = ("title=Aufstocken mit Holz", "artist=Anna Meier", "date=2026-03-04")
    metadata = [word for tag in tags for word in ("-metadata", tag)]
    path = tmp_path_factory.mktemp("silent") / "silent.mkv"
    return _make(path, *PICTURE, "-c:v", "mpeg4", *metadata).read_bytes()


@pytest.fixture
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)


def _said(asset: Asset) -> str:
    return " ".join(segment.text for segment in asset.segments)


def _read(path: Path, language: str | None = None) -> Asset:
    return readers.read(path, ReadContext(language=language))


def _refusal(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        _read(path)
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value


def _outcome(path: Path) -> Asset | SourceError:
    try:
        return _read(path)
    except SourceError as error:
        return error


def _media() -> list[str]:
    folder = corpora_folder()
    if folder is None:
        return []
    with (folder / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        return [row["file"] for row in csv.DictReader(manifest) if row["kind"] == "media"]


@pytest.mark.parametrize("name", _media())
def test_a_real_recording_opens(corpora: Path, name: str) -> None:
    opened = container.opened(corpora / name)
    assert opened.of_kind("audio")
    assert 0.5 < opened.seconds < 60
    assert bool(opened.of_kind("video")) == (Path(name).suffix in (".mp4", ".mkv"))


@pytest.mark.parametrize(
    ("name", "start"), [("mov_text.mp4", 0.523), ("webvtt.mkv", 0.546)]
)  # fmt: skip
def test_a_track_in_a_real_recording(corpora: Path, name: str, start: float) -> None:
    asset = _read(corpora / "media" / "WyattBlue_auto-editor" / name)
    assert (asset.kind, asset.title, _said(asset)) == ("video", name[:-4], "oop boop")
    assert asset.segments[0].role == "speech"
    assert asset.segments[0].locator.start == start


@pytest.mark.parametrize(("language", "said"), [("de", "Der Boden"), ("en", "The ground"),
                                                ("de-CH", "Der Boden"), ("fr", "Der Boden"),
                                                (None, "Der Boden")])  # fmt: skip
def test_the_track_of_the_language_else_the_default(
    tmp_path: Path, language: str | None, said: str
) -> None:
    path = _video(tmp_path / "Vortrag.mkv", (ENGLISH, "eng", "0"), (GERMAN, "ger", "default"))
    asset = _read(path, language)
    assert _said(asset).startswith(said)
    assert asset.language == {"en": "en", "de-CH": "de-CH"}.get(language or "", "de")


@pytest.mark.parametrize(("suffix", "codec"), [("mp4", "mov_text"), ("mkv", "ass"),
                                               ("webm", "webvtt"), ("mkv", "subrip")])  # fmt: skip
def test_every_kind_of_track(tmp_path: Path, suffix: str, codec: str) -> None:
    video = "libvpx" if suffix == "webm" else "mpeg4"
    (tmp_path / "t.srt").write_text(GERMAN)
    path = _make(tmp_path / f"Grüße 😀 %d.{suffix}", *PICTURE, "-i", str(tmp_path / "t.srt"),
                 "-c:v", video, "-c:s", codec)  # fmt: skip
    asset = _read(path)
    assert _said(asset) == "Der Boden ist knapp. Das Dach ist da."
    assert [s.locator.as_json() for s in asset.segments] == [
        {"start": 0.2, "end": 0.9}, {"start": 1.0, "end": 1.8},
    ]  # fmt: skip


def test_what_a_foreigner_says_is_not_the_talk(tmp_path: Path) -> None:
    path = _video(tmp_path / "a.mkv", (ENGLISH, "eng", "default+forced"), (GERMAN, "ger", "0"))
    assert _said(_read(path)).startswith("Der Boden")


def test_subtitles_that_are_pictures(tmp_path: Path, no_recognition: None) -> None:
    """Of PGS, one empty picture: ffmpeg names the track, and nobody can read it."""
    pieces = [(0x16, struct.pack(">HHBHBBBB", 64, 64, 16, 0, 128, 0, 0, 0)), (0x80, b"")]
    content = b"".join(
        b"PG" + struct.pack(">IIBH", time, 0, kind, len(body)) + body
        for time in (90_000, 150_000)
        for kind, body in pieces
    )
    (tmp_path / "t.sup").write_bytes(content)
    (tmp_path / "t.srt").write_text(GERMAN)
    pictures = ("-f", "sup", "-i", str(tmp_path / "t.sup"))
    codecs = ("-c:v", "mpeg4", "-c:s", "copy")
    only = _make(tmp_path / "only.mkv", *PICTURE, *pictures, "-map", "0", "-map", "1", *codecs)
    assert _refusal(only).message == (
        "has neither sound nor subtitles that can be read "
        "(the subtitles in stream 1 are pictures (PGS), not text)"
    )
    both = _make(tmp_path / "both.mkv", *PICTURE, *pictures, "-i", str(tmp_path / "t.srt"),
                 "-map", "0", "-map", "1", "-map", "2", *codecs)  # fmt: skip
    assert _said(_read(both)).startswith("Der Boden")


@pytest.mark.parametrize(
    ("files", "language", "taken"),
    [
        ("talk.vtt talk.de.vtt talk.en.vtt", "de", "talk.de.vtt"),
        ("talk.vtt talk.de.vtt talk.en.vtt", "en", "talk.en.vtt"),
        ("talk.vtt talk.de.vtt", None, "talk.vtt"),
        ("talk.ger.srt talk.English.srt", "de", "talk.ger.srt"),
        ("talk.en.vtt talk.vtt", "de", "talk.vtt"),
        ("talk.mkv.srt", None, "talk.mkv.srt"),
        ("TALK.De-CH.SRT", "de", "TALK.De-CH.SRT"),
        ("talk.de.sdh.vtt talk.de.vtt", "de", "talk.de.vtt"),
        ("talk.cc.vtt", None, "talk.cc.vtt"),
        ("talk.de.forced.vtt talk.de.srt", "de", "talk.de.srt"),
        ("talk.part2.vtt talks.vtt tal.vtt talk-de.vtt talk.de.srt", None, "talk.de.srt"),
        ("talk.srt talk.vtt talk.txt", None, "talk.vtt"),
        ("talk.txt", None, "talk.txt"),
    ],
)
def test_which_file_beside_it(
    tmp_path: Path, silent: bytes, files: str, language: str | None, taken: str
) -> None:
    (tmp_path / "talk.mkv").write_bytes(silent)
    for name in files.split():
        cues = SRT.format(f"Das ist {name}.", "Das Dach ist da.")
        head = "WEBVTT\n\n" if name.lower().endswith("vtt") else ""
        (tmp_path / name).write_text(head + cues.replace(",", "."), encoding="utf-8")
    asset = _read(tmp_path / "talk.mkv", language)
    assert asset.segments[0].text == f"Das ist {taken}."


def test_a_recorded_call_and_its_transcript(tmp_path: Path, silent: bytes) -> None:
    call = tmp_path / "GMT20260304-090000_Recording_gallery_1920x1080.mp4"
    call.write_bytes(silent)
    transcript = tmp_path / "GMT20260304-090000_Recording.transcript.vtt"
    transcript.write_text("WEBVTT\n\n1\n00:01.000 --> 00:02.000\nAnna Meier: Guten Morgen.\n")
    (tmp_path / "GMT20260304-100000_Recording.transcript.vtt").write_text("WEBVTT\n")
    asset = _read(call)
    assert [(s.speaker, s.text) for s in asset.segments] == [("Anna Meier", "Guten Morgen.")]
    assert readers.companions(call) == (transcript,)


def test_what_is_known_of_the_recording_itself(tmp_path: Path, silent: bytes) -> None:
    path = tmp_path / "talk.mkv"
    path.write_bytes(silent)
    (tmp_path / "talk.srt").write_text(GERMAN)
    asset = _read(path)
    assert (asset.path, asset.kind, asset.language) == (path, "video", "de")
    assert (asset.title, asset.author, asset.date) == (
        "Aufstocken mit Holz", "Anna Meier", "2026-03-04",
    )  # fmt: skip


@pytest.mark.parametrize(
    "title", ["Untitled", "Zoom Meeting", "VID_20260304", "final_v3.mp4", "12"]
)
def test_a_title_that_says_nothing_is_none(tmp_path: Path, title: str) -> None:
    path = _make(tmp_path / "Podium.mkv", *PICTURE, "-c:v", "mpeg4", "-metadata", f"title={title}",
                 "-metadata", "date=1970-01-01")  # fmt: skip
    (tmp_path / "Podium.srt").write_text(GERMAN)
    asset = _read(path)
    assert (asset.title, asset.date, asset.author) == ("Podium", None, None)


def test_a_file_beside_it_wins_over_a_track(tmp_path: Path) -> None:
    path = _video(tmp_path / "a.mkv", (GERMAN, "ger", "default"))
    (tmp_path / "a.srt").write_text(SRT.format("Der Boden wird knapp.", "Das Dach ist da."))
    assert _said(_read(path)).startswith("Der Boden wird knapp.")
    (tmp_path / "a.srt").rename(tmp_path / "a.en.srt")  # but not one in another language
    assert _said(_read(path, "de")).startswith("Der Boden ist knapp.")


def test_a_bad_file_beside_it_is_named_and_costs_nothing_else(tmp_path: Path) -> None:
    path = _video(tmp_path / "a.mkv", (GERMAN, "ger", "default"))
    (tmp_path / "a.vtt").write_text("WEBVTT\n\nnothing here\n")
    (tmp_path / "a.txt").write_text("To do: cut the beginning.\n")
    asset = _read(path)
    assert _said(asset).startswith("Der Boden")
    assert [fault.partition(":")[0] for fault in asset.faults] == ["a.vtt"]


def test_a_damaged_recording_with_a_transcript(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"\0\0\0\x20ftypisom" + bytes(500))
    (tmp_path / "a.srt").write_text(GERMAN)
    asset = _read(tmp_path / "a.mp4")
    assert (asset.kind, asset.title) == ("video", "a")
    assert _said(asset).startswith("Der Boden")
    assert asset.faults[0].startswith("is cut off")


def test_neither_sound_nor_subtitles(tmp_path: Path, silent: bytes) -> None:
    (tmp_path / "a.mkv").write_bytes(silent)
    error = _refusal(tmp_path / "a.mkv")
    assert error.message == "has neither sound nor subtitles that can be read"
    assert "a.vtt" in error.hint


def test_sound_in_a_file_for_videos_is_sound(tmp_path: Path) -> None:
    path = _make(tmp_path / "a.mp4", *SOUND)
    (tmp_path / "a.srt").write_text(GERMAN)
    assert _read(path).kind == "audio"


def test_recognition_that_is_not_installed(tmp_path: Path, no_recognition: None) -> None:
    error = _refusal(_make(tmp_path / "Rede.wav", *SOUND))
    assert error.message == "holds sound, and no speech recognition is installed"
    assert "pip install 'repurpose-cli[speech]'" in error.hint
    assert "Rede.vtt" in error.hint


def test_without_any_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _make(tmp_path / "a.wav", *SOUND)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    ffmpeg.program.cache_clear()
    try:
        assert _refusal(path).message == "ffmpeg is not installed, which opens recordings"
    finally:
        ffmpeg.program.cache_clear()


PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{}\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".mp3", ".avi", ".wav"])
@pytest.mark.parametrize("text", [PLAYLIST, "ffconcat version 1.0\nfile '{}'\n", "file {}\n"])
def test_references_to_other_files_are_not_followed(tmp_path: Path, suffix: str, text: str) -> None:
    secret = _video(tmp_path / "secret.mkv", (GERMAN, "ger", "default"))
    (tmp_path / f"list{suffix}").write_text(text.format(secret))
    message = "is not a recording, or its beginning is damaged"
    assert _refusal(tmp_path / f"list{suffix}").message == message


def test_what_is_no_recording(tmp_path: Path) -> None:
    for name, content in [
        ("a.mp4", b"<html><body>Please log in</body></html>"),
        ("a.mp3", random.Random(1).randbytes(30_000)),
        ("a.mkv", bytes(100_000)),
    ]:
        (tmp_path / name).write_bytes(content)
        assert "is not a recording" in _refusal(tmp_path / name).message


def test_a_recording_that_is_cut_off(tmp_path: Path) -> None:
    whole = _make(tmp_path / "a.mp4", *PICTURE, *SOUND, "-c:v", "mpeg4").read_bytes()
    (tmp_path / "a.mp4").write_bytes(whole[: len(whole) // 2])
    assert _refusal(tmp_path / "a.mp4").message.startswith("is cut off")


def test_a_sound_of_no_length(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
    assert _refusal(tmp_path / "a.wav").message == "its sound cannot be decoded"


def test_a_sound_that_says_it_lasts_for_days(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 1, 8, 0, "NONE", ""))
        file.writeframes(bytes(1_000_000))
    assert _refusal(tmp_path / "a.wav").message == "says that it lasts longer than 24 hours"


@pytest.mark.parametrize("seed", range(24))
def test_damaged_bytes_end_in_a_text_or_one_line(
    tmp_path: Path, corpora: Path, no_recognition: None, seed: int
) -> None:
    chance = random.Random(seed)
    name = chance.choice(["mov_text.mp4", "webvtt.mkv", "mono.mp3", "pcm-s32le.wav"])
    content = bytearray((corpora / "media" / "WyattBlue_auto-editor" / name).read_bytes())
    for _ in range(chance.choice([1, 10, 100])):
        place = chance.randrange(min(len(content), chance.choice([200, 20_000])) - 4)
        huge = chance.choice([b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", chance.randbytes(4)])
        content[place : place + 4] = huge
    (tmp_path / name).write_bytes(
        content[: chance.randrange(len(content))] if seed % 3 else content
    )
    outcome = _outcome(tmp_path / name)
    if isinstance(outcome, Asset):
        assert outcome.segments
    else:
        assert outcome.hint
        assert "\n" not in str(outcome)
        assert "plug-in" not in outcome.message
