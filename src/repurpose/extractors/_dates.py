"""Dates as people write them, in German, English, French and Italian, and whether they are over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    r"jan(?:uar|uary|v(?:ier)?|\.)?|jänner|gen(?:naio)?",
    r"feb(?:r|ruar|ruary|braio)?|fév(?:r|rier)?",
    r"mär(?:z)?|mar(?:ch|s|zo)?|mrz",
    r"apr(?:il|ile)?|avr(?:il)?",
    r"mai|may|mag(?:gio)?",
    r"jun[ie]?|juin|giu(?:gno)?",
    r"jul[iy]?|juil(?:l|let)?|lug(?:lio)?",
    r"aug(?:ust)?|août|ago(?:sto)?",
    r"sept?(?:ember|embre)?|set(?:t|tembre)?",
    r"okt(?:ober)?|oct(?:ober|obre)?|ott(?:obre)?",
    r"nov(?:ember|embre)?",
    r"dez(?:ember)?|dec(?:ember)?|déc(?:embre)?|dic(?:embre)?",
)
_MONTH = re.compile(
    "|".join(f"(?P<m{n}>(?:{words})\\.?)" for n, words in enumerate(_MONTHS, 1)), re.I
)
_NAME = rf"(?:{'|'.join(_MONTHS)})\b\.?"
_YEAR = r"(?P<year>20\d\d|19\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_NAME_SIGN = r"\b(?:jan|jän|gen|feb|fév|mär|mar|mrz|apr|avr|mai|may|mag|ju[nli]|giu|lug|aug|aoû|ago|sep|set|okt|oct|ott|nov|dez|dec|déc|dic)"
# How dates are written, each with what is quickly seen to be missing where there is none.
_FORMS = tuple(
    (re.compile(form, re.IGNORECASE), re.compile(sign, re.IGNORECASE))
    for form, sign in (
        (r"\b(?P<year>20\d\d|19\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b", r"-[01]\d-"),
        (rf"(?<![\d.,]){_DAY}\.\s?(?P<number>[01]?\d)\.(?:\s?{_YEAR})?(?![\d%])", r"\d\.\s?\d"),
        (
            rf"(?<![\d.,])(?<!\d[’']){_DAY}(?:\.|er|°|º|st|nd|rd|th)?\s(?:of\s)?(?P<name>{_NAME})(?:,?\s{_YEAR})?(?!\w)",
            _NAME_SIGN,
        ),
        (rf"\b(?P<name>{_NAME})\s{_DAY}(?:st|nd|rd|th)?\b(?![.:,]\d)(?:,?\s{_YEAR})?", _NAME_SIGN),
        (rf"\b(?P<name>{_NAME})\s{_YEAR}\b", _NAME_SIGN),
    )
)
CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3])(?:[.:h]\s?[0-5]\d)?\s?(?:uhr|h\b|heures?\b|a\.?m\b|p\.?m\b)|\b(?:[01]?\d|2[0-3])[:h][0-5]\d\b|"
    r"\b(?:alle|dalle)(?: ore)? \d{1,2}\b|\bà \d{1,2} ?h",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
NEWS_DAYS = 365  # how long an open position or a new product is news


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a text: `start` to `end` are its characters. Without `day` it is a whole month."""

    month: int
    day: int | None
    year: int | None
    start: int
    end: int

    def last(self, written: date | None) -> date | None:
        """The day, or the month's last one; without a year the next one after `written`. None where
        there is no such day, or no telling which year."""
        year = self.year if self.year is not None else (written.year if written else None)
        if year is None:
            return None
        found = _date(year, self.month, self.day)
        if found and self.year is None and written and found < written:
            return _date(year + 1, self.month, self.day)
        return found


def days(text: str) -> list[Day]:
    """The dates of a text with a day or a year, in order."""
    found: list[Day] = []
    if not _DIGIT.search(text):
        return found
    for form, sign in _FORMS:
        for match in form.finditer(text) if sign.search(text) else ():
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            if day := _day(match):
                found.append(day)
    return sorted(found, key=lambda day: day.start)


def _day(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    number = parts.get("number")
    month = int(number) if number else _month(parts["name"] or "")
    day = int(parts["day"]) if parts.get("day") else None
    year = int(parts["year"]) if parts.get("year") else None
    if not 1 <= month <= 12 or (day is not None and _date(year or 2024, month, day) is None):
        return None
    return Day(month, day, year, match.start(), match.end())


def _month(name: str) -> int:
    match = _MONTH.fullmatch(name)
    return int((match.lastgroup or "m0")[1:]) if match else 0


def _date(year: int, month: int, day: int | None) -> date | None:
    try:
        if day is not None:
            return date(year, month, day)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None


def day_of(written: str | None) -> date | None:
    """The day of an ISO date or time; None where there is none."""
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def is_over(found: list[Day], written: date | None, today: date | None) -> bool:
    """Whether the first of the dates lies before the day the text is from, or before today; so
    does each date whose year is told where neither is known: nobody can say that it is to come."""
    if not found:
        return False
    last = found[0].last(written)
    if last is None:
        return False
    known = [day for day in (written, today) if day is not None]
    return not known or last < max(known)


def years(text: str) -> Iterator[int]:
    """The years that a text names."""
    return (int(year) for year in re.findall(r"(?<![\d.,’'])(?:19|20)\d\d(?![\d’'])", text))
