"""The nouns of the pipeline: Asset, Segment, Locator, Snippet, Post, Receipt. No behaviour beyond
what a value can say of itself; imports nothing of the package."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

Role = Literal["title", "body", "notes", "table", "chart", "caption", "speech"]
AssetKind = Literal["deck", "transcript", "video", "audio", "document", "page"]
SnippetKind = Literal[
    "quote", "statement", "statistic", "tip", "question", "announcement", "list", "definition"
]
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
class Locator:
    """Where a text stands: a slide or page (1-based), a stretch of time (seconds) or a line.

    Raises:
        ValueError: if nothing is given; a locator is never empty.
    """

    slide: int | None = None
    page: int | None = None
    line: int | None = None
    start: float | None = None
    end: float | None = None

    def __post_init__(self) -> None:
        if self.slide is self.page is self.line is self.start is None:
            raise ValueError("a locator names a slide, a page, a line or a time")

    @property
    def sheet(self) -> int | None:
        """The slide or page it is on; None where the asset has neither."""
        return self.page if self.slide is None else self.slide

    def as_json(self) -> dict[str, int | float]:
        """The contract's form: {"slide"|"page"|"line": N} or {"start": s, "end": s}."""
        for name in ("slide", "page"):
            if (number := getattr(self, name)) is not None:
                return {name: number}
        if self.start is not None:
            end = self.start if self.end is None else self.end
            return {"start": round(self.start, 3), "end": round(end, 3)}
        assert self.line is not None
        return {"line": self.line}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stretch of text as it stands in the asset, in reading order.

    A body segment is one paragraph (bullet) of a shape, a table segment one row (cells joined by
    " | "), a speech segment one cue or one paragraph of one speaker. What stands there without being
    part of what is said (footers, alternative texts of pictures) is a caption. `speaker` of notes:
    who wrote the comment.

    Attributes:
        hidden: Not shown to who looks at the asset: private.
        links: The addresses that its words lead to, in order.
        word_times: Start and end of each word of `text.split()` in seconds, where the file has them;
            else empty.
    """

    text: str
    role: Role
    locator: Locator
    speaker: str | None = None
    hidden: bool = False
    links: tuple[str, ...] = ()
    word_times: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A named part of a deck, from slide `first` (1-based) to the next section."""

    name: str
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A video or a sound that stands on a slide. `name`: the file's name inside the deck, or its
    address where it is only linked."""

    name: str
    kind: Literal["video", "audio"]
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One thing the user has.

    Attributes:
        language: BCP 47 ("de"; "und" where not recognised).
        author: As the file names its author.
        date: When it was made or last changed, as the file says (ISO 8601, a day or a time).
        url: Where it was fetched from, of a page of the web.
        faults: What could not be read of it, one line each: the rest is there.
        slides: How many slides or pages it has, hidden ones and such without text too; 0 where it
            has none, or nobody counted.
        hidden_slides: The numbers of those that are not shown (1-based), ascending; with those that
            cannot be read, of which nobody can tell.
        recognised: A machine has heard its words here, and nobody has read them.
    """

    path: Path
    kind: AssetKind
    title: str
    language: str
    sha256: str
    segments: tuple[Segment, ...]
    author: str | None = None
    date: str | None = None
    url: str | None = None
    sections: tuple[Section, ...] = ()
    recordings: tuple[Recording, ...] = ()
    faults: tuple[str, ...] = ()
    slides: int = 0
    hidden_slides: tuple[int, ...] = ()
    recognised: bool = False

    def __hash__(self) -> int:
        """Of what tells assets apart; to hash all their text takes long."""
        return hash((self.path, self.sha256, len(self.segments)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Why a snippet is held back, and is no post unless the user overrules it.

    Attributes:
        reason: The word the user allows it by: "price", "slogan", "phone-number", "no-consent", …
        words: The words of the snippet that gave rise to it, verbatim; "" where it is the whole.
        explanation: One line: what is wrong with it.
    """

    reason: str
    words: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where the same words stand in another asset of the same event. `asset`: its sha256."""

    asset: str
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """When a slide of the asset `deck` was shown, as the asset `recording` counts: both sha256;
    `start` and `end` in seconds, between its first and its last words on it."""

    deck: str
    slide: int
    recording: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Assets of one talk, panel or the like.

    Attributes:
        assets: Their sha256, in the order in which they were read.
        why: What tells that they belong together, a line each.
        slides: When which slide was shown, in order of time; a slide may come twice. Empty without
            a deck, or without a recording or transcript with times.
    """

    assets: tuple[str, ...]
    why: tuple[str, ...]
    slides: tuple[Showing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """One statement worth passing on, verbatim.

    Attributes:
        score: 0 to 1, higher is better.
        why: Why it was chosen: a few short phrases, the weightiest first.
        theme: The user's theme that it serves.
        question: The question that it answers, verbatim, where somebody asked one just before.
        also: Where it stands in other assets of the same event.
        holds: Why it is held back; empty where nothing speaks against it.
    """

    kind: SnippetKind
    text: str
    locator: Locator
    speaker: str | None = None
    score: float = 0.5
    language: str = "und"
    why: tuple[str, ...] = ()
    theme: str | None = None
    question: str | None = None
    also: tuple[Sighting, ...] = ()
    holds: tuple[Hold, ...] = ()

    @property
    def id(self) -> str:
        """Stable: made of the words and the speaker, so that the same file, saved again or moved,
        gives the same ids."""
        words = " ".join(unicodedata.normalize("NFC", self.text).split())
        return _digest(words, self.speaker or "")


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
    """

    text: str
    link: str | None = None
    link_title: str | None = None
    media: tuple[Media, ...] = ()
    title: str | None = None
    tags: tuple[str, ...] = ()
    comment: str | None = None


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
    return _digest(channel, account, snippet_id, *([str(again)] if again else []))


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


def _digest(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:12]
