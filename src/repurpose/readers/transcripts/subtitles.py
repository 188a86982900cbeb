"""Subtitles with times: WebVTT (https://www.w3.org/TR/webvtt1/) and SubRip (.srt)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.readers.transcripts import speakers
from repurpose.text.language import recognise

_STAMP = r"(?:(\d{1,3})[:.])?(\d{1,2})[:.](\d{1,2})(?:[.,](\d{1,6}))?"
_TIMES = re.compile(rf"^\s*{_STAMP}\s*--?>\s*{_STAMP}(?:\D.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]+)>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|lang|ruby|rt|font|span|em|strong|br)(?:[.\s][^<>]*)?/?>|<\d[\d:.]*>",
    re.IGNORECASE,
)
_STYLE = re.compile(r"\{\\[^{}]*\}")
_BLOCKS = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    speaker: str | None
    text: str


class SubtitleReader:
    """One segment a cue, with its speaker where the file names speakers."""

    suffixes: ClassVar[tuple[str, ...]] = (".vtt", ".srt")

    def read(self, path: Path, context: ReadContext) -> Asset:
        text = files.text_of(path)
        cues = [cue for cue in _cues(text) if cue.text]
        if not cues:
            raise _nothing(path, text)
        segments = [
            Segment(
                text=cue.text,
                role="speech",
                speaker=cue.speaker,
                locator=Locator(start=cue.start, end=cue.end),
            )
            for cue in _with_speakers(cues)
            if cue.text
        ]
        if not segments:
            raise _nothing(path, text)
        return Asset(
            path=path,
            kind="transcript",
            title=path.stem,
            language=context.language or recognise("\n".join(s.text for s in segments)),
            sha256=files.sha256(path),
            segments=tuple(segments),
        )


def _nothing(path: Path, text: str) -> SourceError:
    if "-->" in text:
        return SourceError("its cues hold no text", where=str(path), hint="is it the right file?")
    return SourceError(
        "holds no cues: no line with times (00:01.000 --> 00:04.000) was found",
        where=str(path),
        hint="a transcript without times is read as .txt",
    )


def has_cues(text: str) -> bool:
    """Whether a text has lines with times as subtitles have them."""
    return any(_times(line) for line in text.split("\n"))


def _cues(text: str) -> Iterator[_Cue]:
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        times = _times(line)
        if times is None:
            number = _behind_block(lines, number) if line.startswith(_BLOCKS) else number + 1
            continue
        end = _end_of_cue(lines, number + 1)
        body = lines[number + 1 : end]
        if end < len(lines) and "-->" in lines[end] and body and body[-1].strip().isdigit():
            body.pop()  # the counter of a cue that no blank line sets apart
        yield from _by_voice(times, "\n".join(body))
        number = end


def _end_of_cue(lines: list[str], start: int) -> int:
    """A cue ends at a blank line or at the next times. One whose text stands behind a blank line
    has it all the same, if what stands there is not the beginning of another cue."""
    end = _end_of_block(lines, start)
    if end > start or end >= len(lines) or lines[end].strip():
        return end
    text = end
    while text < len(lines) and not lines[text].strip():
        text += 1
    behind = _end_of_block(lines, text)
    starts_another = behind < len(lines) and "-->" in lines[behind]
    return end if starts_another or "".join(lines[text:behind]).startswith(_BLOCKS) else behind


def _end_of_block(lines: list[str], number: int) -> int:
    while number < len(lines) and lines[number].strip() and "-->" not in lines[number]:
        number += 1
    return number


def _behind_block(lines: list[str], number: int) -> int:
    """The line behind a NOTE, STYLE or REGION block; a block ends at a blank line or at a cue."""
    end = _end_of_block(lines, number)
    return end if end < len(lines) and "-->" in lines[end] else end + 1


def _times(line: str) -> tuple[float, float] | None:
    if "-" not in line:
        return None
    match = _TIMES.match(line)
    if match is None:
        return None
    numbers = match.groups()
    start, end = _seconds(*numbers[:4]), _seconds(*numbers[4:])
    return start, max(start, end)


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    return 3600 * int(hours or 0) + 60 * int(minutes) + int(seconds) + float(f"0.{fraction or 0}")


def _by_voice(times: tuple[float, float], raw: str) -> Iterator[_Cue]:
    """A cue for each voice in it; what stands before the first one is nobody's."""
    pieces = _VOICE.split(raw)  # text, name, text, name, text …
    for name, text in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        plain = html.unescape(_TAG.sub("", _STYLE.sub("", text)))
        lines = "\n".join(" ".join(line.split()) for line in plain.split("\n")).strip()
        yield _Cue(*times, html.unescape(" ".join(name.split())) or None, lines)


def _with_speakers(cues: list[_Cue]) -> Iterator[_Cue]:
    """Labels written into the text become speakers; who speaks goes on until another does."""
    openings = [line for cue in cues for line in _opening(cue)]
    labels = speakers.Labels.of(openings)
    goes_on = speakers.mark_changes(openings, labels)
    current: str | None = None
    for cue in cues:
        if cue.speaker is not None or not labels.names:
            yield replace(cue, text=" ".join(cue.text.split()))
            continue
        for speaker, text in _turns(cue.text, labels, current):
            current = speaker if goes_on else None
            yield replace(cue, speaker=speaker, text=text)


def _opening(cue: _Cue) -> list[str]:
    """The lines of a cue that may begin with a label: wrapped lines do not."""
    first, *others = cue.text.split("\n")
    return [first, *(line for line in others if speakers.split_label(line)[0])]


def _turns(text: str, labels: speakers.Labels, current: str | None) -> list[tuple[str | None, str]]:
    """A cue's text by speaker: two people may share one cue, a line each."""
    turns: list[tuple[str | None, list[str]]] = []
    for number, line in enumerate(text.split("\n")):
        speaker, rest = (None, line) if number and labels.everywhere else labels.split(line)
        other = speakers.somebody_else(line) if speaker is None else None
        if speaker is not None or other is not None:
            turns.append((speaker, [rest if other is None else other]))
        elif turns:
            turns[-1][1].append(line)
        else:
            turns.append((current, [line]))
    return [(speaker, " ".join(" ".join(lines).split())) for speaker, lines in turns]
