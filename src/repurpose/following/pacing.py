"""Which statements are offered, and when: the better ones, and not more than a person can read while
listening. An hour of panel gives some ten to twenty offers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

BEST = 0.2  # of all statements so far
WARM_UP = 10  # statements to compare with, before the first is offered
WINDOW = 600.0  # seconds in which at most `most` are offered; a statement waits no longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A complete statement that was not offered yet. `heard`: when it was first there."""

    id: str
    score: float
    heard: float


@dataclass(slots=True)
class Pace:
    """Attributes:
    most: The most offers within WINDOW; None: everything is offered as it comes.
    """

    most: int | None
    _offered: list[float] = field(default_factory=list)

    def choose(
        self, candidates: Sequence[Candidate], scores: Sequence[float], now: float, *, over: bool
    ) -> tuple[list[str], list[str]]:
        """The ids to offer now, the best first, and those that never will be.

        Args:
            scores: Of all statements so far, the candidates' among them.
            over: Nothing more seems to come: few statements are enough to compare with.
        """
        if self.most is None:
            return [candidate.id for candidate in candidates], []
        if not candidates or (len(scores) < WARM_UP and not over):
            return [], []
        bar = sorted(scores, reverse=True)[max(0, math.ceil(BEST * len(scores)) - 1)]
        good = sorted((c for c in candidates if c.score >= bar), key=lambda c: -c.score)
        self._offered = [moment for moment in self._offered if now - moment < WINDOW]
        room = max(0, self.most - len(self._offered))
        taken, waiting = good[:room], good[room:]
        self._offered += [now] * len(taken)
        late = [c.id for c in waiting if now - c.heard >= WINDOW]
        return [c.id for c in taken], [c.id for c in candidates if c.score < bar] + late
