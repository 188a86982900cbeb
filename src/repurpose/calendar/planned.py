"""A post as the plan has it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from repurpose.config.settings import label_of
from repurpose.model import Status
from repurpose.outbox.entry import Entry, content_digest
from repurpose.schedule import wall
from repurpose.schedule.calendar_words import WEEKDAYS

NO_DATE = "-"
NEXT_RUN = "next run"
EDITABLE: tuple[Status, ...] = ("approved", "draft")


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry of the outbox, and when it goes out."""

    entry: Entry

    @property
    def id(self) -> str:
        return self.entry.post.id

    @property
    def account(self) -> str:
        """As a label: "twitter", "linkedin:acme"."""
        return label_of(self.entry.post.channel, self.entry.post.account)

    @property
    def status(self) -> Status:
        return self.entry.post.status

    @property
    def when(self) -> datetime | None:
        """When it went out, or will; None where it has no date."""
        if self.status == "published":
            receipt = self.entry.states[0].receipt
            return receipt.published_at if receipt else self.entry.updated_at
        return self.entry.post.due_at if self.status != "draft" else None

    @property
    def is_editable(self) -> bool:
        """Whether its date can still be changed: nothing of it has left."""
        return self.status in EDITABLE and not self.entry.published_parts

    def words(self, most: int) -> str:
        """The beginning of its text, an article's title, on one line, of at most so many characters."""
        parts = self.entry.post.parts
        said = (part.title if part.article and part.title else part.text for part in parts)
        text = " ".join("\n".join(said).split())
        return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"

    def content(self) -> str:
        """A short digest of all that a reader would see, the pictures included."""
        post = self.entry.post
        return content_digest(post.channel, post.account, post.parts)[:6]


def date_text(planned: Planned, zone: ZoneInfo) -> str:
    """When it goes out, as the file says it: "Tue 2026-12-01 09:00", "next run" or "-". Within the
    hour that clocks repeat, the name of the time stands behind it."""
    when = planned.when
    if when is None:
        return NEXT_RUN if planned.status == "approved" else NO_DATE
    local = when.astimezone(zone)
    text = f"{WEEKDAYS[local.weekday()]} {local:%Y-%m-%d %H:%M}"
    is_first = wall.instant(local.replace(tzinfo=None, fold=0), zone) == when
    is_doubled = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    name = local.tzname() or ""
    return (
        text
        if is_first and not is_doubled
        else f"{text} {name if name.isalpha() else f'{local:%z}'}"
    )


def plan_digest(date: str, word: str, zone: ZoneInfo) -> str:
    """A short digest of a date and a word: tells whether a line was edited since it was written."""
    words = [" ".join(date.split()), word.strip(), zone.key]
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:4]
