"""What a person decides about an offer, carried out: published, kept, passed over, counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from repurpose.cli import editing, outcome
from repurpose.cli.session import Session
from repurpose.delivery import Delivery, exit_code, utc_now
from repurpose.errors import Exit, OutboxError, RepurposeError
from repurpose.following.follower import Follower, Offer
from repurpose.model import Hold, Post
from repurpose.outbox.entry import Entry
from repurpose.production import Draft, Production


@dataclass(slots=True, kw_only=True)
class Decided:
    """What became of one offer's posts."""

    entries: list[Entry]
    deliveries: list[Delivery] = field(default_factory=list)
    errors: list[RepurposeError] = field(default_factory=list)


@dataclass(slots=True)
class Decisions:
    """Attributes:
    offered, published, kept, skipped: How many statements.
    waiting: Approved ones that are not out, or of which nobody knows.
    """

    session: Session
    offered: int = 0
    published: int = 0
    kept: int = 0
    skipped: int = 0
    waiting: int = 0
    _codes: list[int] = field(default_factory=list)

    def approve(self, offer: Offer) -> Decided:
        """Approve the posts and publish them now, as `run --publish` does. What cannot go out
        stays approved."""
        self.waiting += 1  # until it is known: a run may be stopped in here
        result = self._saved(offer)
        errors: list[RepurposeError] = []
        try:
            outcome.publish(self.session, result)
        except RepurposeError as error:  # everything is paused; another run is publishing
            errors.append(error)
        entries = self._entries(offer)
        if any(entry.post.status == "published" for entry in entries):
            self.waiting -= 1
            self.published += 1
        self._codes += [exit_code(result.deliveries), *(int(e.exit_code) for e in errors)]
        errors += [delivery.error for delivery in result.deliveries if delivery.error]
        return Decided(entries=entries, deliveries=result.deliveries, errors=errors)

    def keep(self, offer: Offer) -> Decided:
        """Keep the posts as drafts."""
        self._saved(offer)
        self.kept += 1
        return Decided(entries=self._entries(offer))

    def skip(self, offer: Offer) -> Decided:
        """Nothing is kept, unless it was edited: then it is discarded."""
        self.skipped += 1
        edited = [draft.post.id for draft in offer.drafts if is_known(self.session, draft.post)]
        return Decided(entries=[self.session.outbox.discard(id_, utc_now()) for id_ in edited])

    def edit(self, offer: Offer) -> tuple[list[Entry], list[str]]:
        """Each post in the user's editor. Returns the posts and what is to be said of them.

        Raises:
            ConfigError: a text is empty or too long; it is offered again.
        """
        self._saved(offer)
        warnings: list[str] = []
        entries: list[Entry] = []
        for draft in offer.drafts:
            entry = self.session.outbox.find(draft.post.id)
            parts = editing.in_editor(entry, draft.channel, self.session.state)
            if parts != entry.post.parts:
                editing.check(parts, draft.channel, entry.post.id)
                entry = self.session.outbox.edit(entry.post.id, utc_now(), parts)
                warnings += editing.altered_quotes(entry)
            editing.forget(self.session.state, entry.post.id)
            entries.append(entry)
        return entries, warnings

    def exit_code(self) -> int:
        return max(self._codes, default=Exit.DONE)

    def summary(self) -> str:
        """How many of each, in words."""
        words = [f"{self.published} published", f"{self.kept} kept", f"{self.skipped} skipped"]
        if self.waiting:
            words.append(f"{self.waiting} approved and not out")
        if undecided := self.undecided:
            words.append(f"{undecided} undecided")
        return ", ".join(words)

    @property
    def undecided(self) -> int:
        return self.offered - self.published - self.kept - self.skipped - self.waiting

    def _saved(self, offer: Offer) -> outcome.Outcome:
        return outcome.save(self.session, Production(drafts=list(offer.drafts)))

    def _entries(self, offer: Offer) -> list[Entry]:
        return [self.session.outbox.find(draft.post.id) for draft in offer.drafts]


def is_known(session: Session, post: Post) -> bool:
    """Whether the outbox holds the post, whatever became of it."""
    if not session.outbox_file.exists():
        return False
    try:
        session.outbox.find(post.id)
    except OutboxError:
        return False
    return True


def against(offer: Offer, follower: Follower) -> Sequence[Hold]:
    """Why an offer needs to be approved twice."""
    if follower.stands(offer):
        return offer.find.snippet.holds
    gone = Hold(reason="changed", words="", explanation="the file no longer says so")
    return (*offer.find.snippet.holds, gone)


def draft_of(offer: Offer, entry: Entry) -> Draft:
    """The draft that a post in the outbox was made of."""
    return next(draft for draft in offer.drafts if draft.post.id == entry.post.id)
