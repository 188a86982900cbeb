"""A video on YouTube, as a reader sees it."""

from __future__ import annotations

from repurpose.sandbox.standing import StandingPost, medium
from repurpose.sandbox.state import Post, State


def standing(state: State, post: Post) -> StandingPost:
    shown = [medium(state, "youtube", post.id)]
    if "cover" in post.details:
        shown.append(medium(state, "youtube", post.details["cover"], "The cover"))
    return StandingPost(
        id=post.id,
        account=post.account,
        author=post.author,
        name=post.details["name"],
        byline=post.details["upload"]["uploadStatus"],
        text=post.text,
        title=post.details["snippet"]["title"],
        tags=tuple(post.details["snippet"].get("tags", ())),
        url=f"https://youtu.be/{post.id}",
        visibility=post.details["status"]["privacyStatus"],
        media=tuple(shown),
        created_at=post.created_at,
    )
