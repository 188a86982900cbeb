"""Wall clock to instant and back, where clocks go forward and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def exists(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether a naive wall time happens; it does not where clocks jump over it."""
    there = wall.replace(tzinfo=zone).astimezone(UTC)
    return there.astimezone(zone).replace(tzinfo=None) == wall


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, of a naive wall time that exists; of a doubled one, the first."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def instant_or_next(wall: datetime, zone: ZoneInfo) -> datetime:
    """As `instant`; where clocks jump over the time, the first minute that exists after it."""
    while not exists(wall, zone):
        wall += timedelta(minutes=1)
    return instant(wall, zone)
