"""The cues of WebVTT and SubRip files, parsed by the plain rules and independently of the readers.

A cue is a line of two times and the lines below it until an empty one. WebVTT:
https://www.w3.org/TR/webvtt1/#file-parsing; SubRip has no standard and is read alike, commas for full
stops.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

_TIME = r"(?:(\d+):)?(\d{2}):(\d{2})[.,](\d{3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_LABEL = re.compile(r"^[^:\n]{1,60}:\s|\[[^\]\n]*\]", re.MULTILINE)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Cue(NamedTuple):
    """Times in milliseconds, the words between them, and those of them that can be no speaker's
    name (Anna Meier: … or [Anna] …)."""

    start: int
    end: int
    words: tuple[str, ...]
    said: tuple[str, ...]


def truth(path: Path) -> list[Cue]:
    """The cues of a file that have words."""
    lines = _text(path.read_bytes()).splitlines()
    found = []
    number = 0
    while number < len(lines):
        times = _TIMES.fullmatch(lines[number])
        number += 1
        if times is None:
            continue
        said = []
        while number < len(lines) and lines[number].strip() and "-->" not in lines[number]:
            said.append(lines[number])
            number += 1
        text = html.unescape(re.sub(r"<[^>]*(?:>|$)|\{\\[^}]*\}", "", "\n".join(said)))
        if words(text):
            start, end = _ms(times.groups()[:4]), _ms(times.groups()[4:])
            found.append(Cue(start, end, words(text), words(_LABEL.sub("", text))))
    return found


def held(cues: list[Cue], texts: Iterable[tuple[float, float, str, str]]) -> Iterator[Cue]:
    """The cues that a tool has found: at their times, all of their words in their order; where it
    names who speaks, without the name."""
    said: dict[tuple[int, int], list[str]] = {}
    named = set()
    for start, end, text, speaker in texts:
        place = (round(1000 * (start or 0)), round(1000 * (end or 0)))
        said.setdefault(place, []).extend(words(text))
        if speaker:
            named.add(place)
    for cue in cues:
        place = (cue.start, cue.end)
        rest = said.get(place, [])
        if _within(cue.words, rest) or (place in named and _within(cue.said, rest)):
            yield cue


def _within(some: Iterable[str], others: Iterable[str]) -> bool:
    rest = iter(others)
    return all(word in rest for word in some)


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _ms(parts: tuple[Any, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return 1000 * (3600 * hours + 60 * minutes + seconds) + thousandths


def _text(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8-sig")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252")
