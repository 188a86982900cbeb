"""What became of a post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from repurpose.errors import RepurposeError
from repurpose.model import DEFAULT_ACCOUNT, Post, Status


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


def exit_code(deliveries: Sequence[Delivery]) -> int:
    """The command's exit code: an unknown outcome weighs most, then a login, then a refusal."""
    codes = [int(delivery.error.exit_code) for delivery in deliveries if delivery.error]
    codes += [5 for delivery in deliveries if delivery.status == "unknown"]
    return max(codes, default=0)


def label(post: Post) -> str:
    """The account as the user types it: "linkedin:acme"."""
    if post.account == DEFAULT_ACCOUNT:
        return post.channel
    return f"{post.channel}:{post.account}"
