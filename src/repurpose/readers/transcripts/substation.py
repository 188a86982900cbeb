"""SubStation Alpha (.ssa, .ass), as Aegisub and others write it: what each Dialogue line says.

The form: https://github.com/libass/libass/wiki/ASS-File-Format-Guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.readers.transcripts import clock
from repurpose.readers.transcripts.cue import Cue, Spoken

_USUAL = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")  # fmt: skip
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_DRAWS = re.compile(r"\\p(\d+)")
_KIND = re.compile(r"(dialogue|format)\s*:\s*", re.IGNORECASE)


def is_substation(text: str) -> bool:
    return bool(
        re.search(r"^\s*\[(?:Script Info|Events|V4\+? Styles)\]", text[:20_000], re.I | re.M)
    )


def parsed(text: str) -> Spoken:
    """The Dialogue lines in order; comments, drawings and instructions in braces are no text."""
    return Spoken(
        cues=list(_cues(text)), captions=True, nothing="it has no Dialogue line with a text"
    )


def _cues(text: str) -> Iterator[Cue]:
    columns: tuple[str, ...] = _USUAL
    events = not re.search(r"^\s*\[Events\]", text, re.I | re.M)
    for line in text.split("\n"):
        if line.startswith("["):
            events = line.strip().lower() == "[events]"
        kind = _KIND.match(line) if events else None
        if kind is None:
            continue
        rest = line[kind.end() :]
        if kind[1].lower() == "format":
            columns = tuple(name.strip().lower() for name in rest.split(","))
            columns = columns if "text" in columns else _USUAL
        else:
            yield _cue(dict(zip(columns, rest.split(",", len(columns) - 1), strict=False)), rest)


def _cue(fields: dict[str, str], line: str) -> Cue:
    start, end = (clock.seconds_of(fields.get(name, "")) for name in ("start", "end"))
    text = fields.get("text", line if len(fields) < 4 else "")
    name = (fields.get("name") or fields.get("actor") or "").strip()
    at = float("nan") if start is None else start
    return Cue(at, float("nan") if end is None else end, _said(text), name or None)


def _said(raw: str) -> str:
    pieces: list[str] = []
    drawing = False
    place = 0
    for override in _OVERRIDE.finditer(raw):
        if not drawing:
            pieces.append(raw[place : override.start()])
        for level in _DRAWS.findall(override[0]):
            drawing = level.strip("0") != ""
        place = override.end()
    if not drawing:
        pieces.append(raw[place:])
    text = "".join(pieces)
    return text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
