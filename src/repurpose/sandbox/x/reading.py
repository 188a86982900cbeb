"""Reading on X: one's own account, one's timeline, single posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import Answer, refuse
from repurpose.sandbox.x import answers, wording

ALWAYS = ("id", "text", "edit_history_tweet_ids")
FIELDS = (
    *ALWAYS,
    "attachments",
    "author_id",
    "conversation_id",
    "created_at",
    "entities",
    "in_reply_to_user_id",
    "lang",
    "public_metrics",
    "referenced_tweets",
    "reply_settings",
)
# X's own names of today; the older ones are what its clients send and read
NEW_NAMES = {
    "referenced_tweets": "referenced_posts",
    "edit_history_tweet_ids": "edit_history_post_ids",
}
USER_FIELDS = ("id", "name", "username", "created_at", "verified", "protected", "description")
COMMON = ("tweet.fields", "post.fields", "expansions", "user.fields", "media.fields")
PAGING = ("max_results", "pagination_token", "start_time", "end_time", "since_id", "until_id")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
JOINED = "2024-01-01T00:00:00.000Z"


def me(call: Call) -> Answer:
    _check_names(call, "user.fields", "expansions", *COMMON[:2])
    asked = _listed(call, "user.fields")
    user: dict[str, Any] = {
        "id": call.login.user_id,
        "name": call.login.display_name,
        "username": call.login.handle,
        "created_at": JOINED,
        "verified": False,
        "protected": False,
        "description": "",
    }
    shown = {*USER_FIELDS[:3], *asked}
    return Answer(body={"data": {name: user[name] for name in USER_FIELDS if name in shown}})


def timeline(call: Call, id: str) -> Answer:
    """An account's posts, the newest first."""
    _check_names(call, *COMMON, *PAGING, "exclude")
    size = _number(call, "max_results", 5, 100, 10)
    start, end = _moment(call, "start_time"), _moment(call, "end_time")
    since, until = _post_id(call, "since_id"), _post_id(call, "until_id")
    before = _page(call)
    excluded = _listed(call, "exclude")
    found = [
        post
        for post in reversed(call.state.posts("twitter", id))
        if (start is None or post.created_at >= start)
        and (end is None or post.created_at < end)
        and (since is None or int(post.id) > since)
        and (until is None or int(post.id) < until)
        and (before is None or int(post.id) < before)
        and not ("replies" in excluded and post.reply_to)
    ]
    return Answer(body=_listing(call, found[:size], more=len(found) > size))


def lookup(call: Call) -> Answer:
    """Several posts by id; those that are missing stand among the errors."""
    _check_names(call, *COMMON, "ids")
    ids = _listed(call, "ids")
    if not 1 <= len(ids) <= 100 or not all(re.fullmatch(r"[0-9]{1,19}", id_) for id_ in ids):
        refuse(answers.invalid("ids: 1 to 100 post ids", ids=list(ids)))
    found = {id_: call.state.post("twitter", id_) for id_ in ids}
    body: dict[str, Any] = {}
    if posts := [shown(call, post) for post in found.values() if post is not None]:
        body["data"] = posts
    if gone := [id_ for id_, post in found.items() if post is None]:
        body["errors"] = [_error(id_) for id_ in gone]
    return Answer(body=body)


def single(call: Call, id: str) -> Answer:
    _check_names(call, *COMMON)
    post = call.state.post("twitter", id)
    if post is None:  # X answers 200 with an error inside
        return Answer(body={"errors": [_error(id)]})
    return Answer(body={"data": shown(call, post)})


