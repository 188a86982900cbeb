"""What the outbox holds of one post: the post, what became of each part, and where it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from repurpose.model import Locator, Part, Post, Receipt, SnippetKind

LARGE = 64 * 1024 * 1024  # bytes
SAMPLES, SAMPLE = 256, 64 * 1024  # pieces, and the bytes of each


@dataclass(frozen=True, slots=True, kw_only=True)
class PartState:
    """What became of one part. `sent_at` set and no `receipt`: it may be live."""

    sent_at: datetime | None = None
    uploads: tuple[str, ...] = ()
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One segment that a snippet stands in, with the places of its words in it."""

    text: str
    locator: Locator
    speaker: str | None
    role: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a snippet came from, kept so that it can be shown without the file. `path`: of a page
    of the web its address."""

    snippet: str
    kind: SnippetKind
    text: str
    speaker: str | None
    locator: Locator
    path: str
    title: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post in the outbox."""

    post: Post
    states: tuple[PartState, ...]
    key: str | None
    not_before: datetime | None
    attempts: int
    edited: bool
    stale: bool
    error: str | None
    hint: str | None
    updated_at: datetime
    origins: tuple[Origin, ...]

    @property
    def url(self) -> str | None:
        """Where it stands: the address of the first part."""
        first = self.states[0].receipt if self.states else None
        return first.url if first else None

    @property
    def published_parts(self) -> int:
        return sum(state.receipt is not None for state in self.states)


def content_digest(channel: str, account: str, parts: Sequence[Part]) -> str:
    """A digest of everything a reader would see, the files' bytes included."""
    words: list[Any] = [channel, account]
    for part in parts:
        files = [[medium.alt, _file_digest(medium.path)] for medium in part.media]
        fields = part_fields(part)  # a post without any has the digest that it always had
        words.append([part.text, part.link, part.link_title, files, *([fields] if fields else [])])
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def part_fields(part: Part) -> dict[str, Any]:
    """What a part has beside its text: title, tags, comment, whether it is an article; as far as they
    are set."""
    fields = {
        "title": part.title, "tags": list(part.tags), "comment": part.comment, "article": part.article
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}


def locator_from(values: Mapping[str, Any]) -> Locator:
    """A Locator from its JSON form."""
    return Locator(**values)


def _file_digest(path: Path) -> str:
    """Of a file's bytes; of a large one (a video) of its size and of samples all over it: whoever
    encodes or cuts it anew changes nearly all of them."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            if size <= LARGE:
                return hashlib.file_digest(file, "sha256").hexdigest()
            digest = hashlib.sha256(str(size).encode())
            for number in range(SAMPLES):
                file.seek((size - SAMPLE) * number // (SAMPLES - 1))
                digest.update(file.read(SAMPLE))
            return digest.hexdigest()
    except OSError:
        return "missing"
