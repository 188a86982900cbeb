"""X's endpoints: who may call, how often, and what answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from repurpose.sandbox import oauth
from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.web import Answer, Refused, Route, find_route
from repurpose.sandbox.x import answers, media, posts, reading
from repurpose.sandbox.x.entry import login_of
from repurpose.sandbox.x.feed import standing
from repurpose.sandbox.x.people import KINDS, secrets, user_id

__all__ = ["BASE", "KINDS", "POSTING", "answer", "fault", "secrets", "settings", "standing"]

BASE = "/x"
POSTING = (("POST", r"/2/tweets"),)
WINDOW = 15 * 60  # seconds
# Requests in a window, for each user: https://docs.x.com/x-api/fundamentals/rate-limits
LIMITS = {
    posts.create: 100,
    posts.delete: 50,
    media.upload: 500,
    media.describe: 500,
    media.initialize: 1875,
    media.append: 1875,
    media.finalize: 1875,
    reading.me: 75,
}
DEFAULT_LIMIT = 900
VERSION = "2.167"
FAULT_RESET = 2  # seconds until a switched-on rate limit ends

# docs.x.com: fundamentals/authentication/oauth-2-0: two hours; a refresh token is good once.
OAUTH = oauth.OAuth(
    authorize="/i/oauth2/authorize", tokens="/2/oauth2/token", kind="oauth2", pkce=True,
    secret=False, lives=7200, refreshes=True,
)  # fmt: skip

ROUTES = (
    Route(method="POST", path="/2/tweets", handler=posts.create),
    Route(method="GET", path="/2/tweets", handler=reading.lookup),
    Route(method="GET", path="/2/tweets/{id}", handler=reading.single),
    Route(method="DELETE", path="/2/tweets/{id}", handler=posts.delete),
    Route(method="GET", path="/2/users/me", handler=reading.me),
    Route(method="GET", path="/2/users/{id}/tweets", handler=reading.timeline),
    Route(method="POST", path="/2/media/upload", handler=media.upload),
    Route(method="GET", path="/2/media/upload", handler=media.status),
    Route(method="POST", path="/2/media/upload/initialize", handler=media.initialize),
    Route(method="POST", path="/2/media/upload/{id}/append", handler=media.append),
    Route(method="POST", path="/2/media/upload/{id}/finalize", handler=media.finalize),
    Route(method="POST", path="/2/media/metadata", handler=media.describe),
    Route(method="POST", path="/2/media/subtitles", handler=media.add_subtitles),
)


def settings(login: Login, address: str) -> Mapping[str, Any]:
    return {"api_url": address}


def answer(call: Call) -> Answer:
    """What X answers; a refusal is an answer too."""
    if (found := oauth.answer(call, "twitter", OAUTH)) is not None:
        return found
    call.login = login_of(call.request, call.state, call.now)
    route = find_route(ROUTES, call.request)
    if route is None:
        return Answer(status=404)
    handler, names = route[0].handler, route[1]
    if not all(re.fullmatch(r"[0-9]{1,19}", id_) for id_ in names.values()):
        return answers.invalid("The `id` of the path is no id.", id=list(names.values()))
    limit = LIMITS.get(handler, DEFAULT_LIMIT)
    used, reset = call.state.count_call(
        f"twitter {user_id(call.login)}", handler.__qualname__, call.now, WINDOW
    )
    headers = {
        "x-rate-limit-limit": str(limit),
        "x-rate-limit-remaining": str(max(0, limit - used)),
        "x-rate-limit-reset": str(reset),
        "api-version": VERSION,
    }
    if used > limit:
        found = answers.too_many_requests()
    else:
        try:
            found = handler(call, **names)
        except Refused as refusal:
            found = refusal.answer
    found.headers = {**headers, **found.headers}
    return found


def fault(name: str, call: Call) -> Answer:
    """How X words a switched-on fault."""
    if name in ("rate-limit", "retry-after"):
        found = answers.too_many_requests()
        found.headers = {
            "x-rate-limit-limit": "100",
            "x-rate-limit-remaining": "0",
            "x-rate-limit-reset": str(int(call.now.timestamp()) + FAULT_RESET),
        }
        if name == "retry-after":
            found.headers = {"Retry-After": str(FAULT_RESET)}
        return found
    if name == "expired-token":
        return answers.unauthorized()
    if name == "no-credits":
        return answers.usage_capped(user_id(call.login))
    if name == "credits-depleted":
        return answers.credits_depleted(user_id(call.login))
    if name == "server-error-after":
        return answers.problem(500, "Internal Server Error", "Internal Server Error")
    return answers.problem(503, "Service Unavailable", "Service Unavailable")
