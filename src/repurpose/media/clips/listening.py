"""Where nobody speaks: the energy of the sound around a cut, and the place that cuts no word."""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repurpose.media.clips.stretch import Stretch
from repurpose.programs import ffmpeg

RATE = 8000  # samples a second: voices have next to nothing above 4 kHz that tells where they end
FRAME = 0.01  # seconds
AROUND = 3.0  # seconds that are listened to before and behind a clip
SILENT = 0.1  # seconds: what is shorter is part of a word, such as the stop in "acht"
LEAD_IN, LEAD_OUT = 0.15, 0.35  # seconds of silence that are left before and behind
LONGEST = 1.0  # seconds: a longer silence says no more than this
QUIETEST = -70.0  # dB of full scale: sound below it is none
_FLOOR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """What is known of the place between two words.

    Attributes:
        before, behind: When the word before ends and the one behind begins, in seconds; None: there
            is none.
        slack: By how many seconds these may be wrong.
    """

    before: float | None
    behind: float | None
    slack: float


@dataclass(frozen=True, slots=True)
class Envelope:
    """The energy of a stretch of sound, in dB of full scale, a frame at a time, from `start` on."""

    start: float
    levels: tuple[float, ...]

    @property
    def end(self) -> float:
        return self.start + len(self.levels) * FRAME

    def silences(self) -> list[tuple[float, float]]:
        """The stretches, in seconds, in which nobody speaks."""
        found: list[tuple[float, float]] = []
        begun: int | None = None
        most = self._threshold()
        for number, level in enumerate((*self.levels, math.inf)):
            if level < most:
                begun = number if begun is None else begun
            elif begun is not None:
                if (number - begun) * FRAME >= SILENT:
                    found.append((self.start + begun * FRAME, self.start + number * FRAME))
                begun = None
        return found

    def _threshold(self) -> float:
        """Between the noise of the room and the voices, nearer to the noise."""
        if not self.levels:
            return -math.inf
        ordered = sorted(self.levels)
        noise = max(QUIETEST, ordered[len(ordered) // 20])
        voices = ordered[len(ordered) * 9 // 10]
        return noise + max(3.0, 0.25 * (voices - noise))

    def quietest(self, start: float, end: float) -> float:
        """The middle of the quietest frame of a stretch; its middle where there is no sound."""
        first = max(0, math.floor((start - self.start) / FRAME))
        stop = min(len(self.levels), math.ceil((end - self.start) / FRAME))
        if first >= stop:
            return (start + end) / 2
        number = min(range(first, stop), key=lambda n: self.levels[n])
        return self.start + (number + 0.5) * FRAME


def envelope(stretch: Stretch, sound: int) -> Envelope:
    """Listen to stream number `sound`. Empty where it cannot be decoded."""
    wanted = math.ceil(stretch.seconds * RATE) * 2
    process = ffmpeg.start(
        stretch.path, "-map", f"0:{sound}", "-af", stretch.sound, "-ac", "1", "-ar", str(RATE),
        "-f", "s16le", "pipe:1", before=stretch.before,
    )  # fmt: skip
    heard = array("h")
    content = ffmpeg.output(process, wanted, 30.0)
    heard.frombytes(content[: len(content) // 2 * 2])
    if sys.byteorder == "big":
        heard.byteswap()
    return Envelope(stretch.start, tuple(_levels(heard)))


def _levels(heard: Sequence[int]) -> Iterator[float]:
    frame = round(RATE * FRAME)
    for begin in range(0, len(heard) - frame + 1, frame):
        energy = sum(sample * sample for sample in heard[begin : begin + frame])
        yield 10 * math.log10(energy / frame / 32768**2 + _FLOOR)


def start_of(heard: Envelope, border: Border, silences: Sequence[tuple[float, float]]) -> float:
    """Where a clip begins: shortly before its first word, behind the word before it."""
    behind = border.behind
    assert behind is not None
    earliest, latest = _reach(border)
    near = [each for each in silences if each[0] <= latest and each[1] >= earliest]
    if near:
        begin, end = min(near, key=lambda each: _apart(each[1] - behind, each, border.slack))
        spoken = end if end <= latest else behind  # so quiet that its beginning is not heard
        return max(begin, spoken - LEAD_IN)
    if border.before is None:
        return max(0.0, behind - LEAD_IN)
    return heard.quietest(*_between(border))


def end_of(heard: Envelope, border: Border, silences: Sequence[tuple[float, float]]) -> float:
    """Where a clip ends: shortly behind its last word, before the next one."""
    before = border.before
    assert before is not None
    earliest, latest = _reach(border)
    near = [each for each in silences if each[0] <= latest and each[1] >= earliest]
    if near:
        begin, end = min(near, key=lambda each: _apart(each[0] - before, each, border.slack))
        said = begin if begin >= earliest else before
        return min(end, said + LEAD_OUT)
    if border.behind is None:
        return before + LEAD_OUT
    return heard.quietest(*_between(border))


def _reach(border: Border) -> tuple[float, float]:
    """The stretch in which the cut may be."""
    before = border.behind if border.before is None else border.before
    behind = border.before if border.behind is None else border.behind
    assert before is not None
    assert behind is not None
    return min(before, behind) - border.slack, max(before, behind) + border.slack


def _between(border: Border) -> tuple[float, float]:
    """The same without silence: from the middle of what may be wrong."""
    assert border.before is not None
    assert border.behind is not None
    middle = (border.before + border.behind) / 2
    half = max(0.05, (border.behind - border.before) / 2, border.slack / 2)
    return middle - half, middle + half


def _apart(distance: float, silence: tuple[float, float], slack: float) -> float:
    """How unlikely a silence is the one between two sentences: far from where it should be, short."""
    length = min(LONGEST, silence[1] - silence[0])
    return abs(distance) / slack - 1.5 * length / LONGEST
