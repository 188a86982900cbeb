"""An outbox in a folder, and the courier that empties it: what stands behind `publish --due`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from repurpose.delivery import Courier
from repurpose.model import DEFAULT_ACCOUNT, Asset, Locator, Part, Post, Snippet, post_id
from repurpose.outbox.entry import Entry
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from repurpose.protocols import Publisher

RUNS = 8  # of `publish --due`, before what is still open counts as left hanging


class Firm:
    """Approves posts of one channel and publishes them. Made by `firm`.

    Args:
        publisher: Makes the publisher, as each run of the program does.
        rest: Waits until the platform has done what it was asked, where the program waits.
    """

    def __init__(
        self,
        outbox: Outbox,
        channel: str,
        publisher: Callable[[], Publisher],
        rest: Callable[[], None],
    ) -> None:
        self._outbox = outbox
        self._channel = channel
        self._publisher = publisher
        self._rest = rest

    def approve(self, part: Part) -> str:
        """Put a post into the outbox and approve it; its id."""
        where = Locator(line=1)
        statement = Snippet(kind="statement", text=part.text, locator=where, language="de")
        asset = Asset(
            path=Path("contract.md"), kind="document", title="Contract", language="de",
            sha256="0" * 64, segments=(),
        )  # fmt: skip
        post = Post(
            id=post_id(self._channel, DEFAULT_ACCOUNT, statement.id), channel=self._channel,
            account=DEFAULT_ACCOUNT, parts=(part,), snippets=(statement.id,), language="de",
        )  # fmt: skip
        self._outbox.save(asset, statement, (), post, _now())
        self._outbox.approve(post.id, _now())
        return post.id

    def publish(self, id_: str) -> Entry:
        """One run."""
        courier = Courier(
            journal=Journal(self._outbox),
            publisher=lambda post: self._publisher(),
            next_slot=lambda post: _now(),
            late=timedelta(days=1),
            now=_now,
            wait=lambda seconds: self._rest(),
        )
        courier.deliver(id_)
        self._rest()
        return self._outbox.find(id_)

    def settle(self, id_: str) -> Entry:
        """Run until the post is not open any more, or stays so."""
        for _ in range(RUNS):
            entry = self._outbox.find(id_)
            if entry.post.status not in ("approved", "publishing", "unknown"):
                break
            entry = self.publish(id_)
        return entry


@contextmanager
def firm(
    folder: Path, channel: str, publisher: Callable[[], Publisher], rest: Callable[[], None]
) -> Iterator[Firm]:
    outbox = Outbox(folder)
    try:
        yield Firm(outbox, channel, publisher, rest)
    finally:
        outbox.close()


def _now() -> datetime:
    return datetime.now(UTC)
