"""The clock of this machine may be wrong, or may have been: what a lost answer leaves behind is found all the
same. A post that is sought too early is not found, and would be sent again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MAY_BE_WRONG = timedelta(days=2)


def earliest(sent_at: datetime) -> datetime:
    """When something may stand on a platform at the earliest, by the platform's clock.

    Args:
        sent_at: When it left, by the clock of this machine at that time. What lies ahead was written by a
            clock that has been put right since.
    """
    return min(sent_at, datetime.now(UTC)) - MAY_BE_WRONG
