"""How a post looks in X's answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.state import Post
from repurpose.sandbox.x import wording
from repurpose.sandbox.x.media import key_of
from repurpose.sandbox.x.parameters import listed
from repurpose.sandbox.x.people import user_id

PHOTO = "3_"  # how the media keys of photos begin
TYPES = {"tweet_image": "photo", "tweet_gif": "animated_gif", "tweet_video": "video"}
ALWAYS = ("id", "text", "edit_history_tweet_ids")
# X's names of today; the older ones are what its clients send and read
NEW_NAMES = {
    "referenced_tweets": "referenced_posts",
    "edit_history_tweet_ids": "edit_history_post_ids",
}
OLD_NAMES = {new: old for old, new in NEW_NAMES.items()}
BROUGHT_BY = {  # expansions that bring a field along
    "author_id": "author_id",
    "attachments.media_keys": "attachments",
    "in_reply_to_user_id": "in_reply_to_user_id",
    "referenced_posts": "referenced_tweets",
    "referenced_tweets.id": "referenced_tweets",
}
JOINED = "2024-01-01T00:00:00.000Z"
COUNTS = (
    "retweet_count",
    "repost_count",
    "reply_count",
    "like_count",
    "quote_count",
    "bookmark_count",
    "impression_count",
)


def whole(post: Post) -> dict[str, Any]:
    """A post with all fields, under the names that X's clients read."""
    media = post.details["media_keys"]
    kind = "video" if media and not media[0].startswith(PHOTO) else "photo"
    address = f"https://x.com/{post.details['handle']}/status/{post.id}/{kind}/1"
    text, entities = wording.as_answered(post.text, address if media else None)
    fields: dict[str, Any] = {
        "id": post.id,
        "text": text,
        "edit_history_tweet_ids": [post.id],
        "author_id": post.author,
        "conversation_id": post.details.get("conversation", post.id),
        "created_at": _stamp(post.created_at),
        "lang": "und",
        "possibly_sensitive": False,
        "reply_settings": post.details["reply_settings"],
        "public_metrics": dict.fromkeys(COUNTS, 0),
    }
    if entities:
        fields["entities"] = entities
    if media:
        fields["attachments"] = {"media_keys": media}
    if post.reply_to:
        fields["referenced_tweets"] = [{"type": "replied_to", "id": post.reply_to}]
        fields["in_reply_to_user_id"] = post.details["replied_author"]
    return fields


def shown(call: Call, post: Post) -> dict[str, Any]:
    """A post with the fields that were asked for."""
    asked = [OLD_NAMES.get(name, name) for name in listed(call, "post.fields")]
    brought = [BROUGHT_BY[name] for name in listed(call, "expansions") if name in BROUGHT_BY]
    wanted = {*ALWAYS, *listed(call, "tweet.fields"), *asked, *brought}
    names = NEW_NAMES if "post.fields" in call.request.parameters else {}
    return {names.get(name, name): value for name, value in whole(post).items() if name in wanted}


def includes(call: Call, posts: Sequence[Post]) -> dict[str, Any]:
    """What the expansions bring: pictures, authors."""
    expansions = listed(call, "expansions")
    found: dict[str, Any] = {}
    if "attachments.media_keys" in expansions:
        found["media"] = [_medium(call, id_) for post in posts for id_ in post.details["media"]]
    if "author_id" in expansions:
        authors = {post.author: post for post in posts}
        found["users"] = [
            {"id": id_, "name": post.details["name"], "username": post.details["handle"]}
            for id_, post in authors.items()
        ]
    return (
        {"includes": kept}
        if (kept := {key: value for key, value in found.items() if value})
        else {}
    )


def user(call: Call, login: Login) -> dict[str, Any]:
    everything: dict[str, Any] = {
        "id": user_id(login),
        "name": login.display_name,
        "username": login.handle,
        "created_at": JOINED,
        "description": "",
        "protected": False,
        "verified": False,
    }
    wanted = {"id", "name", "username", *listed(call, "user.fields")}
    return {name: value for name, value in everything.items() if name in wanted}


def _medium(call: Call, id_: str) -> dict[str, Any]:
    media = call.state.media("twitter", id_)
    assert media is not None  # a post is taken only with media that are there
    key, kind = key_of(media), TYPES[media.details["category"]]
    address = f"https://pbs.twimg.com/media/{key}"
    shown = {"url": address} if kind == "photo" else {"preview_image_url": address}
    everything: dict[str, Any] = {"media_key": key, "type": kind, **shown}
    if media.width:
        everything |= {"width": media.width, "height": media.height}
    if media.alt:
        everything["alt_text"] = media.alt
    wanted = {"media_key", "type", *listed(call, "media.fields")}
    return {name: value for name, value in everything.items() if name in wanted}


def _stamp(moment: datetime) -> str:
    """X gives whole seconds, written with three digits after the point."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
