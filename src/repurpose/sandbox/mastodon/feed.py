"""A status, as a reader sees it."""

from __future__ import annotations

from repurpose.sandbox.mastodon.people import HOST
from repurpose.sandbox.standing import StandingPost, medium
from repurpose.sandbox.state import Post, State


def standing(state: State, post: Post) -> StandingPost:
    """A content warning stands where others have a title."""
    details = post.details
    return StandingPost(
        id=post.id,
        account=post.account,
        author=details["handle"],
        name=details["name"],
        byline=f"@{details['handle']}@{HOST}",
        text=post.text,
        title=details["spoiler_text"],
        url=f"https://{HOST}/@{details['handle']}/{post.id}",
        visibility=details["visibility"],
        reply_to=post.reply_to,
        media=tuple(medium(state, "mastodon", id_) for id_ in details["media"]),
        created_at=post.created_at,
    )
