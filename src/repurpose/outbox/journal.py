"""What publishing writes, step by step, so that a run that dies leaves no doubt behind.

Before the first byte of a part leaves, the post is "publishing" and the part has `sent_at`. A part
with `sent_at` and no receipt may be live: whoever finds it so asks the platform first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, insert, select, update

from repurpose.errors import Exit, OutboxError
from repurpose.model import Part, Post, Receipt, Status
from repurpose.outbox import rows
from repurpose.outbox.entry import Entry, content_digest, part_fields
from repurpose.outbox.file_format import FILE_NAME
from repurpose.outbox.schema import charges, parts, posts
from repurpose.outbox.store import Outbox

MILLION = 1_000_000


@contextlib.contextmanager
def sole_publisher(state: Path, wait: float) -> Iterator[None]:
    """Hold the lock that one publishing process has. The system frees it when the process dies.

    Args:
        wait: Seconds to wait for another run to end.

    Raises:
        Busy: another run is publishing.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(str(state / (FILE_NAME + ".lock")), timeout=wait):
            yield
    except Timeout:
        raise Busy(
            "another run is publishing from this outbox", hint="try again when it has ended"
        ) from None
    except OSError as error:
        raise OutboxError(f"cannot be locked: {error.strerror}", where=str(state)) from error


class Busy(OutboxError):
    """Another run is publishing."""

    exit_code = Exit.REFUSED


