"""Slots stay at their time on the wall, whatever the clocks do."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.errors import ConfigError
from repurpose.schedule.slots import (
    DEFAULT_SLOTS,
    Slot,
    is_late,
    parse_slot,
    upcoming,
)

ZURICH = ZoneInfo("Europe/Zurich")
# the clocks go forward and back: Zurich by an hour at 2, New York at 2, Lord Howe by half an hour
ZONES = [ZURICH, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")]
CHANGES = [
    datetime(2026, 3, 29, tzinfo=UTC),
    datetime(2026, 10, 25, tzinfo=UTC),
    datetime(2027, 3, 14, tzinfo=UTC),
    datetime(2027, 11, 7, tzinfo=UTC),
    datetime(2027, 4, 4, tzinfo=UTC),
    datetime(2027, 10, 3, tzinfo=UTC),
]

zones = st.sampled_from(ZONES)
# close to a change, and often within the hours that are skipped or doubled
starts = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-14 * 1440, 7 * 1440),
)
night_times = st.builds(time, st.integers(0, 4), st.sampled_from([0, 15, 30, 45, 59]))
slots_of_week = st.sets(
    st.builds(
        Slot, st.integers(0, 6), night_times | st.times().map(lambda t: time(t.hour, t.minute))
    ),
    min_size=1,
    max_size=6,
).map(lambda found: tuple(sorted(found)))


def happens(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether a wall time exists: there is an instant that shows it."""
    near = wall.replace(tzinfo=UTC) - wall.replace(tzinfo=zone).utcoffset()  # type: ignore[operator]
    return any(
        (near + timedelta(minutes=shift)).astimezone(zone).replace(tzinfo=None) == wall
        for shift in (-60, -30, 0, 30, 60)
    )


@given(slots=slots_of_week, zone=zones, start=starts)
def test_slots_rise_strictly_and_stay_on_the_wall(
    slots: tuple[Slot, ...], zone: ZoneInfo, start: datetime
) -> None:
    last = start
    for when in islice(upcoming(slots, zone, start), 20):
        assert when.tzinfo is UTC
        assert when > last
        last = when
        local = when.astimezone(zone)
        wall = local.replace(tzinfo=None)
        if Slot(local.weekday(), local.time()) in slots:
            continue
        # not at the time of a slot: then one was jumped over, and this is the first minute after
        before = (when - timedelta(minutes=1)).astimezone(zone).replace(tzinfo=None)
        jumped = [
            slot
            for slot in slots
            if slot.weekday == wall.weekday() and before.time() < slot.time < wall.time()
        ]
        assert jumped
        assert all(not happens(datetime.combine(wall, slot.time), zone) for slot in jumped)


@given(slots=slots_of_week, zone=zones, start=starts)
def test_each_slot_fires_once_a_day_even_in_a_doubled_hour(
    slots: tuple[Slot, ...], zone: ZoneInfo, start: datetime
) -> None:
    found = [when.astimezone(zone) for when in islice(upcoming(slots, zone, start), 30)]
    walls = Counter(local.replace(tzinfo=None, fold=0) for local in found)
    assert max(walls.values()) == 1
    assert all(local.fold == 0 for local in found), "of a doubled hour, the first"
    a_day = Counter(local.date() for local in found)
    for day, count in a_day.items():
        assert count <= sum(slot.weekday == day.weekday() for slot in slots)


@given(slots=slots_of_week, zone=zones, start=starts)
def test_no_slot_is_left_out(slots: tuple[Slot, ...], zone: ZoneInfo, start: datetime) -> None:
    found = list(islice(upcoming(slots, zone, start), 30))
    day = start.astimezone(zone).date() + timedelta(days=1)
    while (end := datetime.combine(day, time(23, 59), zone)) < found[-1]:
        for slot in slots:
            wall = datetime.combine(day, slot.time)
            if slot.weekday == day.weekday() and happens(wall, zone):
                assert wall.replace(tzinfo=zone).astimezone(UTC) in found
        day = end.date() + timedelta(days=1)


