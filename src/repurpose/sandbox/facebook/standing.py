"""A page's post as a reader sees it."""

from __future__ import annotations

from repurpose.sandbox.standing import Card, StandingPost, medium
from repurpose.sandbox.state import Post, State


def standing(state: State, post: Post) -> StandingPost:
    details = post.details
    video = details.get("video")
    media = [*details.get("photos", ()), *([video] if video else [])]
    link = details.get("link")
    return StandingPost(
        id=video or post.id,
        account=post.account,
        author=post.author,
        name=details["name"],
        byline="Page",
        text=post.text,
        title=details.get("title") or "",
        url=f"https://www.facebook.com/{video or post.id}",
        comments=tuple(comment["message"] for comment in details.get("comments", ())),
        media=tuple(medium(state, post.channel, id_) for id_ in media),
        card=Card(source=link, title=link) if link else None,
        created_at=post.created_at,
    )
