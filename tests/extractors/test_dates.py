"""Dates as people write them, and whether they are over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.extractors._dates import Day, days, is_over


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Do., 3. März 2027, 18.30 Uhr", [(3, 3, 2027)]),
        ("am 3.3.2027 oder am 4.3.", [(3, 3, 2027), (4, 3, None)]),
        ("vom 3. bis 5. Mai 2027", [(5, 5, 2027)]),
        ("ab Mai 2027", [(None, 5, 2027)]),
        ("on March 3rd, 2027", [(3, 3, 2027)]),
        ("on the 12th of September", [(12, 9, None)]),
        ("Sept. 12, 2027", [(12, 9, 2027)]),
        ("2027-03-05", [(5, 3, 2027)]),
        ("le 1er avril 2027", [(1, 4, 2027)]),
        ("le 14 févr. 2027", [(14, 2, 2027)]),
        ("sabato 6 marzo", [(6, 3, None)]),
        ("dal 1° maggio 2027", [(1, 5, 2027)]),
        ("Version 3.12.2 mit 1.5 Mio. Zeilen", []),
        ("um 18.30 Uhr auf Folie 12", []),
        ("am 32. Mai und am 30.2.2027", []),
    ],
)
def test_dates(text: str, expected: list[tuple[int | None, int, int | None]]) -> None:
    assert [(day.day, day.month, day.year) for day in days(text)] == expected


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.dates(), st.dates())
def test_a_day_is_over_on_the_next_one(day: date, written: date, today: date) -> None:
    found = [Day(day.month, day.day, day.year, 0, 1)]
    assert is_over(found, written, today) == (day < written or day < today)
    assert is_over(found, None, today) == (day < today)
    assert is_over(found, None, None)


@given(st.text(), st.none() | st.dates(date(2000, 1, 1), date(9000, 1, 1)))
def test_no_text_breaks_it(text: str, today: date | None) -> None:
    assert is_over(days(text), None, today) in (True, False)
