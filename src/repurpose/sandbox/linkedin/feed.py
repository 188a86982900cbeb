"""A post on LinkedIn, as a reader sees it."""

from __future__ import annotations

from typing import Any

from repurpose.sandbox.linkedin.comments import below
from repurpose.sandbox.standing import Card, StandingPost, medium
from repurpose.sandbox.state import Post, State


def standing(state: State, post: Post) -> StandingPost:
    content = post.details["content"]
    images = content.get("multiImage", {}).get("images", [])
    images = [content["media"]] if "media" in content else images
    return StandingPost(
        id=post.id,
        account=post.account,
        author=post.author,
        name=post.details["name"],
        byline=post.author,
        text=post.text,
        media=tuple(
            medium(state, "linkedin", image["id"], image.get("altText", "")) for image in images
        ),
        title=content.get("media", {}).get("title", ""),
        comments=below(state, post.id),
        card=_card(state, content["article"]) if "article" in content else None,
        cut=post.details["cut"],
        created_at=post.created_at,
    )


def _card(state: State, article: dict[str, Any]) -> Card:
    thumbnail = article.get("thumbnail")
    alt = article.get("thumbnailAltText", "")
    return Card(
        source=article["source"],
        title=article["title"],
        description=article.get("description", ""),
        thumbnail=medium(state, "linkedin", thumbnail, alt) if thumbnail else None,
    )
