"""A post is delivered while the line is cut at one moment of one request; then it is delivered again,
by a process that knows only what the outbox holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from repurpose.delivery import Courier
from repurpose.model import Media, Part, Post
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from repurpose.protocols import PublishContext, Publisher
from repurpose.sandbox import Drop, Event, Sandbox
from tests.outbox.samples import put

Make = Callable[[PublishContext], Publisher]
MOMENTS = ("received", "done")
NEVER = 10_000
RUNS = 4


def stands_once(
    make: Make, channel: str, texts: Sequence[str], folder: Path, *, media: tuple[Media, ...] = (),
    kind: str | None = None,
) -> int:  # fmt: skip
    """Check it for each moment. Returns how many there were."""
    moments = _delivered(make, channel, texts, folder / "undisturbed", media, kind, NEVER)
    for at in range(moments):
        seen = _delivered(make, channel, texts, folder / str(at), media, kind, at)
        assert seen > at, f"nothing was cut at {at}"
    return moments


def _delivered(
    make: Make, channel: str, texts: Sequence[str], folder: Path, media: tuple[Media, ...],
    kind: str | None, at: int,
) -> int:  # fmt: skip
    """Deliver until it is published; returns how many moments the first run had."""
    log: list[str] = []

    def watch(event: Event) -> None:
        if event.kind in MOMENTS:
            log.append(f"{event.kind} {event.method} {event.path}")
            if len(log) == at + 1:
                raise Drop

    outbox = Outbox(folder)
    with Sandbox(watch=watch) as sandbox:
        context = PublishContext(
            channel=channel, account="default", timeout=2, patience=2,
            settings=sandbox.settings(channel, kind=kind),
            secret=sandbox.secrets(channel, kind=kind).get,
        )  # fmt: skip
        id_ = put(outbox, texts[0], channel, tuple(texts)).post.id
        if media:
            parts = [Part(text=text) for text in texts]
            outbox.edit(id_, _now(), [Part(text=texts[0], media=media), *parts[1:]])
        outbox.approve(id_, _now())
        moments, status = 0, ""
        for _ in range(RUNS):
            status = _run(outbox, make(context), id_)
            moments = moments or len(log)
            if status == "published":
                break
        cut = f"cut at {at}: {log[min(at, len(log) - 1)]}"
        assert status == "published", cut
        standing = sandbox.posts(channel)
        assert [post.text for post in standing] == list(texts), cut
        assert [len(post.media) for post in standing] == [len(media)] + [0] * (len(texts) - 1), cut
    outbox.close()
    return moments


def _run(outbox: Outbox, publisher: Any, id_: str) -> str:
    def made(post: Post) -> Publisher:
        return publisher  # type: ignore[no-any-return]

    courier = Courier(
        journal=Journal(outbox), publisher=made, next_slot=lambda post: _now(),
        late=timedelta(days=1), now=_now, wait=lambda seconds: None,
    )  # fmt: skip
    return courier.deliver(id_).status


def _now() -> datetime:
    return datetime.now(UTC)
