"""What clips cost: time beside the plain ffmpeg call that makes the same files, and memory.

python benchmarks/clips.py [VIDEO] [--keep FOLDER]

Without a video, one is made: an hour of 1280x720 in which the example panel is spoken by espeak-ng, with
its captions beside it. The plain call reads the same five stretches of the file at once, burns the
captions of the finished .srt files, raises the sound by a gain that is given to it, and writes the same
shapes with the same encoder: it has nothing to find, to measure or to snap to. Faces are not looked for
(--whole). On a machine that has other work, compare the seconds of processors.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repurpose import readers
from repurpose.programs import ffmpeg
from repurpose.protocols import ReadContext

ROOT = Path(__file__).resolve().parents[1]
PANEL = ROOT / "examples" / "holzbau" / "Podium Verdichten.vtt"
RATE = 22_050
MINUTES = 60
X264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-maxrate", "5500k", "-bufsize", "11M",
        "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "160k", "-ar", "48000", "-movflags", "+faststart"]  # fmt: skip
PADDED = (
    "split[b{n}][f{n}];[b{n}]scale=96:{low}:force_original_aspect_ratio=increase,crop=96:{low},gblur=3,"
    "scale={w}:{h}[w{n}];[f{n}]scale={w}:-2[v{n}];[w{n}][v{n}]overlay=0:(H-h)/2"
)
SHAPES = {"16x9": "scale=1280:720", "1x1": PADDED.format(n="{n}", low=96, w=1080, h=1080),
          "9x16": PADDED.format(n="{n}", low=170, w=1080, h=1920)}  # fmt: skip


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("video", nargs="?", type=Path)
    arguments.add_argument("--keep", type=Path, help="work in this folder and leave it")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        video = given.video or place / "panel.mp4"
        if not video.exists():
            print("making an hour of panel …", file=sys.stderr)
            _make(video)
        subprocess.run(
            [*_command(video, place), "--dry-run"], check=True, stdout=subprocess.DEVNULL
        )
        shutil.rmtree(place / "clips", ignore_errors=True)
        ours = _measured(_command(video, place))
        document = json.loads(ours.out)
        seconds = sum(clip["end"] - clip["start"] for clip in document["clips"])
        count = len(document["clips"])
        print(
            f"{count} clips, {seconds:.0f} seconds together, in three shapes each, from {video.name}"
        )
        plain = _measured(_plain(video, document["clips"], place))
        again = _measured(_command(video, place))
        for name, each in (
            ("repurpose clips", ours),
            ("one plain call", plain),
            ("a second run", again),
        ):
            print(f"{name:16} {each.seconds:6.1f} s, {each.processor:6.1f} s of processors, "
                  f"{each.megabytes:5.0f} MB at most")  # fmt: skip
        print(f"ratio: {ours.seconds / plain.seconds:.2f} by the clock, "
              f"{ours.processor / plain.processor:.2f} of processors")  # fmt: skip


def _command(video: Path, place: Path) -> list[str]:
    words = [sys.executable, "-m", "repurpose", "clips", str(video), "--to", str(place / "clips")]
    return [*words, "-n", "5", "--whole", "--json"]


def _plain(video: Path, clips: Sequence[dict[str, Any]], place: Path) -> list[str]:
    program = ffmpeg.program_that_has("libx264", "subtitles")
    assert program is not None
    target = place / "plain"
    target.mkdir(exist_ok=True)
    words, graph, outputs = [program, "-nostdin", "-v", "error", "-y"], [], []
    for number, clip in enumerate(clips):
        length = clip["end"] - clip["start"]
        words += ["-ss", str(clip["start"]), "-t", f"{length:.3f}", "-i", str(video)]
        parts = "".join(f"[i{number}{shape}]" for shape in SHAPES)
        graph.append(f"[{number}:v]split=3{parts}")
        sounds = "".join(f"[a{number}{shape}]" for shape in SHAPES)
        graph.append(f"[{number}:a]volume=6dB,alimiter=limit=0.8,aresample=48000,asplit=3{sounds}")
        text = target / f"{number}.srt"
        shutil.copyfile(clip["captions"], text)
        for shape, filters in SHAPES.items():
            filters = filters.format(n=f"{number}{shape}")
            graph.append(f"[i{number}{shape}]{filters},subtitles={text}[o{number}{shape}]")
            outputs += ["-map", f"[o{number}{shape}]", "-map", f"[a{number}{shape}]", *X264]
            outputs += [str(target / f"{number}-{shape}.mp4")]
    return [*words, "-filter_complex", ";".join(graph), *outputs]


@dataclass
class Cost:
    """What a command took: seconds by the clock and of processors, megabytes of all its processes
    together at their most; and what it printed."""

    seconds: float
    processor: float
    megabytes: float
    out: bytes


def _measured(words: Sequence[str]) -> Cost:
    began, used = time.perf_counter(), _processor()
    process = subprocess.Popen(words, stdout=subprocess.PIPE)
    most = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, most))
    watcher.start()
    out, _ = process.communicate()
    took = time.perf_counter() - began
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{words[:4]} failed")
    return Cost(took, _processor() - used, most[0], out)


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    while process.poll() is None:
        total = 0
        for pid in _tree(process.pid):
            try:
                total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page
            except OSError:
                continue
        most[0] = max(most[0], total / 1e6)
        time.sleep(0.05)


def _tree(root: int) -> list[int]:
    found, ahead = [], [root]
    while ahead:
        pid = ahead.pop()
        found.append(pid)
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                ahead += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def _make(video: Path) -> None:
    """The panel, said again and again until the hour is full."""
    asset = readers.read(PANEL, ReadContext())
    speakers = list(dict.fromkeys(segment.speaker for segment in asset.segments))
    spoken = [
        (segment.speaker, segment.text, _spoken(segment.text, speakers.index(segment.speaker)))
        for segment in asset.segments
    ]
    sound, cues = array("h"), ["WEBVTT\n"]
    while len(sound) < MINUTES * 60 * RATE:
        for speaker, text, heard in spoken:
            start = len(sound) / RATE
            sound.extend(heard)
            cues.append(
                f"{_clock(start)} --> {_clock(len(sound) / RATE)}\n<v {speaker}>{text}</v>\n"
            )
            sound.extend([0] * (RATE // 2))
    video.with_suffix(".vtt").write_text("\n".join(cues), "utf-8")
    wav, minute = video.with_suffix(".wav"), video.with_suffix(".minute.mp4")
    with wave.open(str(wav), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(sound.tobytes())
    picture = ["-f", "lavfi", "-i", "testsrc2=s=1280x720:r=25:d=60,noise=alls=6:allf=t"]
    encoded = [
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-crf",
        "26",
        "-g",
        "125",
        "-pix_fmt",
        "yuv420p",
    ]
    base = [ffmpeg.program(), "-nostdin", "-v", "error", "-y"]
    subprocess.run([*base, *picture, *encoded, str(minute)], check=True)
    joined = ["-stream_loop", "-1", "-i", str(minute), "-i", str(wav), "-map", "0:v", "-map", "1:a"]
    joined += ["-c:v", "copy", "-c:a", "aac", "-b:a", "96k", "-shortest", str(video)]
    subprocess.run([*base, *joined], check=True)
    wav.unlink()
    minute.unlink()


def _spoken(text: str, voice: int) -> array[int]:
    voices = ("de+f2", "de+f4", "de+m3", "de+m1")
    words = [
        "espeak-ng",
        "-v",
        voices[voice % 4],
        "-s",
        "165",
        "--stdout",
        re.sub(r"[^\w .,?!’]", " ", text),
    ]
    content = subprocess.run(words, check=True, capture_output=True).stdout
    return array("h", content[44 : len(content) // 2 * 2])


def _clock(seconds: float) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}:{second:06.3f}"


if __name__ == "__main__":
    main()
