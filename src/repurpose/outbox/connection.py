"""Opens the outbox's SQLite file; every failure of the database becomes an OutboxError."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc

from repurpose.errors import OutboxError
from repurpose.outbox import schema
from repurpose.outbox.file_format import VERSION, refuse_newer


class Database:
    """One SQLite file in WAL mode. Each transaction takes the write lock when it begins, so that
    what it read is still true when it writes, whoever else is at work."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutboxError(
                f"the folder cannot be made: {error.strerror}",
                where=str(path.parent),
                hint="give yourself the right to write there, or set `state:` to another folder",
            ) from error
        self._engine = _engine(path)
        self._running = threading.local()
        self._prepare()

    @contextlib.contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing. One within another is part of that.

        Raises:
            OutboxError: the file cannot be read or written.
        """
        outer: Connection | None = getattr(self._running, "connection", None)
        if outer is not None:
            yield outer
            return
        try:
            with self._engine.begin() as connection:
                self._running.connection = connection
                yield connection
        except exc.DBAPIError as error:
            raise self._explained(error) from error
        finally:
            self._running.connection = None

    def close(self) -> None:
        self._engine.dispose()

    def _prepare(self) -> None:
        with self.begin() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            refuse_newer(self.path, version)
            if version < VERSION:
                schema.metadata.create_all(connection)
                for statement in schema.SINCE.get(version, ()):
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")

    def _explained(self, error: exc.DBAPIError) -> OutboxError:
        reason = " ".join(str(error.orig).split())
        hints = {
            "full": "make room on the disk, then run the same command again",
            "i/o": "see whether the disk is full or damaged, then run the same command again",
            "readonly": "give yourself the right to write there, or set `state:` to another folder",
            "unable to open": "see that the folder exists and that you may write there",
            "locked": "another program holds the file; try again when it has ended",
            "not a database": "move the file away; a new outbox is made then",
            "malformed": "the file is damaged; restore it from a backup",
        }
        hint = next((text for word, text in hints.items() if word in reason.lower()), "")
        return OutboxError(f"the outbox cannot be used: {reason}", where=str(self.path), hint=hint)


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy begins; the driver must not
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # what is committed survives a power cut
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
