"""How the Graph API shows things: the fields that were asked for, lists in pages."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from repurpose.sandbox.graph import answers
from repurpose.sandbox.graph.entry import Form
from repurpose.sandbox.web import Answer, refuse

MOST = 100


def names(wanted: str) -> list[str]:
    """The names of a list of fields, without what stands in braces and brackets."""
    flat, depth = "", 0
    for char in wanted:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0 and char != "}":
            flat += char
    return [re.sub(r"\.\w+\(.*?\)", "", name).strip() for name in flat.split(",") if name.strip()]


def chosen(thing: Mapping[str, Any], wanted: str, default: Sequence[str]) -> dict[str, Any]:
    """A thing with the fields that were asked for, and always its id. Refused where there is no such
    field; what is empty is left out."""
    fields = names(wanted) or list(default)
    for name in fields:
        if name not in thing:
            refuse(answers.invalid(f"Tried accessing nonexisting field ({name})"))
    shown = {name: thing[name] for name in ("id", *fields)}
    return {name: value for name, value in shown.items() if value is not None}


def listed(
    things: Sequence[Any], show: Callable[[Any], dict[str, Any]], form: Form, address: str
) -> Answer:
    """One page of a list, with cursors, and the next address where there are more."""
    limit = _limit(form)
    start = _position(form.get("after"))
    page = things[start : start + limit]
    body: dict[str, Any] = {"data": [show(each) for each in page]}
    if page:
        ends = {"before": _cursor(start), "after": _cursor(start + len(page))}
        body["paging"] = {"cursors": ends}
        if start + len(page) < len(things):
            body["paging"]["next"] = f"{address}?after={ends['after']}&access_token=…"
    return Answer(body=body)


def stamp(moment: datetime) -> str:
    """2026-11-25T12:00:00+0000"""
    return moment.strftime("%Y-%m-%dT%H:%M:%S+0000")


def seconds(form: Form, name: str) -> float | None:
    """A time in Unix seconds, given so or as ISO 8601; None where there is none."""
    value = form.get(name)
    if not value or value.isdigit():
        return float(value) if value else None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        refuse(answers.invalid(f"param {name} must be a time"))
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _limit(form: Form) -> int:
    value = form.get("limit", "25")
    if not value.isdigit() or not 0 < int(value) <= MOST:
        refuse(answers.invalid(f"limit must be a number from 1 to {MOST}"))
    return int(value)


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"at {position}".encode()).decode()


def _position(cursor: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(cursor).removeprefix(b"at ") or 0)
    except ValueError:
        refuse(answers.invalid("The cursor is not valid."))
