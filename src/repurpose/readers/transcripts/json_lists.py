"""Finds the list in a JSON file that holds what was said, whatever the program that made it.

It is the list whose objects have a text and a time. Where a file has several, the one with the
speakers wins, then the one that is cut into stretches rather than words.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from repurpose.readers.transcripts import json_values, word_list
from repurpose.readers.transcripts.cue import Cue, NoTranscriptError, Spoken, Times
from repurpose.readers.transcripts.word_list import Word

LOOKED_AT = 60  # objects of a list that show what it is
FASTEST = 0.3  # letters a second; slower than that, the times are no seconds
_SAMPLES = 16_000.0  # Otter counts the samples of the sound
_WORD_BY_WORD = 1.6  # words an object; longer ones are stretches
_PASSED_OVER = frozenset(["metadata", "entityMap", "segmentation_params"])


@dataclass(slots=True)
class _Group:
    """The objects of all lists at one place of the file (results[].alternatives[].words).

    Attributes:
        speakers: Of each object, what stands around it says who speaks.
    """

    items: list[Any] = field(default_factory=list)
    speakers: list[str | None] = field(default_factory=list)

    def words_each(self) -> float:
        texts = [json_values.text_of(item) or "" for item in self.items[:500]]
        said = [text for text in texts if text.strip()]
        return sum(len(text.split()) for text in said) / max(1, len(said))


@dataclass(slots=True)
class _Found:
    """What a file has: lists of what is said, and of who speaks when."""

    people: dict[str, str]
    said: dict[str, _Group] = field(default_factory=dict)
    ranges: list[tuple[float, float, str]] = field(default_factory=list)


def parsed(data: Any) -> Spoken:
    """The cues of a transcript.

    Raises:
        NoTranscriptError: there is no list of texts with times.
    """
    found = _Found(json_values.people_of(_objects(data)))
    _search(data, found)
    found.ranges.sort()
    group = _best(found)
    if group is None:
        if found.ranges:
            return Spoken(cues=[], nothing="it says who speaks when, but not what is said")
        raise NoTranscriptError("is JSON, but no transcript: nothing in it has a text and a time")
    cues = _cues(group, found)
    return Spoken(cues=cues, captions=not any(cue.speaker for cue in cues))


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """The outer objects of a file: where the names of speakers stand."""
    waiting = [(data, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, dict):
            yield value
            if depth < 4:
                waiting += [(v, depth + 1) for v in value.values() if isinstance(v, dict | list)]
        elif isinstance(value, list):
            waiting += [(each, depth + 1) for each in value[:3] if isinstance(each, dict)]


def _search(data: Any, found: _Found) -> None:
    waiting: list[tuple[Any, str, str | None]] = [(data, "", None)]
    while waiting:
        value, path, speaker = waiting.pop()
        if isinstance(value, dict):
            speaker = json_values.speaker_of(value, found.people) or speaker
            inner = [
                (
                    v[:1] if k in json_values.FIRST and isinstance(v, list) else v,
                    f"{path}.{k}",
                    speaker,
                )
                for k, v in value.items()
                if isinstance(v, dict | list) and k not in _PASSED_OVER
            ]
            waiting += reversed(inner)
        elif isinstance(value, list) and value:
            _look_at(value, path, speaker, found, waiting)


def _look_at(
    values: list[Any],
    path: str,
    speaker: str | None,
    found: _Found,
    waiting: list[tuple[Any, str, str | None]],
) -> None:
    some = values[:: max(1, len(values) // LOOKED_AT)]
    objects = [each for each in some if isinstance(each, dict | list)]
    told_apart = path.endswith(".speakers")
    if objects and not told_apart and sum(map(_is_said, objects)) >= 0.5 * len(some):
        group = found.said.setdefault(path, _Group())
        group.items += [each for each in values if isinstance(each, dict | list)]
        group.speakers += [speaker] * (len(group.items) - len(group.speakers))
        return
    if told_apart or (objects and sum(map(_is_range, objects)) >= 0.5 * len(some)):
        found.ranges += _ranges(values, found.people)
    waiting += [
        (each, f"{path}[]", speaker) for each in reversed(values) if isinstance(each, dict | list)
    ]


def _is_said(item: Any) -> bool:
    text = json_values.text_of(item)
    if text is None:
        return False
    if json_values.times_of(item)[0] is not None or json_values.words_of(item):
        return True
    return isinstance(item, dict) and item.get("type") in (
        "punctuation",
        "punct",
        "spacing",
        "text",
    )


def _is_range(item: Any) -> bool:
    """Whether it says who speaks when: it has times and a speaker, and no words."""
    return (
        isinstance(item, dict)
        and json_values.text_of(item) is None
        and None not in json_values.times_of(item)
        and json_values.speaker_of(item, {}) is not None
    )


def _ranges(values: list[Any], people: dict[str, str]) -> Iterator[tuple[float, float, str]]:
    for each in values:
        if not isinstance(each, dict):
            continue
        start, end = json_values.times_of(each)
        who = json_values.speaker_of(each, people) or each.get("name")
        if start is not None and end is not None and isinstance(who, str):
            yield start, end, who


# ── which list ──


def _best(found: _Found) -> _Group | None:
    """The list to read; of those that say as much, the one with speakers, and with stretches."""
    sizes = {path: _letters(group) for path, group in found.said.items()}
    most = max(sizes.values(), default=0)
    if not most:
        return next(iter(found.said.values()), None)
    whole = [found.said[path] for path, size in sizes.items() if size >= 0.7 * most]

    def rank(group: _Group) -> tuple[bool, bool, int]:
        stretches = group.words_each() > _WORD_BY_WORD
        return _has_speakers(group), stretches or bool(found.ranges), -len(group.items)

    if found.ranges:  # who speaks when is told of words, not of stretches
        return max(whole, key=lambda group: (_has_speakers(group), len(group.items)))
    return max(whole, key=rank)


def _letters(group: _Group) -> int:
    return sum(len(json_values.text_of(item) or "") for item in group.items)


def _has_speakers(group: _Group) -> bool:
    some = group.items[:: max(1, len(group.items) // LOOKED_AT)]
    return any(group.speakers) or any(json_values.speaker_of(item, {}) for item in some)


# ── from objects to cues ──


def _cues(group: _Group, found: _Found) -> list[Cue]:
    unit = _unit(group.items)
    if group.words_each() <= _WORD_BY_WORD and len(group.items) > 1:
        words = list(_words(group.items, group.speakers, unit, found.people))
        return word_list.joined(_spoken_by(words, found.ranges))
    again = _told_again(group.items)
    if again is not None:
        return word_list.joined(again(found.people))
    cues: list[Cue] = []
    for item, around in zip(group.items, group.speakers, strict=True):
        cues += _of_stretch(item, around, unit, found)
    return _ended(_in_order(cues))


def _unit(items: Sequence[Any]) -> float:
    """Seconds in one unit of the times: told by how fast people speak."""
    letters = seconds = 0.0
    for item in items[:2000]:
        start, end = json_values.times_of(item)
        if start is None or not json_values.is_whole(item):
            if start is not None:
                return 1.0
            continue
        if end is not None and end > start:
            letters += len(json_values.text_of(item) or "")
            seconds += end - start
    if not seconds or letters >= FASTEST * seconds:
        return 1.0
    if letters < 1e-4 * seconds:
        return 1e-7  # ticks of 100 nanoseconds
    otter = isinstance(items[0], dict) and "start_offset" in items[0]
    return 1 / _SAMPLES if otter else 0.001


def _words(
    items: Sequence[Any], around: Iterable[str | None], unit: float, people: dict[str, str]
) -> Iterator[Word]:
    """All look alike as a rule: where the names stand is found out once."""
    keys: tuple[str, ...] = ()
    text, start, end = "", "", ""
    for item, speaker in zip(items, around, strict=False):
        if isinstance(item, dict) and tuple(item) == keys:
            said, at, until = item[text], item[start], item[end]
            if type(said) is str and type(at) is float and type(until) is float:
                yield Word(said, at * unit, until * unit, speaker)
                continue
        word = _word(item, speaker, unit, people)
        if word is not None:
            yield word
        if not keys and (plain := json_values.plain_names(item)) is not None:
            keys, (text, start, end) = tuple(item), plain


def _word(item: Any, around: str | None, unit: float, people: dict[str, str]) -> Word | None:
    text = json_values.text_of(item)
    if text is None:
        return None
    start, end = json_values.times_of(item)
    kind = item.get("type") if isinstance(item, dict) else None
    if kind == "audio_event":  # (laughter)
        return None
    return Word(
        text=text,
        start=None if start is None else start * unit,
        end=None if end is None else end * unit,
        speaker=json_values.speaker_of(item, people) or around,
        glued=kind in ("punctuation", "punct"),
    )


def _spoken_by(words: list[Word], ranges: Sequence[tuple[float, float, str]]) -> list[Word]:
    """Words with their speakers, where the file says beside them who speaks when."""
    if not ranges or any(word.speaker for word in words):
        return words
    starts = [start for start, _, _ in ranges]
    found: list[Word] = []
    last: str | None = None
    for word in words:
        if word.start is not None:
            middle = (word.start + (word.end or word.start)) / 2
            last = ranges[max(0, bisect.bisect_right(starts, middle) - 1)][2]
        found.append(Word(word.text, word.start, word.end, last, word.glued))
    return found


def _of_stretch(item: Any, around: str | None, unit: float, found: _Found) -> Iterator[Cue]:
    text = (json_values.text_of(item) or "").strip()
    inner = json_values.words_of(item)
    speaker = json_values.speaker_of(item, found.people) or around
    start, end = (None if at is None else at * unit for at in json_values.times_of(item))
    times = _plain_times(inner, text) if inner and not found.ranges else None
    if times is None:
        words = _inner_words(inner, speaker, found)
        if text and len({word.speaker for word in words} - {None}) > (speaker is not None):
            yield from word_list.joined(words)  # several speak in it
            return
        times = tuple((w.start or 0.0, w.end or 0.0) for w in word_list.whole(words))
    if times:
        start = times[0][0] if start is None else start
        end = max(until for _, until in times) if end is None else end
    if text:
        unknown = float("nan")
        at = (unknown if start is None else start, unknown if end is None else end)
        yield Cue(*at, text, speaker, times if len(times) == len(text.split()) else ())


def _plain_times(inner: list[Any], text: str) -> Times | None:
    """The times of words that are just those of the text; None where it takes a closer look."""
    names = json_values.plain_names(inner[0])
    if names is None:
        return None
    word, start, end = names
    try:
        if [each[word].strip() for each in inner] != text.split():
            return None
        times = tuple((each[start], each[end]) for each in inner)
    except (KeyError, TypeError, AttributeError):
        return None
    return times if all(type(at) is float for pair in times for at in pair) else None


def _inner_words(inner: list[Any], speaker: str | None, found: _Found) -> list[Word]:
    unit = _unit(inner[:50]) if inner else 1.0
    words = list(_words(inner, itertools.repeat(speaker), unit, found.people))
    return _spoken_by(words, found.ranges) if speaker is None else words


def _told_again(items: Sequence[Any]) -> Any:
    """Google tells all words once more, with their speakers, in the last result: only this counts."""
    last = json_values.words_of(items[-1])
    if len(items) < 2 or not any(json_values.speaker_of(word, {}) for word in last[:50]):
        return None
    first = json_values.words_of(items[0])
    begins, began = (
        json_values.times_of(words[0])[0] if words else None for words in (last, first)
    )
    if begins is None or began is None or begins > began:
        return None  # it goes on
    before = sum(len(json_values.words_of(item)) for item in items[:-1])
    if len(last) < 0.8 * before:
        return None
    return lambda people: [word for item in last if (word := _word(item, None, 1.0, people))]


def _in_order(cues: list[Cue]) -> list[Cue]:
    """In order of time, where the channels of a recording stand one behind the other."""
    back = [n for n in range(1, len(cues)) if cues[n].start < cues[n - 1].start - 60]
    return sorted(cues, key=lambda cue: cue.start) if back else cues


def _ended(cues: list[Cue]) -> list[Cue]:
    """A cue without an end lasts until the next one; days become seconds since the first."""
    first = cues[0].start if cues and cues[0].start > 1e8 else 0.0  # a date, not a time
    found: list[Cue] = []
    following: float | None = None
    for cue in reversed(cues):
        end = cue.end
        if end != end:
            end = cue.start if following is None else max(cue.start, following)
        times = (
            tuple((a - first, b - first) for a, b in cue.word_times) if first else cue.word_times
        )
        found.append(Cue(cue.start - first, end - first, cue.text, cue.speaker, times))
        following = cue.start
    return found[::-1]
