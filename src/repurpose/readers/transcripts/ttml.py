"""TTML, also called DFXP (https://www.w3.org/TR/ttml2/), in any of its namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from repurpose.readers.transcripts import clock
from repurpose.readers.transcripts.cue import Cue, Spoken
from repurpose.readers.transcripts.roll_up import shared

_CLOCK = re.compile(
    r"(?:(\d{1,6}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,12})|[:;](\d{1,9})(?:\.(\d{1,9}))?)?"
)
_OFFSET = re.compile(r"(\d{1,15}(?:\.\d{1,15})?)\s*(h|m|s|ms|f|t)?")
_DEEPEST = 250  # elements inside one another
_NAMED = ("name", "actor", "agent")
_Times = tuple[float | None, float | None]
_UNTIMED: _Times = (None, None)


@dataclass(frozen=True, slots=True)
class _Rates:
    """How long frames and ticks last (ttp:frameRate, frameRateMultiplier, subFrameRate, tickRate)."""

    frames: float = 30.0
    sub_frames: float = 1.0
    ticks: float = 1.0

    @classmethod
    def of(cls, root: Any) -> _Rates:
        frames = _number(_plain_attribute(root, "frameRate"), 30.0)
        sub_frames = _number(_plain_attribute(root, "subFrameRate"), 1.0)
        ratio = re.split(r"[\s:]+", (_plain_attribute(root, "frameRateMultiplier") or "1").strip())
        multiplier = _number(ratio[0], 1.0) / _number(ratio[1] if len(ratio) > 1 else "1", 1.0)
        given = _plain_attribute(root, "tickRate")
        framed = _plain_attribute(root, "frameRate") is not None
        ticks = _number(given, frames * sub_frames if framed else 1.0)
        return cls(frames * multiplier, sub_frames, ticks)

    def seconds(self, written: str | None) -> float | None:
        text = (written or "").strip()
        if match := _CLOCK.fullmatch(text):
            hours, minutes, seconds, fraction, frames, sub = match.groups()
            frame = (int(frames or 0) + int(sub or 0) / self.sub_frames) / self.frames
            return clock.of_parts(hours, minutes, seconds, fraction) + frame
        if match := _OFFSET.fullmatch(text):
            units = {"f": 1 / self.frames, "t": 1 / self.ticks, "h": 3600, "m": 60, "ms": 0.001}
            return float(match[1]) * units.get(match[2] or "s", 1.0)
        return None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words that share a time."""

    text: str
    start: float | None
    end: float | None


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What an element has of those around it."""

    start: float = 0.0
    end: float | None = None
    speaker: str | None = None
    timed: bool = False


def parsed(root: Any) -> Spoken:
    """A cue for each paragraph, or for each of its spans where only these have times."""
    body = next(named(root, "body"), None)
    reading = _Reading(_Rates.of(root), _agents(root))
    cues = list(reading.cues(body, _Inherited(), 0)) if body is not None else []
    return Spoken(cues=_until_next(cues), captions=True)


@dataclass(frozen=True, slots=True)
class _Reading:
    rates: _Rates
    agents: dict[str, str]

    def cues(self, element: Any, around: _Inherited, depth: int) -> Iterator[Cue]:
        if depth > _DEEPEST:
            return
        if name_of(element) == "p":
            yield from self._of_paragraph(element, self._within(element, around))
            return
        here = self._within(element, around)
        in_sequence = _plain_attribute(element, "timeContainer") == "seq"
        for child in element:
            last = here.start
            for cue in self.cues(child, here, depth + 1):
                yield cue
                last = max(last, cue.end)
            if in_sequence:  # each begins where the one before it ends
                here = replace(here, start=last)

    def _within(self, element: Any, around: _Inherited) -> _Inherited:
        """Times count from where the element around begins."""
        begin, end, length = (
            self.rates.seconds(_plain_attribute(element, name)) for name in ("begin", "end", "dur")
        )
        start = around.start + (begin or 0.0)
        stop = None if end is None else around.start + end
        if length is not None:
            stop = start + length if stop is None else min(stop, start + length)
        ends = [each for each in (stop, around.end) if each is not None]
        return _Inherited(
            start=start,
            end=min(ends) if ends else None,
            speaker=self._speaker(element) or around.speaker,
            timed=around.timed or begin is not None,
        )

    def _speaker(self, element: Any) -> str | None:
        agent = _plain_attribute(element, "agent") or _plain_attribute(element, "actor")
        if agent is None:
            inner = next((e for e in element if name_of(e) in ("agent", "actor", "metadata")), None)
            agent = None if inner is None else _agent_of(inner)
        if agent is None:
            return None
        known = [self.agents.get(each, each) for each in agent.split()]
        return " & ".join(known) or None

    def _of_paragraph(self, paragraph: Any, here: _Inherited) -> Iterator[Cue]:
        stretches: list[_Stretch] = []
        self._stretches(paragraph, here, _UNTIMED, stretches)
        timed = [stretch for stretch in stretches if stretch.start is not None]
        own = _plain_attribute(paragraph, "begin") is not None
        phrases = any(len(stretch.text.split()) > 2 for stretch in timed)
        if timed and not own and phrases:
            for stretch in stretches:
                if stretch.text.strip():
                    start = here.start if stretch.start is None else stretch.start
                    yield Cue(
                        start, _or_unknown(stretch.end or here.end), stretch.text, here.speaker
                    )
            return
        start, end = here.start, here.end
        if timed and not own:
            start = min(stretch.start or 0.0 for stretch in timed)
            end = max((stretch.end or start for stretch in timed), default=end)
        text = "".join(stretch.text for stretch in stretches)
        marks = _marks(stretches) if len(timed) > 1 else ()
        cue = Cue(start, _or_unknown(end), text, here.speaker, (), marks)
        yield _each_word(cue, stretches) if marks and end is not None else cue

    def _stretches(
        self, element: Any, here: _Inherited, around: _Times, found: list[_Stretch], depth: int = 0
    ) -> None:
        """The texts of a paragraph in order, each with the time of the span it stands in."""
        own = depth > 0 and _plain_attribute(element, "begin") is not None
        times = (here.start, here.end) if own else around
        found.append(_Stretch(_collapsed(element.text), *times))
        for child in element:
            name = name_of(child)
            if name == "br":
                found.append(_Stretch("\n", *times))
            elif name == "span" and depth < _DEEPEST:
                self._stretches(child, self._within(child, here), times, found, depth + 1)
            found.append(_Stretch(_collapsed(child.tail), *times))


def _marks(stretches: list[_Stretch]) -> tuple[tuple[int, float], ...]:
    marks: list[tuple[int, float]] = []
    text = ""
    words = 0
    for stretch in stretches:
        inside = bool(text[-1:].strip()) and bool(stretch.text[:1].strip())
        if stretch.start is not None and stretch.text.strip() and not inside:
            marks.append((words, stretch.start))
        words += len(stretch.text.split()) - inside
        text = stretch.text or text
    return tuple(marks)


def _each_word(cue: Cue, stretches: list[_Stretch]) -> Cue:
    """With the ends of the spans too, where each word stands in one."""
    times: list[tuple[float, float]] = []
    for stretch in stretches:
        words = stretch.text.split()
        if words and (stretch.start is None or stretch.end is None):
            return cue
        if words and stretch.start is not None and stretch.end is not None:
            times += shared(words, stretch.start, stretch.end)
    whole = len(times) == len(cue.text.split())
    return replace(cue, marks=(), word_times=tuple(times)) if whole else cue


def _until_next(cues: list[Cue]) -> list[Cue]:
    """A cue without an end lasts until the next one."""
    found: list[Cue] = []
    following = 0.0
    for cue in reversed(cues):
        end = cue.end if cue.end == cue.end else max(cue.start, following)
        found.append(replace(cue, end=end))
        following = cue.start
    return found[::-1]


def _agents(root: Any) -> dict[str, str]:
    """The names of people (ttm:agent with ttm:name in the head), by their id."""
    found: dict[str, str] = {}
    for agent in named(root, "agent"):
        identity = _plain_attribute(agent, "id")
        names = ["".join(name.itertext()).strip() for name in agent if name_of(name) == "name"]
        if identity and any(names):
            found[identity] = max(names, key=len)
    for agent in named(root, "agent"):
        identity = _plain_attribute(agent, "id")
        actor = next((_plain_attribute(e, "agent") for e in agent if name_of(e) == "actor"), None)
        if identity and identity not in found and actor in found:
            found[identity] = found[actor]
    return found


def _agent_of(element: Any) -> str | None:
    for each in element.iter():
        if name_of(each) in _NAMED:
            text = _plain_attribute(each, "agent") or "".join(each.itertext()).strip()
            if text:
                return str(text)
    return None


def _collapsed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _or_unknown(seconds: float | None) -> float:
    return float("nan") if seconds is None else seconds


def _number(written: str | None, otherwise: float) -> float:
    try:
        number = float(written or "")
    except ValueError:
        return otherwise
    return number if 0 < number < 1e12 else otherwise


def name_of(element: Any) -> str:
    """An element's name without its namespace, in small letters; "" of comments."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def named(root: Any, *names: str) -> Iterator[Any]:
    """The elements of these names, in order."""
    return (element for element in root.iter() if name_of(element) in names)


def _plain_attribute(element: Any, name: str) -> str | None:
    """An attribute, in whatever namespace it stands."""
    found = element.get(name)
    if found is not None:
        return str(found)
    return next((str(v) for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)
