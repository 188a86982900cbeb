"""What Threads shows: the account, its posts and replies, containers, the day's limits."""

from __future__ import annotations

from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers, containers, edges
from repurpose.sandbox.graph.entry import Form
from repurpose.sandbox.state import Post
from repurpose.sandbox.threads.people import check_user, user_id
from repurpose.sandbox.threads.posts import POSTS_A_DAY, REPLIES_A_DAY
from repurpose.sandbox.web import Answer, refuse

_DAY = 86_400  # seconds


def threads(call: Call, form: Form, user: str) -> Answer:
    return _list(call, form, user, replies=False)


def replies(call: Call, form: Form, user: str) -> Answer:
    return _list(call, form, user, replies=True)


def get(call: Call, form: Form, id: str) -> Answer:
    """The account, a container or a post, by its id."""
    wanted = form.get("fields")
    owner = user_id(call.login)
    if id in ("me", owner):
        me = {"id": owner, "username": call.login.handle, "name": call.login.display_name}
        return Answer(body=edges.chosen(me, wanted, ()))
    container = containers.own(call, owner, id)
    if container is not None:
        state = containers.look(call, container)
        shown = {"id": id, "status": state, "error_message": None}
        return Answer(body=edges.chosen(shown, wanted, ("status",)))
    post = call.state.post("threads", id)
    if post is None or post.author != owner:
        refuse(answers.not_there(id))
    return Answer(body=edges.chosen(_shown(post), wanted, ()))


def limit(call: Call, form: Form, user: str) -> Answer:
    check_user(call, user)
    owner = user_id(call.login)
    found = {
        "id": owner,
        "quota_usage": containers.used_today(call, owner, replies=False),
        "config": {"quota_total": POSTS_A_DAY, "quota_duration": _DAY},
        "reply_quota_usage": containers.used_today(call, owner, replies=True),
        "reply_config": {"quota_total": REPLIES_A_DAY, "quota_duration": _DAY},
    }
    shown = edges.chosen(found, form.get("fields"), ("quota_usage",))
    return Answer(body={"data": [{name: shown[name] for name in shown if name != "id"}]})


def permalink(post: Post) -> str:
    return f"https://www.threads.com/@{post.details['username']}/post/{post.id}"


def _list(call: Call, form: Form, user: str, *, replies: bool) -> Answer:
    """The newest first."""
    check_user(call, user)
    since = edges.seconds(form, "since")
    found = [
        post
        for post in reversed(call.state.posts("threads", user_id(call.login)))
        if (post.reply_to is not None) == replies
        and (since is None or post.created_at.timestamp() >= since)
    ]
    wanted = form.get("fields")
    address = f"{call.address}{call.request.path}"
    return edges.listed(found, lambda post: edges.chosen(_shown(post), wanted, ()), form, address)


def _shown(post: Post) -> dict[str, Any]:
    """All fields that a post has; what the sandbox does not make is empty."""
    several = len(post.details["media"]) > 1
    kind = "CAROUSEL_ALBUM" if several else "IMAGE" if post.details["media"] else "TEXT_POST"
    return {
        "id": post.id,
        "media_product_type": "THREADS",
        "media_type": kind,
        "media_url": None,
        "thumbnail_url": None,
        "children": None,
        "owner": {"id": post.author},
        "shortcode": post.id,
        "is_quote_post": False,
        "text": post.text or None,
        "timestamp": edges.stamp(post.created_at),
        "permalink": permalink(post),
        "username": post.details["username"],
        "is_reply": post.reply_to is not None,
        "replied_to": {"id": post.reply_to} if post.reply_to else None,
    }
