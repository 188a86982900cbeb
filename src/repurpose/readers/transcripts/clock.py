"""Times as transcripts write them, in seconds."""

from __future__ import annotations

import math
import re
from typing import Any

LATEST = 3_600_000.0  # seconds: a thousand hours; what lies behind is a mistake
_CLOCK = re.compile(r"(?:(\d{1,4})[:.])?(\d{1,3})[:.](\d{1,2})(?:[.,;:](\d{1,9}))?")
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(ms|h|min|m|s|sec)?", re.IGNORECASE)
_ISO = re.compile(
    r"PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?", re.IGNORECASE
)
_UNITS = {"h": 3600.0, "min": 60.0, "m": 60.0, "s": 1.0, "sec": 1.0, "ms": 0.001, "": 1.0}


def sound(seconds: float) -> float | None:
    """A time as it is, if it can be one: negative ones become 0, those out of reach None."""
    if not math.isfinite(seconds) or seconds > LATEST:
        return None
    return max(0.0, seconds)


def of_parts(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    """The time of the digits of 01:02:03.500."""
    part = int(fraction) / 10 ** len(fraction) if fraction else 0.0
    return 3600 * int(hours or 0) + 60 * int(minutes) + int(seconds) + part


def seconds_of(value: Any) -> float | None:
    """A time in any of the forms that programs write it into JSON or tables: 1.3, "1.3", "1.300s",
    "1300ms", "00:00:01,300", "PT1.3S", {"seconds": "1", "nanos": 300000000}; None for all else.
    What has a unit is made seconds; a bare number stays what it is."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        try:
            return float(value)
        except OverflowError:
            return None
    if isinstance(value, str):
        return _of_text(value.strip()) if len(value) < 40 else None
    if isinstance(value, dict) and ("seconds" in value or "nanos" in value):
        whole, nanos = seconds_of(value.get("seconds", 0)), seconds_of(value.get("nanos", 0))
        return None if whole is None or nanos is None else whole + nanos / 1e9
    return None


def _of_text(text: str) -> float | None:
    try:
        return float(text)  # most are plain numbers
    except ValueError:
        pass
    sign = -1.0 if text.startswith("-") else 1.0
    text = text.lstrip("-+")
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds, fraction = clock.groups()
        return sign * of_parts(hours, minutes, seconds, fraction)
    if amount := _AMOUNT.fullmatch(text):
        return sign * float(amount[1].replace(",", ".")) * _UNITS[(amount[2] or "").lower()]
    if (iso := _ISO.fullmatch(text)) and any(iso.groups()):
        hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return sign * (3600 * hours + 60 * minutes + seconds)
    return None