@pytest.mark.parametrize(
    ("slot", "start", "expected"),
    [
        ("Sun 02:30", "2026-03-28T12:00", "2026-03-29T03:00+02:00"),  # jumped over
        ("Sun 03:00", "2026-03-28T12:00", "2026-03-29T03:00+02:00"),
        ("Sun 02:30", "2026-10-24T12:00", "2026-10-25T02:30+02:00"),  # doubled: the first
        ("Sun 02:30", "2026-10-25T02:30", "2026-11-01T02:30+01:00"),  # and not again
        ("Tue 09:00", "2026-03-24T10:00", "2026-03-31T09:00+02:00"),
        ("Tue 09:00", "2026-11-24T08:59", "2026-11-24T09:00+01:00"),
        ("Tue 09:00", "2026-11-24T09:00", "2026-12-01T09:00+01:00"),  # strictly after
    ],
)
def test_zurich(slot: str, start: str, expected: str) -> None:
    after = datetime.fromisoformat(start).replace(tzinfo=ZURICH)
    found = next(upcoming(parse_slot(slot), ZURICH, after))
    assert found == datetime.fromisoformat(expected)


def test_two_slots_that_clocks_jump_over_become_one() -> None:
    slots = parse_slot("Sun 02:10") + parse_slot("Sun 02:40") + parse_slot("Sun 03:00")
    start = datetime(2026, 3, 28, 12, tzinfo=ZURICH)
    found = [
        when.astimezone(ZURICH).isoformat() for when in islice(upcoming(slots, ZURICH, start), 2)
    ]
    assert found == ["2026-03-29T03:00:00+02:00", "2026-04-05T02:10:00+02:00"]


def test_a_day_that_does_not_exist_moves_to_the_next() -> None:
    apia = ZoneInfo("Pacific/Apia")  # went from 29 to 31 December 2011
    found = next(upcoming(parse_slot("Fri 09:00"), apia, datetime(2011, 12, 29, 12, tzinfo=apia)))
    assert found.astimezone(apia).isoformat() == "2011-12-31T00:00:00+14:00"


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Tue 09:00", "Tue 09:00"),
        ("Di 9:00", "Tue 09:00"),
        ("Dienstag, 9 Uhr", "Tue 09:00"),
        ("mar. 9h", "Tue 09:00"),
        ("mardi à 9h30", "Tue 09:30"),
        ("lunedì ore 9", "Mon 09:00"),
        ("SAT 9 pm", "Sat 21:00"),
        ("Di und Do 9.30 Uhr", "Tue 09:30, Thu 09:30"),
        ("Mon, Wed, Fri 12:00", "Mon 12:00, Wed 12:00, Fri 12:00"),
        ("Mo–Mi 8:00", "Mon 08:00, Tue 08:00, Wed 08:00"),
        ("Sat-Mon 8:00", "Mon 08:00, Sat 08:00, Sun 08:00"),
        ("Wochenende 10 Uhr", "Sat 10:00, Sun 10:00"),
        ("weekdays 12:00", "Mon 12:00, Tue 12:00, Wed 12:00, Thu 12:00, Fri 12:00"),
        (
            "täglich 8:30",
            ", ".join(f"{day} 08:30" for day in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
        ),
        (
            "daily 08:30",
            ", ".join(f"{day} 08:30" for day in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
        ),
    ],
)
def test_slots_as_people_write_them(text: str, slots: str) -> None:
    assert ", ".join(str(slot) for slot in parse_slot(text)) == slots


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("Thue 9:30", "'Thue 9:30' is not a weekday and a time", 'write e.g. "Tue 09:30"'),
        ("Tue 9", "'Tue 9' is not a weekday and a time", 'write e.g. "Tue 09:00"'),
        ("09:00", "'09:00' is not a weekday and a time", "daily 08:30"),
        ("Tue 25:00", "'25:00' is not a time of day", "09:00"),
        ("Tue 9:00 often", "'Tue 9:00 often' is not a weekday and a time", "Tue 09:00"),
        ("", "'' is not a weekday and a time", "Tue 09:00"),
    ],
)
def test_what_is_no_slot_is_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_slot(text)
    assert caught.value.message == message
    assert hint in caught.value.hint


def test_the_default_is_twice_a_week() -> None:
    assert [str(slot) for slot in DEFAULT_SLOTS] == ["Tue 09:00", "Thu 09:00"]


def test_late_is_more_than_allowed() -> None:
    due, hour = datetime(2026, 11, 24, 9, tzinfo=ZURICH), timedelta(hours=1)
    assert not is_late(due, due + hour, hour)
    assert is_late(due, due + hour + timedelta(seconds=1), hour)
    assert not is_late(due, due - hour, timedelta(0))
