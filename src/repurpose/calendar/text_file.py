"""The plan as a text that a person edits: one line a post, everything behind a # is a comment.

    Tue 2026-12-01 09:00 | twitter | 084559e805b3.4f2a9c.77a1 | approved | Bei 9 von 14 Häusern …

The third column is the post, a digest of its content, and one of the date and the word as they were
written: what was edited is told from what changed elsewhere in the meantime.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from repurpose.calendar.planned import Planned, date_text, plan_digest
from repurpose.schedule import dates
from repurpose.schedule.calendar_words import MONTHS

MOST_WORDS = 80  # characters of a post's text in a line
MOST_BYTES = 20_000_000
_KEY = re.compile(r"([0-9a-f]{12})\.([0-9a-f]{6})\.([0-9a-f]{4})", re.IGNORECASE)
_HEAD = """\
# The plan of {now}. Times are those of {zone}.
#
# Edit it in any editor, save it, then:
#   repurpose calendar diff {file}     shows what would change
#   repurpose calendar apply {file}    changes it: all of it, or nothing
#
# To move a post, change its date or time: 2026-12-05 09:00, 5.12. 9:00, Fri 9:00 and +2d are read.
# The weekday need not be changed along. The order of the lines means nothing.
# In place of the word before the text, write
#   approve      a draft goes out at the date that you give it
#   unschedule   an approved post becomes a draft again
#   discard      it is thrown away, and not offered again
# A line that you delete leaves its post as it is. The text is only shown here; to change it:
#   repurpose outbox edit ID
#
# date and time | channel | post | word | text
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file.

    Attributes:
        number: 1-based.
        date, channel, word: As they stand there, without the white space around them.
        id, content, plan: What the third column says.
    """

    number: int
    date: str
    channel: str
    id: str
    content: str
    plan: str
    word: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is none; `why` and `hint` say what is wrong."""

    number: int
    why: str
    hint: str


def written(plan: Iterable[Planned], zone: ZoneInfo, now: datetime, file: str) -> str:
    """The text of a plan: a block for each week, then what has no date."""
    posts = [each for each in plan if each.is_editable]
    columns = [_columns(each, zone) for each in posts]
    widths = [max((len(row[place]) for row in columns), default=0) for place in range(4)]
    lines = _HEAD.format(now=dates.echo(now, zone), zone=zone.key, file=file).splitlines()
    heading = None
    for post, row in zip(posts, columns, strict=True):
        if (found := _heading(post, zone)) != heading:
            heading = found
            lines += ["", f"# {heading}"]
        padded = [cell.ljust(width) for cell, width in zip(row[:4], widths, strict=True)]
        lines.append(" | ".join([*padded, row[4]]))
    if not posts:
        lines += ["", "# nothing is planned, and there are no drafts"]
    return "\n".join(lines) + "\n"


def decoded(content: bytes) -> str:
    """The text of a file as editors save it: UTF-8 with or without a mark, UTF-16, or Windows'."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def is_plan(content: bytes) -> bool:
    """Whether a file begins as ours do; it may hold no post."""
    return decoded(content).startswith("# The plan of ")


def read(text: str) -> Iterator[Line | Unreadable]:
    """The lines of a text, without comments and empty ones."""
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        stripped = line.replace("\N{NO-BREAK SPACE}", " ").strip().strip("\N{BOM}").strip()
        if stripped and not stripped.startswith("#"):
            yield _line(number, stripped)


def is_unedited(line: Line, zone: ZoneInfo) -> bool:
    return plan_digest(line.date, line.word, zone) == line.plan


def _columns(post: Planned, zone: ZoneInfo) -> Sequence[str]:
    date = date_text(post, zone)
    key = f"{post.id}.{post.content()}.{plan_digest(date, post.status, zone)}"
    words = post.words(MOST_WORDS).replace("|", "¦")
    stale = "(no longer in the file) " if post.entry.stale else ""
    return date, post.account, key, post.status, stale + words


def _heading(post: Planned, zone: ZoneInfo) -> str:
    if post.when is None:
        return "with the next run" if post.status == "approved" else "drafts without a date"
    return week_name(post.when.astimezone(zone))


def week_name(day: datetime) -> str:
    """ "week 49: 30 Nov to 6 Dec 2026", numbered as ISO 8601 does."""
    monday = day.date() - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    year = f" {monday.year}" if monday.year != sunday.year else ""
    return (
        f"week {monday.isocalendar().week}: {monday.day} {MONTHS[monday.month - 1]}{year} to "
        f"{sunday.day} {MONTHS[sunday.month - 1]} {sunday.year}"
    )


def _line(number: int, text: str) -> Line | Unreadable:
    cells = [cell.strip() for cell in text.split("|", 4)]
    key = _KEY.fullmatch(cells[2]) if len(cells) >= 4 else None
    if key is None:
        found = _KEY.search(text)
        why = "this line is unclear: " + (
            "its columns are not date | channel | post | word | text"
            if found or len(cells) < 4
            else f"{cells[2]!r} is no post"
        )
        return Unreadable(
            number, why, "put the signs | back, or a # before what is a note of your own"
        )
    date, channel, _, word = cells[:4]
    id_, content, plan = (part.lower() for part in key.groups())
    return Line(number, date, channel, id_, content, plan, word)