@dataclass(frozen=True, slots=True)
class Journal:
    """Writes what becomes of posts while they are published. Each call is one transaction."""

    outbox: Outbox

    def due(self, now: datetime) -> list[str]:
        """The ids of posts to settle and of approved posts that are due, in order. A hold that was
        written later than now is none: that clock was wrong, and would hold the post for ever."""
        query = (
            select(posts.c.id)
            .where(
                posts.c.status.in_(("publishing", "unknown"))
                | (
                    (posts.c.status == "approved")
                    & (posts.c.due_at.is_(None) | (posts.c.due_at <= now))
                    & (
                        posts.c.not_before.is_(None)
                        | (posts.c.not_before <= now)
                        | (posts.c.updated_at > now)
                    )
                )
            )
            .order_by(posts.c.status == "approved", posts.c.due_at, posts.c.created_at)
        )
        with self.outbox.database.begin() as connection:
            return list(connection.scalars(query))

    def claim(self, id_: str, now: datetime) -> Entry | None:
        """Take an approved post for publishing; a post whose outcome is open is taken as it is.

        Returns:
            None where the post, or a file of it, is no longer as it was approved: it is a draft again.
        """
        with self.outbox.database.begin() as connection:
            entry = rows.entry(connection, id_)
            if entry.post.status in ("publishing", "unknown"):
                return entry
            if entry.post.status != "approved":
                raise OutboxError(f"{id_} is {entry.post.status}, not approved")
            row = rows.post_row(connection, id_)
            digest = content_digest(entry.post.channel, entry.post.account, entry.post.parts)
            changed = row is None or digest != row.approved_content
            values: dict[str, object] = {"status": "publishing", "error": None, "hint": None}
            if changed:
                values = {"status": "draft", "due_at": None, "error": "no longer as approved"}
            connection.execute(
                update(posts).where(posts.c.id == id_).values(updated_at=now, **values)
            )
            return None if changed else rows.entry(connection, id_)

    def fill(self, id_: str, now: datetime, new: Sequence[Part]) -> None:
        """Write the parts of an approved post with the addresses that they waited for. It stays
        approved: that an address comes there was approved with it."""
        with self.outbox.database.begin() as connection:
            post = rows.entry(connection, id_).post
            for position, part in enumerate(new):
                connection.execute(
                    update(parts)
                    .where(parts.c.post == id_, parts.c.position == position)
                    .values(
                        text=part.text, link=part.link,
                        fields=part_fields(part) or None,
                    )
                )  # fmt: skip
            digest = content_digest(post.channel, post.account, tuple(new))
            connection.execute(
                update(posts)
                .where(posts.c.id == id_)
                .values(approved_content=digest, key=digest[:32], updated_at=now)
            )

    def unapprove(self, id_: str, now: datetime, error: str, hint: str) -> None:
        """It must not go out as it is: a draft again."""
        with self.outbox.database.begin() as connection:
            connection.execute(
                update(posts)
                .where(posts.c.id == id_)
                .values(
                    status="draft", due_at=None, approved_content=None, key=None, error=error,
                    hint=hint, updated_at=now,
                )
            )  # fmt: skip

    def charge(self, post: Post, now: datetime, amount: Decimal) -> None:
        """The platform bills so much for what leaves now."""
        with self.outbox.database.begin() as connection:
            connection.execute(
                insert(charges).values(
                    post=post.id, channel=post.channel, account=post.account, at=now,
                    amount=int(amount * MILLION),
                )
            )  # fmt: skip

    def spent(self, channel: str, account: str, since: datetime) -> Decimal:
        """What was spent on an account since then."""
        query = select(func.sum(charges.c.amount)).where(
            charges.c.channel == channel, charges.c.account == account, charges.c.at >= since
        )
        with self.outbox.database.begin() as connection:
            return Decimal(connection.scalars(query).one() or 0) / MILLION

    def taken_down(self, id_: str, now: datetime, why: str) -> None:
        """A post stands nowhere any more, and is not offered again."""
        with self.outbox.database.begin() as connection:
            connection.execute(
                update(parts)
                .where(parts.c.post == id_)
                .values(remote_id=None, url=None, published_at=None, sent_at=None, uploads=None)
            )
            connection.execute(
                update(posts)
                .where(posts.c.id == id_)
                .values(
                    status="discarded", due_at=None, approved_content=None, key=None, error=why,
                    hint=None, updated_at=now,
                )
            )  # fmt: skip

    def uploaded(self, id_: str, position: int, uploads: tuple[str, ...]) -> None:
        """A part's media are on the platform, under these names; nobody sees them yet."""
        with self.outbox.database.begin() as connection:
            connection.execute(
                update(parts)
                .where(parts.c.post == id_, parts.c.position == position)
                .values(uploads=list(uploads))
            )

    def sending(self, id_: str, position: int, now: datetime) -> datetime:
        """A part is about to leave. Returns the time of the first attempt."""
        mine = (parts.c.post == id_) & (parts.c.position == position)
        with self.outbox.database.begin() as connection:
            connection.execute(
                update(parts).where(mine, parts.c.sent_at.is_(None)).values(sent_at=now)
            )
            first: datetime | None = connection.scalars(select(parts.c.sent_at).where(mine)).one()
        return first or now

    def not_sent(self, id_: str, position: int, *, keeps_uploads: bool = False) -> None:
        """The platform did not take the part, for certain."""
        forgotten = {"sent_at": None} if keeps_uploads else {"sent_at": None, "uploads": None}
        with self.outbox.database.begin() as connection:
            connection.execute(
                update(parts)
                .where(parts.c.post == id_, parts.c.position == position)
                .values(**forgotten)
            )

    def published(self, id_: str, position: int, receipt: Receipt) -> None:
        """A part stands on the platform."""
        with self.outbox.database.begin() as connection:
            connection.execute(
                update(parts)
                .where(parts.c.post == id_, parts.c.position == position)
                .values(
                    remote_id=receipt.remote_id,
                    url=receipt.url,
                    published_at=receipt.published_at,
                )
            )

    def close(
        self,
        id_: str,
        now: datetime,
        status: Status,
        *,
        error: str | None = None,
        hint: str | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """The run is done with a post."""
        with self.outbox.database.begin() as connection:
            connection.execute(
                update(posts)
                .where(posts.c.id == id_)
                .values(
                    status=status, error=error, hint=hint or None, not_before=not_before,
                    attempts=posts.c.attempts + 1, updated_at=now,
                )
            )  # fmt: skip

    def move(self, id_: str, now: datetime, due_at: datetime) -> None:
        """A missed slot: the post gets the next free one."""
        with self.outbox.database.begin() as connection:
            connection.execute(
                update(posts).where(posts.c.id == id_).values(due_at=due_at, updated_at=now)
            )
