"""repurpose clips: real videos in, real clips out, measured."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from repurpose.programs import ffmpeg
from tests import program
from tests.cli.conftest import Run, Start
from tests.conftest import Once
from tests.media.clips import panel as panels
from tests.media.clips.panel import Panel

CLOSE = 0.08  # seconds
NAME = "Podium Über Häuser.mp4"


@pytest.fixture(scope="session")
def spoken(once: Once) -> Panel:
    def make(folder: Path) -> None:
        (folder / "panel").write_bytes(pickle.dumps(panels.made(folder / "Podium.mp4")))

    folder = once("panel", make)
    known: Panel = pickle.loads((folder / "panel").read_bytes())
    return Panel(folder / "Podium.mp4", known.said, known.seconds, known.quiet)


@pytest.fixture(scope="session")
def made(spoken: Panel, once: Once) -> Path:
    """A folder with the panel, its words and "clips" of one statement in all formats, as the command
    makes them; and what it said."""

    def make(folder: Path) -> None:
        panel = Panel(folder / NAME, spoken.said, spoken.seconds)
        shutil.copyfile(spoken.path, panel.path)
        panel.write_words()
        ran = program.run("clips", NAME, "-n", 1, "--whole", "--json", cwd=folder)
        (folder / "said.json").write_text(ran.stdout, "utf-8")
        assert ran.returncode == 0, ran.stderr

    return once("clips", make)


@pytest.fixture
def panel(spoken: Panel, folder: Path) -> Panel:
    """The panel in the firm's folder, without any text beside it."""
    path = folder / NAME
    shutil.copyfile(spoken.path, path)
    return Panel(path, spoken.said, spoken.seconds, spoken.quiet)


def _opened(path: Path) -> str:
    words = [ffmpeg.program(), "-nostdin", "-hide_banner", "-i", str(path)]
    return subprocess.run(words, capture_output=True, text=True).stderr


