"""Facebook's endpoints: who may call, how often, and what answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from repurpose.sandbox import oauth
from repurpose.sandbox.calling import Call
from repurpose.sandbox.facebook import comments, feed, photos, videos
from repurpose.sandbox.facebook.people import KINDS, PERSON, page_id
from repurpose.sandbox.facebook.standing import standing
from repurpose.sandbox.graph import answers
from repurpose.sandbox.graph.entry import form_of, login_of, secrets, strip_version
from repurpose.sandbox.identity import Login
from repurpose.sandbox.web import Answer, Refused, Route, find_route

__all__ = ["BASE", "KINDS", "POSTING", "answer", "fault", "secrets", "settings", "standing"]

BASE = "/facebook"
LATEST = "v26.0"
POSTING = (("POST", r"(/v\d+\.\d+)?/\w+/(feed|videos)"),)
OAUTH = oauth.OAuth(
    authorize="/v25.0/dialog/oauth", tokens="/v25.0/oauth/access_token",
    exchange=("POST", "/v25.0/oauth/access_token"), kind=PERSON, lives=60 * 24 * 60 * 60,
)  # fmt: skip
HOUR = 60 * 60  # seconds
CALLS = 4800  # in a day, for each person who engaged with the page; here an hour's, of one

ROUTES = (
    Route(method="POST", path="/{page}/feed", handler=feed.create),
    Route(method="GET", path="/{page}/feed", handler=feed.published),
    Route(method="GET", path="/{page}/posts", handler=feed.published),
    Route(method="GET", path="/{page}/published_posts", handler=feed.published),
    Route(method="POST", path="/{page}/photos", handler=photos.create),
    Route(method="POST", path="/{page}/videos", handler=videos.create),
    Route(method="POST", path="/{id}/thumbnails", handler=videos.add_cover),
    Route(method="POST", path="/{id}/captions", handler=videos.add_captions),
    Route(method="GET", path="/{id}/captions", handler=videos.captions),
    Route(method="POST", path="/{id}/comments", handler=comments.create),
    Route(method="GET", path="/{id}/comments", handler=comments.listed),
    Route(method="GET", path="/{user}/accounts", handler=feed.accounts),
    Route(method="GET", path="/{id}", handler=feed.get),
    Route(method="DELETE", path="/{id}", handler=feed.delete),
)


def settings(login: Login, address: str) -> Mapping[str, Any]:
    return {"api_url": address, "page": page_id(login)}


def answer(call: Call) -> Answer:
    """What Facebook answers; a refusal is an answer too."""
    if (granted := oauth.answer(call, "facebook", OAUTH)) is not None:
        return granted
    version = strip_version(call, LATEST)
    try:
        found = _answer(call)
    except Refused as refusal:
        found = refusal.answer
    found.headers.setdefault("facebook-api-version", version)
    return found


def fault(name: str, call: Call) -> Answer:
    """How Facebook words a switched-on fault."""
    return answers.fault(name)


def _answer(call: Call) -> Answer:
    form = form_of(call)
    call.login = login_of(call, form, "facebook")
    route = find_route(ROUTES, call.request)
    if route is None:
        return answers.unknown_path(call.request.path)
    used, _ = call.state.count_call(f"facebook {page_id(call.login)}", "all", call.now, HOUR)
    if used > CALLS:
        return answers.fault("retry-after")
    return route[0].handler(call, form, **route[1])
