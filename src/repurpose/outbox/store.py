"""The outbox: every post, its state, and the steps between states that are allowed.

    draft → approved → publishing → published
                     ↘ failed (the platform said no), unknown (no answer came)
    discarded, handed-over

A step that is not allowed raises OutboxError and changes nothing. What publishing writes is in
`repurpose.outbox.journal`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, true, update

from repurpose import hosting
from repurpose.errors import OutboxError
from repurpose.model import Asset, Part, Post, Snippet, Status
from repurpose.outbox import rows
from repurpose.outbox.connection import Database
from repurpose.outbox.entry import Entry, Source, content_digest
from repurpose.outbox.file_format import FILE_NAME
from repurpose.outbox.schema import assets, parts, posts, settings, snippets

OPEN: tuple[Status, ...] = ("draft", "approved", "failed", "handed-over")


class Outbox:
    """The posts of one state folder.

    Args:
        state: The folder; made if it is missing.

    Raises:
        OutboxError: it cannot be opened, or a newer version wrote it.
    """

    def __init__(self, state: Path) -> None:
        self.database = Database(state / FILE_NAME)

    def close(self) -> None:
        self.database.close()

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """All steps within are kept, or none of them."""
        with self.database.begin():
            yield

    # ── what a run puts in ──

    def save(
        self, asset: Asset, snippet: Snippet, sources: Sequence[Source], post: Post, now: datetime
    ) -> Entry:
        """Keep a drafted post. One that is there already stays as it is; only a draft that nobody
        edited takes the new wording."""
        return self.save_all([(asset, snippet, sources)], post, now)

    def save_all(
        self,
        said: Sequence[tuple[Asset, Snippet, Sequence[Source]]],
        post: Post,
        now: datetime,
    ) -> Entry:
        """As `save`, of a post that says several things."""
        with self.database.begin() as connection:
            for asset, snippet, sources in said:
                rows.keep_asset(connection, asset, now)
                rows.keep_snippet(connection, asset, snippet, sources)
            row = rows.post_row(connection, post.id)
            if row is None:
                self._insert(connection, post, now)
            elif row.status == "draft" and not row.edited:
                self._reword(connection, post, now)
            return rows.entry(connection, post.id)

    def mark_stale(
        self,
        path: str,
        current: Collection[str],
        stands: Callable[[str, str | None], bool] = lambda text, speaker: False,
    ) -> list[str]:
        """Mark the drafts whose words are no longer in the file (or page) at `path`.

        Args:
            current: The ids of the snippets found in the file now.
            stands: Whether a text, said by a speaker, stands in the file though it was not found:
                another run may look for something else.

        Returns:
            The ids of the drafts newly marked.
        """
        with self.database.begin() as connection:
            known = (
                select(snippets.c.id, snippets.c.text, snippets.c.speaker)
                .join(assets)
                .where(assets.c.path == path)
            )
            gone = {
                row.id
                for row in connection.execute(known)
                if row.id not in current and not stands(row.text, row.speaker)
            }
            drafts = connection.execute(
                select(posts.c.id, posts.c.snippets).where(
                    posts.c.status == "draft", posts.c.stale.is_(False)
                )
            )
            stale = [row.id for row in drafts if gone.intersection(row.snippets)]
            connection.execute(update(posts).where(posts.c.id.in_(stale)).values(stale=True))
        return stale

    # ── what a person asks ──

    def find(self, prefix: str) -> Entry:
        """The post whose id begins with `prefix`.

        Raises:
            OutboxError: there is none, or more than one.
        """
        with self.database.begin() as connection:
            matches = connection.scalars(
                select(posts.c.id).where(posts.c.id.startswith(prefix, autoescape=True))
            ).all()
            if len(matches) == 1:
                return rows.entry(connection, matches[0])
        if not matches:
            raise OutboxError(f"no post has the id {prefix!r}", hint="see: repurpose outbox list")
        raise OutboxError(
            f"{len(matches)} posts have an id that begins with {prefix!r}",
            hint=f"write more of it: {', '.join(sorted(matches)[:4])}",
        )

    def entries(self, statuses: Sequence[Status] = ()) -> list[Entry]:
        """The posts in these states (all, if none is named), in the order they go out."""
        wanted = posts.c.status.in_(statuses) if statuses else true()
        with self.database.begin() as connection:
            return rows.entries(connection, wanted)

    def taken(
        self, since: datetime, undated: datetime | None = None, without: Collection[str] = ()
    ) -> list[tuple[str, str, datetime]]:
        """Channel, account and time of the posts that have a date, or went out after `since`.

        Args:
            undated: The time of those that go out with the next run; None: they do not count.
            without: The ids of posts that do not count.
        """
        first = (parts.c.post == posts.c.id) & (parts.c.position == 0)
        when = func.coalesce(
            parts.c.published_at, parts.c.sent_at, posts.c.due_at, posts.c.updated_at
        )
        planned = posts.c.status == "approved"
        gone = posts.c.status.in_(("publishing", "unknown", "published", "handed-over"))
        account = (posts.c.channel, posts.c.account)
        with self.database.begin() as connection:
            to_come = select(posts.c.id, *account, posts.c.due_at).where(planned)
            times = [
                (row.channel, row.account, row.due_at or undated)
                for row in connection.execute(to_come)
                if row.id not in without
            ]
            query = select(*account, when.label("at")).join(parts, first)
            past = connection.execute(query.where(gone, posts.c.updated_at >= since))
            times += [(row.channel, row.account, row.at) for row in past if row.at >= since]
        return [(channel, account, at) for channel, account, at in times if at is not None]

    # ── what a person decides ──

    def approve(self, id_: str, now: datetime, due_at: datetime | None = None) -> Entry:
        """Approve a draft as it is now, for `due_at` or for the next run of `publish --due`."""
        with self.database.begin() as connection:
            entry = self._entry_in(connection, id_, ("draft",), "approve")
            digest = content_digest(entry.post.channel, entry.post.account, entry.post.parts)
            self._set(
                connection, id_, now, status="approved", due_at=due_at, approved_content=digest,
                key=digest[:32], stale=False, error=None, hint=None, attempts=0, not_before=None,
            )  # fmt: skip
            return rows.entry(connection, id_)

    def reschedule(self, id_: str, now: datetime, due_at: datetime) -> Entry:
        """Give an approved post another date."""
        with self.database.begin() as connection:
            self._entry_in(connection, id_, ("approved",), "reschedule")
            self._set(connection, id_, now, due_at=due_at, not_before=None)
            return rows.entry(connection, id_)

    def unschedule(self, id_: str, now: datetime) -> Entry:
        """Make an approved post a draft again."""
        with self.database.begin() as connection:
            self._entry_in(connection, id_, ("approved",), "unschedule")
            self._set(
                connection, id_, now, status="draft", due_at=None, not_before=None,
                approved_content=None, key=None,
            )  # fmt: skip
            return rows.entry(connection, id_)

    def discard(self, id_: str, now: datetime) -> Entry:
        """Throw a post away: it is not offered again."""
        with self.database.begin() as connection:
            self._entry_in(connection, id_, OPEN, "discard")
            self._set(connection, id_, now, status="discarded", due_at=None)
            return rows.entry(connection, id_)

    def edit(self, id_: str, now: datetime, new: Sequence[Part]) -> Entry:
        """Replace the parts. What was approved or discarded becomes a draft again."""
        with self.database.begin() as connection:
            entry = self._entry_in(connection, id_, (*OPEN, "discarded"), "edit")
            if entry.published_parts:
                raise OutboxError(
                    f"part 1 of {id_} stands on {entry.post.channel} already; it cannot be edited",
                    hint=f"go on with what is there: repurpose outbox retry {id_}",
                )
            self._replace_parts(connection, id_, new)
            self._set(
                connection, id_, now, status="draft", due_at=None, edited=True, error=None,
                hint=None, approved_content=None, key=None, waits_for=list(hosting.awaited(tuple(new))),
            )  # fmt: skip
            return rows.entry(connection, id_)

    def retry(self, id_: str, now: datetime) -> Entry:
        """Send again what failed; or what is unknown, after a person saw that it is not live."""
        with self.database.begin() as connection:
            entry = self._entry_in(connection, id_, ("failed", "unknown"), "retry")
            connection.execute(
                update(parts).where(parts.c.post == id_, parts.c.remote_id.is_(None))
                .values(sent_at=None, uploads=None)
            )  # fmt: skip
            digest = content_digest(entry.post.channel, entry.post.account, entry.post.parts)
            self._set(
                connection, id_, now, status="approved", due_at=None, not_before=None, attempts=0,
                error=None, hint=None, approved_content=digest, key=digest[:32],
            )  # fmt: skip
            return rows.entry(connection, id_)

    def done(self, id_: str, now: datetime, url: str | None = None) -> Entry:
        """Record that a person saw the post live."""
        with self.database.begin() as connection:
            self._entry_in(connection, id_, (*OPEN, "unknown"), "close")
            missing = (parts.c.post == id_) & parts.c.remote_id.is_(None)
            connection.execute(
                update(parts).where(missing).values(remote_id="by hand", published_at=now)
            )
            first = (parts.c.post == id_) & (parts.c.position == 0) & parts.c.url.is_(None)
            connection.execute(update(parts).where(first).values(url=url))
            self._set(connection, id_, now, status="published", error=None, hint=None)
            return rows.entry(connection, id_)

    # ── pause ──

    def pause(self, until: datetime | None) -> None:
        """Publish nothing until then, or until `resume`."""
        value = "" if until is None else until.astimezone(UTC).isoformat()
        with self.database.begin() as connection:
            connection.execute(delete(settings).where(settings.c.name == "paused"))
            connection.execute(insert(settings).values(name="paused", value=value))

    def resume(self) -> None:
        with self.database.begin() as connection:
            connection.execute(delete(settings).where(settings.c.name == "paused"))

    # ── private ──

    def _entry_in(
        self, connection: Connection, id_: str, allowed: Sequence[Status], verb: str
    ) -> Entry:
        entry = rows.entry(connection, id_)
        if entry.post.status not in allowed:
            raise OutboxError(
                f"cannot {verb} {id_}: it is {entry.post.status}",
                hint=_NEXT.get(entry.post.status, f"see: repurpose outbox show {id_}").format(id_),
            )
        return entry

    def _insert(self, connection: Connection, post: Post, now: datetime) -> None:
        connection.execute(
            insert(posts).values(
                id=post.id, channel=post.channel, account=post.account, status=post.status,
                language=post.language, snippets=list(post.snippets),
                waits_for=list(post.waits_for), due_at=post.due_at, attempts=0, edited=False,
                stale=False, created_at=now, updated_at=now,
            )
        )  # fmt: skip
        self._replace_parts(connection, post.id, post.parts)

    def _reword(self, connection: Connection, post: Post, now: datetime) -> None:
        self._replace_parts(connection, post.id, post.parts)
        self._set(
            connection, post.id, now, stale=False, language=post.language,
            snippets=list(post.snippets),
        )  # fmt: skip

    def _replace_parts(self, connection: Connection, id_: str, new: Sequence[Part]) -> None:
        connection.execute(delete(parts).where(parts.c.post == id_))
        connection.execute(insert(parts), rows.part_rows(id_, new))

    def _set(self, connection: Connection, id_: str, now: datetime, **values: Any) -> None:
        connection.execute(update(posts).where(posts.c.id == id_).values(updated_at=now, **values))


_NEXT = {
    "draft": "approve it first: repurpose outbox approve {0}",
    "approved": "it goes out with: repurpose publish --due",
    "published": "it is live; take it down: repurpose takedown {0}",
    "publishing": "it is being sent; its outcome is settled by: repurpose publish --due",
    "unknown": "settle it first: repurpose publish {0} asks the platform; or, when you looked "
    "yourself, repurpose outbox done {0} or repurpose outbox retry {0}",
    "handed-over": "put it up yourself; then: repurpose outbox done {0} ADDRESS",
    "discarded": "take it back by editing it: repurpose outbox edit {0}",
}
