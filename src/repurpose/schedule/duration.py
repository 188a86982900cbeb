"""Lengths of time as people write them: 90m, 2h, 1d, 1h30m."""

from __future__ import annotations

import re
from datetime import timedelta

from repurpose.errors import ConfigError

UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuten", "minuti"), "minutes"),
    **dict.fromkeys(("h", "std", "hour", "hours", "stunde", "stunden", "heure", "heures",
                     "ora", "ore"), "hours"),
    **dict.fromkeys(("d", "t", "j", "day", "days", "tag", "tage", "tagen", "jour", "jours",
                     "giorno", "giorni"), "days"),
    **dict.fromkeys(("w", "week", "weeks", "woche", "wochen", "semaine", "semaines",
                     "settimana", "settimane"), "weeks"),
}  # fmt: skip
_PIECE = re.compile(r"(\d{1,5})\s*([a-z]+)\s*")


def amounts(text: str) -> dict[str, int] | None:
    """ "1d12h" as {"days": 1, "hours": 12}; None if it is not a length of time."""
    found: dict[str, int] = {}
    position = 0
    text = text.strip().casefold()
    while position < len(text):
        match = _PIECE.match(text, position)
        unit = UNITS.get(match[2]) if match else None
        if match is None or unit is None or unit in found:
            return None
        found[unit] = int(match[1])
        position = match.end()
    return found or None


def parse_duration(text: str) -> timedelta:
    """A length of time: "90m", "2h", "1d".

    Raises:
        ConfigError: it is none.
    """
    found = amounts(text)
    if found is None:
        raise ConfigError(f"{text!r} is not a length of time", hint="write e.g. 90m, 2h or 1d")
    return timedelta(**found)