def _heard(path: Path) -> tuple[float, float, float]:
    """Integrated loudness in LUFS, true peak in dBTP, as ffmpeg's ebur128 measures them; seconds."""
    words = [ffmpeg.program(), "-nostdin", "-hide_banner", "-i", str(path)]
    words += ["-vn", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    said = subprocess.run(words, capture_output=True, text=True).stderr
    loud, peak = re.findall(r"I:\s+(-?[\d.]+) LUFS|Peak:\s+(-?[\d.]+) dBFS", said)
    return float(loud[0]), float(peak[1]), float(re.findall(r"time=00:00:([\d.]+)", said)[-1])


def _pixels(path: Path, at: float, crop: str) -> bytes:
    """The brightness of the pixels of one picture."""
    words = [ffmpeg.program(), "-nostdin", "-v", "error", "-ss", str(at), "-i", str(path)]
    words += ["-frames:v", "1", "-vf", f"{crop},format=yuv444p", "-f", "rawvideo", "pipe:1"]
    planes = subprocess.run(words, capture_output=True, check=True).stdout
    return planes[: len(planes) // 3]


def _words(panel: Panel) -> list[tuple[str, float, float]]:
    return [
        (word, start, end)
        for said in panel.said
        for word, (start, end) in zip(said.words, said.times, strict=True)
    ]


def _check_cuts(panel: Panel, clip: dict[str, Any]) -> None:
    """It begins in the silence before its first word and ends in the one behind its last, and nowhere in
    a word; what it holds is what it says."""
    words = _words(panel)
    for cut in (clip["start"], clip["end"]):
        assert any(start - CLOSE <= cut <= end + CLOSE for start, end in panel.quiet), cut
        assert not [word for word, start, end in words if start + 0.001 < cut < end - 0.001]
    inside = [
        word for word, start, end in words if clip["start"] <= (start + end) / 2 <= clip["end"]
    ]
    assert " ".join(inside) == clip["said"]
    assert 8 <= clip["end"] - clip["start"] <= 61


def test_clips_of_a_panel_with_the_times_of_words(
    panel: Panel, made: Path, run: Run, folder: Path
) -> None:
    shutil.copytree(made, folder, dirs_exist_ok=True)
    [first] = json.loads((folder / "said.json").read_text("utf-8"))["clips"]
    _check_cuts(panel, first)
    assert first["speaker"] == "Regula Hasler"
    assert (
        first["question"] == "Warum soll man ein Haus aufstocken und nicht einfach ein neues bauen?"
    )
    assert first["said"].startswith(f"{first['question']} Weil das alte Haus schon da ist.")
    assert first["text"] in first["said"]
    assert first["alt"].startswith("Videoausschnitt, 14 Sekunden. Frage: «Warum")

    sizes = {"16:9": "1280x720", "1:1": "720x720", "9:16": "720x1280"}
    assert [file["format"] for file in first["files"]] == list(sizes)
    seconds = first["end"] - first["start"]
    for file in first["files"]:
        path = Path(file["path"])
        opened = _opened(path)
        assert f", {sizes[file['format']]} [SAR 1:1" in opened
        assert "Video: h264 (High)" in opened
        assert "yuv420p" in opened
        assert "Audio: aac (LC)" in opened
        assert file["bytes"] == path.stat().st_size < 50_000_000
        length = re.search(r"Duration: 00:00:([\d.]+)", opened)
        assert length is not None
        a_picture = 0.5  # second
        assert 0 <= float(length[1]) - seconds <= a_picture + 0.03
        content = path.read_bytes()
        assert content.index(b"moov") < content.index(b"mdat")
    loud, peak, heard = _heard(Path(first["path"]))
    assert loud == pytest.approx(-14, abs=0.7)
    assert peak <= -1.0
    assert heard == pytest.approx(seconds, abs=0.05)

    cover = Path(first["cover"]).read_bytes()
    assert cover.startswith(b"\xff\xd8")
    assert len(cover) < 2_000_000
    captions = Path(first["captions"]).read_text("utf-8")
    blocks = [block.splitlines() for block in captions.strip().split("\n\n")]
    assert all(len(block) <= 4 and max(map(len, block[2:])) <= 42 for block in blocks)
    assert " ".join(line for block in blocks for line in block[2:]) == first["said"]

    names = sorted(path.name for path in (folder / "clips").iterdir())
    stem = "01-wer-ein-gesundes-haus-abreisst-wirft-beton-weg"
    assert {f"{stem}-16x9.mp4", f"{stem}-1x1.mp4", f"{stem}-9x16.mp4", f"{stem}.srt", f"{stem}.jpg",
            "youtube", "clips.json"} <= set(names)  # fmt: skip
    chapters = (folder / "clips" / "youtube" / "chapters.txt").read_text("utf-8")
    assert chapters.startswith("0:00 Warum soll man ein Haus aufstocken")
    assert chapters in (folder / "clips" / "youtube" / "description.txt").read_text("utf-8")
    whole = (folder / "clips" / "youtube" / "captions.srt").read_text("utf-8")
    assert "😀" in whole

    times = {path: path.stat().st_mtime_ns for path in (folder / "clips").glob("*.mp4")}
    again = run("clips", NAME, "-n", 1, "--whole", "--json")
    assert again.json["clips"] == [first | {"encoded": False}]
    assert times == {path: path.stat().st_mtime_ns for path in (folder / "clips").glob("*.mp4")}


def test_captions_that_know_no_words(panel: Panel, run: Run, folder: Path) -> None:
    """Windows' line ends; inside a cue, silences tell where sentences end."""
    panel.write_captions()
    result = run(
        "clips", panel.path, "--whole", "--formats", "1:1", "--to", folder / "Für X", "--json"
    )
    assert result.code == 0, result.err
    assert len(result.json["clips"]) == 3
    for clip in result.json["clips"]:
        _check_cuts(panel, clip)
        assert Path(clip["path"]).parent == folder / "Für X"
        assert clip["question"]


def test_what_would_be_cut(panel: Panel, run: Run, folder: Path) -> None:
    panel.write_captions()
    before = sorted(folder.rglob("*"))
    result = run("clips", panel.path, "--dry-run")
    assert result.code == 0
    assert "asked: «Herr Oertli, gilt das auch für die Stadt?»" in result.out
    assert "«Schnell, verbindlich und ohne Nachbarn" in result.out
    assert [p for p in sorted(folder.rglob("*")) if ".repurpose" not in p.parts] == before


def test_captions_are_in_the_picture_and_can_be_left_away(
    panel: Panel, made: Path, run: Run, folder: Path
) -> None:
    panel.write_words()
    shape = ("-n", 1, "--formats", "9x16", "--whole", "--no-captions")
    run("clips", panel.path, *shape, "--to", folder / "without")
    [drawn] = (made / "clips").glob("*-9x16.mp4")
    [plain] = (folder / "without").glob("*.mp4")
    below = "crop=iw:ih*0.16:0:ih*0.6"
    assert max(_pixels(drawn, 8.0, below)) > 220  # white letters
    assert max(_pixels(plain, 8.0, below)) < 200  # the darkened background
    covered = "crop=iw:ih*0.2:0:ih*0.8"  # where telephones show their buttons
    a, b = _pixels(drawn, 8.0, covered), _pixels(plain, 8.0, covered)
    assert sum(abs(x - y) > 40 for x, y in zip(a, b, strict=True)) < 0.001 * len(a)
    assert (folder / "without" / drawn.with_suffix("").name.replace("-9x16", ".srt")).exists()


def test_who_did_not_agree_is_in_no_clip(panel: Panel, run: Run, folder: Path) -> None:
    panel.write_words()
    (folder / "repurpose.yaml").write_text(
        "consent: [Milena Jankovic, Simone Rechsteiner]\n", "utf-8"
    )
    result = run("clips", panel.path, "--dry-run", "--json")
    assert [clip["speaker"] for clip in result.json["clips"]] == ["Milena Jankovic"]
    (folder / "repurpose.yaml").write_text("consent: [Milena Jankovic]\n", "utf-8")
    result = run("clips", panel.path, "--dry-run", "--json")
    [clip] = result.json["clips"]
    assert clip["question"] is None  # for the one who asks did not agree
    assert clip["said"].startswith("Da muss ich nicht lange überlegen.")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupted_nothing_is_half_done(panel: Panel, start: Start, folder: Path) -> None:
    panel.write_words()
    process = start("clips", panel.path)
    deadline = time.monotonic() + 60
    while not list(folder.glob("clips/.part-*/*.mp4")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)  # as Ctrl-C does
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in said
    assert [path.name for path in (folder / "clips").rglob("*")] == []


def test_what_somebody_corrected_stays_and_what_may_not_be_posted_any_more_goes(
    panel: Panel, run: Run, folder: Path
) -> None:
    panel.write_words()
    shape = ("--formats", "16:9", "--whole", "--no-captions", "--json")
    first = run("clips", panel.path, "-n", "1", *shape).json["clips"][0]
    told = Path(first["about"]).read_text("utf-8")
    assert f"Regula Hasler: «{first['text']}»" in told
    assert f"Alternativtext: {first['alt']}" in told
    text = Path(first["captions"])
    corrected = text.read_text("utf-8").replace("Weil", "Wiel")  # of the same size
    text.write_text(corrected, "utf-8")
    described = folder / "clips" / "youtube" / "description.txt"
    described.write_text("Von Hand.\n", "utf-8")
    Path(first["cover"]).unlink()  # so that it is made again
    later = run("clips", panel.path, "-n", "1", *shape)
    assert later.json["clips"][0]["encoded"]
    assert text.read_text("utf-8") == corrected
    assert described.read_text("utf-8") == "Von Hand.\n"
    assert f"you have worked on {text.name}, youtube/description.txt: left as it is" in later.err

    (folder / "repurpose.yaml").write_text("consent: [Milena Jankovic]\n", "utf-8")
    there = {Path(first[each]).name for each in ("path", "captions", "about", "cover")}
    planned = run("clips", panel.path, "--dry-run", "-n", "1")
    assert (
        "quotes Simone Rechsteiner, who is not on your consent list; would be moved" in planned.err
    )
    assert there <= {path.name for path in (folder / "clips").iterdir()}
    (folder / "repurpose.yaml").write_text("consent: [Niemand]\n", "utf-8")
    nothing = run("clips", panel.path, "-n", "1", *shape)  # and no other clip may be made
    assert nothing.code == 3
    [clip, texts] = nothing.json["withdrawn"]
    assert set(clip["files"]) == there
    assert "captions.srt" in texts["files"]
    away = folder / "clips" / "not to be posted"
    assert there <= {path.name for path in away.iterdir()}
    assert (away / text.name).read_text("utf-8") == corrected
    assert f"{clip['name']}: quotes" in (away / "why.txt").read_text("utf-8")
    left = [path.name for path in (folder / "clips").rglob("*") if path.is_file()]
    assert set(left) <= {"clips.json", *(path.name for path in away.iterdir())}
    assert [path for path in (folder / "clips" / "youtube").iterdir() if path.is_file()] == []


def test_another_videos_clips_are_not_mixed_in(made: Path, run: Run, folder: Path) -> None:
    shutil.copytree(made, folder, dirs_exist_ok=True)
    other = folder / "Zweites.mp4"
    other.write_bytes((folder / NAME).read_bytes() + bytes(8))
    shutil.copyfile((folder / NAME).with_suffix(".json"), other.with_suffix(".json"))
    result = run("clips", other, "-n", 1, "--formats", "16:9", "--whole", "--json")
    assert Path(result.json["clips"][0]["path"]).parent == folder / "clips" / "Zweites"


@pytest.mark.parametrize("name", ["Podium.mts", "Podium.mkv"])
def test_picture_and_sound_stay_together(panel: Panel, run: Run, folder: Path, name: str) -> None:
    """The picture grows lighter by 3 steps a second; in a transport stream one cannot go to a place
    exactly."""
    path = folder / name
    light = f"color=s=64x36:r=5:d={panel.seconds:.3f},geq=lum='20+T*3':cb=128:cr=128"
    words = ["-f", "lavfi", "-i", light, "-i", str(panel.path), "-map", "0:v", "-map", "1:a"]
    codec = ["-c:v", "mpeg2video"] if name.endswith("mts") else ["-c:v", "libx264"]
    _made(path, *words, *codec, "-g", "12", "-pix_fmt", "yuv420p", "-c:a", "aac")
    Panel(path, panel.said, panel.seconds).write_words()
    result = run("clips", path, "-n", 1, "--formats", "16:9", "--no-captions", "--json")
    [clip] = result.json["clips"]
    _check_cuts(panel, clip)
    for at in (1.0, 9.0):
        luma = _pixels(Path(clip["path"]), at, "scale=8:8")
        assert (sum(luma) / len(luma) - 20) / 3 == pytest.approx(clip["start"] + at, abs=0.8)
    answer = next(said for said in panel.said if said.words[0] == "Weil").times[0][0]
    words = [ffmpeg.program(), "-nostdin", "-hide_banner", "-i", clip["path"]]
    words += ["-af", "silencedetect=n=-40dB:d=0.5", "-f", "null", "-"]
    heard = subprocess.run(words, capture_output=True, text=True).stderr
    begins = re.search(r"silence_end: ([\d.]+)", heard)
    assert begins is not None
    primed = 0.07  # a transport stream does not say that an encoder puts silence in front
    assert float(begins[1]) == pytest.approx(answer - clip["start"], abs=0.03 + primed)


def _made(path: Path, *words: str) -> Path:
    subprocess.run([ffmpeg.program(), "-nostdin", "-v", "error", *words, str(path)], check=True)
    return path


PICTURE = ("-f", "lavfi", "-i", "color=s=64x64:d=12:r=5", "-c:v", "mpeg4")
SOUND = ("-f", "lavfi", "-i", "sine=d=12")
CUES = (
    "WEBVTT\n\n00:00:00.500 --> 00:00:11.500\n"
    "Die nachhaltigste Wohnung ist die, aus der niemand ausziehen muss. Wer mit den Nachbarn reden will, muss es "
    "tun, solange man am Plan noch etwas ändern kann.\n"
)


def _refused(result: Any, code: int = 3) -> str:
    assert result.code == code, result.err
    assert "Traceback" not in result.err
    line: str = next(line for line in result.err.splitlines() if line.startswith("error:"))
    assert "  → " in result.err
    return line


def test_no_sound(folder: Path, run: Run) -> None:
    _made(folder / "Stumm.mp4", *PICTURE)
    (folder / "Stumm.vtt").write_text(CUES, "utf-8")
    assert "has no sound" in _refused(run("clips", "Stumm.mp4"))


def test_no_picture(folder: Path, run: Run) -> None:
    _made(folder / "Ton.m4a", *SOUND)
    (folder / "Ton.vtt").write_text(CUES, "utf-8")
    assert "has no picture" in _refused(run("clips", "Ton.m4a"))


def test_no_text(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    _made(folder / "Ohne.mp4", *PICTURE, *SOUND)
    _refused(result := run("clips", "Ohne.mp4"))
    assert "Ohne.vtt" in result.err


def test_a_broken_video(folder: Path, run: Run) -> None:
    (folder / "Kaputt.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(500))
    (folder / "Kaputt.vtt").write_text(CUES, "utf-8")
    assert "Kaputt.mp4" in _refused(result := run("clips", "Kaputt.mp4", "--json"))
    assert json.loads(result.out)["errors"]


def test_text_that_goes_on_behind_the_video(folder: Path, run: Run) -> None:
    _made(folder / "Kurz.mp4", *PICTURE, *SOUND, "-t", "5")
    (folder / "Kurz.vtt").write_text(CUES, "utf-8")
    assert "ends at 5 seconds" in _refused(run("clips", "Kurz.mp4"))
    assert not [p for p in (folder / "clips").rglob("*") if p.is_file()]


def test_wrong_usage(folder: Path, run: Run) -> None:
    assert "16:9, 1:1, 9:16" in _refused(run("clips", "a.mp4", "--formats", "4:5"), 2)
    for name in ("a", "b"):
        _made(folder / f"{name}.mp4", *PICTURE, *SOUND)
        (folder / f"{name}.vtt").write_text(CUES.replace("Wer", name), "utf-8")
    assert "one video at a time" in _refused(run("clips", "a.mp4", "b.mp4"), 2)


def test_nothing_can_be_written(panel: Panel, run: Run, folder: Path) -> None:
    panel.write_words()
    (folder / "Datei").write_text("")
    assert "nothing can be written there" in _refused(
        run("clips", panel.path, "--to", "Datei/clips"), 2
    )


def test_one_that_cannot_be_cut_does_not_stop_the_rest(
    panel: Panel, run: Run, folder: Path
) -> None:
    """The end of the video is missing; its captions are whole. And at 23 seconds, something is lost."""
    panel.write_words()
    short = folder / "Anfang.mp4"
    # Ten pictures a second: ffmpeg reads some pictures ahead.
    words = ["-i", str(panel.path), "-t", "35", "-r", "10", "-preset", "ultrafast", "-c:a", "copy"]
    subprocess.run([ffmpeg.program(), "-nostdin", "-v", "error", *words, str(short)], check=True)
    content = bytearray(short.read_bytes())
    lost = len(content) * 23 // 35
    content[lost : lost + 6000] = bytes(6000)
    short.write_bytes(content)
    shutil.copyfile(panel.path.with_suffix(".json"), short.with_suffix(".json"))
    result = run("clips", short, "--formats", "1:1", "--whole", "--json")
    assert result.code == 1
    assert [clip["speaker"] for clip in result.json["clips"]] == ["Regula Hasler"]
    damaged, ended = sorted(error["what"] for error in result.json["errors"])[::-1]
    assert "ends at 35 seconds" in ended
    # Where it is lost, or where the clip begins: how far ffmpeg comes is not the same each time.
    assert re.search(r"cannot be decoded at 0:(?:17|2\d); left out: «", damaged)
    assert not list((folder / "clips").glob("02-*"))
