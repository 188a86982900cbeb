"""Dates as people write them in German, English, French and Italian; refused when unclear or past.

A text is taken apart piece by piece: the zone, the day, the weekday, the clock time. What is left
over was not understood, and a date that is not understood in full is refused, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from repurpose.errors import ConfigError
from repurpose.schedule import wall
from repurpose.schedule.calendar_words import MONTHS, WEEKDAY_NUMBERS, WEEKDAYS, plain
from repurpose.schedule.clock import take_clock
from repurpose.schedule.days import Unclear, take_day
from repurpose.schedule.duration import amounts

_ZONED = re.compile(r"(?<=[\d\s])(?P<name>z|utc|gmt)$|(?<=[\d\s])(?P<offset>[+-]\d\d:?\d\d)$")
_ABBREVIATION = re.compile(r"(?<=\d) (?P<name>[a-z]{3,5})$")
_FILLERS = re.compile(r"\b(?:am|on|the|den|der|le|il|un|uhr|del|und|and|kommende[nrs]?)\b|[,.;]")
_EXAMPLE = "write e.g. 5.12.2026 09:00, Tue 09:00, tomorrow 9:00, 2026-12-05T09:00 or +2d"
_OTHER_ZONE = "write a day and a time only; another time zone is written like +01:00"
_MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class _Zone:
    """The zone a text is in. `told` is the part that names it: "+01:00", "cet" or ""."""

    tz: ZoneInfo
    offset: timedelta | None = None
    told: str = ""


def parse(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, that a person means.

    Read are "5.12.2026 09:00", "5.12. 9:00", "5. Dezember 2026, 9 Uhr", "5 décembre 2026 9h30",
    "Di 09:00", "morgen 9:00", ISO with and without a zone, "+2d", "+3h", "+1w 09:00". A doubled
    hour in autumn is its first, unless the zone is written behind it as `echo` does.

    Args:
        now: The present, aware.
        zone: The zone of texts that name none.

    Raises:
        ConfigError: unclear, impossible, past, or jumped over by the clocks.
    """
    try:
        when = _from_now(text, now, zone) or _instant(text, now, zone)
    except Unclear as error:
        hint = error.hint or _EXAMPLE
        raise ConfigError(f"{text!r} is unclear: {error}", hint=hint) from error
    except OverflowError as error:
        raise ConfigError(f"{text!r} is too far away", hint=_EXAMPLE) from error
    if when <= now:
        raise ConfigError(
            f"{text!r} is past: {echo(when, zone)}",
            hint="write a time that is still to come, e.g. tomorrow 09:00",
        )
    if when > now + timedelta(days=366 * _MOST_YEARS):
        raise ConfigError(f"{text!r} is too far away: {echo(when, zone)}", hint="check the year")
    return when


def echo(when: datetime, zone: ZoneInfo) -> str:
    """An instant with weekday and zone: "Sat 5 Dec 2026, 09:00 CET"."""
    local = when.astimezone(zone)
    name = local.tzname() or ""
    name = name if name.isalpha() else f"{local:%z}"[:3] + ":" + f"{local:%z}"[3:5]
    return (
        f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}, "
        f"{local:%H:%M} {name}"
    )


