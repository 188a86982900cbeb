"""What of a text that still grows is complete: nothing that the next words could change."""

from __future__ import annotations

import codecs
import re

from repurpose.model import Asset
from repurpose.text.sentences import sentences
from repurpose.text.verbatim import CUT

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_BY_LINE = frozenset([".csv", ".tsv", ".ass", ".ssa"])
_JSON = re.compile(rb"\s*(?:\{|\[\s*[\[{\"\]])")
_BLANK = re.compile(rb"\n[ \t]*\r?\n\s*")
_LOG = re.compile(rb"^\[\S+ --> ", re.MULTILINE)  # Whisper at the terminal: a line a cue
_MAY_FOLLOW = ("Xyz", "März", "Franken", "5")  # what a stop in mid sentence could stand before
_TAIL = 4000  # characters: more than any statement has


def complete(content: bytes, suffix: str, *, still: bool = False) -> bytes:
    """The part of a file's content that is written to its end, in UTF-8 or as it was encoded: whole
    characters, words, lines of a table, cues.

    Args:
        suffix: Of the file's name, with the dot.
        still: Nothing more seems to come: all but half a character is complete.
    """
    content = _whole_characters(content)
    if still or b"\0" in content[:4096]:
        return content
    if _JSON.match(content.removeprefix(codecs.BOM_UTF8)):
        ended = content.rstrip().endswith((b"}", b"]", b";"))
        return content if ended else _lines(content)
    if content.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1] == b"<":
        return content
    if suffix.lower() in _LINE_BY_LINE or _LOG.search(content):
        return _lines(content)
    if b"-->" in content or suffix.lower() in (".vtt", ".srt", ".sbv"):
        return _cues(content)
    return content[: len(content) - len(re.split(rb"\s", content[-_TAIL:])[-1])]


def is_complete(text: str, asset: Asset, *, still: bool = False) -> bool:
    """Whether a statement's last sentence has ended for certain: something follows it, or nothing
    more comes and its stop is no stop of an abbreviation or an ordinal."""
    pieces = [piece for piece in CUT.split(text) if piece]
    last = pieces[-1] if pieces else ""
    unfinished = not text.endswith(last)
    end = _end(asset).rstrip(" ,;:.…–—-") if unfinished else _end(asset)
    if not end.endswith(_plain(last)):
        return True
    if unfinished or not still:
        return False
    ends = (sentences(f"{last} {word}", asset.language) for word in _MAY_FOLLOW)
    return all(spans[-1][0] == len(last) + 1 for spans in ends)


def _end(asset: Asset) -> str:
    """The last words of an asset."""
    said = ""
    for segment in reversed(asset.segments):
        said = f"{segment.text} {said}"
        if len(said) > _TAIL:
            break
    return _plain(said)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _whole_characters(content: bytes) -> bytes:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            decoder = codecs.getincrementaldecoder(encoding)("replace")
            return decoder.decode(content).encode("utf-8", "replace")  # half a one is kept back
    for back in range(1, min(3, len(content)) + 1):
        byte = content[-back]
        if byte & 0xC0 == 0x80:
            continue
        length = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2 if byte >= 0xC0 else 1
        return content[:-back] if length > back else content
    return content


def _lines(content: bytes) -> bytes:
    return content[: max(content.rfind(b"\n"), content.rfind(b"\r")) + 1]


def _cues(content: bytes) -> bytes:
    """A cue has ended at the blank line behind it; where there are none, with the next cue."""
    blanks = [m.end() for m in _BLANK.finditer(content, max(0, content.rfind(b"-->") - _TAIL))]
    end = blanks[-1] if blanks else 0
    if content.count(b"-->", end) < 2:
        return content[:end]
    times = content.rfind(b"-->")
    before = _lines(content[:times])
    counter = _lines(before.rstrip())
    return counter if before[len(counter) :].strip().isdigit() else before
