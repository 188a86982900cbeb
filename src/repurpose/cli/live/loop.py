"""How long a file is followed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from repurpose.following.following import Following


@dataclass(slots=True)
class Loop:
    """Attributes:
    following: What is followed.
    path: The file, as the user calls it.
    interval: Seconds between two looks.
    until_still: Seconds without a change after which it ends; None: never.
    """

    following: Following
    path: Path
    interval: float
    until_still: float | None

    def is_over(self, *, busy: bool = False) -> bool:
        """`busy`: somebody is about to decide."""
        if self.until_still is None or busy:
            return False
        return self.following.quiet >= self.until_still
