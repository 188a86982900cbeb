"""Mastodon's endpoints: who may call, how often, and what answers."""

from __future__ import annotations

from datetime import UTC, datetime

from repurpose.sandbox import oauth
from repurpose.sandbox.calling import Call
from repurpose.sandbox.mastodon import answers, instance, media, people, statuses
from repurpose.sandbox.mastodon.feed import standing
from repurpose.sandbox.mastodon.people import KINDS, account_id, login_of, secrets, settings
from repurpose.sandbox.web import Answer, Refused, Route, find_route

__all__ = ["BASE", "KINDS", "POSTING", "answer", "fault", "secrets", "settings", "standing"]

BASE = "/mastodon"
POSTING = (("POST", r"/api/v1/statuses"),)
# Calls, and the seconds in which they are counted: docs.joinmastodon.org/api/rate-limits
ALL = (300, 5 * 60)
LIMITS = {media.upload: (30, 30 * 60), statuses.delete: (30, 30 * 60)}
FAULT_RESET = 2  # seconds until a switched-on rate limit ends

OAUTH = oauth.OAuth(
    authorize="/oauth/authorize", tokens="/oauth/token", register="/api/v1/apps", kind="token"
)
OPEN = (  # without a login
    Route(method="GET", path="/api/v1/instance", handler=instance.describe_old),
    Route(method="GET", path="/api/v2/instance", handler=instance.describe),
)
ROUTES = (
    Route(method="POST", path="/api/v1/statuses", handler=statuses.create),
    Route(method="GET", path="/api/v1/statuses/{id}", handler=statuses.get),
    Route(method="GET", path="/api/v1/statuses/{id}/source", handler=statuses.source),
    Route(method="DELETE", path="/api/v1/statuses/{id}", handler=statuses.delete),
    Route(method="GET", path="/api/v1/accounts/verify_credentials", handler=people.verify),
    Route(method="GET", path="/api/v1/accounts/{id}/statuses", handler=statuses.of_account),
    Route(method="POST", path="/api/v2/media", handler=media.upload),
    Route(method="GET", path="/api/v1/media/{id}", handler=media.get),
    Route(method="PUT", path="/api/v1/media/{id}", handler=media.describe),
)


def answer(call: Call) -> Answer:
    """What the server answers; a refusal is an answer too."""
    call.request.path = call.request.path.rstrip("/")  # Rails takes it both ways
    if (granted := oauth.answer(call, "mastodon", OAUTH)) is not None:
        return granted
    if (route := find_route(OPEN, call.request)) is not None:
        found = route[0].handler(call)
        return found
    call.login = login_of(call)
    route = find_route(ROUTES, call.request)
    if route is None:
        return answers.error(404, "The page you are looking for isn't here.")
    handler, names = route[0].handler, route[1]
    limit, window = LIMITS.get(handler, ALL)
    lane = handler.__qualname__ if handler in LIMITS else "all"
    used, reset = call.state.count_call(
        f"mastodon {account_id(call.login)}", lane, call.now, window
    )
    if used > limit:
        found = answers.too_many()
    else:
        try:
            found = handler(call, **names)
        except Refused as refusal:
            found = refusal.answer
    found.headers = {**_rate(limit, max(0, limit - used), reset), **found.headers}
    return found


def fault(name: str, call: Call) -> Answer:
    """How the server words a switched-on fault."""
    if name in ("rate-limit", "retry-after"):
        found = answers.too_many()
        found.headers = _rate(ALL[0], 0, int(call.now.timestamp()) + FAULT_RESET)
        if name == "retry-after":
            found.headers = {"Retry-After": str(FAULT_RESET)}
        return found
    if name == "expired-token":
        return answers.revoked_token()
    if name == "server-error-after":
        return answers.error(500, "An unexpected error occurred")
    return answers.error(
        503, "There was a temporary problem serving your request, please try again"
    )


def _rate(limit: int, left: int, reset: int) -> dict[str, str]:
    until = datetime.fromtimestamp(reset, UTC).isoformat(timespec="microseconds")
    return {
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": str(left),
        "X-RateLimit-Reset": until.replace("+00:00", "Z"),
    }
