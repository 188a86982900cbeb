"""What stands on the platforms, as a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from repurpose.model import MediaKind
from repurpose.sandbox.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A picture, a video or a document on a post. Sides in pixels, 0 where they do not matter.
    `captions`: the languages of a video's subtitles, as the platform writes them; `cover`: the bytes of a
    picture of its own."""

    id: str
    kind: MediaKind = "image"
    alt: str
    bytes: int
    mime: str
    width: int
    height: int
    captions: tuple[str, ...] = ()
    cover: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A link's card under a post."""

    source: str
    title: str
    description: str = ""
    thumbnail: Medium | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPost:
    """A post on a platform.

    Attributes:
        id: As the platform calls it. X: digits; LinkedIn: the URN.
        account: The account's name in the configuration: "default".
        author: Who posted, as the platform calls it. X: the handle; LinkedIn: the URN.
        name: The author's name as a reader sees it.
        byline: What stands beside the name: "@sandbox".
        text: As a reader sees it, links in full.
        title, tags: Where the platform has them.
        url: Where it stands, as the platform says; "" where it says nothing.
        visibility: Who sees it: "public", or the platform's word ("private", "draft", "unlisted").
        reply_to: The id of the post that it answers.
        comments: The author's own comments below it.
        created_at: Aware, UTC.
        cut: LinkedIn lost the end of the text, at a reserved character that was not escaped.
    """

    id: str
    account: str
    author: str
    name: str
    byline: str
    text: str
    title: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    visibility: str = "public"
    reply_to: str | None = None
    comments: tuple[str, ...] = ()
    media: tuple[Medium, ...] = ()
    card: Card | None = None
    created_at: datetime
    cut: bool = False


def medium(state: State, channel: str, id_: str, alt: str | None = None) -> Medium:
    """An upload that a post shows. `alt`: where the post says it, not the upload."""
    media = state.media(channel, id_)
    assert media is not None  # a post is taken only with media that are there
    return Medium(
        id=id_,
        kind=_kind(media.mime),
        alt=media.alt if alt is None else alt,
        bytes=media.size,
        mime=media.mime,
        width=media.width,
        height=media.height,
        captions=tuple(media.details.get("subtitles", ())),
        cover=media.details.get("cover", 0),
    )


def _kind(mime: str) -> MediaKind:
    family = mime.partition("/")[0]
    return "video" if family == "video" else "image" if family == "image" else "document"
