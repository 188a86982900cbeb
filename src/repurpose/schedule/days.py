"""Days as people write them: 5.12.2026, 5. Dezember, le 1er mars, December 5th, 2026-12-05, morgen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from repurpose.schedule.calendar_words import MONTH_NUMBERS, MONTHS

_ROLL_DAYS = 183  # "5.1." in December means January; further ahead a year must be written

_NEAR = {
    "day after tomorrow": 2, "ubermorgen": 2, "uebermorgen": 2, "apres-demain": 2,
    "apres demain": 2, "dopodomani": 2,
    "heute": 0, "today": 0, "aujourd'hui": 0, "aujourd’hui": 0, "oggi": 0,
    "morgen": 1, "tomorrow": 1, "demain": 1, "domani": 1,
}  # fmt: skip
_NEXT = re.compile(r"\b(next|nachste[nrs]?|naechste[nrs]?|prochaine?|prossim[oa])\b")
_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20|21)\d\d)\b(?!:)"
_SHORT_YEAR = r"(?P<year>\d\d)(?![\d:.h])"


class Unclear(Exception):
    """Why a text cannot be read, and what to write instead."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


def take_day(text: str, today: date) -> tuple[date | None, str]:
    """The day in a plain text (lower case, no accents), and the text without it.

    Raises:
        Unclear: it may mean two days, or none.
    """
    if match := _NEXT.search(text):
        raise Unclear(
            "it may mean this week or the next",
            "write the date, or the weekday alone: it means the next one to come",
        )
    for word, ahead in _NEAR.items():
        if match := re.search(rf"(?<![\w-]){word}(?![\w-])", text):
            return today + timedelta(days=ahead), _without(match, text)
    for pattern, read in _FORMS:
        if match := pattern.search(text):
            return read(match, today), _without(match, text)
    return None, text


def _without(match: re.Match[str], text: str) -> str:
    return " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())


def _numbers(match: re.Match[str], today: date) -> date:
    found = match.groupdict()
    return _day(found.get("year"), int(found["month"]), int(found["day"]), today)


def _words(match: re.Match[str], today: date) -> date:
    found = match.groupdict()
    return _day(found.get("year"), MONTH_NUMBERS[found["month"]], int(found["day"]), today)


def _slashes(match: re.Match[str], today: date) -> date:
    """5/12: day first in Europe, month first in America; read only where it cannot be both."""
    first, second = int(match["first"]), int(match["second"])
    year = match["year"]
    if first != second and first <= 12 and second <= 12:
        tail = f" {year}" if year else ""
        raise Unclear(
            f"{match.group().strip()} is {first} {MONTHS[second - 1]} or "
            f"{second} {MONTHS[first - 1]}",
            f"write {first} {MONTHS[second - 1]}{tail} or {second} {MONTHS[first - 1]}{tail}",
        )
    day, month = (first, second) if second <= 12 else (second, first)
    return _day(year, month, day, today)


def _day(year: str | None, month: int, day: int, today: date) -> date:
    if year:
        return _existing(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = _existing(today.year, month, day)
    if this_year >= today:
        return this_year
    next_year = _existing(today.year + 1, month, day)
    return next_year if next_year - today < timedelta(days=_ROLL_DAYS) else this_year


def _existing(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise Unclear(f"there is no month {month}")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unclear(f"there is no {day} {MONTHS[month - 1]} {year}") from error


_Read = Callable[[re.Match[str], date], date]
_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:t(?=\d)|\b)", _numbers),
        (rf"\b(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}", _numbers),
        (rf"\b(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_SHORT_YEAR}", _numbers),
        (r"\b(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.(?!\d)", _numbers),
        (r"\b(?P<first>\d{1,2})[/-](?P<second>\d{1,2})(?:[/-](?P<year>\d{4}|\d\d))?\b", _slashes),
        (
            rf"\b(?P<day>\d{{1,2}})(?:\.|er|st|nd|rd|th|°)? ?(?:de |of )?"
            rf"\b(?P<month>{_MONTH})\b\.?(?:,? ?{_YEAR})?",
            _words,
        ),
        (
            rf"\b(?P<month>{_MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d|h)"
            rf"(?:,? {_YEAR})?",
            _words,
        ),
    )
)
