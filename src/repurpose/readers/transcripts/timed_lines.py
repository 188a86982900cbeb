"""Subtitles whose cues begin with a line of times: WebVTT, SubRip (.srt) and SubViewer (.sbv).

WebVTT is read as browsers do (https://www.w3.org/TR/webvtt1/#file-parsing); where a file is broken
beyond that, as a person would read it: text that stands there is never dropped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from repurpose.readers.transcripts import clock
from repurpose.readers.transcripts.cue import Cue, Spoken

_STAMP = r"(?:(\d{1,5})[:.])?(\d{1,2})[:.](\d{1,2})(?:[.,](\d{1,9}))?"
_TIMES = re.compile(rf"^\s*(-?){_STAMP}\s*--?>\s*-?{_STAMP}(?:\D.*)?$")
_PAIR = re.compile(r"^\s*(\d{1,2}):(\d{2}):(\d{2})[.,](\w{1,6})\s*,\s*(\d{1,2}):(\d{2}):(\d{2})[.,](\w{1,6})\s*$")  # fmt: skip
_LOGGED = re.compile(rf"^\s*\[{_STAMP}\s*-->\s*{_STAMP}\]\s*")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]+)>", re.IGNORECASE)
_KNOWN = "c|i|b|u|s|v|lang|ruby|rt|rp|font|span|em|strong|br"
_TAG = re.compile(rf"</?(?:{_KNOWN})(?:[.\s][^<>]*)?/?>", re.IGNORECASE)
_UNCLOSED = re.compile(r"^<v(?:\.[^\s<>]*)?(?=\s)", re.IGNORECASE)
_INLINE = re.compile(rf"<{_STAMP}>")
_STYLE = re.compile(r"\{\\[^{}]*\}")
_BREAK = re.compile(r"<br\s*/?>|\[br\]|\\N", re.IGNORECASE)
_PLAIN = re.compile(r"[^<{&\\\[]*")
_BLOCKS = ("NOTE", "STYLE", "REGION")
_SIGNATURE = re.compile(r"\s*WEBVTT(?:[ \t\n]|$)")


def parsed(text: str) -> Spoken:
    """The cues of a WebVTT or SubRip file, those without text as well."""
    lines = text.split("\n")
    if _SIGNATURE.match(text):
        return Spoken(cues=list(_webvtt(lines)), captions=True)
    return Spoken(cues=list(_subrip(lines)), captions=True)


def has_cues(text: str) -> bool:
    """Whether a text has lines with times as subtitles have them."""
    return "->" in text and any(_times(line) for line in text.split("\n"))


def is_log(text: str) -> bool:
    """Whether a text has lines as Whisper writes them to the terminal: [00:00.000 --> 00:03.120] Words."""
    return any(_LOGGED.match(line) for line in text[:4000].split("\n"))


def parsed_log(text: str) -> Spoken:
    """The cues of what Whisper wrote to the terminal."""
    cues: list[Cue] = []
    for line in text.split("\n"):
        match = _LOGGED.match(line[:200])
        if match is not None:
            numbers = match.groups()
            start, end = clock.of_parts(*numbers[:4]), clock.of_parts(*numbers[4:8])
            cues.append(Cue(start, max(start, end), line[match.end() :].strip()))
        elif cues and line.strip():
            cues[-1] = Cue(cues[-1].start, cues[-1].end, f"{cues[-1].text} {line.strip()}".strip())
    return Spoken(cues=cues, captions=True)


def is_sbv(text: str) -> bool:
    """Whether a text has lines with two times, with nothing but a comma between."""
    return any(_PAIR.match(line) for line in text[:4000].split("\n"))


def parsed_sbv(text: str) -> Spoken:
    """The cues of a file of SubViewer as YouTube writes it."""
    lines = text.split("\n")
    starts = [(number, pair) for number, line in enumerate(lines) if (pair := _PAIR.match(line))]
    ends = [number for number, _ in starts[1:]] + [len(lines)]
    cues: list[Cue] = []
    for (number, pair), stop in zip(starts, ends, strict=True):
        start, end = (_lenient(*pair.groups()[n : n + 4]) for n in (0, 4))
        cues += _by_voice((start, max(start, end)), "\n".join(lines[number + 1 : stop]))
    return Spoken(cues=cues, captions=True)


def _lenient(hours: str, minutes: str, seconds: str, fraction: str) -> float:
    digits = re.match(r"\d*", fraction)
    return clock.of_parts(hours, minutes, seconds, digits[0] if digits else None)


def _webvtt(lines: list[str]) -> Iterator[Cue]:
    number = 0
    while number < len(lines):
        line = lines[number]
        times = _times(line)
        if times is None:
            number = _behind_block(lines, number) if line.startswith(_BLOCKS) else number + 1
            continue
        end = _end_of_cue(lines, number + 1)
        yield from _by_voice(times, _body(lines, number + 1, end))
        number = end


def _end_of_cue(lines: list[str], start: int) -> int:
    """A cue ends at an empty line or at the next times. One whose text stands behind an empty line
    has it all the same, if what stands there is not the beginning of another cue."""
    end = _end_of_block(lines, start)
    if end > start or end >= len(lines) or lines[end]:
        return end
    text = end
    while text < len(lines) and not lines[text]:
        text += 1
    behind = _end_of_block(lines, text)
    starts_another = behind < len(lines) and "-->" in lines[behind]
    return end if starts_another or "".join(lines[text:behind]).startswith(_BLOCKS) else behind


def _end_of_block(lines: list[str], number: int) -> int:
    while number < len(lines) and lines[number] and "-->" not in lines[number]:
        number += 1
    return number


def _behind_block(lines: list[str], number: int) -> int:
    """The line behind a NOTE, STYLE or REGION block; a block ends at an empty line or at a cue."""
    end = _end_of_block(lines, number)
    return end if end < len(lines) and "-->" in lines[end] else end + 1


def _body(lines: list[str], start: int, end: int) -> str:
    body = lines[start:end]
    if end < len(lines) and "-->" in lines[end] and body and body[-1].strip().isdigit():
        body.pop()  # the counter of a cue that no blank line sets apart
    return "\n".join(body)


def _subrip(lines: list[str]) -> Iterator[Cue]:
    """All that stands between two lines of times is text, but for the counter of the next cue."""
    starts = [(number, times) for number, line in enumerate(lines) if (times := _times(line))]
    ends = [number for number, _ in starts[1:]] + [len(lines)]
    for (number, times), end in zip(starts, ends, strict=True):
        body = lines[number + 1 : end]
        if end < len(lines):
            _drop_counter(body, comma="," in lines[end])
        yield from _by_voice(times, "\n".join(_without_blocks(body)))


def _drop_counter(body: list[str], *, comma: bool) -> None:
    """What stands right above the next times: a number; in WebVTT that lost its first line, which
    has no commas in its times, also a name."""
    if not body:
        return
    alone = len(body) == 1 or not body[-2].strip()
    if body[-1].strip().isdigit() or (alone and len(body) > 1 and not comma):
        body.pop()


def _without_blocks(body: list[str]) -> Iterator[str]:
    inside = False
    before = ""
    for line in body:
        if not before.strip() and line.startswith(_BLOCKS):
            inside = line.strip() in _BLOCKS or line.startswith("NOTE ")
        elif not line.strip():
            inside = False
        if not inside:
            yield line
        before = line


def _times(line: str) -> tuple[float, float] | None:
    if "->" not in line:
        return None
    match = _TIMES.match(line[:200])
    if match is None:
        return None
    minus, *numbers = match.groups()
    start, end = clock.of_parts(*numbers[:4]), clock.of_parts(*numbers[4:])
    start = 0.0 if minus else start  # before the film begins
    return start, max(start, end)


def _by_voice(times: tuple[float, float], raw: str) -> Iterator[Cue]:
    """A cue for each voice in it; what stands before the first one is nobody's."""
    if _PLAIN.fullmatch(raw):
        yield Cue(*times, raw.strip())
        return
    raw = raw.replace("<c>", "").replace("</c>", "")  # around each word of YouTube's captions
    pieces = _VOICE.split(raw)  # text, name, text, name, text …
    voices = list(zip(["", *pieces[1::2]], pieces[::2], strict=True))
    if len(voices) > 1 and not _plain(voices[0][1]).strip():
        voices = voices[1:]
    for name, text in voices:
        plain, marks = _marked(_INLINE.split(text))
        yield Cue(*times, plain, html.unescape(" ".join(name.split())) or None, (), marks)


