"""What stands on the platforms, as a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from repurpose.sandbox.state import Post, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image on a post. Sides in pixels."""

    id: str
    alt: str
    bytes: int
    mime: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A link's card under a LinkedIn post."""

    source: str
    title: str
    description: str = ""
    thumbnail: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPost:
    """A post on a platform.

    Attributes:
        id: X: digits; LinkedIn: the URN.
        account: The account's name in the configuration: "default".
        author: X: the handle; LinkedIn: the person's or organisation's URN.
        name: The author's name as a reader sees it.
        text: As a reader sees it, links in full.
        reply_to: The id of the post that it answers.
        created_at: Aware, UTC.
        cut: LinkedIn lost the end of the text, at a reserved character that was not escaped.
    """

    id: str
    account: str
    author: str
    name: str
    text: str
    reply_to: str | None = None
    media: tuple[Picture, ...] = ()
    card: Card | None = None
    created_at: datetime
    cut: bool = False


def standing(state: State, channel: str) -> list[StandingPost]:
    """The posts of a platform, in the order of posting. Call it inside a transaction."""
    return [
        _x_post(state, post) if channel == "twitter" else _linkedin_post(state, post)
        for post in state.posts(channel)
    ]


def _x_post(state: State, post: Post) -> StandingPost:
    return StandingPost(
        id=post.id,
        account=post.account,
        author=post.details["handle"],
        name=post.details["name"],
        text=post.text,
        reply_to=post.reply_to,
        media=tuple(_picture(state, "twitter", id_, None) for id_ in post.details["media"]),
        created_at=post.created_at,
    )


def _linkedin_post(state: State, post: Post) -> StandingPost:
    content = post.details["content"]
    images = content.get("multiImage", {}).get("images", [])
    images = [content["media"]] if "media" in content else images
    return StandingPost(
        id=post.id,
        account=post.account,
        author=post.author,
        name=post.details["name"],
        text=post.text,
        media=tuple(
            _picture(state, "linkedin", image["id"], image.get("altText", "")) for image in images
        ),
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
        thumbnail=_picture(state, "linkedin", thumbnail, alt) if thumbnail else None,
    )


def _picture(state: State, channel: str, id_: str, alt: str | None) -> Picture:
    media = state.media(channel, id_)
    assert media is not None  # a post is taken only with images that are there
    return Picture(
        id=id_,
        alt=media.alt if alt is None else alt,
        bytes=media.size,
        mime=media.mime,
        width=media.width,
        height=media.height,
    )
