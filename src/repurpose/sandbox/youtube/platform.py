"""YouTube's endpoints: who may call, how often, and what answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.web import Answer, Refused, Route, find_route
from repurpose.sandbox.youtube import answers, extras, videos
from repurpose.sandbox.youtube.feed import standing
from repurpose.sandbox.youtube.people import KINDS, admitted, channel_id, login_of, secrets

__all__ = ["BASE", "KINDS", "POSTING", "answer", "fault", "secrets", "settings", "standing"]

BASE = "/youtube"
# The piece that completes a video, and what makes it visible.
POSTING = (("PUT", r"/upload/youtube/v3/videos"), ("PUT", r"/youtube/v3/videos"))
DAY = 24 * 60 * 60  # seconds
UNITS = 10_000  # a day
COSTS = {
    videos.change: 50,
    videos.delete: 50,
    extras.set_cover: 50,
    extras.add_captions: 400,
    extras.add_item: 50,
    extras.add_playlist: 50,
    videos.begin: 0,  # counted for themselves
    videos.resume: 0,
}
FAULT_WAIT = 2  # seconds

ROUTES = (
    Route(method="POST", path="/upload/youtube/v3/videos", handler=videos.begin),
    Route(method="PUT", path="/upload/youtube/v3/videos", handler=videos.resume),
    Route(method="GET", path="/youtube/v3/videos", handler=videos.get),
    Route(method="PUT", path="/youtube/v3/videos", handler=videos.change),
    Route(method="DELETE", path="/youtube/v3/videos", handler=videos.delete),
    Route(method="POST", path="/upload/youtube/v3/thumbnails/set", handler=extras.set_cover),
    Route(method="POST", path="/upload/youtube/v3/captions", handler=extras.add_captions),
    Route(method="GET", path="/youtube/v3/channels", handler=extras.channels),
    Route(method="GET", path="/youtube/v3/playlists", handler=extras.playlists),
    Route(method="POST", path="/youtube/v3/playlists", handler=extras.add_playlist),
    Route(method="GET", path="/youtube/v3/playlistItems", handler=extras.items),
    Route(method="POST", path="/youtube/v3/playlistItems", handler=extras.add_item),
)


def settings(login: Login, address: str) -> Mapping[str, Any]:
    return {"api_url": address}


def answer(call: Call) -> Answer:
    """What YouTube answers; a refusal is an answer too."""
    if (found := admitted(call)) is not None:
        return found
    call.login = login_of(call)
    route = find_route(ROUTES, call.request)
    if route is None:
        return answers.refusal(404, "notFound", "Not Found")
    handler = route[0].handler
    try:
        if _spent(call, COSTS.get(handler, 1)) > UNITS:
            return answers.quota_exceeded()
        return handler(call)
    except Refused as refusal:
        return refusal.answer


def _spent(call: Call, units: int) -> int:
    """The units of the day, with these."""
    channel, day = channel_id(call.login), int(call.now.timestamp() // DAY)
    before = call.state.kept("youtube", "units", channel)
    used = units + (before["used"] if before is not None and before["day"] == day else 0)
    call.state.keep("youtube", "units", channel, {"day": day, "used": used})
    return used


def fault(name: str, call: Call) -> Answer:
    """How YouTube words a switched-on fault."""
    if name == "rate-limit":
        return answers.quota_exceeded()
    if name == "retry-after":
        found = answers.refusal(429, "rateLimitExceeded", "Resource has been exhausted.")
        found.headers = {"Retry-After": str(FAULT_WAIT)}
        return found
    if name == "expired-token":
        return answers.unauthorized()
    if name == "server-error-after":
        return answers.refusal(500, "internalError", "Internal error encountered.")
    return answers.refusal(503, "backendError", "The service is currently unavailable.")