def _marked(pieces: list[str | None]) -> tuple[str, tuple[tuple[int, float], ...]]:
    """A text without the times inside, and from which word on each of them counts."""
    texts = [
        text if _PLAIN.fullmatch(text) else _plain(text) for text in (t or "" for t in pieces[::5])
    ]
    marks: list[tuple[int, float]] = []
    words = 0
    inside = False  # in the middle of a word
    for number, text in enumerate(texts):
        if number and not (inside and text[:1].strip()):
            hours, minutes, seconds, fraction = pieces[5 * number - 4 : 5 * number]
            at = clock.of_parts(hours, minutes or "0", seconds or "0", fraction)
            marks.append((words, at))
        words += len(text.split()) - bool(inside and text[:1].strip())
        inside = bool(text[-1:].strip()) if text else inside
    return "".join(texts), tuple(marks)


def _plain(raw: str) -> str:
    """A cue's text without tags. A voice that nobody closed is a tag all the same."""
    if "{" in raw or "\\" in raw or "[" in raw:
        raw = _BREAK.sub("\n", _STYLE.sub("", raw))
    if "<" in raw:
        raw = _UNCLOSED.sub("", _TAG.sub("", _BREAK.sub("\n", raw)))
    return html.unescape(raw) if "&" in raw else raw
