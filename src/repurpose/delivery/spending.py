"""What posts cost where a platform bills for them, and the month's budget."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from repurpose import channels
from repurpose.delivery.outcome import label
from repurpose.errors import Unavailable
from repurpose.model import Post
from repurpose.outbox.entry import Entry
from repurpose.outbox.journal import Journal


def keep_budget(journal: Journal, entry: Entry, budget: Decimal | None, now: datetime) -> None:
    """A post is begun only where the month's budget pays for all of it.

    Raises:
        Unavailable: it does not; the post goes out next month.
    """
    post = entry.post
    price = channels.price_of(post.channel)
    begun = any(state.receipt or state.sent_at for state in entry.states)
    if budget is None or price is None or begun:
        return
    month = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    spent = journal.spent(post.channel, post.account, month)
    costs = sum(map(price.of, post.parts), Decimal(0))
    if spent + costs > budget:
        raise Unavailable(
            f"it costs {costs:.3f} {price.currency}, and of the month's budget of {budget:.2f} "
            f"{spent:.3f} are spent",
            where=post.id,
            hint=f"it goes out next month; or raise channels.{label(post)}.budget",
            retry_at=(month + timedelta(days=32)).replace(day=1),
        )


def charge(journal: Journal, post: Post, now: datetime) -> None:
    """Note what the platform bills for the part that leaves now."""
    price = channels.price_of(post.channel)
    if price is not None:
        journal.charge(post, now, price.of(post.parts[0]))
