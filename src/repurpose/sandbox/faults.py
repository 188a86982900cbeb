"""Faults that can be switched on, and the words for them: `rate-limit`, `timeout:3`,
`expired-token@linkedin`, `timeout:forever@twitter/2/media/upload`."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from repurpose.errors import ConfigError

FAULTS = {
    "rate-limit": "too many requests (429); X says when to come back",
    "retry-after": "too many requests (429) with a Retry-After header",
    "server-error": "service unavailable (503), nothing taken",
    "server-error-after": "internal error (500), though the post was taken",
    "timeout": "the post is taken, then the line is cut before the answer",
    "timeout-before": "the line is cut before the post is taken",
    "silence": "the post is taken, and no answer ever comes",
    "broken": "the post is taken, and half of the answer comes",
    "lagging": "the account's own posts do not show the newest one yet",
    "expired-token": "the login has expired (401)",
    "no-credits": "X only: the account's usage is capped (429)",
    "credits-depleted": "X only: no credits are left (402)",
    "blocked": "Meta only: the account is blocked for a while (code 368)",
    "no-permission": "Meta only: the login lacks a permission (code 200)",
}
FOREVER = 1_000_000_000
META = ("facebook", "instagram", "threads")
ONLY = {  # faults that only some channels know
    "lagging": ("twitter", "linkedin", "mastodon", "youtube", *META),
    "no-credits": ("twitter",),
    "credits-depleted": ("twitter",),
    "blocked": META,
    "no-permission": META,
}
# What is taken or lost is a post, unless a path is named; the other faults meet any request.
MEETS_POSTS = ("server-error-after", "timeout", "timeout-before", "silence", "broken")
_WORD = re.compile(
    r"(?P<name>[a-z-]+)(?::(?P<times>\d{1,9}|forever))?(?:@(?P<channel>[a-z]+)(?P<path>/\S*)?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong.

    Attributes:
        name: One of FAULTS.
        times: How many matching requests it meets; FOREVER for all.
        channel: "twitter", "linkedin", …; None for all.
        method: Only requests of this method.
        path: Only requests whose path, after the channel's base address, begins so. Where neither
            method nor path is given, a fault of MEETS_POSTS meets the creation of posts only.
    """

    name: str
    times: int = 1
    channel: str | None = None
    method: str | None = None
    path: str | None = None

    def __post_init__(self) -> None:
        if self.name not in FAULTS:
            raise ConfigError(
                f"no fault is called {self.name!r}", hint=f"there are: {', '.join(FAULTS)}"
            )

    def meets(
        self, channel: str, method: str, path: str, posting: Sequence[tuple[str, str]]
    ) -> bool:
        """Whether it is meant for a request.

        Args:
            path: The one after the base address.
            posting: The platform's requests that put a post up.
        """
        if self.channel not in (None, channel) or channel not in ONLY.get(self.name, (channel,)):
            return False
        if self.name == "lagging" and method != "GET":
            return False
        if self.path is None and self.method is None and self.name in MEETS_POSTS:
            return any(method == m and re.fullmatch(pattern, path) for m, pattern in posting)
        return self.method in (None, method) and path.startswith(self.path or "")


class Faults:
    """Faults that count down as they meet requests. Safe to ask from several threads."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self._faults = tuple(faults)
        self._left = [fault.times for fault in faults]
        self._lock = threading.Lock()

    def next(
        self, channel: str, method: str, path: str, posting: Sequence[tuple[str, str]]
    ) -> str | None:
        """The name of the fault that this request meets; it is used up once more."""
        with self._lock:
            for place, fault in enumerate(self._faults):
                if self._left[place] > 0 and fault.meets(channel, method, path, posting):
                    self._left[place] -= 1
                    return fault.name
        return None


def parse_fault(word: str) -> Fault:
    """A fault as a person types it: NAME, NAME:TIMES, NAME@CHANNEL, NAME@CHANNEL/PATH.

    Raises:
        ConfigError: no such fault, or no such channel.
    """
    from repurpose.plugins import canonical
    from repurpose.sandbox.platforms import PLATFORMS

    found = _WORD.fullmatch(word.strip().lower())
    if found is None:
        raise ConfigError(
            f"{word!r} is not a fault", hint="e.g. rate-limit, timeout:3, expired-token@linkedin"
        )
    channel = found["channel"] and canonical(found["channel"])
    if channel not in (None, *PLATFORMS):
        raise ConfigError(
            f"the sandbox has no channel {channel!r}", hint=f"there are: {', '.join(PLATFORMS)}"
        )
    times = found["times"] or "1"
    return Fault(
        name=found["name"],
        times=FOREVER if times == "forever" else int(times),
        channel=channel,
        path=found["path"],
    )
