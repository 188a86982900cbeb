"""Bluesky's endpoints: who may call, how often, and what answers."""

from __future__ import annotations

from repurpose.sandbox.bluesky import answers, blobs, people, records, video
from repurpose.sandbox.bluesky.feed import standing
from repurpose.sandbox.bluesky.people import KINDS, SERVER, VIDEO, did, secrets, settings
from repurpose.sandbox.calling import Call
from repurpose.sandbox.web import Answer, Refused, Route, find_route

__all__ = ["BASE", "KINDS", "POSTING", "answer", "fault", "secrets", "settings", "standing"]

BASE = "/bluesky"
REPO, SESSION = "com.atproto.repo", "com.atproto.server"
POSTING = (("POST", rf"{SERVER}/xrpc/{REPO}\.(?:put|create)Record"),)
# Sessions in 5 minutes, and writes in an hour (5,000 points, 2 for each):
# docs.bsky.app/docs/advanced-guides/rate-limits
SESSIONS = (30, 5 * 60)
WRITES = (2_500, 60 * 60)
FAULT_RESET = 2  # seconds until a switched-on rate limit ends

# Without a login, or with one of their own; and those of the account's server.
OPEN = (
    Route(method="POST", path=f"/xrpc/{SESSION}.createSession", handler=people.create_session),
    Route(method="POST", path=f"/xrpc/{SESSION}.refreshSession", handler=people.refresh_session),
    Route(method="GET", path=f"{SERVER}/xrpc/{REPO}.getRecord", handler=records.get),
    Route(method="GET", path=f"{SERVER}/xrpc/{REPO}.listRecords", handler=records.list_),
    Route(method="POST", path=f"{VIDEO}/xrpc/app.bsky.video.uploadVideo", handler=video.upload),
    Route(method="GET", path=f"{VIDEO}/xrpc/app.bsky.video.getJobStatus", handler=video.status),
)
ROUTES = (
    Route(method="GET", path=f"{SERVER}/xrpc/{SESSION}.getSession", handler=people.get_session),
    Route(method="GET", path=f"{SERVER}/xrpc/{SESSION}.getServiceAuth", handler=people.service_auth),
    Route(method="GET", path=f"{SERVER}/xrpc/com.atproto.identity.resolveHandle",
          handler=people.resolve),
    Route(method="POST", path=f"{SERVER}/xrpc/{REPO}.putRecord", handler=records.put),
    Route(method="POST", path=f"{SERVER}/xrpc/{REPO}.createRecord", handler=records.create),
    Route(method="POST", path=f"{SERVER}/xrpc/{REPO}.deleteRecord", handler=records.delete),
    Route(method="POST", path=f"{SERVER}/xrpc/{REPO}.uploadBlob", handler=blobs.upload),
)  # fmt: skip


def answer(call: Call) -> Answer:
    """What the servers answer; a refusal is an answer too."""
    route = find_route(OPEN, call.request)
    if route is None:
        people.authenticate(call)
        route = find_route(ROUTES, call.request)
    if route is None:
        return answers.unknown_method()
    handler = route[0].handler
    limited = handler in (people.create_session, records.put, records.create)
    rate: dict[str, str] = {}
    if limited:
        limit, window = SESSIONS if handler is people.create_session else WRITES
        who = did(call.login) if call.login.channel else "somebody"
        used, reset = call.state.count_call(f"bluesky {who}", "limited", call.now, window)
        rate = _rate(limit, max(0, limit - used), reset, window)
        if used > limit:
            return Answer(status=429, body=answers.too_many().body, headers=rate)
    try:
        found = handler(call)
    except Refused as refusal:
        found = refusal.answer
    found.headers = {**rate, **found.headers}
    return found


def fault(name: str, call: Call) -> Answer:
    """How they word a switched-on fault."""
    if name in ("rate-limit", "retry-after"):
        found = answers.too_many()
        found.headers = _rate(30, 0, int(call.now.timestamp()) + FAULT_RESET, 300)
        if name == "retry-after":
            found.headers = {"Retry-After": str(FAULT_RESET)}
        return found
    if name == "expired-token":
        login = call.request.path.endswith(".createSession")
        return answers.wrong_password() if login else answers.expired_token()
    if name == "server-error-after":
        return answers.error(500, "InternalServerError", "Internal Server Error")
    return answers.error(503, "ServiceUnavailable", "Service Unavailable")


def _rate(limit: int, left: int, reset: int, window: int) -> dict[str, str]:
    return {
        "RateLimit-Limit": str(limit),
        "RateLimit-Remaining": str(left),
        "RateLimit-Reset": str(reset),
        "RateLimit-Policy": f"{limit};w={window}",
    }
