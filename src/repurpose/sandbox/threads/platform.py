"""The endpoints of Threads: who may call, and what answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from repurpose.sandbox import oauth
from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers, long_tokens
from repurpose.sandbox.graph.entry import form_of, login_of, secrets, strip_version
from repurpose.sandbox.identity import Login
from repurpose.sandbox.standing import Card, StandingPost, medium
from repurpose.sandbox.state import Post, State
from repurpose.sandbox.threads import posts, reading
from repurpose.sandbox.web import Answer, Route, find_route

__all__ = ["BASE", "KINDS", "POSTING", "answer", "fault", "secrets", "settings", "standing"]

BASE = "/threads"
KINDS = ("user",)
POSTING = (("POST", r"(/v\d+\.\d+)?/\w+/threads_publish"),)
OAUTH = oauth.OAuth(
    authorize="/oauth/authorize", tokens="/oauth/access_token", exchange=("GET", "/access_token"),
    kind="user", lives=long_tokens.LIVES,
)  # fmt: skip

ROUTES = (
    Route(method="POST", path="/{user}/threads", handler=posts.create),
    Route(method="POST", path="/{user}/threads_publish", handler=posts.publish),
    Route(method="GET", path="/{user}/threads", handler=reading.threads),
    Route(method="GET", path="/{user}/replies", handler=reading.replies),
    Route(method="GET", path="/{user}/threads_publishing_limit", handler=reading.limit),
    Route(method="GET", path="/{id}", handler=reading.get),
    Route(method="DELETE", path="/{id}", handler=posts.delete),
)


def settings(login: Login, address: str) -> Mapping[str, Any]:
    return {"api_url": address, "username": f"@{login.handle}"}


def answer(call: Call) -> Answer:
    if (granted := oauth.answer(call, "threads", OAUTH)) is not None:
        long_tokens.note(call, "threads", granted)
        return granted
    if (longer := long_tokens.answer(call, "threads", "th_refresh_token")) is not None:
        return longer
    strip_version(call, "v1.0")
    form = form_of(call)
    call.login = login_of(call, form, "threads")
    route = find_route(ROUTES, call.request)
    if route is None:
        return answers.unknown_path(call.request.path)
    return route[0].handler(call, form, **route[1])


def fault(name: str, call: Call) -> Answer:
    """How Threads words a switched-on fault."""
    return answers.fault(name)


def standing(state: State, post: Post) -> StandingPost:
    link = post.details.get("link")
    return StandingPost(
        id=post.id,
        account=post.account,
        author=post.author,
        name=post.details["name"],
        byline=f"@{post.details['username']}",
        text=post.text,
        url=reading.permalink(post),
        reply_to=post.reply_to,
        media=tuple(medium(state, post.channel, id_) for id_ in post.details["media"]),
        card=Card(source=link, title=link) if link else None,
        created_at=post.created_at,
    )
