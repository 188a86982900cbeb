"""A slot that is given breaks no limit: spacing, quiet hours, holidays, a day's count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from repurpose.errors import ConfigError
from repurpose.schedule.limits import Limits
from repurpose.schedule.planning import Planning, Taken
from repurpose.schedule.quiet import parse_quiet
from repurpose.schedule.slots import Slot, parse_slot, upcoming
from tests.schedule.test_slots import ZURICH, slots_of_week, starts, zones

NIGHT, WEEKEND = parse_quiet("20:00-07:00"), parse_quiet("weekend")
ACCOUNTS = ("twitter", "linkedin", "linkedin:acme")
minutes = st.sampled_from([0, 1, 30, 60, 600, 3000])
limits_ = st.builds(
    lambda own, every, quiet, regions, day: Limits(
        spacing=timedelta(minutes=own), spacing_of_all=timedelta(minutes=every),
        quiet=tuple(quiet), regions=tuple(regions), per_day=day,
    ),
    minutes, minutes,
    st.lists(st.sampled_from([NIGHT, WEEKEND, parse_quiet("Mon-Fri 12:00-13:00")]), max_size=2),
    st.lists(st.sampled_from(["CH-ZH", "DE-BY"]), max_size=1),
    st.none() | st.integers(1, 3),
)  # fmt: skip
all_slots = st.builds(
    lambda found, day: tuple(sorted({*found, Slot(day, time(10))})),  # one that may be free
    slots_of_week,
    st.integers(0, 4),
)


def local(when: datetime, zone: ZoneInfo) -> datetime:
    return when.astimezone(zone).replace(tzinfo=None)


def is_quiet(wall: datetime) -> dict[str, Callable[[], bool]]:
    """Each stretch said once more, by hand."""
    clock, day = wall.time(), wall.weekday()
    return {
        "20:00-07:00": lambda: clock >= time(20) or clock < time(7),
        "weekend": lambda: day >= 5,
        "Mon-Fri 12:00-13:00": lambda: day < 5 and time(12) <= clock < time(13),
    }


@cache
def is_holiday(day: date, region: str) -> bool:
    country, part = region.split("-")
    return day in holidays.country_holidays(country, subdiv=part)


def check(given: list[Taken], limits: Limits, zone: ZoneInfo) -> None:
    """No limit is broken by the times that were given one after the other."""
    for number, each in enumerate(given):
        wall = local(each.when, zone)
        assert not any(is_quiet(wall)[quiet.said]() for quiet in limits.quiet)
        for region in limits.regions:
            assert not is_holiday(wall.date(), region)
        same_day = [
            other for other in given
            if other.account == each.account and local(other.when, zone).date() == wall.date()
        ]  # fmt: skip
        assert len(same_day) <= (limits.per_day or len(same_day))
        for other in given[:number]:
            apart = abs(each.when - other.when)
            own = other.account == each.account
            assert apart >= (limits.spacing if own else limits.spacing_of_all)
            assert not own or apart


@settings(max_examples=40)
@given(limits=limits_, slots=all_slots, zone=zones, start=starts, data=st.data())
def test_no_slot_breaks_a_limit(
    limits: Limits, slots: tuple[Slot, ...], zone: ZoneInfo, start: datetime, data: st.DataObject
) -> None:
    taken: list[Taken] = []
    for account in data.draw(st.lists(st.sampled_from(ACCOUNTS), min_size=1, max_size=8)):
        found = Planning(zone, limits, taken).next_free(account, slots, start)
        assert found > start
        taken.append(Taken(found, account))
    check(taken, limits, zone)


@settings(max_examples=40)
@given(limits=limits_, zone=zones, start=starts, accounts=st.lists(st.sampled_from(ACCOUNTS)))
@example(  # within the doubled hour, a quiet time that ends in it
    limits=Limits(quiet=(parse_quiet("20:00-07:00"),)), zone=ZURICH,
    start=datetime(2026, 10, 25, 0, 30, tzinfo=UTC), accounts=["twitter"],
)  # fmt: skip
def test_the_earliest_time_breaks_none_and_no_earlier_one_is_free(
    limits: Limits, zone: ZoneInfo, start: datetime, accounts: list[str]
) -> None:
    taken: list[Taken] = []
    for account in accounts[:6]:
        planning = Planning(zone, limits, taken)
        found = planning.earliest(account, start)
        earlier = found - timedelta(minutes=1)
        assert earlier < start or list(planning.obstacles(account, earlier))
        taken.append(Taken(found, account))
    if limits.spacing:  # else several posts may share an instant that nobody asked to keep apart
        check(taken, limits, zone)


@given(slots=slots_of_week, zone=zones, start=starts, count=st.integers(1, 12))
def test_without_limits_it_is_the_first_slot_that_nobody_has(
    slots: tuple[Slot, ...], zone: ZoneInfo, start: datetime, count: int
) -> None:
    taken: list[Taken] = []
    for _ in range(count):
        free = Planning(zone, Limits(), taken).next_free("x", slots, start)
        taken += [Taken(free, "x"), Taken(free, "another account")]
    assert [each.when for each in taken[::2]] == list(islice(upcoming(slots, zone, start), count))


def test_a_slot_too_close_to_another_account_moves_later_on_its_day() -> None:
    nine = datetime(2026, 12, 1, 9, tzinfo=ZURICH)
    limits = Limits(spacing_of_all=timedelta(minutes=30))
    planning = Planning(ZURICH, limits, [Taken(nine, "twitter")])
    found = planning.next_free("linkedin", parse_slot("Tue 09:00"), nine - timedelta(hours=1))
    assert found == nine + timedelta(minutes=30)
    [obstacle] = planning.obstacles("linkedin", nine + timedelta(minutes=10))
    assert obstacle.why == ("less than 30m from the post of Tue 1 Dec 2026, 09:00 CET of twitter")


def test_where_nothing_is_ever_free_it_says_so() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    planning = Planning(ZURICH, Limits(quiet=(WEEKEND,)))
    with pytest.raises(ConfigError, match="no slot of twitter is free within two years"):
        planning.next_free("twitter", parse_slot("Sat 10:00"), now)
    with pytest.raises(ConfigError, match="no slots"):
        planning.next_free("twitter", (), now)
    with pytest.raises(ConfigError, match="no time of twitter is free"):
        Planning(ZURICH, Limits(quiet=(parse_quiet("daily"),))).earliest("twitter", now)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("20:00-07:00", "2026-12-01T06:59", "2026-12-01T07:00"),
        ("20 Uhr bis 7 Uhr", "2026-12-01T20:00", "2026-12-01T19:59"),
        ("dalle 20 alle 7", "2026-12-01T20:00", "2026-12-01T07:00"),
        ("de 20h à 7h", "2026-12-01T23:00", "2026-12-01T12:00"),
        ("Fr 17:00-24:00", "2026-12-04T17:00", "2026-12-05T00:00"),
        ("Fri 20:00-07:00", "2026-12-05T06:00", "2026-12-06T06:00"),
        ("Sa, So", "2026-12-06T23:59", "2026-12-07T00:00"),
        ("fine settimana", "2026-12-05T00:00", "2026-12-04T23:59"),
        ("Sun", "2026-12-06T12:00", "2026-12-05T12:00"),
        ("weekdays 12:00-13:00", "2026-12-01T12:30", "2026-12-01T13:00"),
    ],
)
def test_quiet_hours_as_people_write_them(text: str, inside: str, outside: str) -> None:
    quiet = parse_quiet(text)
    end = quiet.end_of(datetime.fromisoformat(inside))
    assert end is not None
    assert end > datetime.fromisoformat(inside)
    assert quiet.end_of(datetime.fromisoformat(outside)) is None


@pytest.mark.parametrize("text", ["", "20:00", "20:00-20:00", "20:00-", "Foo 20:00-07:00", "30-07"])
def test_what_is_no_quiet_time_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="is not a time of the week"):
        parse_quiet(text)


def test_whole_days_of_a_holiday_are_left_out() -> None:
    good_friday = date(2027, 3, 26)
    planning = Planning(ZURICH, Limits(regions=("ch-zürich",)))
    start = datetime.combine(good_friday, time(8), ZURICH)
    found = planning.next_free("twitter", parse_slot("Fri 09:00"), start)
    assert found.date() == good_friday + timedelta(days=7)
    assert [o.why for o in planning.obstacles("twitter", start)] == [
        "on a public holiday (ch-zürich: Good Friday)"
    ]
