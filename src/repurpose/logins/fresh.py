"""A secret out of a kept login, with a new access token where the old one has ended."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from repurpose.errors import LoginError, PublishError, RepurposeError, Unavailable
from repurpose.logins.flows import FLOWS, RENEWALS
from repurpose.logins.store import Kept, Logins
from repurpose.logins.tokens import prolonged, renewed

WARNING = timedelta(days=14)  # before a login ends
_LOCK_WAIT = 60.0  # seconds


def value(logins: Logins, label: str, name: str, base: str | None) -> str | None:
    """A secret of a channel's account; None where no login is kept that has it.

    Args:
        base: The platform's address, where it is not the usual one.

    Raises:
        LoginError: the login has ended, and cannot be renewed.
    """
    kept = logins.get(label)
    if kept is None or name not in kept.values:
        return None
    if name == "access_token" and kept.is_stale(datetime.now(UTC)):
        kept = _renewed(logins, label, base)
    return kept.values.get(name)


def prolong(logins: Logins, label: str, base: str | None) -> None:
    """Make a token new with itself that still is good, where its platform does so and it is time.

    Where that does not work, the token stays as it is: it is tried again by the next run, and a
    fortnight before its end the user is told.

    Args:
        base: As for `value`.
    """
    kept = logins.get(label)
    if kept is None or not kept.is_renewable(datetime.now(UTC)):
        return
    with contextlib.suppress(PublishError), _alone(logins, label):
        kept = logins.again(label)
        if kept is not None and kept.is_renewable(datetime.now(UTC)):
            longer = prolonged(RENEWALS[label.partition(":")[0]], kept, base)
            with contextlib.suppress(RepurposeError):  # the old one is good as well
                logins.keep(label, longer)


def ending(kept: Kept, now: datetime) -> datetime | None:
    """When a login ends, where that is soon: a person must log in again."""
    return kept.ends_at if kept.ends_at is not None and now >= kept.ends_at - WARNING else None


def _renewed(logins: Logins, label: str, base: str | None) -> Kept:
    flow = FLOWS.get(label.partition(":")[0])
    with _alone(logins, label):
        kept = logins.again(label)
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


@contextlib.contextmanager
def _alone(logins: Logins, label: str) -> Iterator[None]:
    """One process renews, the others take what it got: many platforms take an old token only once.

    Raises:
        Unavailable: another one takes long.
    """
    from filelock import FileLock, Timeout

    logins.state.mkdir(parents=True, exist_ok=True)
    lock = FileLock(str(logins.state / "logins.lock"), timeout=_LOCK_WAIT)
    try:
        lock.acquire()
    except Timeout:
        raise Unavailable(
            "another run is renewing the login", where=label, hint="try again later"
        ) from None
    try:
        yield
    finally:
        lock.release()
