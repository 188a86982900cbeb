"""Reading on X: one's own account, a timeline, single posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import Answer, refuse
from repurpose.sandbox.x import answers, parameters
from repurpose.sandbox.x.shape import includes, shown, user


def me(call: Call) -> Answer:
    parameters.check(call, parameters.USER)
    return Answer(body={"data": user(call, call.login)})


def timeline(call: Call, id: str) -> Answer:
    """An account's posts, the newest first."""
    parameters.check(call, parameters.TIMELINE)
    size = parameters.number(call, "max_results", 5, 100, 10)
    found = _selected(call, list(reversed(call.state.posts("twitter", id))))
    return Answer(body=_listing(call, found[:size], more=len(found) > size))


def lookup(call: Call) -> Answer:
    """Several posts by id; those that are missing stand among the errors."""
    parameters.check(call, parameters.POSTS)
    ids = parameters.listed(call, "ids")
    if not 1 <= len(ids) <= 100 or not all(re.fullmatch(r"[0-9]{1,19}", id_) for id_ in ids):
        refuse(answers.invalid("The `ids` query parameter takes 1 to 100 ids", ids=list(ids)))
    found = {id_: call.state.post("twitter", id_) for id_ in ids}
    posts = [post for post in found.values() if post is not None]
    body: dict[str, Any] = {"data": [shown(call, post) for post in posts]} if posts else {}
    if gone := [id_ for id_, post in found.items() if post is None]:
        body["errors"] = [_error("ids", id_) for id_ in gone]
    return Answer(body={**body, **includes(call, posts)})


def single(call: Call, id: str) -> Answer:
    parameters.check(call, parameters.POST)
    post = call.state.post("twitter", id)
    if post is None:  # X answers 200 with an error inside
        return Answer(body={"errors": [_error("id", id)]})
    return Answer(body={"data": shown(call, post), **includes(call, [post])})


def _selected(call: Call, posts: Sequence[Post]) -> list[Post]:
    start, end = parameters.moment(call, "start_time"), parameters.moment(call, "end_time")
    since, until = parameters.post_id(call, "since_id"), parameters.post_id(call, "until_id")
    before = parameters.page(call)
    no_replies = "replies" in parameters.listed(call, "exclude")
    return [
        post
        for post in posts
        if (start is None or post.created_at >= start)
        and (end is None or post.created_at < end)
        and (since is None or int(post.id) > since)
        and (until is None or int(post.id) < until)
        and (before is None or int(post.id) < before)
        and not (no_replies and post.reply_to)
    ]


def _listing(call: Call, posts: Sequence[Post], more: bool) -> dict[str, Any]:
    meta: dict[str, Any] = {"result_count": len(posts)}
    if not posts:
        return {"meta": meta}
    meta |= {"newest_id": posts[0].id, "oldest_id": posts[-1].id}
    if more:
        meta["next_token"] = parameters.next_page(posts[-1].id)
    data = [shown(call, post) for post in posts]
    return {"data": data, **includes(call, posts), "meta": meta}


def _error(parameter: str, id_: str) -> dict[str, str]:
    entry = answers.missing(parameter, id_)
    return {"type": entry.pop("type_"), **entry}