def wire(post: Post) -> dict[str, Any]:
    """A post with all fields, under the names that X's clients read."""
    picture = f"https://x.com/{post.details['handle']}/status/{post.id}/photo/1"
    media = post.details["media"]
    text, entities = wording.as_answered(post.text, picture if media else None)
    counts = ("retweet_count", "repost_count", "reply_count", "like_count", "quote_count")
    fields: dict[str, Any] = {
        "id": post.id,
        "text": text,
        "edit_history_tweet_ids": [post.id],
        "author_id": post.author,
        "conversation_id": post.details.get("conversation", post.id),
        "created_at": _stamp(post.created_at),
        "lang": "und",
        "reply_settings": post.details["reply_settings"],
        "public_metrics": dict.fromkeys((*counts, "bookmark_count", "impression_count"), 0),
    }
    if entities:
        fields["entities"] = entities
    if media:
        fields["attachments"] = {"media_keys": [f"3_{id_}" for id_ in media]}
    if post.reply_to:
        fields["referenced_tweets"] = [{"type": "replied_to", "id": post.reply_to}]
        fields["in_reply_to_user_id"] = post.details["replied_author"]
    return fields


def shown(call: Call, post: Post) -> dict[str, Any]:
    """A post with the fields that were asked for."""
    asked = {*_listed(call, "tweet.fields"), *_listed(call, "post.fields")}
    old = {new: name for name, new in NEW_NAMES.items()}
    wanted = {*ALWAYS, *(old.get(name, name) for name in asked)}
    if "author_id" in _listed(call, "expansions"):
        wanted.add("author_id")
    if "referenced_posts" in _listed(call, "expansions"):
        wanted.add("referenced_tweets")
    new = "post.fields" in call.request.parameters
    fields = wire(post)
    return {
        NEW_NAMES.get(name, name) if new else name: fields[name]
        for name in FIELDS
        if name in wanted and name in fields
    }


def _listing(call: Call, posts: Sequence[Post], more: bool) -> dict[str, Any]:
    meta: dict[str, Any] = {"result_count": len(posts)}
    if not posts:
        return {"meta": meta}
    meta |= {"newest_id": posts[0].id, "oldest_id": posts[-1].id}
    if more:
        meta["next_token"] = f"before{posts[-1].id}"
    return {"data": [shown(call, post) for post in posts], "meta": meta}


def _error(id_: str) -> dict[str, str]:
    entry = answers.missing("id", id_)
    return {"type": entry.pop("type_"), **entry}


def _check_names(call: Call, *allowed: str) -> None:
    for name in call.request.parameters:
        if name not in allowed:
            refuse(
                answers.invalid(
                    f"The query parameter [{name}] is not one of [{','.join(allowed)}]",
                    **{name: [call.request.parameters[name]]},
                )
            )


def _listed(call: Call, name: str) -> tuple[str, ...]:
    value = call.request.parameters.get(name, "")
    return tuple(word for word in value.split(",") if word)


def _number(call: Call, name: str, least: int, most: int, default: int) -> int:
    value = call.request.parameters.get(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        refuse(
            answers.invalid(
                f"The `{name}` query parameter value [{value}] is not between {least} and {most}",
                **{name: [value]},
            )
        )
    return int(value)


def _post_id(call: Call, name: str) -> int | None:
    value = call.request.parameters.get(name)
    if value is not None and not re.fullmatch(r"[0-9]{1,19}", value):
        refuse(
            answers.invalid(
                f"The `{name}` query parameter value [{value}] is no id", **{name: [value]}
            )
        )
    return None if value is None else int(value)


def _page(call: Call) -> int | None:
    token = call.request.parameters.get("pagination_token")
    if token is None:
        return None
    if not re.fullmatch(r"before[0-9]{1,19}", token):
        refuse(answers.invalid("The pagination token is invalid.", pagination_token=[token]))
    return int(token.removeprefix("before"))


def _moment(call: Call, name: str) -> datetime | None:
    value = call.request.parameters.get(name)
    if value is None:
        return None
    try:
        if not _MOMENT.fullmatch(value):
            raise ValueError("not RFC 3339")
        return datetime.fromisoformat(value)
    except ValueError:
        refuse(
            answers.invalid(
                f"Invalid '{name}':'{value}'. '{name}' must be a valid RFC 3339 time.",
                **{name: [value]},
            )
        )


def _stamp(moment: datetime) -> str:
    """X gives whole seconds, written with three digits after the point."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