def _from_now(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """ "+2d", "+1d12h", "+1w 09:00"; None if the text does not begin with a plus.

    Days and weeks keep the time on the wall, hours and minutes are counted as they pass.
    """
    text = plain(text)
    if not text.startswith("+"):
        return None
    clock, steps = None, amounts(text[1:])
    if steps is None:
        clock, rest = take_clock(text[1:])
        steps = amounts(rest)
    if steps is None:
        raise Unclear("not a length of time from now", "write e.g. +45m, +3h, +2d, +1w")
    if clock and steps.keys() & {"hours", "minutes"}:
        raise Unclear("hours from now and a time of day do not go together", "write e.g. +2d 09:00")
    days = {unit: steps.pop(unit) for unit in ("days", "weeks") if unit in steps}
    local = now.astimezone(zone).replace(tzinfo=None) + timedelta(**days)
    if clock:
        return _existing(datetime.combine(local, clock), zone)
    start = wall.instant_or_next(local, zone) if days else now.astimezone(UTC)
    return start + timedelta(**steps)


def _instant(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    rest, told = _take_zone(plain(text), zone)
    there = now.astimezone(told.tz if told.offset is None else UTC)
    if told.offset is not None:
        there = there + told.offset
    today = there.replace(tzinfo=None)
    found, rest = take_day(rest, today.date())
    weekday, rest = _take_weekday(rest)
    clock, rest = take_clock(rest.replace(" t ", " "))
    left = _FILLERS.sub(" ", rest).split()
    if left:
        raise Unclear(
            f"{' '.join(left)!r} is not understood", _OTHER_ZONE if found and clock else ""
        )
    if found is None and weekday is None:
        raise Unclear("the day is missing", _with_day(clock))
    if clock is None:
        raise Unclear("the time is missing", f"write e.g. {text.strip()} 09:00")
    day = _on_weekday(found, weekday) if found else _coming(weekday, clock, today)
    return _placed(datetime.combine(day, clock), told)


def _take_zone(text: str, zone: ZoneInfo) -> tuple[str, _Zone]:
    """The zone at the end of a text, and the text without it."""
    if match := _ZONED.search(text):
        if match["name"] is None and not re.search(r"\d[:.]?\d\d$", text[: match.start()].strip()):
            return text, _Zone(zone)  # 2026-12-05: the end of a date, not an offset
        return text[: match.start()].strip(), _Zone(zone, _offset(match["offset"]), match.group())
    if (match := _ABBREVIATION.search(text)) and match["name"] in _names(zone):
        return text[: match.start()].strip(), _Zone(zone, None, match["name"])
    return text, _Zone(zone)


def _names(zone: ZoneInfo) -> set[str]:
    """What a zone's time is called in the course of a year: cet and cest."""
    months = (datetime(2026, month, 1, tzinfo=zone) for month in range(1, 13))
    return {(moment.tzname() or "").casefold() for moment in months}


def _offset(text: str | None) -> timedelta:
    if text is None:
        return timedelta(0)
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise Unclear(f"{text} is not an offset from UTC", "write e.g. +01:00")
    return timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1)


def _placed(local: datetime, told: _Zone) -> datetime:
    """The instant of a wall time in the zone that the text names."""
    if told.offset is not None:
        return (local - told.offset).replace(tzinfo=UTC)
    if not told.told:
        return _existing(local, told.tz)
    both = [local.replace(tzinfo=told.tz, fold=fold) for fold in (0, 1)]
    for moment in both:
        if (moment.tzname() or "").casefold() == told.told and wall.exists(local, told.tz):
            return moment.astimezone(UTC)
    name = told.told.upper()
    raise Unclear(
        f"{name} is not the time in {told.tz.key} then", f"leave {name} out, or write e.g. +01:00"
    )


def _existing(local: datetime, zone: ZoneInfo) -> datetime:
    if wall.exists(local, zone):
        return wall.instant(local, zone)
    after = wall.instant_or_next(local, zone)
    raise ConfigError(
        f"{local:%H:%M} does not exist on {local.day} {MONTHS[local.month - 1]} {local.year} in "
        f"{zone.key}: the clocks go forward",
        hint=f"the first time after it: {echo(after, zone)}",
    )


def _take_weekday(text: str) -> tuple[int | None, str]:
    """The weekday in a text, and the text without it."""
    number, rest = None, []
    for word in text.split():
        found = WEEKDAY_NUMBERS.get(word.strip(".,"))
        if found is None:
            rest.append(word)
        elif number is not None:
            raise Unclear("it names two weekdays")
        else:
            number = found
    return number, " ".join(rest)


def _on_weekday(day: date, weekday: int | None) -> date:
    if weekday is not None and day.weekday() != weekday:
        is_, said = WEEKDAYS[day.weekday()], WEEKDAYS[weekday]
        raise Unclear(f"{day.day} {MONTHS[day.month - 1]} {day.year} is a {is_}, not a {said}")
    return day


def _coming(weekday: int | None, clock: time, now: datetime) -> date:
    """The next day of that name on which the time is still ahead; that may be today."""
    assert weekday is not None
    ahead = (weekday - now.weekday()) % 7
    if ahead == 0 and clock <= now.time():
        ahead = 7
    return now.date() + timedelta(days=ahead)


def _with_day(clock: time | None) -> str:
    return f"write e.g. today {clock:%H:%M} or tomorrow {clock:%H:%M}" if clock else _EXAMPLE
