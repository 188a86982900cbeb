"""What a channel gets, takes and answers: Post, Part, Media, Receipt, Channel, Rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from repurpose.model._digest import digest

Status = Literal[
    "draft",
    "approved",
    "publishing",
    "published",
    "failed",
    "unknown",
    "discarded",
    "handed-over",
]
MediaKind = Literal["image", "video", "document"]
Measure = Literal[
    "weighted", "utf16", "graphemes", "code-points", "utf8", "mastodon", "threads", "little"
]
TagMeasure = Literal["count", "tag-list"]
LinkPlace = Literal["text", "card", "comment", "none"]
Threads = Literal["numbered", "plain", "none"]

Pictures = Literal["auto", "slides", "cards", "none"]

DEFAULT_ACCOUNT = "default"
PICTURES: tuple[Pictures, ...] = get_args(Pictures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A file that goes with a part. `alt` is never empty when it is sent."""

    path: Path
    kind: MediaKind
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What goes out as one post on the platform; a thread has several.

    `text` is exactly what the platform gets (before its own escaping). `link` is the address that
    goes along: already inside `text` where the channel's rules say "text", inside `comment` where
    they say "comment", else sent as a card with `link_title`.

    Attributes:
        title: The title, where the channel has a field for it (videos, articles, documents).
        tags: The keywords, where the channel has a field for them; without #.
        comment: The first comment below the post.
        article: It is an article: in Markdown, with each of the media where the text names it
            (`![](its file's name)`).
    """

    text: str
    link: str | None = None
    link_title: str | None = None
    media: tuple[Media, ...] = ()
    title: str | None = None
    tags: tuple[str, ...] = ()
    comment: str | None = None
    article: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What one account of one channel gets.

    The publisher is handed a post of exactly one part: of a thread, one part after the other, with
    `reply_to` naming the published part before it, `sent_at` the time of the first attempt and
    `uploads` what the platform calls the part's media, where they were uploaded before.
    """

    id: str
    channel: str
    account: str
    parts: tuple[Part, ...]
    snippets: tuple[str, ...] = ()
    language: str = "und"
    status: Status = "draft"
    due_at: datetime | None = None
    waits_for: tuple[str, ...] = ()
    reply_to: str | None = None
    sent_at: datetime | None = None
    uploads: tuple[str, ...] = ()


def post_id(channel: str, account: str, snippet_id: str, again: int = 0) -> str:
    """Made of channel, account and snippet, not of the wording: a changed template cannot post the
    same thing twice. `again`: how many times it was posted or discarded before, where the user wants
    it once more."""
    return digest(channel, account, snippet_id, *([str(again)] if again else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A statement that a post of the outbox says.

    Attributes:
        snippet, text: The statement's id, and its words.
        path: The file or the address it came from, as the outbox knows it.
        status: The post's.
        decided_at: When it was published, or got its status; aware.
    """

    post: str
    channel: str
    account: str
    snippet: str
    text: str
    path: str
    status: Status
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the platform answered.

    Attributes:
        published_at: Aware.
        note: What the post lacks though it stands there, and a person must look after; one line.
        note_hint: What to do about it.
    """

    remote_id: str
    url: str | None
    published_at: datetime
    note: str = ""
    note_hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A post that stands on an account, whoever put it there. `text` as a reader sees it."""

    remote_id: str
    url: str | None
    text: str
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A channel's text and media rules, as data.

    Attributes:
        limit: The most that one part may measure.
        measure: How a text is counted (see repurpose.text.counting).
        further: Other measures that must hold too, each with its limit.
        forbidden: Characters that no text, title or tag may hold.
        title: How the title is counted, and its limit; None: the channel has no titles.
        tags: The same of the keywords: of their number ("count"), or of all together ("tag-list").
        comment: How the first comment is counted, and its limit; None: the channel has none.
        hashtags, mentions, links: The most of these in a text; None: no limit.
        chapters: A list of times in the text is read as chapters; how many it must have at least, and
            how many seconds each must last.
        max_parts: How many parts a thread may have; 1: no threads.
        link: Where a link goes: into the text, on a card beside it, into the first comment, or nowhere.
        images: How many images a part may carry.
        image_bytes: The most bytes an image may have.
        image_types: MIME types taken.
        image_pixels: The most pixels an image may have.
        image_ratio: The least and the most width by height of an image.
        picture_size: Width and height, in pixels, of the pictures that suit it best.
        alt_limit: The most characters of alternative text.
        videos, video_bytes, video_types, video_ratio: The same of videos.
        video_seconds: How short and how long a video may be.
        documents, document_bytes, document_types: The same of documents.
        document_pages: The most pages of a document.
        needs_media: Whether it takes nothing without media.
        article_limit, article_images: The same of articles; 0: it takes none.
    """

    limit: int
    measure: Measure
    further: tuple[tuple[Measure, int], ...] = ()
    forbidden: str = ""
    title: tuple[Measure, int] | None = None
    tags: tuple[TagMeasure, int] | None = None
    comment: tuple[Measure, int] | None = None
    hashtags: int | None = None
    mentions: int | None = None
    links: int | None = None
    chapters: tuple[int, float] | None = None
    max_parts: int = 1
    link: LinkPlace = "text"
    images: int = 0
    image_bytes: int = 5_000_000
    image_types: tuple[str, ...] = ("image/jpeg", "image/png")
    image_pixels: int | None = None
    image_ratio: tuple[float, float] | None = None
    picture_size: tuple[int, int] = (1200, 675)
    alt_limit: int = 1000
    videos: int = 0
    video_bytes: int = 500_000_000
    video_seconds: tuple[float, float] = (0, 140)
    video_ratio: tuple[float, float] | None = None
    video_types: tuple[str, ...] = ("video/mp4",)
    documents: int = 0
    document_bytes: int = 100_000_000
    document_pages: int = 300
    document_types: tuple[str, ...] = ("application/pdf",)
    needs_media: bool = False
    article_limit: int = 0
    article_images: int = 0

    def of(self, part: Part) -> Rules:
        """The rules that hold for a part: an article may be longer than a post."""
        if not part.article:
            return self
        return replace(self, limit=self.article_limit, images=self.article_images)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One account of one platform, as the user configured it.

    `name` is "twitter", `account` "default" or the word after the colon of "linkedin:acme".
    `settings` are the publisher's own keys (api_url, author, …); `pictures` says what picture goes
    with a post, `threads` how a text that is too long becomes a thread, where the platform has any;
    `handles` maps the names of people and firms to what they are called there.
    """

    name: str
    account: str
    rules: Rules
    hashtags: tuple[str, ...] = ()
    link: str | None = None
    call_to_action: str | None = None
    pictures: Pictures = "auto"
    threads: Threads = "numbered"
    handles: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The name as the user types it."""
        return self.name if self.account == DEFAULT_ACCOUNT else f"{self.name}:{self.account}"
