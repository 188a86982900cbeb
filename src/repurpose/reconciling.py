"""Compares the outbox with what stands on the platforms, and takes posts down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from repurpose.errors import LoginError, OutboxError, PublishError, RepurposeError, Unavailable
from repurpose.model import Post, Standing, Status
from repurpose.outbox.entry import Entry
from repurpose.outbox.journal import Journal
from repurpose.protocols import Deletes, Lists, Publisher

BY_HAND = "by hand"  # in place of the platform's id, of a post that a person put up


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One account.

    Attributes:
        in_step: Posts of the outbox that stand there, whole.
        unknown: What stands there and the outbox does not know: put up elsewhere or by hand.
        gone: Posts that were published, and at least one part of which does not stand there.
        unasked: Posts put up by hand without an address that could be compared.
        error: Why the account could not be compared; then all else is empty.
    """

    channel: str
    account: str
    in_step: tuple[Entry, ...] = ()
    unknown: tuple[Standing, ...] = ()
    gone: tuple[Entry, ...] = ()
    unasked: tuple[Entry, ...] = ()
    error: RepurposeError | None = None


def compare(
    channel: str, account: str, entries: Sequence[Entry], publisher: Publisher, since: datetime
) -> Comparison:
    """Compare an account's published posts with what stands there since a moment.

    Args:
        entries: All of the account that are published.
    """
    if not isinstance(publisher, Lists):
        error = PublishError("it cannot be asked what stands there", hint="look at the account")
        return Comparison(channel=channel, account=account, error=error)
    try:
        there = list(publisher.standing(since))
    except (LoginError, PublishError) as failure:
        return Comparison(channel=channel, account=account, error=failure)
    ids = {each.remote_id for each in there}
    urls = {each.url for each in there if each.url}
    ours = [entry for entry in entries if _published(entry) >= since]
    asked = [entry for entry in ours if not _is_by_hand(entry) or entry.url]
    stands = [entry for entry in asked if _stands(entry, ids, urls)]
    known_ids = {state.receipt.remote_id for e in entries for state in e.states if state.receipt}
    known_urls = {entry.url for entry in entries if entry.url}
    return Comparison(
        channel=channel,
        account=account,
        in_step=tuple(stands),
        gone=tuple(entry for entry in asked if entry not in stands),
        unasked=tuple(entry for entry in ours if entry not in asked),
        unknown=tuple(
            each
            for each in there
            if each.remote_id not in known_ids and (each.url or "") not in known_urls
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDown:
    """What became of a post that was to be taken down. `error` is None where it is gone."""

    post: Post
    status: Status
    url: str | None = None
    error: RepurposeError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remover:
    """Takes posts down. The caller holds the publishing lock.

    Attributes:
        publisher: Makes the publisher for a post's channel and account.
        now: The time, aware.
    """

    journal: Journal
    publisher: Callable[[Post], Publisher]
    now: Callable[[], datetime]

    def take_down(self, entries: Iterable[Entry], why: str) -> list[TakenDown]:
        """Take each post down, wherever it is; what was not sent yet is discarded. One that cannot be
        taken down does not stop the rest; taken down again, it goes on where it stopped.

        Args:
            why: Kept with the post.
        """
        return [self._one(entry, why) for entry in entries]

    def _one(self, entry: Entry, why: str) -> TakenDown:
        try:
            if entry.post.status in ("publishing", "unknown"):
                raise Unavailable(
                    f"it is {entry.post.status}: whether it stands there must be settled first",
                    where=entry.post.id,
                    hint="run: repurpose publish --due",
                )
            self._delete(entry)
        except OutboxError:
            raise
        except RepurposeError as error:
            return TakenDown(post=entry.post, status=entry.post.status, url=entry.url, error=error)
        self.journal.taken_down(entry.post.id, self.now(), why)
        return TakenDown(post=entry.post, status="discarded", url=entry.url)

    def _delete(self, entry: Entry) -> None:
        """All parts that stand there, the last one first."""
        receipts = [state.receipt for state in entry.states if state.receipt]
        if not receipts:
            return
        publisher = None if _is_by_hand(entry) else self.publisher(entry.post)
        if publisher is None or not isinstance(publisher, Deletes):
            raise PublishError(
                "it was put up by hand, or the platform deletes nothing for programs",
                where=entry.post.id,
                hint=f"delete {entry.url or 'it'} yourself; then: repurpose takedown "
                f"{entry.post.id} --gone",
            )
        for receipt in reversed(receipts):
            publisher.delete(receipt.remote_id)


def _published(entry: Entry) -> datetime:
    return min(state.receipt.published_at for state in entry.states if state.receipt)


def _is_by_hand(entry: Entry) -> bool:
    return any(state.receipt and state.receipt.remote_id == BY_HAND for state in entry.states)


def _stands(entry: Entry, ids: set[str], urls: set[str]) -> bool:
    if _is_by_hand(entry):
        return entry.url in urls
    return all(state.receipt and state.receipt.remote_id in ids for state in entry.states)
