"""YouTube's refusals, named by who must act.

Sources: developers.google.com/youtube/v3/docs/errors; determine_quota_cost (quotas end at midnight,
Pacific time).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from repurpose.errors import LoginError, PublishError, Rejected, Unavailable

if TYPE_CHECKING:
    import requests

QUOTAS = ("quotaExceeded", "dailyLimitExceeded")
TOO_FAST = ("rateLimitExceeded", "userRateLimitExceeded", "userRequestsExceedRateLimit")
PERMISSION = ("insufficientPermissions", "accessNotConfigured", "insufficientScopes")


class Gone(Rejected):
    """It is not there (any more)."""


class AlreadyThere(Rejected):
    """What is to be added was added before."""


def reason_of(answer: requests.Response) -> str:
    """YouTube's word for a refusal; empty where there is none."""
    from repurpose.publishers._answers import child, document

    errors = child(document(answer), "error", "errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    return str(child(first, "reason") or "")


def spent(answer: requests.Response, where: str) -> PublishError | None:
    """What no waiting inside a run mends."""
    reason = reason_of(answer)
    if reason in QUOTAS:
        return Unavailable(
            "YouTube takes no more today: the quota of your Google project is used up",
            where=where,
            hint="it goes out tomorrow: repurpose publish --due",
            retry_at=_midnight_in_california(),
        )
    if reason == "uploadLimitExceeded":
        return Unavailable(
            "YouTube takes no more videos from this channel today",
            where=where,
            hint="it goes out later; a channel with a verified telephone number may upload more: "
            "youtube.com/verify",
            retry_at=datetime.now(UTC) + timedelta(days=1),
        )
    if reason in TOO_FAST and answer.status_code == 403:
        return Unavailable(
            "YouTube takes no more for now (rate limit)",
            where=where,
            hint="it goes out later: repurpose publish --due",
            retry_at=datetime.now(UTC) + timedelta(minutes=5),
        )
    return None


def refusal(answer: requests.Response, words: str, where: str) -> PublishError:
    """The error for any other 4xx. `words`: what YouTube says."""
    reason = reason_of(answer)
    if reason == "youtubeSignupRequired":
        return LoginError(
            "this Google account has no channel on YouTube",
            where=where,
            hint=f"make one at youtube.com, or log in as its owner: repurpose login {where}",
        )
    if answer.status_code == 401:
        return LoginError(
            "the login of YouTube is not valid (any more)",
            where=where,
            hint=f"log in again: repurpose login {where}",
        )
    if reason in PERMISSION:
        return LoginError(
            f"the login of YouTube may not do this: {words}",
            where=where,
            hint="switch the YouTube Data API v3 on at console.cloud.google.com, and allow all that it "
            f"asks for: repurpose login {where}",
        )
    if answer.status_code in (404, 410):
        return Gone(f"YouTube does not have it (any more): {words}", where=where)
    if reason == "captionExists":
        return AlreadyThere("YouTube has such captions already", where=where)
    return Rejected(
        f"YouTube refuses it: {words}", where=where, hint="change the post: repurpose outbox edit"
    )


def _midnight_in_california() -> datetime:
    now = datetime.now(ZoneInfo("America/Los_Angeles"))
    midnight = now.replace(hour=0, minute=5, second=0, microsecond=0) + timedelta(days=1)
    return midnight.astimezone(UTC)
