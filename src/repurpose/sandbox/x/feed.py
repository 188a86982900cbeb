"""A post on X, as a reader sees it."""

from __future__ import annotations

from repurpose.sandbox.standing import StandingPost, medium
from repurpose.sandbox.state import Post, State


def standing(state: State, post: Post) -> StandingPost:
    return StandingPost(
        id=post.id,
        account=post.account,
        author=post.details["handle"],
        name=post.details["name"],
        byline=f"@{post.details['handle']}",
        text=post.text,
        reply_to=post.reply_to,
        media=tuple(medium(state, "twitter", id_) for id_ in post.details["media"]),
        created_at=post.created_at,
    )
