"""POST and DELETE of posts on X."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Media, Post
from repurpose.sandbox.web import Answer, refuse
from repurpose.sandbox.x import answers, wording
from repurpose.sandbox.x.bodies import json_body
from repurpose.sandbox.x.ids import next_id
from repurpose.sandbox.x.media import key_of, usable
from repurpose.sandbox.x.people import user_id
from repurpose.sandbox.x.shape import ALWAYS, whole

DUPLICATE_WINDOW = timedelta(hours=24)  # X names none
NOT_HERE = (  # what a small firm's plan cannot do, or what needs an account of another kind
    "card_uri",
    "community_id",
    "direct_message_deep_link",
    "edit_options",
    "for_super_followers_only",
    "geo",
    "nullcast",
    "poll",
    "quote_tweet_id",
    "share_with_followers",
)


def create(call: Call) -> Answer:
    body = json_body(call, "post")
    for name in NOT_HERE:
        if name in body:
            refuse(answers.forbidden(f"You are not permitted to use {name} with this account."))
    text = wording.normalised(body.get("text", ""))
    media = [usable(call, id_) for id_ in body.get("media", {}).get("media_ids", [])]
    if len({medium.id for medium in media}) < len(media):
        refuse(answers.invalid("Your media IDs are invalid.", media_ids=[]))
    alone = [m for m in media if m.mime == "image/gif" or m.details["category"] == "tweet_video"]
    if len(media) > 1 and alone:
        words = "A post has up to 4 photos, or 1 animated GIF, or 1 video."
        refuse(answers.invalid(words, media_ids=[]))
    _check_text(text, bool(media))
    reply_to = body.get("reply", {}).get("in_reply_to_tweet_id")
    if reply_to is not None:
        _check_reply(call, reply_to)
    _check_duplicate(call, text)
    post = Post(
        channel="twitter",
        id=next_id(call),
        account=call.login.account,
        author=user_id(call.login),
        text=text,
        reply_to=reply_to,
        details=_details(call, body, media),
        created_at=call.now,
    )
    call.state.add_post(post)
    data = whole(post)
    return Answer(status=201, body={"data": {name: data[name] for name in ALWAYS}})


def delete(call: Call, id: str) -> Answer:
    post = call.state.post("twitter", id)
    if post is None:
        refuse(answers.not_found("id", id))
    if post.author != user_id(call.login):
        refuse(answers.forbidden("You are not authorized to delete this Tweet."))
    call.state.delete_post("twitter", id, call.now)
    return Answer(body={"data": {"deleted": True}})


def _details(call: Call, body: dict[str, Any], media: Sequence[Media]) -> dict[str, Any]:
    replied = call.state.post("twitter", body.get("reply", {}).get("in_reply_to_tweet_id", ""))
    details: dict[str, Any] = {
        "handle": call.login.handle,
        "name": call.login.display_name,
        "media": [medium.id for medium in media],
        "media_keys": [key_of(medium) for medium in media],
        "reply_settings": body.get("reply_settings", "everyone"),
    }
    if replied is not None:
        details["replied_author"] = replied.author
        details["conversation"] = replied.details.get("conversation", replied.id)
    return details


def _check_text(text: str, has_media: bool) -> None:
    if not text and not has_media:
        refuse(answers.invalid("Tweet text or media is required.", text=[""]))
    if wording.has_invalid_characters(text):
        refuse(answers.invalid("Tweet text contains invalid characters.", text=[]))
    if wording.weighted_length(text) > wording.LIMIT:
        refuse(
            answers.forbidden(
                "Your Tweet text is too long. For more information on how Twitter determines text"
                " length see https://github.com/twitter/twitter-text."
            )
        )
    if len(wording.cashtags(text)) > 1:
        refuse(answers.forbidden("A post made through the API may have at most one cashtag."))


def _check_reply(call: Call, id_: str) -> None:
    """Replies go to one's own posts, and to posts that mention the account (rule of 2026-02-23)."""
    post = call.state.post("twitter", id_)
    if post is None:
        refuse(
            answers.forbidden(
                "You attempted to reply to a Tweet that is deleted or not visible to you."
            )
        )
    mentioned = {span.value.lower() for span in wording.mentions(post.text)}
    if post.author != user_id(call.login) and call.login.handle.lower() not in mentioned:
        refuse(
            answers.forbidden(
                "Reply to this conversation is not allowed because you have not been mentioned or"
                " otherwise engaged by the author of the post you are replying to."
            )
        )


def _check_duplicate(call: Call, text: str) -> None:
    if text and any(
        post.text == text and _recent(post.created_at, call.now)
        for post in call.state.posts("twitter", user_id(call.login))
    ):
        refuse(answers.forbidden("You are not allowed to create a Tweet with duplicate content."))


def _recent(then: datetime, now: datetime) -> bool:
    return now - then <= DUPLICATE_WINDOW
