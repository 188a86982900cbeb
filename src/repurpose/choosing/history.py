"""What was posted before is not offered again, whichever file says it.

A draft still waits for a decision: it is shown again, and takes a place. What is decided (approved,
published, discarded, …) makes room for the next best. A run that publishes or schedules by itself
may be repeated without harm: what it made before takes its places again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from repurpose.model import Channel, Earlier, Status
from repurpose.text.similarity import Told

# What stands takes its places in this order.
ORDER: tuple[Status, ...] = (
    "unknown", "publishing", "approved", "failed", "draft", "published", "handed-over",
)  # fmt: skip
DONE: tuple[Status, ...] = ("published", "handed-over", "discarded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the outbox tells.

    Attributes:
        earlier: The statements of its posts.
        repeats: The run publishes or schedules: what it made before counts, whatever became of it.
        again: Offer what was posted or discarded before once more.
    """

    earlier: Sequence[Earlier] = ()
    repeats: bool = False
    again: bool = False

    def of(self, channel: Channel, paths: Collection[str]) -> History:
        """The history of one account. `paths`: the files (whole paths) and addresses of this run."""
        own = [e for e in self.earlier if (e.channel, e.account) == (channel.name, channel.account)]
        return History(own, repeats=self.repeats, again=self.again, paths=paths)


@dataclass(slots=True)
class History:
    """One account's."""

    posts: Sequence[Earlier]
    repeats: bool
    again: bool
    paths: Collection[str]
    _last: dict[str, Earlier] = field(default_factory=dict)
    _told: Told = field(default_factory=Told)
    _others: list[Earlier] = field(default_factory=list)
    _done: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.posts:
            self._last[each.snippet] = each
            self._done[each.snippet] = self._done.get(each.snippet, 0) + (each.status in DONE)
            if self._blocks(each):
                self._told.add(each.text)
                self._others.append(each)

    def standing(self, snippet: str) -> Earlier | None:
        """The post of this very statement that takes a place again."""
        last = self._last.get(snippet)
        if last is None or (last.status in DONE and (self.again or not self.repeats)):
            return None
        if last.status == "discarded" or (last.status != "draft" and not self.repeats):
            return None
        return last

    def before(self, snippet: str, text: str) -> Earlier | None:
        """The post because of which a statement is not offered: of its very words, or of much the
        same ones. None for what is `standing`."""
        last = self._last.get(snippet)
        if last is not None:
            taken = last if self.standing(snippet) is None else None
            return None if self.again and last.status in DONE else taken
        if self.again:
            return None
        return next((self._others[n] for n in self._told.like(text)), None)

    def times(self, snippet: str) -> int:
        """How many times it was posted or discarded, where it is wanted once more; else 0."""
        return self._done.get(snippet, 0) if self.again else 0

    def _blocks(self, each: Earlier) -> bool:
        """A draft does not, where its file is read now and holds other words: it will be stale."""
        return each.status != "draft" or each.path not in self.paths


def said(earlier: Earlier, name: str) -> str:
    """Why a statement is not offered. `name`: the channel's."""
    at = earlier.decided_at
    day = f"{at.day}.{at.month}.{at.year}"
    if earlier.status in ("published", "handed-over"):
        return f"posted on {name} on {day}"
    if earlier.status == "discarded":
        return f"discarded for {name} on {day}"
    if earlier.status == "draft":
        return f"is a draft for {name} already: {earlier.post}"
    return f"is {earlier.status} for {name} already: {earlier.post}"
