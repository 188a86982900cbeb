"""Dates as people write them, in four languages; what is unclear is refused and explained."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.errors import ConfigError, Exit
from repurpose.schedule.dates import echo, parse

ZURICH = ZoneInfo("Europe/Zurich")
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=ZURICH)  # a Tuesday
ZONES = ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/London",
         "UTC", "America/Sao_Paulo", "Pacific/Apia"]  # fmt: skip


def said(text: str) -> str:
    return echo(parse(text, now=NOW, zone=ZURICH), ZURICH)


@pytest.mark.parametrize(
    "text",
    [
        "5.12.2026 09:00", "5.12. 9:00", "05.12.26 9.00", "5. 12. 2026, 9 Uhr", "5.12.2026 9:00 Uhr",
        "5. Dezember 2026, 9 Uhr", "Samstag, 5. Dezember, um 9 Uhr", "am 5. Dez. um 9",
        "9 Uhr am 5. Dezember", "5 décembre 2026 9h00", "le 5 décembre à 9h", "sam. 5 déc. 9h",
        "5 dicembre 2026 ore 9", "sabato 5 dicembre alle 9", "il 5 dic. alle ore 9",
        "December 5th, 2026 at 9am", "Dec 5 9:00", "5th of December 9 a.m.", "Sat 5 Dec 2026, 09:00 CET",
        "2026-12-05T09:00", "2026-12-05 09:00", "2026-12-05T09:00:00", "2026-12-05T08:00Z",
        "2026-12-05T08:00:00.000Z", "2026-12-05T09:00+01:00", "2026-12-05 03:00 -05:00",
        "2026-12-05 08:00 UTC", "2026/12/05 9:00", "+11d 9:00", "  5.12.2026\t09:00 ", "5. DEZEMBER 2026 9 UHR",
    ],
)  # fmt: skip
def test_the_same_morning_in_many_ways(text: str) -> None:
    assert said(text) == "Sat 5 Dec 2026, 09:00 CET"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+2d", "Thu 26 Nov 2026, 09:30 CET"),
        ("+3h", "Tue 24 Nov 2026, 12:30 CET"),
        ("+45m", "Tue 24 Nov 2026, 10:15 CET"),
        ("+1w", "Tue 1 Dec 2026, 09:30 CET"),
        ("+1d12h", "Wed 25 Nov 2026, 21:30 CET"),
        ("+2 Tage 9:00", "Thu 26 Nov 2026, 09:00 CET"),
        ("Di 09:31", "Tue 24 Nov 2026, 09:31 CET"),
        ("Di 09:30", "Tue 1 Dec 2026, 09:30 CET"),
        ("mardi 9h", "Tue 1 Dec 2026, 09:00 CET"),
        ("mercoledì ore 9", "Wed 25 Nov 2026, 09:00 CET"),
        ("Thursday 5 pm", "Thu 26 Nov 2026, 17:00 CET"),
        ("morgen 9:00", "Wed 25 Nov 2026, 09:00 CET"),
        ("übermorgen um 9 Uhr", "Thu 26 Nov 2026, 09:00 CET"),
        ("après-demain à 9h", "Thu 26 Nov 2026, 09:00 CET"),
        ("demain 9h30", "Wed 25 Nov 2026, 09:30 CET"),
        ("domani alle 9", "Wed 25 Nov 2026, 09:00 CET"),
        ("tomorrow 12am", "Wed 25 Nov 2026, 00:00 CET"),
        ("today 17:30", "Tue 24 Nov 2026, 17:30 CET"),
        ("heute 10 Uhr", "Tue 24 Nov 2026, 10:00 CET"),
        ("aujourd'hui 12h", "Tue 24 Nov 2026, 12:00 CET"),
        ("1.1. 9:00", "Fri 1 Jan 2027, 09:00 CET"),
        ("1er mars 2027 14h", "Mon 1 Mar 2027, 14:00 CET"),
        ("mar 2 mar 2027 9h", "Tue 2 Mar 2027, 09:00 CET"),
        ("1. März 2027 8:00", "Mon 1 Mar 2027, 08:00 CET"),
        ("25/12/2026 9:00", "Fri 25 Dec 2026, 09:00 CET"),
        ("12/25/2026 9:00", "Fri 25 Dec 2026, 09:00 CET"),
        ("5/5/2027 9:00", "Wed 5 May 2027, 09:00 CEST"),
        ("5.12. 20.30", "Sat 5 Dec 2026, 20:30 CET"),
        ("29.2.2028 9:00", "Tue 29 Feb 2028, 09:00 CET"),
        ("31.10.2027 02:30", "Sun 31 Oct 2027, 02:30 CEST"),
        ("31.10.2027 02:30 CET", "Sun 31 Oct 2027, 02:30 CET"),
    ],
)
def test_what_is_read(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("05/12/2026 9:00", "05/12/2026 is 5 Dec or 12 May", "write 5 Dec 2026 or 12 May 2026"),
        ("5-12-2026 9:00", "5-12-2026 is 5 Dec or 12 May", "write 5 Dec 2026"),
        ("9:00", "the day is missing", "write e.g. today 09:00 or tomorrow 09:00"),
        ("5.12.2026", "the time is missing", "write e.g. 5.12.2026 09:00"),
        ("tomorrow", "the time is missing", "write e.g. tomorrow 09:00"),
        ("2026-12-05", "the time is missing", "write e.g. 2026-12-05 09:00"),
        ("next Tue 9:00", "it may mean this week or the next", "write the date"),
        ("nächsten Dienstag 9:00", "it may mean this week or the next", "write the date"),
        ("mardi prochain 9h", "it may mean this week or the next", "write the date"),
        ("31.2.2027 9:00", "there is no 31 Feb 2027", "write e.g."),
        ("29.2.2027 9:00", "there is no 29 Feb 2027", "write e.g."),
        ("1.13.2027 9:00", "there is no month 13", "write e.g."),
        ("5.12.2026 25:00", "'25:00' is not a time of day", "09:00"),
        ("5.12.2026 13 pm", "'13 pm' is not a time of day", "09:00"),
        ("Sunday 5.12.2026 9:00", "5 Dec 2026 is a Sat, not a Sun", "write e.g."),
        ("Mon Tue 9:00", "it names two weekdays", "write e.g."),
        ("5.12.2026 9:00 10:00", "'10:00' is not understood", "a day and a time only"),
        ("5.12.2026 09:00 EST", "'est' is not understood", "like +01:00"),
        ("5.12.2026 09:00 CEST", "CEST is not the time in Europe/Zurich then", "leave CEST out"),
        ("5.12.2026 09:00 +15:00", "+15:00 is not an offset from UTC", "+01:00"),
        ("28.3.2027 02:30", "02:30 does not exist on 28 Mar 2027 in Europe/Zurich: the clocks go "
         "forward", "the first time after it: Sun 28 Mar 2027, 03:00 CEST"),
        ("heute 9:00", "is past: Tue 24 Nov 2026, 09:00 CET", "still to come"),
        ("1.10. 9:00", "is past: Thu 1 Oct 2026", "still to come"),
        ("1.1.1999 9:00", "is past: Fri 1 Jan 1999", "still to come"),
        ("+0m", "is past", "still to come"),
        ("5.12.2062 9:00", "is too far away: Tue 5 Dec 2062", "check the year"),
        ("+99999w", "is too far away", ""),
        ("+2x", "not a length of time from now", "+45m"),
        ("+2h 9:00", "do not go together", "+2d 09:00"),
        ("soon", "'soon' is not understood", "write e.g. 5.12.2026 09:00"),
        ("", "the day is missing", "write e.g."),
        ("🎉", "'🎉' is not understood", "write e.g."),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        said(text)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.exit_code == Exit.USAGE
    assert "\n" not in caught.value.message


@given(zone=st.sampled_from(ZONES), minutes=st.integers(1, 5 * 365 * 1440))
def test_what_is_echoed_can_be_typed_again(zone: str, minutes: int) -> None:
    there = ZoneInfo(zone)
    when = NOW.astimezone(UTC) + timedelta(minutes=minutes)
    assert parse(echo(when, there), now=NOW, zone=there) == when


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Zurich", datetime(2027, 10, 31, 1, tzinfo=UTC)),
        ("Europe/London", datetime(2027, 10, 31, 1, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 11, 7, 6, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2027, 4, 3, 15, tzinfo=UTC)),
    ],
)
def test_in_a_doubled_hour_the_zone_tells_the_two_apart(zone: str, change: datetime) -> None:
    there = ZoneInfo(zone)
    moments = [change + timedelta(minutes=minutes) for minutes in range(-90, 90, 10)]
    assert len({when.astimezone(there).replace(tzinfo=None) for when in moments}) < len(moments)
    for when in moments:
        assert parse(echo(when, there), now=NOW, zone=there) == when


@given(text=st.text("0123456789.:/-+ ,TZhDiMonDezmorgneürAp", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Never anything else, and never the past."""
    try:
        when = parse(text, now=NOW, zone=ZURICH)
    except ConfigError:
        return
    assert when > NOW
    assert when.tzinfo is UTC


@pytest.mark.parametrize("text", ["+1d", "+2d", "+1d12h"])
def test_days_from_now_keep_the_time_on_the_wall(text: str) -> None:
    before = datetime(2027, 3, 27, 9, 0, tzinfo=ZURICH)  # the night before the clocks go forward
    local = parse(text, now=before, zone=ZURICH).astimezone(ZURICH)
    assert (local.hour, local.minute) == ((21, 0) if "h" in text else (9, 0))


def test_hours_from_now_are_counted_as_they_pass() -> None:
    before = datetime(2027, 3, 28, 1, 0, tzinfo=ZURICH)
    assert echo(parse("+2h", now=before, zone=ZURICH), ZURICH) == "Sun 28 Mar 2027, 04:00 CEST"
