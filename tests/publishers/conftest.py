"""Publishers as the program makes them, against the sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from repurpose.model import Media, Part, Post
from repurpose.protocols import PublishContext
from repurpose.publishers.linkedin import LinkedIn
from repurpose.publishers.twitter import Twitter
from repurpose.sandbox import Event, Fault, Sandbox

Make = Callable[..., Any]


def post(
    text: str,
    *,
    sent_at: datetime | None = None,
    reply_to: str | None = None,
    uploads: tuple[str, ...] = (),
    **part: Any,
) -> Post:
    """A post of one part, as the delivery hands it to a publisher."""
    return Post(
        id="abc", channel="x", account="default", parts=(Part(text=text, **part),),
        sent_at=sent_at, reply_to=reply_to, uploads=uploads,
    )  # fmt: skip


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def picture(tmp_path: Path) -> tuple[Media, ...]:
    path = tmp_path / "Dach über allem.png"
    Image.new("RGB", (60, 40), "seagreen").save(path)
    return (Media(path=path, kind="image", alt="Ein grünes Dach 🌲"),)


class Bench:
    """A sandbox with a log of its requests, and publishers that use it."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.sandbox: Sandbox
        self._open: list[Sandbox] = []

    def start(self, *faults: Fault) -> Sandbox:
        self.sandbox = Sandbox(faults=faults, watch=self._watch)
        self.sandbox.start()
        self._open.append(self.sandbox)
        return self.sandbox

    def close(self) -> None:
        for sandbox in self._open:
            sandbox.stop()

    def twitter(self, kind: str = "oauth2", **settings: Any) -> Twitter:
        return Twitter(self._context("twitter", kind, settings))

    def linkedin(self, kind: str = "member", **settings: Any) -> LinkedIn:
        return LinkedIn(self._context("linkedin", kind, settings))

    def any(self, name: str) -> Any:
        kinds = {"x": self.twitter, "member": self.linkedin}
        return kinds[name]() if name in kinds else self.linkedin("organization")

    def _context(self, channel: str, kind: Any, settings: dict[str, Any]) -> PublishContext:
        return PublishContext(
            channel=channel, account="default", timeout=10, patience=0.8,
            settings={**self.sandbox.settings(channel, kind=kind), **settings},
            secret=self.sandbox.secrets(channel, kind=kind).get,
        )  # fmt: skip

    def _watch(self, event: Event) -> None:
        if event.kind == "received":
            self.seen.append(f"{event.method} {event.path}")


@pytest.fixture
def bench() -> Iterator[Bench]:
    servers = Bench()
    servers.start()
    yield servers
    servers.close()
