"""One part to its platform: it stands there once, or it is said why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from repurpose.delivery.spending import charge
from repurpose.errors import ByHand, Duplicate, LoginError, Rejected, Unavailable, Uncertain
from repurpose.model import Post, Receipt
from repurpose.outbox.journal import Journal
from repurpose.protocols import Publisher, Resumes, Uploads

SETTLE_PAUSES = (1.0, 3.0, 8.0)  # seconds: a platform's own list may lag behind what it took
LAGS = timedelta(minutes=1)  # no longer than that
UPLOADS_LAST = timedelta(hours=20)  # X forgets media that no post uses after a day


class Unsettled(Enum):
    """What is known of an earlier attempt that the platform does not show."""

    ABSENT = "it is not there"
    REFUSED_IF_THERE = "the platform cannot be asked, but would refuse the same again"


ABSENT, REFUSED_IF_THERE = Unsettled.ABSENT, Unsettled.REFUSED_IF_THERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Sends parts. Each step is written into `journal` before it is taken."""

    journal: Journal
    now: Callable[[], datetime]
    wait: Callable[[float], None]

    def publish(self, publisher: Publisher, post: Post, position: int, key: str) -> Receipt:
        """One part to the platform. Returns only when it stands there."""
        for pause in (*SETTLE_PAUSES, None):
            attempted = post.sent_at is not None
            answer = self._settle_patiently(publisher, post, key) if attempted else ABSENT
            if isinstance(answer, Receipt):
                return answer
            try:
                post = self._with_media(publisher, post, position)
                post = replace(post, sent_at=self.journal.sending(post.id, position, self.now()))
                charge(self.journal, post, self.now())
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

    def _settle_patiently(self, publisher: Publisher, post: Post, key: str) -> Receipt | Unsettled:
        """As `_settle`; what left just now is looked for again before it counts as absent."""
        assert post.sent_at is not None
        for pause in SETTLE_PAUSES[1:]:
            answer = self._settle(publisher, post, key)
            if answer is not ABSENT or self.now() - post.sent_at > LAGS:
                return answer
            self.wait(pause)
        return self._settle(publisher, post, key)

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
