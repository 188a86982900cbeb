"""A post and where it comes from, as a run would put it into the outbox."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from repurpose.model import Asset, Locator, Part, Post, Segment, Snippet, post_id
from repurpose.outbox.entry import Entry, Source
from repurpose.outbox.store import Outbox

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


def asset(*texts: str, path: str = "/talks/Holz bau.pptx", sha: str = "a" * 64) -> Asset:
    segments = tuple(
        Segment(text=text, role="body", locator=Locator(slide=number))
        for number, text in enumerate(texts, start=1)
    )
    return Asset(
        path=Path(path), kind="deck", title="Holz", language="de", sha256=sha, segments=segments
    )


def put(
    outbox: Outbox,
    text: str = "Holz wächst nach.",
    channel: str = "twitter",
    parts: tuple[str, ...] = (),
    sha: str = "a" * 64,
    now: datetime = NOW,
    account: str = "default",
) -> Entry:
    """Save one drafted post; returns its entry."""
    origin = asset(text, sha=sha)
    snippet = Snippet(kind="statement", text=text, locator=Locator(slide=1), language="de")
    post = Post(
        id=post_id(channel, account, snippet.id),
        channel=channel,
        account=account,
        parts=tuple(Part(text=part) for part in parts or (text,)),
        snippets=(snippet.id,),
        language="de",
    )
    source = Source(
        text=text, locator=Locator(slide=1), speaker=None, role="body", marks=((0, len(text)),)
    )
    return outbox.save(origin, snippet, [source], post, now)
