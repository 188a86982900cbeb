"""Follows one file: looks at it, and works only when something is new, no more than a fifth of the
time."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from repurpose.errors import RepurposeError
from repurpose.following.follower import Follower, Offer
from repurpose.following.watching import Watcher

REST = 4.0  # times as long as the last work took, before the next
OVER = 60.0  # seconds without a word after which the talk seems over


@dataclass(slots=True)
class News:
    """What one look gave. `notes`: what a person may want to know, each told once."""

    offers: list[Offer] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[RepurposeError] = field(default_factory=list)


@dataclass(slots=True)
class Following:
    """Attributes:
    watcher: Looks at the file.
    follower: Knows what to offer.
    over_after: Seconds without a change after which the talk seems over.
    """

    watcher: Watcher
    follower: Follower
    over_after: float = OVER
    _rests_until: float = 0.0
    _told: set[str] = field(default_factory=set)
    _trouble: str = ""
    _lasted: int = 0  # looks

    @property
    def quiet(self) -> float:
        """For how many seconds nothing had changed at the last look."""
        return self.watcher.looked - self.watcher.changed

    def poll(self, now: float) -> News:
        """What is new. `now`: seconds of `time.monotonic()`.

        Raises:
            SourceError: the file is no transcript.
            TemplateError: a template is broken.
        """
        news = News()
        if now < self._rests_until:
            return news
        look = self.watcher.look(now)
        self._note_trouble(news)
        if look is not None:
            begun = time.monotonic()
            self.follower.take(look.content, still=look.still)
            if look.still or self.follower.fault is None:  # while it is written it may be torn
                news.errors += [e for e in self.follower.errors if self._is_new(str(e))]
            self._rests_until = now + REST * (time.monotonic() - begun)
        over = self.quiet >= self.over_after
        news.offers += self.follower.offers(now, over=over)
        return news

    def _note_trouble(self, news: News) -> None:
        """Said once, where it lasts for two looks: while a file is replaced, it is gone for a moment."""
        trouble = self.watcher.trouble
        self._lasted = self._lasted + 1 if trouble and trouble == self._trouble else 0
        self._trouble = trouble
        if self._lasted == 1:
            news.notes.append(trouble)

    def _is_new(self, text: str) -> bool:
        known = text in self._told
        self._told.add(text)
        return not known
