"""A panel that is known to the hundredth of a second: each word is spoken by itself, and joined."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from repurpose.programs import ffmpeg

RATE = 16_000
BETWEEN_WORDS, BETWEEN_SENTENCES, BETWEEN_SPEAKERS = 0.03, 0.4, 0.7  # seconds
VOICES = ("de+m3", "de+f2", "de+m1")
SPOKEN = [
    ("Simone Rechsteiner", "Guten Abend miteinander. Unser Thema heisst Verdichten."),
    ("Simone Rechsteiner", "Warum soll man ein Haus aufstocken und nicht einfach ein neues bauen?"),
    ("Regula Hasler", "Weil das alte Haus schon da ist. Wer ein gesundes Haus abreisst, wirft Beton weg, den "
     "vor sechzig Jahren jemand bezahlt hat und den wir heute nicht klimafreundlich ersetzen können."),
    ("Simone Rechsteiner", "Frau Jankovic, was ist für Sie die nachhaltigste Wohnung?"),
    ("Milena Jankovic", "Da muss ich nicht lange überlegen. Die nachhaltigste Wohnung ist die, aus der niemand "
     "ausziehen muss. Wer mit den Nachbarn reden will, muss es tun, solange man am Plan noch etwas ändern kann."),
    ("Simone Rechsteiner", "Herr Oertli, gilt das auch für die Stadt?"),
    ("Beat Oertli", "Schnell, verbindlich und ohne Nachbarn, diese drei Dinge gibt es im Rechtsstaat nicht "
     "zusammen. Der Wohnraumförderungsgesetzesänderungsantrag liegt seit 2019 im Rathaus 😀."),
]  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A sentence or two of one speaker, with the times of the words in seconds."""

    speaker: str
    words: list[str]
    times: list[tuple[float, float]]


@dataclass
class Panel:
    """A video, and what is known of it. `quiet`: the stretches in which nobody speaks."""

    path: Path
    said: list[Said]
    seconds: float
    quiet: list[tuple[float, float]] = field(default_factory=list)

    def write_words(self) -> None:
        """A transcript beside it with the time of each word, as WhisperX writes it."""
        segments = [
            {
                "start": each.times[0][0],
                "end": each.times[-1][1],
                "text": " " + " ".join(each.words),
                "speaker": each.speaker,
                "words": [
                    {
                        "word": word,
                        "start": start,
                        "end": end,
                        "score": 0.9,
                        "speaker": each.speaker,
                    }
                    for word, (start, end) in zip(each.words, each.times, strict=True)
                ],
            }
            for each in self.said
        ]
        text = json.dumps({"segments": segments, "language": "de"}, ensure_ascii=False)
        self.path.with_suffix(".json").write_text(text, "utf-8")

    def write_captions(self) -> None:
        """Captions beside it, which know no words."""
        cues = [
            f"{_clock(each.times[0][0])} --> {_clock(each.times[-1][1])}\r\n"
            f"<v {each.speaker}>{' '.join(each.words)}</v>\r\n"
            for each in self.said
        ]
        text = "\r\n".join(["WEBVTT\r\n", *cues])
        self.path.with_suffix(".vtt").write_text(text, "utf-8", newline="")


def made(path: Path, spoken: Sequence[tuple[str, str]] = SPOKEN, size: str = "320x180") -> Panel:
    """A panel in which these say this."""
    program = shutil.which("espeak-ng")
    if program is None:
        pytest.skip("espeak-ng is not installed")
    sound = array("h", bytes(2 * RATE))
    said: list[Said] = []
    speakers = list(dict.fromkeys(speaker for speaker, _ in spoken))
    for speaker, text in spoken:
        voice = VOICES[speakers.index(speaker) % len(VOICES)]
        times: list[tuple[float, float]] = []
        for word in text.split():
            heard = _word(program, voice, word)
            start = len(sound) / RATE
            sound.extend(heard)
            times.append((start, len(sound) / RATE))
            pause = BETWEEN_SENTENCES if word[-1] in ".?!" else BETWEEN_WORDS
            sound.extend([0] * round(pause * RATE))
        said.append(Said(speaker, text.split(), times))
        sound.extend([0] * round((BETWEEN_SPEAKERS - BETWEEN_SENTENCES) * RATE))
    seconds = len(sound) / RATE
    wav = path.with_suffix(".made.wav")
    with wave.open(str(wav), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(struct.pack(f"<{len(sound)}h", *sound))
    picture = f"testsrc2=s={size}:r=2:d={seconds:.3f}"
    words = [
        "-f",
        "lavfi",
        "-i",
        picture,
        "-i",
        str(wav),
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
    ]
    words += ["-pix_fmt", "yuv420p", "-g", "10", "-c:a", "aac", "-b:a", "96k", str(path)]
    subprocess.run([ffmpeg.program(), "-nostdin", "-v", "error", *words], check=True)
    wav.unlink()
    panel = Panel(path, said, seconds)
    ends = [0.0, *(each.times[n][1] for each in said for n in range(len(each.times)))]
    starts = [*(each.times[n][0] for each in said for n in range(len(each.times))), seconds]
    panel.quiet = [(a, b) for a, b in zip(ends, starts, strict=True) if b - a > 2 * BETWEEN_WORDS]
    return panel


def _word(program: str, voice: str, word: str) -> array[int]:
    """One word, without the silence around it."""
    words = [program, "-v", voice, "-s", "300", "--stdout", word]
    content = subprocess.run(words, check=True, capture_output=True).stdout
    rate = int.from_bytes(content[24:28], "little")
    heard = array("h", content[44 : len(content) // 2 * 2])
    step = rate / RATE
    heard = array("h", [heard[int(n * step)] for n in range(int(len(heard) / step))])
    loud = [n for n, sample in enumerate(heard) if abs(sample) > 300]
    return heard[loud[0] : loud[-1] + 1] if loud else array("h", [0] * 800)


def _clock(seconds: float) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}:{second:06.3f}"
