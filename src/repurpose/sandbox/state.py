"""What the sandbox remembers: logins, posts, media, calls. SQLite, in memory or one file that
several processes share."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from repurpose.errors import OutboxError
from repurpose.sandbox.identity import Login

VERSION = 2
SCHEMA = """
CREATE TABLE logins (token TEXT PRIMARY KEY, channel TEXT NOT NULL, account TEXT NOT NULL,
    kind TEXT NOT NULL, expired INTEGER NOT NULL DEFAULT 0);
CREATE TABLE posts (channel TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL,
    author TEXT NOT NULL, text TEXT NOT NULL, reply_to TEXT, details TEXT NOT NULL,
    created_at REAL NOT NULL, deleted_at REAL, PRIMARY KEY (channel, id));
CREATE TABLE media (channel TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL,
    status TEXT NOT NULL, mime TEXT NOT NULL DEFAULT '', width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0, alt TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL
    DEFAULT 0, data BLOB, details TEXT NOT NULL DEFAULT '{}', created_at REAL NOT NULL,
    PRIMARY KEY (channel, id));
CREATE TABLE chunks (channel TEXT NOT NULL, media TEXT NOT NULL, segment INTEGER NOT NULL,
    data BLOB NOT NULL, PRIMARY KEY (channel, media, segment));
