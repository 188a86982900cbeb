"""Clock times as people write them: 9:00, 9.30 Uhr, 9h30, ore 9, à 9h, 9 am."""

from __future__ import annotations

import re
from datetime import time

from repurpose.errors import ConfigError

# on plain text (lower case, no accents: "à" is "a"); tried in this order
_FORMS = tuple(
    re.compile(rf"(?<![\w:.+/-])(?:(?:um|at|a|alle|ore|alle ore) )?{form}(?![\w:/])")
    for form in (
        r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap])\.?m\b\.?",
        r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
        r"(?: ?(?:uhr|h|ore))?",
        r"(?P<hour>\d{1,2}) ?(?:uhr|h)(?: ?(?P<minute>\d\d))?",
        r"(?:(?<=um )|(?<=at )|(?<=a )|(?<=alle )|(?<=ore ))(?P<hour>\d{1,2})",
    )
)


def take_clock(text: str) -> tuple[time | None, str]:
    """The first clock time in a plain text, and the text without it.

    Raises:
        ConfigError: it looks like a time of day and is none (25:00).
    """
    for form in _FORMS:
        if match := form.search(text):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return _time(match), " ".join(rest.split())
    return None, text


def _time(match: re.Match[str]) -> time:
    found = match.groupdict()
    hour, minute = int(found["hour"]), int(found.get("minute") or 0)
    second, half = int(found.get("second") or 0), found.get("half")
    if hour > 23 or minute > 59 or second > 59 or (half and not 1 <= hour <= 12):
        raise ConfigError(
            f"{match.group().strip()!r} is not a time of day", hint="write it like 09:00 or 17:30"
        )
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute, second)
