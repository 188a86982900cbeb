"""Finds free times: slots that no other post has and no limit forbids."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from repurpose.errors import ConfigError
from repurpose.schedule import dates
from repurpose.schedule.limits import Limits, Obstacle, closed, next_day
from repurpose.schedule.slots import Slot, upcoming

HORIZON = timedelta(days=2 * 366)
_HINT = "see slots, quiet, holidays, spacing and at_most below `schedule` in repurpose.yaml"


@dataclass(frozen=True, slots=True, order=True)
class Taken:
    """The time that another post has, or had.

    Attributes:
        when: Aware.
        account: As a label: "twitter", "linkedin:acme".
    """

    when: datetime
    account: str


@dataclass(frozen=True)
class Planning:
    """The times that are taken, and the limits.

    Attributes:
        limits: Of all accounts that have none of their own.
        taken: Of all accounts, past ones as well as far as spacing and a day's count reach back.
        own: The limits of accounts that have their own. How far any two posts are apart is the same for
            all.
    """

    zone: ZoneInfo
    limits: Limits
    taken: Sequence[Taken] = ()
    own: Mapping[str, Limits] = field(default_factory=dict)

    def next_free(self, account: str, slots: Sequence[Slot], after: datetime) -> datetime:
        """The first slot after `after` (aware) that is free, in UTC.

        The time on the wall stays the same across daylight saving. A slot that clocks jump over moves
        to the first minute that exists; one in the doubled hour fires once, the first time. A slot
        that is only too close to another account's post moves later, on the same day and before the
        account's own next slot.

        Raises:
            ConfigError: there are no slots, or none is free within two years.
        """
        if not slots:
            raise ConfigError("there are no slots to schedule posts into", hint=_HINT)
        for slot, following in pairwise(upcoming(slots, self.zone, after)):
            found = self._at_or_after(account, slot, min(following, next_day(slot, self.zone)))
            if found is not None:
                return found
            if slot > after + HORIZON:
                raise ConfigError(f"no slot of {account} is free within two years", hint=_HINT)
        raise AssertionError("slots have no end")

    def earliest(self, account: str, after: datetime) -> datetime:
        """The first instant from `after` (aware) on that no limit forbids.

        Raises:
            ConfigError: there is none within two years.
        """
        when = after
        while blocks := list(self.obstacles(account, when)):
            when = max(block.until for block in blocks)
            if when > after + HORIZON:
                raise ConfigError(f"no time of {account} is free within two years", hint=_HINT)
        return when

    def obstacles(self, account: str, when: datetime) -> Iterator[Obstacle]:
        """What keeps a post of an account from a time."""
        yield from closed(self._limits(account), when, self.zone)
        yield from self._too_close(account, when)
        yield from self._too_many(account, when)
        yield from self._others_too_close(account, when)

    # ── private ──

    def _limits(self, account: str) -> Limits:
        return self.own.get(account, self.limits)

    def _at_or_after(self, account: str, slot: datetime, end: datetime) -> datetime | None:
        when = slot
        while when < end:
            others = list(self._others_too_close(account, when))
            if len(list(self.obstacles(account, when))) > len(others):
                return None
            if not others:
                return when
            when = max(block.until for block in others)
        return None

    def _too_close(self, account: str, when: datetime) -> Iterator[Obstacle]:
        spacing = self._limits(account).spacing
        for other in _near(self._times.get(account, []), when, spacing):
            until = other + max(spacing, timedelta(minutes=1))
            if other == when:
                yield Obstacle(f"at the same time as another post of {account}", until)
            else:
                yield Obstacle(f"less than {_length(spacing)} from {self._named(other)}", until)

    def _others_too_close(self, account: str, when: datetime) -> Iterator[Obstacle]:
        spacing = self.limits.spacing_of_all
        if not spacing:
            return
        for name, times in self._times.items():
            for other in _near(times, when, spacing) if name != account else ():
                why = f"less than {_length(spacing)} from {self._named(other)} of {name}"
                yield Obstacle(why, other + spacing)

    def _too_many(self, account: str, when: datetime) -> Iterator[Obstacle]:
        most = self._limits(account).per_day
        if most is None:
            return
        day = when.astimezone(self.zone).date()
        times = self._times.get(account, [])
        same = sum(other.astimezone(self.zone).date() == day for other in times)
        if same >= most:
            why = f"on a day that has {same} of at most {most} of {account} already"
            yield Obstacle(why, next_day(when, self.zone))

    def _named(self, when: datetime) -> str:
        return f"the post of {dates.echo(when, self.zone)}"

    @cached_property
    def _times(self) -> dict[str, list[datetime]]:
        found: dict[str, list[datetime]] = {}
        for each in sorted(self.taken):
            found.setdefault(each.account, []).append(each.when.astimezone(UTC))
        return found


def _near(times: Sequence[datetime], when: datetime, spacing: timedelta) -> Iterable[datetime]:
    """Those of the sorted times that are less than `spacing` from `when`, or the very same."""
    if not spacing:
        return times[bisect_left(times, when) : bisect_right(times, when)]
    return times[bisect_right(times, when - spacing) : bisect_left(times, when + spacing)]


def _length(span: timedelta) -> str:
    """A length of time as the configuration has it: "90m", "2h", "1d"."""
    minutes = round(span.total_seconds() / 60)
    for unit, size in (("d", 1440), ("h", 60)):
        if minutes % size == 0:
            return f"{minutes // size}{unit}"
    return f"{minutes}m"
