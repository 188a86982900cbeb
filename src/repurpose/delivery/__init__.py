"""Publishes what is approved: once, or says why not.

A part is written down as being sent before its first byte leaves. Whatever then happens (a time-out,
a broken answer, the death of this process), the platform is asked before anything is sent again.
Where it cannot be asked, only a platform that is documented to refuse the same content within
`duplicate_window` gets it again, within that time; else a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from repurpose import hosting
from repurpose.channels import checking
from repurpose.delivery.linking import Linker
from repurpose.delivery.outcome import Delivery, exit_code, label
from repurpose.delivery.sending import Sender
from repurpose.delivery.spending import keep_budget
from repurpose.errors import (
    ByHand,
    LoginError,
    OutboxError,
    PublishError,
    Rejected,
    RepurposeError,
    Unavailable,
    Uncertain,
)
from repurpose.model import Post, Receipt, Status
from repurpose.outbox.entry import Entry
from repurpose.outbox.journal import Journal
from repurpose.protocols import HandsOver, Publisher

__all__ = ["Courier", "Delivery", "exit_code", "utc_now"]

BACK_OFF = (1, 5, 15, 60)  # minutes between runs where the platform names no time


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """Takes posts from the outbox to their platforms. The caller holds the publishing lock.

    Attributes:
        journal: Where each step is written down.
        publisher: Makes the publisher for a post's channel and account.
        next_slot: The next free slot of a post's channel.
        budget: The most that an account may cost in a month, where the platform bills; None: no limit.
        late: A slot missed by more than this is not fired any more.
        now: The time, aware.
        wait: Waits so many seconds.
        earliest: When a post without a date may go out; None: at once.
        most: At most so many posts are sent because they are due; the others stay for the next run.
    """

    journal: Journal
    publisher: Callable[[Post], Publisher]
    next_slot: Callable[[Post], datetime]
    late: timedelta
    now: Callable[[], datetime]
    wait: Callable[[float], None]
    earliest: Callable[[Post], datetime | None] = lambda post: None
    most: int | None = None
    budget: Callable[[Post], Decimal | None] = lambda post: None

    @property
    def _linker(self) -> Linker:
        return Linker(journal=self.journal, publisher=self.publisher, now=self.now)

    @property
    def _sender(self) -> Sender:
        return Sender(journal=self.journal, now=self.now, wait=self.wait)

    def deliver_due(self) -> Iterator[Delivery]:
        """Settle what is open, then publish what is due; what is late moves to the next slot, what
        has no date and may not go out now, to the first time at which it may."""
        sent = 0
        for found in self._in_turn():
            if isinstance(found, Delivery):
                yield found
                continue
            is_new = found.post.status == "approved"
            if is_new and (moved := self._moved(found)):
                yield moved
            elif not is_new or self.most is None or sent < self.most:
                sent += is_new
                yield self.deliver(found.post.id)

    def _in_turn(self) -> Iterator[Entry | Delivery]:
        """What is due, what links to another post last; where that will never have an address, what
        became of the link."""
        linking = []
        for id_ in self.journal.due(self.now()):
            entry = self.journal.outbox.find(id_)
            if hosting.awaited(entry.post.parts):
                linking.append(entry)
            else:
                yield entry
        for entry in linking:  # what they link to may be live by now
            stopped = self._linker.address(entry)
            if stopped is None:
                yield entry
            elif stopped.waits_for is None:
                yield stopped

    def _moved(self, entry: Entry) -> Delivery | None:
        """A post that gets another date; None where it may go out."""
        post, is_late = entry.post, self._is_late(entry)
        begun = entry.attempts > 0 or entry.published_parts > 0
        if not is_late and (post.due_at is not None or begun):
            return None
        with self.journal.outbox.together():  # nobody else takes the same time
            due_at = self.next_slot(post) if is_late else self.earliest(post)
            if due_at is None:
                return None
            self.journal.move(post.id, self.now(), due_at)
        why = "late" if is_late else "not now"
        return Delivery(
            id=post.id, channel=label(post), status="approved", moved_to=due_at, why=why
        )

    def deliver(self, id_: str) -> Delivery:
        """Publish one approved post, or settle one whose outcome is open."""
        entry = self.journal.outbox.find(id_)
        stopped = self._linker.address(entry)
        if stopped is not None:
            return stopped
        claimed = self.journal.claim(id_, self.now())
        if claimed is None:
            post = entry.post
            changed = Rejected(
                "it or a file of it is no longer as it was approved, so it is a draft again",
                where=id_,
                hint=f"look at it and approve it: repurpose outbox approve {id_}",
            )
            return Delivery(id=id_, channel=label(post), status="draft", error=changed)
        try:
            return self._publish(claimed)
        except PublishError as error:
            return self._stopped(claimed, error)
        except OutboxError:  # nothing can be written down any more: the next run settles it
            raise
        except RepurposeError as error:  # the channel cannot be used at all: nothing has left
            return self._close(
                claimed, "approved" if self._untouched(claimed) else "unknown", error
            )

    # ── one post ──

    def _publish(self, entry: Entry) -> Delivery:
        publisher = self.publisher(entry.post)
        _refuse_breaches(publisher, entry)
        keep_budget(self.journal, entry, self.budget(entry.post), self.now())
        reply_to: str | None = None
        url: str | None = entry.url
        lacking: ByHand | None = None
        for position, state in enumerate(entry.states):
            receipt = state.receipt
            if receipt is None:
                post = replace(
                    entry.post, parts=(entry.post.parts[position],), reply_to=reply_to,
                    sent_at=state.sent_at,
                    uploads=state.uploads,
                )  # fmt: skip
                receipt = self._sender.publish(publisher, post, position, _key(entry, position))
                self.journal.published(entry.post.id, position, receipt)
                lacking = lacking or _lacking(receipt, entry.post.id)
            reply_to = receipt.remote_id
            url = url or receipt.url
        error, hint = (lacking.message, lacking.hint) if lacking else (None, None)
        self.journal.close(entry.post.id, self.now(), "published", error=error, hint=hint)
        return Delivery(
            id=entry.post.id, channel=label(entry.post), status="published", url=url, error=lacking
        )  # fmt: skip

    # ── what stopped it ──

    def _stopped(self, entry: Entry, error: PublishError) -> Delivery:
        if isinstance(error, Uncertain):
            return self._close(entry, "unknown", error)
        if not self._untouched(entry):
            return self._close(entry, "unknown", error)
        if isinstance(error, ByHand):
            return self._close(entry, "handed-over", error)
        if isinstance(error, LoginError):
            return self._close(entry, "approved", error)
        if isinstance(error, Unavailable):
            minutes = BACK_OFF[min(entry.attempts, len(BACK_OFF) - 1)]
            later = error.retry_at or self.now() + timedelta(minutes=minutes)
            return self._close(entry, "approved", error, not_before=later)
        return self._close(entry, "failed", error)

    def _untouched(self, entry: Entry) -> bool:
        """Whether no part of the post is in doubt: each is live for certain, or not sent."""
        states = self.journal.outbox.find(entry.post.id).states
        return all(state.receipt is not None or state.sent_at is None for state in states)

    def _close(
        self,
        entry: Entry,
        status: Status,
        error: RepurposeError,
        not_before: datetime | None = None,
    ) -> Delivery:
        self.journal.close(
            entry.post.id, self.now(), status, error=error.message, hint=error.hint,
            not_before=not_before,
        )  # fmt: skip
        return Delivery(
            id=entry.post.id, channel=label(entry.post), status=status, url=entry.url, error=error
        )  # fmt: skip

    def _is_late(self, entry: Entry) -> bool:
        post = entry.post
        return (
            post.status == "approved"
            and post.due_at is not None
            and entry.attempts == 0  # it was tried in time; the platform made it late
            and entry.published_parts == 0
            and self.now() - post.due_at > self.late
        )


def _refuse_breaches(publisher: Publisher, entry: Entry) -> None:
    """What breaks the rules by now (a picture may be gone) is not sent; what may have left already is
    settled first.

    Raises:
        Rejected: a part breaks them.
    """
    if missing := hosting.awaited(entry.post.parts):
        raise Rejected(f"the address of {missing[0]} is still missing", where=entry.post.id)
    sent = [place for place, s in enumerate(entry.states) if s.receipt or s.sent_at]
    checking.refuse(
        entry.post.parts,
        publisher.rules,
        entry.post.id,
        complete=not isinstance(publisher, HandsOver),
        sent=sent,
    )


def utc_now() -> datetime:
    return datetime.now(UTC)


def _lacking(receipt: Receipt, id_: str) -> ByHand | None:
    """What is left to do for a person, though the part stands."""
    return ByHand(receipt.note, where=id_, hint=receipt.note_hint) if receipt.note else None


def _key(entry: Entry, position: int) -> str:
    return f"{entry.key or entry.post.id}-{position}"
