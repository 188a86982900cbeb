"""Posts that link to what another post puts up get its address when it is live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from repurpose import hosting
from repurpose.channels import checking
from repurpose.delivery.outcome import Delivery, label
from repurpose.errors import OutboxError, Rejected, RepurposeError
from repurpose.model import Post
from repurpose.outbox.entry import Entry
from repurpose.outbox.journal import Journal
from repurpose.protocols import Publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Linker:
    """Fills addresses in. `publisher` makes the publisher for a post, whose rules hold."""

    journal: Journal
    publisher: Callable[[Post], Publisher]
    now: Callable[[], datetime]

    def address(self, entry: Entry) -> Delivery | None:
        """Give a post the addresses that it waits for. None where it lacks none (any more)."""
        post = entry.post
        wanted = hosting.awaited(post.parts)
        if not wanted or post.status != "approved":
            return None
        addresses: dict[str, str] = {}
        for id_ in wanted:
            host = self._host(id_)
            if host is None or host.post.status == "discarded":
                return self._unapproved(entry, "what it links to was discarded")
            if host.post.status != "published":
                return Delivery(
                    id=post.id, channel=label(post), status="approved", waits_for=host.post.id
                )
            if not host.url:
                return self._unapproved(entry, f"{id_} is live, but nobody said at what address")
            addresses[id_] = host.url
        parts = hosting.filled(post.parts, addresses)
        try:
            rules = self.publisher(post).rules
        except OutboxError:
            raise
        except RepurposeError as error:  # no login: nothing is changed before it is there
            return Delivery(id=post.id, channel=label(post), status="approved", error=error)
        breaches = [line for part in parts for line in checking.text_breaches(part, rules)]
        if breaches:
            self.journal.fill(post.id, self.now(), parts)
            return self._unapproved(entry, f"with the address in it, {breaches[0]}")
        self.journal.fill(post.id, self.now(), parts)
        return None

    def _host(self, id_: str) -> Entry | None:
        try:
            return self.journal.outbox.find(id_)
        except OutboxError:
            return None

    def _unapproved(self, entry: Entry, why: str) -> Delivery:
        """It cannot go out as it was approved: it is a draft again."""
        id_ = entry.post.id
        error = Rejected(why, where=id_, hint=f"change it: repurpose outbox edit {id_}")
        self.journal.unapprove(id_, self.now(), error.message, error.hint)
        return Delivery(id=id_, channel=label(entry.post), status="draft", error=error)
