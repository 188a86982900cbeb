"""A read-only look at the outbox, without SQLAlchemy.

`outbox list` and a `publish --due` with nothing due run many times a day; loading SQLAlchemy would
cost five times what everything else does. Nothing is ever written here.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from repurpose.errors import OutboxError
from repurpose.model import Earlier, Status
from repurpose.outbox.file_format import refuse_newer

_LIST = """
    SELECT posts.id, posts.channel, posts.account, posts.status, posts.due_at, posts.error,
           posts.stale, first.text, first.url, posts.created_at,
           (SELECT count(*) FROM parts WHERE parts.post = posts.id)
    FROM posts JOIN parts AS first ON first.post = posts.id AND first.position = 0
    WHERE posts.status IN (SELECT value FROM json_each(:statuses))
    ORDER BY coalesce(posts.due_at, '9999'), posts.created_at, posts.rowid
"""
_EARLIER = """
    SELECT posts.id, posts.channel, posts.account, snippets.id, snippets.text, assets.path,
           posts.status, coalesce(first.published_at, posts.updated_at)
    FROM posts, json_each(posts.snippets) AS said
    JOIN snippets ON snippets.id = said.value
    JOIN assets ON assets.sha256 = snippets.asset
    JOIN parts AS first ON first.post = posts.id AND first.position = 0
    ORDER BY posts.created_at, posts.rowid, said.key
"""
_HOSTS = """
    SELECT snippets.asset, posts.id, posts.status, first.url
    FROM posts, json_each(posts.snippets) AS said
    JOIN snippets ON snippets.id = said.value
    JOIN parts AS first ON first.post = posts.id AND first.position = 0
    WHERE posts.status NOT IN ('discarded', 'failed')
      AND posts.channel IN (SELECT value FROM json_each(?))
    ORDER BY posts.status = 'published', posts.created_at DESC
"""
_DUE = """
    SELECT count(*) FROM posts
    WHERE status = 'approved' AND (due_at IS NULL OR due_at <= :now)
                              AND (not_before IS NULL OR not_before <= :now OR updated_at > :now)
"""
_OPEN = "SELECT count(*) FROM posts WHERE status IN ('publishing', 'unknown')"


@dataclass(frozen=True, slots=True)
class Line:
    """One post as a list shows it."""

    id: str
    channel: str
    account: str
    status: Status
    due_at: datetime | None
    error: str | None
    stale: bool
    text: str
    url: str | None
    parts: int


def lines(path: Path, statuses: Sequence[str] = get_args(Status)) -> list[Line]:
    """The posts in these states in the outbox at `path`, those with a date first; none where there
    is no file."""
    with _reading(path) as connection:
        wanted = {"statuses": json.dumps(list(statuses))}
        rows = connection.execute(_LIST, wanted).fetchall() if connection else []
    return [
        Line(row[0], row[1], row[2], row[3], _moment(row[4]), row[5], bool(row[6]), row[7], row[8],
             row[10])
        for row in rows
    ]  # fmt: skip


def count(path: Path) -> int:
    """How many posts the outbox holds, in whatever state."""
    with _reading(path) as connection:
        found = connection.execute("SELECT count(*) FROM posts").fetchone() if connection else (0,)
    return int(found[0])


def earlier(path: Path) -> list[Earlier]:
    """The statements of all posts in the outbox at `path`, in the order in which they were made."""
    with _reading(path) as connection:
        rows = connection.execute(_EARLIER).fetchall() if connection else []
    return [
        Earlier(post=row[0], channel=row[1], account=row[2], snippet=row[3], text=row[4],
                path=row[5], status=row[6], decided_at=datetime.fromisoformat(row[7]))
        for row in rows
    ]  # fmt: skip


def anything_due(path: Path, now: datetime) -> bool:
    """Whether a post is due now, or one waits for its outcome to be settled."""
    with _reading(path) as connection:
        is_open = connection and connection.execute(_OPEN).fetchone()[0]
    return bool(is_open or due(path, now))


def due(path: Path, now: datetime) -> int:
    """How many approved posts are due now."""
    moment = now.astimezone(UTC).isoformat(timespec="microseconds")
    with _reading(path) as connection:
        return int(connection.execute(_DUE, {"now": moment}).fetchone()[0]) if connection else 0


def hosts(path: Path, channels: Sequence[str]) -> dict[str, str]:
    """Where assets are put up, by their sha256: the address, or the id of the post that waits.

    Args:
        channels: Those that put assets up.
    """
    with _reading(path) as connection:
        rows = connection.execute(_HOSTS, [json.dumps(channels)]).fetchall() if connection else []
    return {row[0]: row[3] if row[2] == "published" and row[3] else row[1] for row in rows}


def paused_until(path: Path) -> str | None:
    """The `paused` setting: None, "" (until resumed) or an ISO date."""
    with _reading(path) as connection:
        row = (
            connection
            and connection.execute("SELECT value FROM settings WHERE name = 'paused'").fetchone()
        )
    return row[0] if row else None


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection | None]:
    if not path.exists():
        yield None
        return
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=30)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            refuse_newer(path, version)
            yield connection if version else None
    except sqlite3.Error as error:
        raise OutboxError(f"the outbox cannot be read: {error}", where=str(path)) from error


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
