"""Publishes what is approved: once, or says why not.

A part is written down as being sent before its first byte leaves. Whatever then happens (a time-out,
a broken answer, the death of this process), the platform is asked before anything is sent again.
Where it cannot be asked, only a platform that is documented to refuse the same content within
`duplicate_window` gets it again, within that time; else a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum

from repurpose import channels, hosting
from repurpose.channels import checking
from repurpose.errors import (
    ByHand,
    Duplicate,
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
from repurpose.protocols import HandsOver, Publisher, Resumes, Uploads

SETTLE_PAUSES = (1.0, 3.0, 8.0)  # seconds: a platform's own list may lag behind what it took
UPLOADS_LAST = timedelta(hours=20)  # X forgets media that no post uses after a day
BACK_OFF = (1, 5, 15, 60)  # minutes between runs where the platform names no time


class Unsettled(Enum):
    """What is known of an earlier attempt that the platform does not show."""

    ABSENT = "it is not there"
    REFUSED_IF_THERE = "the platform cannot be asked, but would refuse the same again"


ABSENT, REFUSED_IF_THERE = Unsettled.ABSENT, Unsettled.REFUSED_IF_THERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of one post in this run. `error` is None where it went well; of a post that is
    published it says what a person must add; `moved_to` is the new date of a post that missed its slot
    (`why` is "late"), or that has none and may not go out now; `waits_for` the post whose address it
    still needs."""

    id: str
    channel: str
    status: Status
    url: str | None = None
    error: RepurposeError | None = None
    moved_to: datetime | None = None
    why: str = ""
    waits_for: str | None = None


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
            stopped = self._address(entry)
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
            id=post.id, channel=_label(post), status="approved", moved_to=due_at, why=why
        )

    def deliver(self, id_: str) -> Delivery:
        """Publish one approved post, or settle one whose outcome is open."""
        entry = self.journal.outbox.find(id_)
        stopped = self._address(entry)
        if stopped is not None:
            return stopped
        claimed = self.journal.claim(id_, self.now())
        if claimed is None:
            post = entry.post
            changed = Rejected(
                "it was changed after it was approved, so it is a draft again",
                where=id_,
                hint=f"look at it and approve it: repurpose outbox approve {id_}",
            )
            return Delivery(id=id_, channel=_label(post), status="draft", error=changed)
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

    # ── what it links to ──

    def _address(self, entry: Entry) -> Delivery | None:
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
                    id=post.id, channel=_label(post), status="approved", waits_for=host.post.id
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
            return Delivery(id=post.id, channel=_label(post), status="approved", error=error)
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
        return Delivery(id=id_, channel=_label(entry.post), status="draft", error=error)

    # ── one post ──

    def _publish(self, entry: Entry) -> Delivery:
        publisher = self.publisher(entry.post)
        _refuse_breaches(publisher, entry)
        self._keep_budget(entry)
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
                receipt = self._publish_part(publisher, post, position, _key(entry, position))
                self.journal.published(entry.post.id, position, receipt)
                lacking = lacking or _lacking(receipt, entry.post.id)
            reply_to = receipt.remote_id
            url = url or receipt.url
        error, hint = (lacking.message, lacking.hint) if lacking else (None, None)
        self.journal.close(entry.post.id, self.now(), "published", error=error, hint=hint)
        return Delivery(
            id=entry.post.id, channel=_label(entry.post), status="published", url=url, error=lacking
        )  # fmt: skip

    def _keep_budget(self, entry: Entry) -> None:
        """A post is begun only where the month's budget pays for all of it.

        Raises:
            Unavailable: it does not; the post goes out next month.
        """
        post, budget = entry.post, self.budget(entry.post)
        price = channels.price_of(post.channel)
        begun = any(state.receipt or state.sent_at for state in entry.states)
        if budget is None or price is None or begun:
            return
        month = self.now().astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        spent = self.journal.spent(post.channel, post.account, month)
        costs = sum(map(price.of, post.parts), Decimal(0))
        if spent + costs > budget:
            raise Unavailable(
                f"it costs {costs:.3f} {price.currency}, and of the month's budget of {budget:.2f} "
                f"{spent:.3f} are spent",
                where=post.id,
                hint=f"it goes out next month; or raise channels.{_label(post)}.budget",
                retry_at=(month + timedelta(days=32)).replace(day=1),
            )

    def _charge(self, post: Post) -> None:
        """Note what the platform bills for the part that leaves now."""
        price = channels.price_of(post.channel)
        if price is not None:
            self.journal.charge(post, self.now(), price.of(post.parts[0]))

    def _publish_part(self, publisher: Publisher, post: Post, position: int, key: str) -> Receipt:
        """One part to the platform. Returns only when it stands there."""
        for pause in (*SETTLE_PAUSES, None):
            attempted = post.sent_at is not None
            answer = self._settle(publisher, post, key) if attempted else ABSENT
            if isinstance(answer, Receipt):
                return answer
            try:
                post = self._with_media(publisher, post, position)
                post = replace(post, sent_at=self.journal.sending(post.id, position, self.now()))
                self._charge(post)
                return publisher.publish(post, key)
            except Duplicate as error:
                if attempted:
                    return self._the_one_there(publisher, post, key, error)
                self.journal.not_sent(post.id, position)
                raise
            except (Rejected, ByHand) as error:
                if answer is ABSENT:
                    # An upload goes on with the next login; a person finishes what is there.
                    begun = isinstance(error, LoginError | ByHand)
                    self.journal.not_sent(post.id, position, keeps_uploads=begun)
                raise
            except Unavailable:
                if not attempted:  # else the platform's list may lag: keep the trace
                    self.journal.not_sent(post.id, position, keeps_uploads=True)
                raise
            except Uncertain:
                if pause is None:
                    raise
                self.wait(pause)
        raise AssertionError("the loop returns or raises")

    def _with_media(self, publisher: Publisher, post: Post, position: int) -> Post:
        """The post with its media uploaded, once for all attempts of a day."""
        if not post.parts[0].media or not isinstance(publisher, Uploads):
            return post
        if post.uploads and post.sent_at and self.now() - post.sent_at < UPLOADS_LAST:
            return post
        if isinstance(publisher, Resumes):
            uploads = publisher.resume(
                post, lambda names: self.journal.uploaded(post.id, position, names)
            )
        else:
            uploads = publisher.upload(post)
        self.journal.uploaded(post.id, position, uploads)
        return replace(post, uploads=uploads)

    def _settle(self, publisher: Publisher, post: Post, key: str) -> Receipt | Unsettled:
        """What became of an earlier attempt, as far as the platform tells."""
        try:
            return publisher.find(post, key) or ABSENT
        except Uncertain as error:
            assert post.sent_at is not None
            age = (self.now() - post.sent_at).total_seconds()
            if 0 <= age < publisher.duplicate_window:
                return REFUSED_IF_THERE
            raise Uncertain(
                f"nobody knows whether it is live: {error.message}",
                where=post.id,
                hint=f"look at the account; then: repurpose outbox done {post.id} (it is there) "
                f"or repurpose outbox retry {post.id} (it is not)",
            ) from error
        except (Unavailable, LoginError) as error:
            raise Uncertain(
                f"an earlier attempt cannot be settled now: {error.message}",
                where=post.id,
                hint=error.hint or "run: repurpose publish --due",
            ) from error

    def _the_one_there(
        self, publisher: Publisher, post: Post, key: str, refusal: Duplicate
    ) -> Receipt:
        """The platform refuses our second attempt as a duplicate: the first one got through."""
        if refusal.receipt is not None:
            return refusal.receipt
        for pause in SETTLE_PAUSES:
            self.wait(pause)
            found = self._settle(publisher, post, key)
            if isinstance(found, Receipt):
                return found
        raise Uncertain(
            "the platform says that it is there already, but does not show it",
            where=post.id,
            hint=f"look at the account; then: repurpose outbox done {post.id}",
        )

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
            id=entry.post.id, channel=_label(entry.post), status=status, url=entry.url, error=error
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


def exit_code(deliveries: Sequence[Delivery]) -> int:
    """The command's exit code: an unknown outcome weighs most, then a login, then a refusal."""
    codes = [int(delivery.error.exit_code) for delivery in deliveries if delivery.error]
    codes += [5 for delivery in deliveries if delivery.status == "unknown"]
    return max(codes, default=0)


def utc_now() -> datetime:
    return datetime.now(UTC)


def _lacking(receipt: Receipt, id_: str) -> ByHand | None:
    """What is left to do for a person, though the part stands."""
    return ByHand(receipt.note, where=id_, hint=receipt.note_hint) if receipt.note else None


def _key(entry: Entry, position: int) -> str:
    return f"{entry.key or entry.post.id}-{position}"


def _label(post: Post) -> str:
    return post.channel if post.account == "default" else f"{post.channel}:{post.account}"
