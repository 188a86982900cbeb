"""What a user has, and what in it is worth passing on: Asset, Segment, Locator, Snippet."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from repurpose.model._digest import digest

Role = Literal["title", "body", "notes", "table", "chart", "caption", "speech"]
AssetKind = Literal["deck", "transcript", "video", "audio", "document", "page"]
SnippetKind = Literal[
    "quote", "statement", "statistic", "tip", "question", "announcement", "list", "definition"
]


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
        return digest(words, self.speaker or "")
