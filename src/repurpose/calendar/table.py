"""The plan as a table that spreadsheets open: CSV with a header, in UTF-8 with a mark.

Where the decimal sign is a comma, spreadsheets want `;` between the columns. What a spreadsheet would
take for a formula gets an apostrophe before it (OWASP, CSV Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from repurpose.calendar.planned import Planned
from repurpose.schedule.calendar_words import WEEKDAYS

COLUMNS = (
    "date", "time", "weekday", "zone", "channel", "account", "status", "id", "text", "link", "url",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(plan: Iterable[Planned], zone: ZoneInfo, separator: str) -> bytes:
    """All posts, a line each."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for planned in plan:
        writer.writerow(_defused(cell) for cell in _cells(planned, zone))
    return out.getvalue().encode("utf-8-sig")


def separator(language: str | None) -> str:
    """What spreadsheets set to that language want between the columns."""
    return "," if language in (None, "en") else ";"


def _cells(planned: Planned, zone: ZoneInfo) -> Iterator[str]:
    post = planned.entry.post
    if planned.when is None:
        yield from ("", "", "", "")
    else:
        local = planned.when.astimezone(zone)
        yield from (f"{local:%Y-%m-%d}", f"{local:%H:%M}", WEEKDAYS[local.weekday()])
        yield local.tzname() or ""
    yield from (post.channel, post.account, post.status, post.id)
    yield "\n\n".join(part.text for part in post.parts)
    yield next((part.link for part in post.parts if part.link), None) or ""
    yield planned.entry.url or ""


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
