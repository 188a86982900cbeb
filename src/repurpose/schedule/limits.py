"""What a user does not want: posts too close together, at night, on holidays, too many at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from repurpose.schedule import wall
from repurpose.schedule.public_holidays import holiday
from repurpose.schedule.quiet import Quiet

_NONE = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The keys below `schedule` that keep posts from a time.

    Attributes:
        spacing: At least so long between two posts of one account.
        spacing_of_all: At least so long between any two posts.
        quiet: Nothing then.
        regions: Nothing on the public holidays of these.
        per_run: At most so many posts that one `publish --due` sends.
        per_day: At most so many posts a day and account.
    """

    spacing: timedelta = _NONE
    spacing_of_all: timedelta = _NONE
    quiet: tuple[Quiet, ...] = ()
    regions: tuple[str, ...] = ()
    per_run: int | None = None
    per_day: int | None = None

    @property
    def keep_from_times(self) -> bool:
        """Whether any of them keeps a post from any time."""
        return bool(
            self.spacing or self.spacing_of_all or self.quiet or self.regions or self.per_day
        )


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps a post from a time, in words that follow "it is", and the first time (UTC) at
    which this one does not."""

    why: str
    until: datetime


def closed(limits: Limits, when: datetime, zone: ZoneInfo) -> Iterator[Obstacle]:
    """The quiet hours and holidays that a time is in, whatever else is planned."""
    local = when.astimezone(zone).replace(tzinfo=None)
    for quiet in limits.quiet:
        if end := quiet.end_of(local):
            yield Obstacle(f"in quiet hours ({quiet.said})", _after(end, when, zone))
    for region in limits.regions:
        if name := holiday(local.date(), region):
            yield Obstacle(f"on a public holiday ({region}: {name})", next_day(when, zone))


def next_day(when: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the next day."""
    tomorrow = when.astimezone(zone).date() + timedelta(days=1)
    return _after(datetime.combine(tomorrow, datetime.min.time()), when, zone)


def _after(local: datetime, when: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a wall time; where clocks go back, the one that is after `when`."""
    first = wall.instant_or_next(local, zone)
    return first if first > when else local.replace(tzinfo=zone, fold=1).astimezone(first.tzinfo)
