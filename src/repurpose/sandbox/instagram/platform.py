"""Instagram's endpoints: who may call, and what answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers, long_tokens
from repurpose.sandbox.graph.entry import SECURED, form_of, login_of, secrets, strip_version
from repurpose.sandbox.identity import Login
from repurpose.sandbox.instagram import posts, reading
from repurpose.sandbox.standing import StandingPost, medium
from repurpose.sandbox.state import Post, State
from repurpose.sandbox.web import Answer, Route, find_route

__all__ = ["BASE", "KINDS", "POSTING", "answer", "fault", "secrets", "settings", "standing"]

BASE = "/instagram"
KINDS = ("user", SECURED)
POSTING = (("POST", r"(/v\d+\.\d+)?/\w+/media_publish"),)
LATEST = "v26.0"

ROUTES = (
    Route(method="POST", path="/{user}/media", handler=posts.create),
    Route(method="POST", path="/{user}/media_publish", handler=posts.publish),
    Route(method="GET", path="/{user}/media", handler=reading.media),
    Route(method="GET", path="/{user}/content_publishing_limit", handler=reading.limit),
    Route(method="POST", path="/{id}/comments", handler=posts.comment),
    Route(method="GET", path="/{id}/comments", handler=reading.comments),
    Route(method="GET", path="/{id}", handler=reading.get),
    Route(method="DELETE", path="/{id}", handler=posts.delete),
)


def settings(login: Login, address: str) -> Mapping[str, Any]:
    return {"api_url": address}


def answer(call: Call) -> Answer:
    if (longer := long_tokens.answer(call, "instagram", "ig_refresh_token")) is not None:
        return longer
    strip_version(call, LATEST)
    form = form_of(call)
    call.login = login_of(call, form, "instagram")
    route = find_route(ROUTES, call.request)
    if route is None:
        return answers.unknown_path(call.request.path)
    return route[0].handler(call, form, **route[1])


def fault(name: str, call: Call) -> Answer:
    """How Instagram words a switched-on fault."""
    return answers.fault(name)


def standing(state: State, post: Post) -> StandingPost:
    return StandingPost(
        id=post.id,
        account=post.account,
        author=post.author,
        name=post.details["name"],
        byline=f"@{post.details['username']}",
        text=post.text,
        url=reading.permalink(post),
        comments=tuple(comment["text"] for comment in post.details.get("comments", ())),
        media=tuple(medium(state, post.channel, id_) for id_ in post.details["media"]),
        created_at=post.created_at,
    )
