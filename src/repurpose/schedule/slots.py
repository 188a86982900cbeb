"""The slots of the week: when a channel posts, on the clock on the wall of its time zone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from repurpose.errors import ConfigError
from repurpose.schedule import wall
from repurpose.schedule.calendar_words import WEEKDAY_NUMBERS, WEEKDAYS, WEEKEND_WORDS, plain
from repurpose.schedule.clock import take_clock

_DAILY = {"daily", "every day", "taglich", "jeden tag", "chaque jour", "tous les jours",
          "ogni giorno"}  # fmt: skip
_HINT = 'write e.g. "Tue 09:00", "Mon-Fri 12:00", "weekdays 12:00" or "daily 08:30"'


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A weekday (0 is Monday) and a naive time of day."""

    weekday: int
    time: time

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.time:%H:%M}"


DEFAULT_SLOTS = (Slot(1, time(9)), Slot(3, time(9)))


def parse_slot(text: str) -> tuple[Slot, ...]:
    """The slots that a line names: "Tue 09:00", "Di, Do 9 Uhr", "mar. 9h", "Mon-Fri 12:00",
    "weekdays 12:00", "weekend 10:00", "daily 08:30".

    Raises:
        ConfigError: it is not a day and a time.
    """
    clock, days = take_clock(plain(text))
    numbers = weekdays(days)
    if clock is None or not numbers:
        raise ConfigError(f"{text!r} is not a weekday and a time", hint=_meant(days, clock))
    return tuple(Slot(day, clock) for day in numbers)


def upcoming(slots: Sequence[Slot], zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """All slots after an instant, without end, strictly rising, in UTC."""
    last = after.astimezone(UTC)
    day = after.astimezone(zone).date()
    while True:
        walls = (datetime.combine(day, s.time) for s in slots if s.weekday == day.weekday())
        for when in sorted(wall.instant_or_next(time_, zone) for time_ in walls):
            if when > last:
                yield when
                last = when
        day += timedelta(days=1)


def is_late(due_at: datetime, now: datetime, late: timedelta) -> bool:
    """Whether a missed slot is too old to be fired any more."""
    return now - due_at > late


def weekdays(text: str) -> list[int]:
    """The days of a plain text ("mon-fri", "di, do", "weekend", "daily") as numbers, 0 is Monday;
    empty where it names none, or something else as well."""
    if text in WEEKEND_WORDS:
        return [5, 6]
    if text in _DAILY:
        return list(range(7))
    if text == "weekdays":
        return list(range(5))
    found: list[int] = []
    for piece in re.split(r" ?[,;+/&] ?| (?:and|und|et|e) ", text.strip(" ,")):
        days = _range(piece)
        if not days:
            return []
        found += days
    return sorted(set(found))


def _range(text: str) -> list[int]:
    """ "mon-fri" or "tue" as numbers; empty if it is neither."""
    ends = [WEEKDAY_NUMBERS.get(word.strip(" .")) for word in re.split(r"[-–]", text)]
    if len(ends) > 2 or None in ends:
        return []
    first, last = ends[0] or 0, ends[-1] or 0
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _meant(days: str, clock: time | None) -> str:
    """What would be right, with the weekday that was probably meant."""
    from difflib import get_close_matches

    word = (re.findall(r"[^\W\d]+", days) or [""])[0]
    close = get_close_matches(word, WEEKDAY_NUMBERS, n=1, cutoff=0.7)
    if not close:
        return _HINT
    return f'write e.g. "{Slot(WEEKDAY_NUMBERS[close[0]], clock or time(9))}"'
