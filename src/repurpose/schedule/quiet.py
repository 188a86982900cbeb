"""Quiet hours: the times of the week at which nothing is scheduled, on the clock on the wall."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from repurpose.errors import ConfigError
from repurpose.schedule.calendar_words import plain
from repurpose.schedule.clock import take_clock
from repurpose.schedule.slots import weekdays

_BETWEEN = re.compile(r" ?[-–—] ?| (?:bis|to|until|a|alle) ")
_MIDNIGHT = {"24:00", "24.00", "24 uhr", "24h", "24"}
_HINT = 'write e.g. "20:00-07:00", "weekend", "Sun" or "Mon-Fri 12:00-13:00"'


@dataclass(frozen=True, slots=True)
class Quiet:
    """A stretch that begins on some days (0 is Monday) at `start` and lasts to `end`, which is on
    the next day where it is not after `start`.

    Attributes:
        said: As the user wrote it.
    """

    days: frozenset[int]
    start: time
    end: time
    said: str = field(compare=False)

    def end_of(self, wall: datetime) -> datetime | None:
        """When a naive wall time's quiet ends (naive, later than it); None where it is not quiet."""
        clock = wall.time()
        overnight = self.end <= self.start
        if wall.weekday() in self.days and clock >= self.start and (overnight or clock < self.end):
            return datetime.combine(wall.date() + timedelta(days=overnight), self.end)
        if overnight and (wall.weekday() - 1) % 7 in self.days and clock < self.end:
            return datetime.combine(wall.date(), self.end)
        return None


def parse_quiet(text: str) -> Quiet:
    """The stretch that a line names: "20:00-07:00" (every day), "weekend", "Sa, So", "Sun",
    "Mon-Fri 12:00-13:00", "Fri 17:00-24:00".

    Raises:
        ConfigError: it is none.
    """
    words = plain(text)
    first_digit = re.search(r"\d", words)
    cut = first_digit.start() if first_digit else len(words)
    named = re.sub(r"\b(?:von|from|de|da|dalle|um)$", "", words[:cut].strip(" ,")).strip(" ,")
    days = weekdays(named) if named else list(range(7))
    hours = _hours(words[cut:]) if first_digit else (time(0), time(0))
    if not days or hours is None or not words:
        raise ConfigError(f"{text!r} is not a time of the week", hint=_HINT)
    return Quiet(frozenset(days), *hours, said=" ".join(text.split()))


def _hours(text: str) -> tuple[time, time] | None:
    ends = _BETWEEN.split(text)
    if len(ends) != 2:
        return None
    start, end = (_clock(each) for each in ends)
    return None if start is None or end is None or start == end else (start, end)


def _clock(text: str) -> time | None:
    if text.strip() in _MIDNIGHT:
        return time(0)
    if re.fullmatch(r"\d\d?", text.strip()) and int(text) < 24:  # "20-7": an hour, surely
        return time(int(text))
    found, rest = take_clock(text.strip())
    return None if rest else found
