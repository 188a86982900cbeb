"""A secret out of a kept login, with a new access token where the old one has ended."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from repurpose.errors import LoginError, Unavailable
from repurpose.logins.flows import FLOWS
from repurpose.logins.store import Kept, Logins
from repurpose.logins.tokens import renewed

WARNING = timedelta(days=14)  # before a login ends
_LOCK_WAIT = 60.0  # seconds


def value(state: Path, label: str, name: str, base: str | None) -> str | None:
    """A secret of a channel's account; None where no login is kept that has it.

    Args:
        base: The platform's address, where it is not the usual one.

    Raises:
        LoginError: the login has ended, and cannot be renewed.
    """
    kept = Logins(state).get(label)
    if kept is None or name not in kept.values:
        return None
    if name == "access_token" and kept.is_stale(datetime.now(UTC)):
        kept = _renewed(state, label, base)
    return kept.values.get(name)


def ending(kept: Kept, now: datetime) -> datetime | None:
    """When a login ends, where that is soon: a person must log in again."""
    return kept.ends_at if kept.ends_at is not None and now >= kept.ends_at - WARNING else None


def _renewed(state: Path, label: str, base: str | None) -> Kept:
    """One process renews, the others take what it got: many platforms take an old token only once."""
    from filelock import FileLock, Timeout

    flow = FLOWS.get(label.partition(":")[0])
    state.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(Timeout), FileLock(str(state / "logins.lock"), timeout=_LOCK_WAIT):
        logins = Logins(state)
        kept = logins.get(label)
        if kept is not None and not kept.is_stale(datetime.now(UTC)):
            return kept
        if kept is None or flow is None or "refresh_token" not in kept.values:
            raise LoginError(
                "the login has ended", where=label, hint=f"log in again: repurpose login {label}"
            )
        try:
            kept = renewed(flow, kept, base)
        except LoginError as error:
            raise LoginError(
                f"the login has ended: {error.message}",
                where=label,
                hint=f"log in again: repurpose login {label}",
            ) from error
        logins.keep(label, kept)
        return kept
    raise Unavailable("another run is renewing the login", where=label, hint="try again later")
