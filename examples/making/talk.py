"""Builds a transcript with plausible times out of a plain text of paragraphs `Name: words`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

WORDS_A_MINUTE = 146
BREATH = 0.25  # seconds after each sentence end
TURN = 0.7  # seconds before somebody else speaks
FULL = 24  # words: a cue is closed before it gets longer, where a sentence allows it
LONG = 30  # words: a sentence longer than this is cut at a comma

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][»”])\s+")
CLAUSE_END = re.compile(r"(?<=[,;:–])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What is shown from `start` to `end`, in seconds."""

    start: float
    end: float
    speaker: str
    text: str


def build_transcript(source: Path, target: Path) -> None:
    """Writes WebVTT or SubRip, as the target's suffix says."""
    cues = list(timed(source.read_text(encoding="utf-8")))
    target.write_text(FORMATS[target.suffix](cues), encoding="utf-8", newline="\n")


def timed(text: str) -> Iterator[Cue]:
    """The cues of a text; lines that begin with # are remarks."""
    clock, before = 1.0, ""
    for speaker, words in _turns(text):
        clock += TURN if before and speaker != before else 0.0
        before = speaker
        for chunk in _chunks(words):
            end = clock + len(chunk.split()) * 60 / WORDS_A_MINUTE
            yield Cue(start=clock, end=end, speaker=speaker, text=chunk)
            clock = end + BREATH


def _turns(text: str) -> Iterator[tuple[str, str]]:
    for paragraph in text.split("\n\n"):
        lines = [line for line in paragraph.splitlines() if not line.startswith("#")]
        speaker, colon, words = " ".join(lines).strip().partition(": ")
        if colon:
            yield speaker, words


def _chunks(words: str) -> Iterator[str]:
    """Whole sentences together up to FULL words; only a LONG sentence is cut."""
    held: list[str] = []
    for piece in (part for sentence in SENTENCE_END.split(words) for part in _parts(sentence)):
        if held and len(" ".join([*held, piece]).split()) > FULL:
            yield " ".join(held)
            held = []
        held.append(piece)
    if held:
        yield " ".join(held)


def _parts(sentence: str) -> list[str]:
    """The sentence, or its two parts around the comma nearest to its middle."""
    clauses = CLAUSE_END.split(sentence)
    if len(sentence.split()) <= LONG or len(clauses) == 1:
        return [sentence]
    cuts = [" ".join(clauses[:n]) for n in range(1, len(clauses))]
    first = min(cuts, key=lambda cut: abs(len(cut) - len(sentence) / 2))
    return [first, sentence[len(first) :].strip()]


def _stamp(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    minutes, millis = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{millis // 1000:02}{point}{millis % 1000:03}"


def webvtt(cues: list[Cue]) -> str:
    """With voice tags: <v Name>words</v>."""
    blocks = [
        f"{_stamp(cue.start, '.')} --> {_stamp(cue.end, '.')}\n<v {cue.speaker}>{cue.text}</v>"
        for cue in cues
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def subrip(cues: list[Cue]) -> str:
    """With the name before the words, as meeting software writes it."""
    blocks = [
        f"{number}\n{_stamp(cue.start, ',')} --> {_stamp(cue.end, ',')}\n{cue.speaker}: {cue.text}"
        for number, cue in enumerate(cues, 1)
    ]
    return "\n\n".join(blocks) + "\n"


FORMATS: dict[str, Callable[[list[Cue]], str]] = {".vtt": webvtt, ".srt": subrip}
