"""A post on Bluesky, as a reader sees it."""

from __future__ import annotations

from typing import Any

from repurpose.sandbox.standing import Card, Medium, StandingPost, medium
from repurpose.sandbox.state import Post, State


def standing(state: State, post: Post) -> StandingPost:
    record = post.details["record"]
    key = post.id.rpartition("/")[2]
    embed = record.get("embed") or {}
    return StandingPost(
        id=post.id,
        account=post.account,
        author=post.author,
        name=post.details["name"],
        byline=f"@{post.details['handle']}",
        text=post.text,
        tags=tuple(record.get("tags", ())),
        url=f"https://bsky.app/profile/{post.author}/post/{key}",
        reply_to=post.reply_to,
        media=tuple(_media(state, embed)),
        card=_card(state, embed["external"]) if "external" in embed else None,
        created_at=post.created_at,
    )


def _media(state: State, embed: dict[str, Any]) -> list[Medium]:
    if "video" in embed:
        return [_medium(state, embed["video"], embed.get("alt", ""))]
    return [_medium(state, image["image"], image["alt"]) for image in embed.get("images", ())]


def _card(state: State, external: dict[str, Any]) -> Card:
    return Card(
        source=external["uri"],
        title=external["title"],
        description=external["description"],
        thumbnail=_medium(state, external["thumb"], "") if "thumb" in external else None,
    )


def _medium(state: State, blob: dict[str, Any], alt: str) -> Medium:
    return medium(state, "bluesky", blob["ref"]["$link"], alt)
