"""The keys below `schedule`: when posts may go out, and when not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from repurpose.config.document import Document
from repurpose.config.faults import Fault, KeyPath, written
from repurpose.errors import ConfigError
from repurpose.schedule.duration import parse_duration
from repurpose.schedule.limits import Limits
from repurpose.schedule.quiet import Quiet, parse_quiet
from repurpose.schedule.slots import parse_slot

DEFAULT_LATE = "1h"
MOST = 1000


def _length(description: str) -> dict[str, Any]:
    return {"description": description, "type": "string", "format": "duration", "examples": ["4h"]}


def _count(description: str) -> dict[str, Any]:
    return {"description": description, "type": "integer", "minimum": 1, "maximum": MOST,
            "examples": [3]}  # fmt: skip


SLOTS: dict[str, Any] = {
    "description": "When --schedule may post, on the clock of the time zone: a day and a time.",
    "type": "array",
    "items": {"type": "string", "format": "slot"},
    "minItems": 1,
    "examples": [["Tue 09:00", "Mon-Fri 12:00", "daily 08:30"]],
}

SCHEDULE: dict[str, Any] = {
    "description": "When posts go out by themselves, and when not. A date that you name holds anyway.",
    "type": ["object", "null"],
    "additionalProperties": False,
    "properties": {
        "slots": {**SLOTS, "default": ["Tue 09:00", "Thu 09:00"]},
        "late": {
            "description": "A slot missed by more than this moves to the next free one.",
            "type": "string",
            "format": "duration",
            "default": DEFAULT_LATE,
            "examples": ["90m", "2h", "1d"],
        },
        "spacing": {
            "description": "At least so long between two posts of an account; or {account: 4h, all: 30m}, "
            "all for any two posts.",
            "type": ["string", "object"],
            "format": "duration",
            "additionalProperties": False,
            "properties": {
                "account": _length("At least so long between two posts of an account."),
                "all": _length("At least so long between any two posts."),
            },
            "errorMessage": "is a length of time, or two, e.g. {account: 4h, all: 30m}",
            "examples": ["4h"],
        },
        "quiet": {
            "description": "When nothing goes out: hours, days, or hours of days.",
            "type": ["string", "array"],
            "format": "quiet",
            "items": {"type": "string", "format": "quiet"},
            "minItems": 1,
            "examples": ["20:00-07:00", ["20:00-07:00", "weekend"]],
        },
        "holidays": {
            "description": "Nothing goes out on the public holidays of this country, canton or Land.",
            "type": ["string", "array"],
            "format": "region",
            "items": {"type": "string", "format": "region"},
            "minItems": 1,
            "examples": ["CH-ZH", ["DE-BY", "AT"]],
        },
        "at_most": {
            "description": "At most so many posts a day and account, and a run of `publish --due`; or "
            "{day: 3, run: 10}.",
            "type": ["integer", "object"],
            "minimum": 1,
            "maximum": MOST,
            "additionalProperties": False,
            "properties": {
                "day": _count("At most so many posts a day and account."),
                "run": _count("At most so many posts that one `publish --due` sends."),
            },
            "errorMessage": "is a number, or two, e.g. {day: 3, run: 10}",
            "examples": [3],
        },
    },
}


# What a channel or an account may have of its own, in place of what stands below `schedule`.
OF_CHANNEL: dict[str, Any] = {
    "slots": SLOTS,
    "spacing": _length(
        "At least so long between two posts of this account, in place of schedule.spacing."
    ),
    "quiet": {
        **SCHEDULE["properties"]["quiet"],
        "description": "When nothing goes out here, in place of schedule.quiet; [] for never.",
        "minItems": 0,
    },
    "holidays": {
        **SCHEDULE["properties"]["holidays"],
        "description": "On whose public holidays nothing goes out here, in place of "
        "schedule.holidays; [] for none.",
        "minItems": 0,
    },
    "at_most": _count("At most so many posts a day here, in place of schedule.at_most."),
}


def limits(schedule: Mapping[str, Any]) -> Limits:
    """The limits of checked values."""
    spacing = schedule.get("spacing") or {}
    if isinstance(spacing, str):
        spacing = {"account": spacing}
    most = schedule.get("at_most") or {}
    if isinstance(most, int):
        most = {"day": most, "run": most}
    return Limits(
        spacing=parse_duration(spacing.get("account", "0m")),
        spacing_of_all=parse_duration(spacing.get("all", "0m")),
        quiet=tuple(map(parse_quiet, _several(schedule.get("quiet")))),
        regions=tuple(_several(schedule.get("holidays"))),
        per_run=most.get("run"),
        per_day=most.get("day"),
    )


def limits_of_channel(own: Mapping[str, Any], general: Limits) -> Limits:
    """What keeps a channel's posts from a time: its own keys, else what holds for all."""
    found = general
    if "spacing" in own:
        found = replace(found, spacing=parse_duration(own["spacing"]))
    if "quiet" in own:
        found = replace(found, quiet=tuple(map(parse_quiet, _several(own["quiet"]))))
    if "holidays" in own:
        found = replace(found, regions=tuple(_several(own["holidays"])))
    if "at_most" in own:
        found = replace(found, per_day=own["at_most"])
    return found


def faults(document: Document) -> Iterator[Fault]:
    """Slots that are quiet on all their days: nothing would ever go out then."""
    data = document.data if isinstance(document.data, dict) else {}
    for place, line, quiet in _slot_lines(data):
        try:
            slots = parse_slot(line)
        except ConfigError:
            continue  # said already
        reasons = [_reason(slot.weekday, slot.time, quiet) for slot in slots]
        if quiet and all(reasons):
            what = f"{line!r} is in quiet hours ({reasons[0]}), so nothing would ever go out then"
            yield Fault(document.line(place), written(place), f"{what}; change one of them")


def _reason(weekday: int, clock: time, quiet: list[Quiet]) -> str:
    moment = datetime.combine(date(2024, 1, 1 + weekday), clock)  # 1 January 2024 is a Monday
    return next((each.said for each in quiet if each.end_of(moment)), "")


def _quiet(value: Any) -> Iterator[Quiet]:
    for line in _several(value):
        try:
            yield parse_quiet(str(line))
        except ConfigError:
            continue  # said already


def _slot_lines(data: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str, list[Quiet]]]:
    """Each line of slots, with the quiet times that hold where it stands."""
    places: list[tuple[KeyPath, Any]] = [(("schedule",), data.get("schedule"))]
    channels = data.get("channels")
    for label, keys in channels.items() if isinstance(channels, dict) else ():
        places.append((("channels", label), keys))
    general: list[Quiet] = []
    for place, keys in places:
        if not isinstance(keys, dict):
            continue
        quiet = list(_quiet(keys["quiet"])) if "quiet" in keys else general
        if place == ("schedule",):
            general = quiet
        lines = keys.get("slots")
        for number, line in enumerate(lines if isinstance(lines, list) else []):
            if isinstance(line, str):
                yield (*place, "slots", number), line, quiet


def _several(value: Any) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
