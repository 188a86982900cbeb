"""Tables of cues: what Whisper writes as .tsv, and .csv of editing and transcription programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from repurpose.readers.transcripts import clock
from repurpose.readers.transcripts.cue import Cue, Spoken

_NAMES = {
    "start": "start|starttime|begin|from|in|intime|timein|timestamp|time|timecode|startms|starts|"
    "startseconds|beginn|anfang|zeit|zeitstempel|début|debut|temps|inizio|tempo|startzeit|offset",
    "end": "end|endtime|stop|to|out|outtime|timeout|endms|ends|endseconds|ende|endzeit|fin|fine",
    "duration": "duration|dur|length|dauer|durée|durata",
    "speaker": "speaker|speakername|name|who|actor|voice|sprecher|sprecherin|person|redner|"
    "intervenant|locuteur|orateur|relatore|parlante|character|participant",
    "text": "text|transcript|transcription|caption|subtitle|dialogue|content|utterance|sentence|"
    "body|line|said|inhalt|transkript|untertitel|texte|testo|trascrizione|said",
}
_ROLES = {word: role for role, words in _NAMES.items() for word in words.split("|")}
_LONGEST = 20_000_000  # characters of one field


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what. `scale`: seconds in one of its units."""

    places: dict[str, int]
    scale: float = 1.0

    def of(self, row: Sequence[str], role: str) -> str:
        place = self.places.get(role, -1)
        return row[place].strip() if 0 <= place < len(row) else ""

    def time(self, row: Sequence[str], role: str) -> float | None:
        written = self.of(row, role)
        seconds = clock.seconds_of(written.strip("[]()"))
        return None if seconds is None else seconds * (self.scale if written.isdecimal() else 1.0)


def parsed(text: str) -> Spoken | None:
    """The cues of a table with a column of text and one of times; None where these are missing."""
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter)
    if not rows:
        return None
    places = _header(rows[0])
    columns = _Columns(places, _scale(rows[0], rows[1:], places)) if places else _by_look(rows[:50])
    if columns is None:
        return None
    cues = _cues(rows[1 if places else 0 :], columns)
    return Spoken(cues=cues, captions=True, nothing="the column of its texts is empty")


def _rows(text: str, delimiter: str) -> list[list[str]]:
    if delimiter == "\t" and '"' not in text:  # tables of Whisper quote nothing
        return [line.split("\t") for line in text.split("\n") if line.strip()]
    csv.field_size_limit(_LONGEST)
    even = text.count('"') % 2 == 0
    try:
        rows = list(
            csv.reader(
                io.StringIO(text),
                delimiter=delimiter,
                quoting=csv.QUOTE_MINIMAL if even else csv.QUOTE_NONE,
            )
        )
    except csv.Error:
        return []
    return [row for row in rows if any(field.strip() for field in row)]


def _delimiter(text: str) -> str:
    """What occurs most evenly in the first lines."""
    first = [line for line in text[:20_000].split("\n") if line.strip()][:1]
    counts = {mark: sum(line.count(mark) for line in first) for mark in "\t;,|"}
    return max(counts, key=counts.__getitem__)


def _header(row: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, name in enumerate(row):
        plain = re.sub(r"\(.*?\)|\[.*?\]|[\W_]", "", name.casefold())
        role = _ROLES.get(plain)
        if role is not None:
            places.setdefault(role, place)
    return places if "text" in places and "start" in places else {}


def _scale(header: Sequence[str], rows: Sequence[Sequence[str]], places: dict[str, int]) -> float:
    """Whisper writes milliseconds, as whole numbers: nobody speaks ten seconds a letter."""
    name = header[places["start"]].casefold()
    if re.search(r"ms\b|milli", name):
        return 0.001
    column = _Columns(places)
    spans = [
        (end - start, len(column.of(row, "text")))
        for row in rows[:2000]
        if column.of(row, "start").isdecimal()
        and (start := column.time(row, "start")) is not None
        and (end := column.time(row, "end")) is not None
    ]
    seconds, letters = (sum(part) for part in zip(*spans, strict=True)) if spans else (0, 1)
    return 0.001 if seconds > 5 * max(1, letters) else 1.0


def _by_look(rows: Sequence[Sequence[str]]) -> _Columns | None:
    """The columns of a table without a header: times first, the longest is the text."""
    width = min(len(row) for row in rows)
    times = [
        n
        for n in range(width)
        if all(clock.seconds_of(row[n].strip()) is not None and ":" in row[n] for row in rows)
    ]
    others = [n for n in range(width) if n not in times]
    if not times or not others or len(rows) < 2:
        return None
    text = max(others, key=lambda n: sum(len(row[n]) for row in rows))
    places = {"text": text, **dict(zip(("start", "end"), times, strict=False))}
    names = [n for n in others if n != text and len({row[n] for row in rows}) < len(rows)]
    if names and all(row[names[0]].strip()[:1].isalpha() for row in rows):
        places["speaker"] = names[0]
    return _Columns(places)


def _cues(rows: Sequence[Sequence[str]], columns: _Columns) -> list[Cue]:
    cues: list[Cue] = []
    starts = [columns.time(row, "start") for row in rows]
    for number, row in enumerate(rows):
        start, end = starts[number], columns.time(row, "end")
        length = columns.time(row, "duration")
        if end is None and start is not None and length is not None:
            end = start + length
        if end is None:
            end = next((at for at in starts[number + 1 : number + 2] if at is not None), start)
        text = columns.of(row, "text")
        if text:
            unknown = float("nan")
            at = (unknown if start is None else start, unknown if end is None else end)
            cues.append(Cue(*at, text, columns.of(row, "speaker") or None))
    return cues
