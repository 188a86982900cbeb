"""Transcripts in JSON, recognised by what is in them."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

from repurpose.readers.transcripts import json_lists, json_values
from repurpose.readers.transcripts.cue import Cue, NoTranscriptError, Pieces, Spoken

KNOWN = (
    "known are Whisper, podcast transcripts, YouTube, Teams, Otter and the usual recognisers "
    "(AWS, Azure, Google, IBM, Deepgram, AssemblyAI, Rev, Speechmatics)"
)
_PREAMBLE = re.compile(r"\s*(?:/\*.*?\*/\s*|//[^\n]*\n\s*)*(?:(?:export default|module\.exports\s*=)\s*)?", re.S)  # fmt: skip
# Half of a character beyond U+FFFF (RFC 8259, 8.2), which nothing can write to a file.
_HALF = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..)")
# What the objects of a text take in memory, at most: a small file can grow to twenty times its size.
OBJECT, VALUE, MOST = 260, 70, 800_000_000  # bytes


def is_json(text: str) -> bool:
    """Whether a text begins as JSON does."""
    start = text[_behind_preamble(text) :][:200].lstrip()
    return bool(re.match(r"\{\s*(?:\"|\})|\[\s*(?:[\[{\"\]]|-?\d+\s*[,\]])", start))


def parsed(text: str) -> Spoken:
    """The cues of a transcript in JSON.

    Raises:
        NoTranscriptError: it is no JSON, or something else than a transcript.
    """
    data = _loaded(text)
    if isinstance(data, dict) and isinstance(data.get("events"), list):
        cues = _youtube(data["events"])
        if cues:
            return Spoken(cues=cues, captions=True)
    if isinstance(data, dict) and isinstance(data.get("blocks"), list) and "entityMap" in data:
        return Spoken(cues=_draft(data))
    return json_lists.parsed(data)


def _behind_preamble(text: str) -> int:
    match = _PREAMBLE.match(text[:100_000])
    return match.end() if match else 0


def _loaded(text: str) -> Any:
    body = text[_behind_preamble(text) :].rstrip().rstrip(";")
    size = len(body) + OBJECT * (body.count("{") + body.count("[")) + VALUE * body.count(",")
    if size > MOST:
        raise NoTranscriptError("has more objects than any transcript")
    if "\\ud" in body or "\\uD" in body:
        body = _HALF.sub(lambda found: "\\ufffd" if found[1] else found[0], body)
    try:
        return json.loads(body)
    except RecursionError:
        raise NoTranscriptError("is nested deeper than any transcript") from None
    except json.JSONDecodeError as error:
        found = _one_by_one(body)
        if found is None:
            words = f"{error.msg} in line {error.lineno}"
            raise NoTranscriptError(f"is no JSON that can be read: {words}") from None
        return found
    except ValueError:
        raise NoTranscriptError("holds a number of thousands of digits") from None


def _one_by_one(body: str) -> list[Any] | None:
    """JSON with an object a line; None where it is none."""
    decoder = json.JSONDecoder()
    found: list[Any] = []
    place = 0
    try:
        while place < len(body):
            if body[place].isspace():
                place += 1
                continue
            each, place = decoder.raw_decode(body, place)
            if not isinstance(each, dict):
                return None
            found.append(each)
    except (ValueError, RecursionError):
        return None
    return found


def _youtube(events: list[Any]) -> list[Cue]:
    """json3: {"tStartMs": 1500, "dDurationMs": 2000, "segs": [{"utf8": "word", "tOffsetMs": 100}]}.
    Their durations overlap: a line stays while the next one comes."""
    cues: list[Cue] = []
    for event in events:
        segs = event.get("segs") if isinstance(event, dict) else None
        if not isinstance(segs, list):
            continue
        start, end = json_values.times_of({"startMs": event.get("tStartMs"), "durationMs": event.get("dDurationMs")})  # fmt: skip
        said = Pieces("")
        marks: list[tuple[int, float]] = []
        for seg in segs:
            piece = seg.get("utf8") if isinstance(seg, dict) else None
            if not isinstance(piece, str) or start is None:
                continue
            offset = seg.get("tOffsetMs", 0)
            if isinstance(offset, int | float) and piece.strip():
                marks.append((said.words, start + min(offset, 10**9) / 1000))
            said.add(piece)
        if said.words and start is not None:
            several = len(marks) > 1
            end = start if end is None else end
            cues.append(Cue(start, end, said.text, None, (), tuple(marks) if several else ()))
    return _apart(cues)


def _apart(cues: list[Cue]) -> list[Cue]:
    """None lasts longer than until the next one begins, if words have times of their own."""
    if not any(cue.marks for cue in cues):
        return cues
    ends = [max(a.start, min(a.end, b.start)) for a, b in pairwise(cues)] + [cues[-1].end]
    return [Cue(c.start, end, c.text, None, (), c.marks) for c, end in zip(cues, ends, strict=True)]


def _draft(data: dict[str, Any]) -> list[Cue]:
    """The text of editors made with Draft.js: paragraphs, and what belongs to their words apart."""
    known = data["entityMap"] if isinstance(data["entityMap"], dict) else {}
    people = json_values.people_of(iter([data]))
    cues: list[Cue] = []
    for block in data["blocks"]:
        text = block.get("text") if isinstance(block, dict) else None
        if not isinstance(text, str) or not text.strip():
            continue
        ranges = block.get("entityRanges")
        keys = [str(r.get("key")) for r in ranges if isinstance(r, dict)] if isinstance(ranges, list) else []  # fmt: skip
        words = [_entity(known.get(key)) for key in keys]
        times = tuple((a, b) for a, b in words if a is not None and b is not None)
        extra = block.get("data")
        extra = extra if isinstance(extra, dict) else {}
        start, end = json_values.times_of(extra)
        start = start if start is not None else (times[0][0] if times else float("nan"))
        end = end if end is not None else (times[-1][1] if times else float("nan"))
        fits = len(times) == len(text.split())
        cues.append(
            Cue(start, end, text, json_values.speaker_of(extra, people), times if fits else ())
        )
    return cues


def _entity(entity: Any) -> tuple[float | None, float | None]:
    data = entity.get("data") if isinstance(entity, dict) else None
    return json_values.times_of(data) if isinstance(data, dict) else (None, None)