CREATE TABLE calls (account TEXT NOT NULL, route TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX calls_by_account ON calls (account, route, at);
CREATE TABLE nonces (nonce TEXT PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE numbers (name TEXT PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE things (channel TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    details TEXT NOT NULL, PRIMARY KEY (channel, kind, id));
"""
TABLES = ("posts", "media", "chunks", "calls", "nonces", "things")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A stored post. `details` is the platform's own: JSON."""

    channel: str
    id: str
    account: str
    author: str
    text: str
    reply_to: str | None
    details: dict[str, Any]
    created_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A stored upload, without its bytes. `size` in bytes."""

    channel: str
    id: str
    owner: str
    status: str
    mime: str = ""
    width: int = 0
    height: int = 0
    alt: str = ""
    size: int = 0
    details: dict[str, Any] = field(default_factory=dict)
    created_at: datetime


class State:
    """The sandbox's memory. `transaction()` serialises threads and processes."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = threading.RLock()
        with self._naming_faults():
            self._db = sqlite3.connect(
                ":memory:" if path is None else path,
                timeout=30,
                check_same_thread=False,
                isolation_level=None,
            )
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA synchronous = OFF")  # made to survive a killed process
            self._prepare()

    def _prepare(self) -> None:
        with self.transaction():
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == VERSION:
                return
            if version > VERSION:
                raise sqlite3.DatabaseError("it was written by a newer version")
            for statement in SCHEMA.split(";"):
                self._db.execute(statement.replace("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ")
                                 .replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS "))  # fmt: skip
            self._db.execute(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and nobody else meanwhile.

        Raises:
            OutboxError: the file cannot be used (any more).
        """
        with self._lock, self._naming_faults():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                with suppress(sqlite3.Error):  # what went wrong first counts
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def _naming_faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise OutboxError(
                f"the sandbox's file cannot be used: {error}",
                where=str(self.path or ""),
                hint="delete it; nothing in it has left this machine",
            ) from error

    def reset(self) -> None:
        """Forget everything but who may log in; expired logins are good again."""
        with self.transaction():
            for table in TABLES:
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
            self._db.execute("UPDATE logins SET expired = 0")

    # ── logins ──

    def add_login(self, login: Login) -> None:
        """Let somebody log in, with the login's token."""
        with self.transaction():
            self._db.execute(
                "INSERT OR IGNORE INTO logins (token, channel, account, kind) VALUES (?, ?, ?, ?)",
                (login.token, login.channel, login.account, login.kind),
            )

    def login(self, channel: str, token: str) -> Login | None:
        """Whom a token belongs to."""
        row = self._db.execute(
            "SELECT * FROM logins WHERE channel = ? AND token = ?", (channel, token)
        ).fetchone()
        return None if row is None else _login(row)

    def logins(self, channel: str) -> list[Login]:
        rows = self._db.execute("SELECT * FROM logins WHERE channel = ? ORDER BY rowid", (channel,))
        return [_login(row) for row in rows]

    def expire(self, channel: str, account: str | None, expired: bool) -> None:
        with self.transaction():
            self.set_expired(channel, account, expired)

    def set_expired(self, channel: str, account: str | None, expired: bool) -> None:
        """The same inside a transaction."""
        self._db.execute(
            "UPDATE logins SET expired = ? WHERE channel = ? AND ? IN (account, '')",
            (int(expired), channel, account or ""),
        )

    # ── ids, calls, nonces ──

    def next_number(self, name: str, least: int) -> int:
        """A number greater than all before it, and at least `least`."""
        row = self._db.execute("SELECT last FROM numbers WHERE name = ?", (name,)).fetchone()
        number = max(least, row["last"] + 1 if row else least)
        self._db.execute("INSERT OR REPLACE INTO numbers VALUES (?, ?)", (name, number))
        return number

    def count_call(self, account: str, route: str, now: datetime, window: float) -> tuple[int, int]:
        """Count a call; how many there are in this window of `window` seconds, and when the next
        window begins (Unix seconds)."""
        start = now.timestamp() // window * window
        self._db.execute("INSERT INTO calls VALUES (?, ?, ?)", (account, route, now.timestamp()))
        row = self._db.execute(
            "SELECT count(*) FROM calls WHERE account = ? AND route = ? AND at >= ?",
            (account, route, start),
        ).fetchone()
        return row[0], int(start + window)

    def use_nonce(self, nonce: str, now: datetime) -> bool:
        """Whether nobody used it before."""
        found = self._db.execute(
            "INSERT OR IGNORE INTO nonces VALUES (?, ?)", (nonce, now.timestamp())
        )
        return found.rowcount == 1

    # ── posts ──

    def add_post(self, post: Post) -> None:
        self._db.execute(
            "INSERT INTO posts (channel, id, account, author, text, reply_to, details, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                post.channel,
                post.id,
                post.account,
                post.author,
                post.text,
                post.reply_to,
                json.dumps(post.details),
                post.created_at.timestamp(),
            ),
        )

    def delete_post(self, channel: str, id_: str, now: datetime) -> None:
        self._db.execute(
            "UPDATE posts SET deleted_at = ? WHERE channel = ? AND id = ? AND deleted_at IS NULL",
            (now.timestamp(), channel, id_),
        )

    def remove_post(self, channel: str, id_: str) -> None:
        """Without a trace, for a platform where its id may be given again."""
        self._db.execute("DELETE FROM posts WHERE channel = ? AND id = ?", (channel, id_))

    def post(self, channel: str, id_: str) -> Post | None:
        """A post that stands."""
        row = self._db.execute(
            "SELECT * FROM posts WHERE channel = ? AND id = ? AND deleted_at IS NULL",
            (channel, id_),
        ).fetchone()
        return None if row is None else _post(row)

    def posts(self, channel: str, author: str | None = None, deleted: bool = False) -> list[Post]:
        """In the order of their creation; with `deleted` also those that stand no more."""
        rows = self._db.execute(
            "SELECT * FROM posts WHERE channel = ? AND (deleted_at IS NULL OR ?)"
            " AND coalesce(?, author) = author ORDER BY created_at, rowid",
            (channel, deleted, author),
        )
        return [_post(row) for row in rows]

    def change_post(self, post: Post) -> None:
        """Write a post's new text and details."""
        self._db.execute(
            "UPDATE posts SET text = ?, details = ? WHERE channel = ? AND id = ?",
            (post.text, json.dumps(post.details), post.channel, post.id),
        )

    # ── whatever else a platform keeps ──

    def keep(self, channel: str, kind: str, id_: str, details: dict[str, Any]) -> None:
        """Store a category, an open upload, a key that was used; it takes the place of an old one."""
        self._db.execute(
            "INSERT OR REPLACE INTO things VALUES (?, ?, ?, ?)",
            (channel, kind, id_, json.dumps(details)),
        )

    def kept(self, channel: str, kind: str, id_: str) -> dict[str, Any] | None:
        row = self._db.execute(
            "SELECT details FROM things WHERE channel = ? AND kind = ? AND id = ?",
            (channel, kind, id_),
        ).fetchone()
        return None if row is None else dict(json.loads(row["details"]))

    def all_kept(self, channel: str, kind: str) -> dict[str, dict[str, Any]]:
        """By their ids, in the order of storing."""
        rows = self._db.execute(
            "SELECT id, details FROM things WHERE channel = ? AND kind = ? ORDER BY rowid",
            (channel, kind),
        )
        return {row["id"]: json.loads(row["details"]) for row in rows}

    def forget(self, channel: str, kind: str, id_: str) -> None:
        self._db.execute(
            "DELETE FROM things WHERE channel = ? AND kind = ? AND id = ?", (channel, kind, id_)
        )

    # ── media ──

    def add_media(self, media: Media) -> None:
        self._db.execute(
            "INSERT INTO media (channel, id, owner, status, details, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                media.channel,
                media.id,
                media.owner,
                media.status,
                json.dumps(media.details),
                media.created_at.timestamp(),
            ),
        )

    def change_media(self, media: Media, data: bytes | None = None) -> None:
        """Write what changed; the bytes only where they are given."""
        self._db.execute(
            "UPDATE media SET status = ?, mime = ?, width = ?, height = ?, alt = ?, size = ?,"
            " details = ?, data = coalesce(?, data) WHERE channel = ? AND id = ?",
            (
                media.status,
                media.mime,
                media.width,
                media.height,
                media.alt,
                media.size,
                json.dumps(media.details),
                data,
                media.channel,
                media.id,
            ),
        )

    def media(self, channel: str, id_: str) -> Media | None:
        row = self._db.execute(
            "SELECT * FROM media WHERE channel = ? AND id = ?", (channel, id_)
        ).fetchone()
        return None if row is None else _media(row)

    def media_bytes(self, channel: str, id_: str) -> bytes:
        with self._lock:
            row = self._db.execute(
                "SELECT data FROM media WHERE channel = ? AND id = ?", (channel, id_)
            ).fetchone()
        return b"" if row is None or row["data"] is None else bytes(row["data"])

    def add_chunk(self, channel: str, media: str, segment: int, data: bytes) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO chunks VALUES (?, ?, ?, ?)", (channel, media, segment, data)
        )

    def chunks(self, channel: str, media: str) -> Sequence[tuple[int, bytes]]:
        rows = self._db.execute(
            "SELECT segment, data FROM chunks WHERE channel = ? AND media = ? ORDER BY segment",
            (channel, media),
        )
        return [(row["segment"], bytes(row["data"])) for row in rows]


class Lagging(State):
    """The same memory, as seen where the newest post has not arrived yet."""

    def __init__(self, of: State) -> None:
        self.path, self._lock, self._db = of.path, of._lock, of._db

    def posts(self, channel: str, author: str | None = None, deleted: bool = False) -> list[Post]:
        return super().posts(channel, author, deleted)[:-1]


def _login(row: sqlite3.Row) -> Login:
    return Login(
        channel=row["channel"],
        account=row["account"],
        kind=row["kind"],
        expired=bool(row["expired"]),
    )


def _post(row: sqlite3.Row) -> Post:
    return Post(
        channel=row["channel"],
        id=row["id"],
        account=row["account"],
        author=row["author"],
        text=row["text"],
        reply_to=row["reply_to"],
        details=json.loads(row["details"]),
        created_at=_time(row["created_at"]),
        deleted_at=None if row["deleted_at"] is None else _time(row["deleted_at"]),
    )


def _media(row: sqlite3.Row) -> Media:
    return Media(
        channel=row["channel"],
        id=row["id"],
        owner=row["owner"],
        status=row["status"],
        mime=row["mime"],
        width=row["width"],
        height=row["height"],
        alt=row["alt"],
        size=row["size"],
        details=json.loads(row["details"]),
        created_at=_time(row["created_at"]),
    )


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
