"""What Instagram shows: the account, its posts, comments, containers, the day's limit."""

from __future__ import annotations

from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import containers, edges
from repurpose.sandbox.graph.entry import Form
from repurpose.sandbox.instagram.people import check_user, own_post, user_id
from repurpose.sandbox.instagram.posts import POSTS_A_DAY
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import Answer

_DAY = 86_400  # seconds


def media(call: Call, form: Form, user: str) -> Answer:
    """The account's posts, the newest first."""
    check_user(call, user)
    since = edges.seconds(form, "since")
    found = [
        post
        for post in reversed(call.state.posts("instagram", user_id(call.login)))
        if since is None or post.created_at.timestamp() >= since
    ]
    wanted = form.get("fields")
    address = f"{call.address}{call.request.path}"
    return edges.listed(found, lambda post: edges.chosen(_shown(post), wanted, ()), form, address)


def get(call: Call, form: Form, id: str) -> Answer:
    """The account, a container or a post, by its id."""
    wanted = form.get("fields")
    owner = user_id(call.login)
    if id in ("me", owner):
        me = {"id": owner, "username": call.login.handle, "name": call.login.display_name}
        return Answer(body=edges.chosen(me, wanted, ()))
    container = containers.own(call, owner, id)
    if container is None:
        return Answer(body=edges.chosen(_shown(own_post(call, id)), wanted, ()))
    state = containers.look(call, container)
    shown = {"id": id, "status_code": state, "status": f"{state.title()}: see status_code."}
    return Answer(body=edges.chosen(shown, wanted, ()))


def comments(call: Call, form: Form, id: str) -> Answer:
    post = own_post(call, id)
    wanted = form.get("fields")
    found = list(reversed(post.details.get("comments", ())))

    def show(comment: dict[str, Any]) -> dict[str, Any]:
        return edges.chosen({**comment, "username": post.details["username"]}, wanted, ("text",))

    return edges.listed(found, show, form, f"{call.address}{call.request.path}")


def limit(call: Call, form: Form, user: str) -> Answer:
    check_user(call, user)
    found = {
        "id": user,
        "quota_usage": containers.used_today(call, user_id(call.login), replies=False),
        "config": {"quota_total": POSTS_A_DAY, "quota_duration": _DAY},
    }
    shown = edges.chosen(found, form.get("fields"), ("quota_usage",))
    return Answer(body={"data": [{name: shown[name] for name in shown if name != "id"}]})


def permalink(post: Post) -> str:
    return f"https://www.instagram.com/p/{post.id}/"


def _shown(post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "caption": post.text or None,
        "timestamp": edges.stamp(post.created_at),
        "permalink": permalink(post),
        "username": post.details["username"],
    }
