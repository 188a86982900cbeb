"""What one object of a transcript in JSON says: its text, its times, its speaker, its words.

Recognisers and editors name these in a few dozen ways; what an object is shows in the names that it
has, not in the program that made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from repurpose.readers.transcripts import clock

TEXT = (
    "punctuated_word", "punct", "text", "word", "content", "value", "body", "transcript", "sentence",
    "display", "spokenText", "caption", "utterance", "line", "utf8", "raw_text", "w",
)  # fmt: skip
START = (
    "start", "startTime", "start_time", "startMs", "start_ms", "startOffset", "start_offset", "from",
    "begin", "ts", "data_start", "startSeconds", "start_sec", "startTimeMs", "start_time_ms",
    "startTimeInSeconds", "startDateTime", "offsetInTicks", "offsetMilliseconds", "Offset", "offset",
    "begin_time", "startTimestamp", "start_timestamp", "timestamp", "time", "s", "t", "xmin",
)  # fmt: skip
END = (
    "end", "endTime", "end_time", "endMs", "end_ms", "endOffset", "end_offset", "to", "end_ts", "stop",
    "data_end", "endSeconds", "end_sec", "endTimeMs", "end_time_ms", "endTimeInSeconds",
    "endDateTime", "endTimestamp", "end_timestamp", "resultEndTime", "resultEndOffset", "e", "xmax",
)  # fmt: skip
LENGTH = (
    "duration", "dur", "durationMs", "duration_ms", "durationInTicks", "durationMilliseconds",
    "Duration", "length", "d",
)  # fmt: skip
SPEAKER = (
    "speakerName", "speaker_name", "speakerDisplayName", "speaker_display_name", "voice", "speaker",
    "Speaker", "speaker_label", "speakerLabel", "speakerTag", "speaker_tag", "speaker_id",
    "speakerId", "spk", "participant", "actor", "who",
)  # fmt: skip
WORDS = ("words", "elements", "tokens", "items", "timestamps", "alignment", "displayWords")
FIRST = ("alternatives", "nBest", "NBest", "hypotheses")  # only the best of them was said
_NOBODY = frozenset(
    [
        "",
        "unknown",
        "unknown speaker",
        "unnamed speaker",
        "uu",
        "u_uknown",
        "?",
        "n/a",
        "none",
        "null",
    ]
)
_MILLI = re.compile(r"(?:ms|millis|milliseconds)$", re.IGNORECASE)
_TEXTS, _STARTS, _ENDS, _LENGTHS, _SPEAKERS = (
    {name: place for place, name in enumerate(names)}
    for names in (TEXT, START, END, LENGTH, SPEAKER)
)
_UNITS = {
    name: 1e-7 if "Ticks" in name else 0.001 if _MILLI.search(name) else 1.0
    for name in START + END + LENGTH
}
_NESTED = ("timestamp", "offsets", "timestamps", "instances", "data", "time")
_MORE = frozenset([*FIRST, *SPEAKER, *_NESTED, "type", "data"])
_DAY = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def text_of(item: Any) -> str | None:
    """The words of an object, as they stand; None where it has none."""
    if isinstance(item, list):
        return next((each for each in item if isinstance(each, str)), None)
    if not isinstance(item, dict):
        return None
    found = _known(item, _TEXTS, str)
    if found is not None:
        return str(item[found])
    best = _best(item)
    if best is not None:
        return text_of(best)
    if isinstance(item.get("name"), str) and "time" in item and "duration" in item:
        return str(item["name"])
    return None


def _known(item: dict[str, Any], places: dict[str, int], kind: type = object) -> str | None:
    """The first of some names that an object has, with a value of a kind."""
    found = [
        (places[name], name)
        for name, value in item.items()
        if name in places and isinstance(value, kind)
    ]
    return min(found)[1] if found else None


def plain_names(item: Any) -> tuple[str, str, str] | None:
    """The names of text, start and end of an object that has nothing else to look at."""
    if not isinstance(item, dict) or not item.keys().isdisjoint(_MORE):
        return None
    text, start, end = (_known(item, names) for names in (_TEXTS, _STARTS, _ENDS))
    if text is None or start is None or end is None or _UNITS[start] != 1.0 or _UNITS[end] != 1.0:
        return None
    return text, start, end


def _best(item: dict[str, Any]) -> dict[str, Any] | None:
    if item.keys().isdisjoint(FIRST):
        return None
    for name in FIRST:
        value = item.get(name)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return value[0]
    return None


def times_of(item: Any) -> tuple[float | None, float | None]:
    """Start and end as the object has them: in seconds where their form says so, else in whatever
    unit the whole list has."""
    if isinstance(item, list):
        numbers = [float(n) for n in item if isinstance(n, int | float) and not isinstance(n, bool)]
        return (numbers[0], numbers[1]) if len(numbers) == 2 else (None, None)
    if not item.keys().isdisjoint(_NESTED) and (inner := _nested_times(item)) is not None:
        return inner
    start, end = _first(item, _STARTS), _first(item, _ENDS)
    if end is None and start is not None and (length := _first(item, _LENGTHS)) is not None:
        end = start + length
    return start, end


def _nested_times(item: dict[str, Any]) -> tuple[float | None, float | None] | None:
    """The times of {"timestamp": [1.0, 2.0]}, {"offsets": {"from": 1000, "to": 2000}} and the like."""
    for name in _NESTED:
        inner = item.get(name)
        if name == "offsets" and isinstance(inner, dict) and "from" in inner:
            return _scaled(inner.get("from"), 0.001), _scaled(inner.get("to"), 0.001)
        if name == "instances" and isinstance(inner, list) and inner and isinstance(inner[0], dict):
            return times_of(inner[0])
        if isinstance(inner, list) and len(inner) == 2 and not isinstance(inner[0], dict | list):
            return clock.seconds_of(inner[0]), clock.seconds_of(inner[1])
        if isinstance(inner, dict) and not {"start", "from"}.isdisjoint(inner):
            return times_of(inner)
    return None


def _first(item: dict[str, Any], places: dict[str, int]) -> float | None:
    found = [(places[name], name) for name in item if name in places]
    if len(found) > 1:
        found.sort()
    for _, name in found:
        seconds = _time(name, item[name])
        if seconds is not None:
            return seconds
    return None


def _time(name: str, value: Any) -> float | None:
    if isinstance(value, float):
        return value * _UNITS[name]
    if isinstance(value, str) and _DAY.match(value):
        try:
            return datetime.fromisoformat(value).timestamp()
        except (ValueError, OverflowError):
            return None
    return _scaled(value, _UNITS[name])


def _scaled(value: Any, unit: float) -> float | None:
    seconds = clock.seconds_of(value)
    return None if seconds is None else seconds * unit


def is_whole(item: Any) -> bool:
    """Whether its start is a whole number without a unit, which may be milliseconds."""
    if isinstance(item, list):
        return all(isinstance(each, int | str) for each in item)
    value = next((item[name] for name in START if name in item), None)
    named = any(_MILLI.search(name) or "Ticks" in name for name in START if name in item)
    if isinstance(value, str):
        return value.isdecimal() and not named
    return isinstance(value, int) and not isinstance(value, bool) and not named


def speaker_of(item: Any, people: dict[str, str]) -> str | None:
    """Who speaks, as the file names them: "Anna Meier", "spk_0"; "Speaker 1" where it is a bare
    number or letter.

    Args:
        people: Names by what the objects call them.
    """
    if not isinstance(item, dict):
        return None
    named = sorted((_SPEAKERS[name], name) for name in item if name in _SPEAKERS)
    for _, name in named:
        if (found := _named(name, item[name], people)) is not None:
            return found
    best = _best(item)
    if best is not None and (found := speaker_of(best, people)) is not None:
        return found
    data = item.get("data")
    return speaker_of(data, people) if isinstance(data, dict) else None


def _named(key: str, value: Any, people: dict[str, str]) -> str | None:
    if isinstance(value, dict):
        names = ("name", "displayName", "display_name", "label", "user", "@id", "id")
        value = next((value[name] for name in names if name in value), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if key.lower().replace("_", "") == "speakertag" and value == 0:
        return None
    plain = f"{value:g}" if isinstance(value, float) else str(value)[:100]
    plain = " ".join(people.get(plain, plain).split())
    if plain.casefold() in _NOBODY:
        return None
    return f"Speaker {plain}" if plain.isdecimal() or len(plain) == 1 else plain


def words_of(item: Any) -> list[Any]:
    """The objects of the words inside a longer stretch; empty where it has none with times."""
    if not isinstance(item, dict):
        return []
    for holder in (item, _best(item) or {}):
        for name in WORDS:
            inner = holder.get(name)
            if isinstance(inner, list) and _are_words(inner):
                return inner
    return []


def _are_words(inner: list[Any]) -> bool:
    first = inner[:5]
    return any(
        isinstance(each, dict | list) and text_of(each) is not None and None not in times_of(each)
        for each in first
    )


def people_of(objects: Iterator[dict[str, Any]]) -> dict[str, str]:
    """The names that a file gives to its speakers elsewhere: {"id": 1, "name": "Anna"} in a list of
    speakers, or {"0": "Anna"}."""
    found: dict[str, str] = {}
    for holder in objects:
        for key in ("speakers", "speaker_names", "speakerNames", "participants"):
            for identity, name in _people_in(holder.get(key)):
                found.setdefault(identity, name)
    return found


def _people_in(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for identity, name in value.items():
            name = name.get("name") if isinstance(name, dict) else name
            if isinstance(name, str):
                yield identity, name
    for each in value if isinstance(value, list) else ():
        if not isinstance(each, dict):
            continue
        identity = next(
            (each[k] for k in ("id", "speaker_id", "speakerId", "key") if k in each), None
        )
        name = next((each[k] for k in ("name", "speaker_name", "speakerName", "label", "display_name") if k in each), None)  # fmt: skip
        if isinstance(identity, str | int) and isinstance(name, str) and name.strip():
            yield str(identity), name
