"""Uploads that go on with the next run, and what a published post still lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PIL import Image

from repurpose.delivery import Courier, Delivery, exit_code
from repurpose.errors import LoginError, PublishError, Rejected, Unavailable
from repurpose.model import Media, Part, Post, Receipt, Rules
from repurpose.outbox import entry
from repurpose.outbox.entry import content_digest
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from tests.outbox.samples import NOW, put


@dataclass
class Platform:
    """Takes long for an upload: the first runs end in its middle."""

    rules: ClassVar[Rules] = Rules(limit=100, measure="code-points", images=1)
    options: ClassVar[dict[str, Any]] = {}
    secrets: ClassVar[tuple[Any, ...]] = ()
    duplicate_window: ClassVar[int] = 0

    stops: list[PublishError] = field(default_factory=list)
    got: list[tuple[str, ...]] = field(default_factory=list)
    note: str = ""

    def upload(self, post: Post) -> tuple[str, ...]:
        raise AssertionError("it can go on, so it is asked to")

    def resume(self, post: Post, keep: Callable[[tuple[str, ...]], None]) -> tuple[str, ...]:
        self.got.append(post.uploads)
        keep(("half",))
        if self.stops:
            raise self.stops.pop(0)
        return ("whole",)

    def publish(self, post: Post, key: str) -> Receipt:
        self.got.append(post.uploads)
        return Receipt(remote_id="1", url=None, published_at=NOW, note=self.note, note_hint="do it")

    def find(self, post: Post, key: str) -> Receipt | None:
        return None


def deliver(outbox: Outbox, platform: Platform, id_: str) -> Delivery:
    courier = Courier(
        journal=Journal(outbox), publisher=lambda post: platform, next_slot=lambda post: NOW,
        late=timedelta(hours=1), now=lambda: NOW, wait=lambda seconds: None,
    )  # fmt: skip
    return courier.deliver(id_)


@pytest.fixture
def approved(tmp_path: Path) -> tuple[Outbox, str]:
    outbox, picture = Outbox(tmp_path), tmp_path / "Dach.png"
    Image.new("RGB", (60, 40), "teal").save(picture)
    id_ = put(outbox).post.id
    media = (Media(path=picture, kind="image", alt="Ein Dach"),)
    outbox.edit(id_, NOW, [Part(text="Holz wächst nach.", media=media)])
    outbox.approve(id_, NOW)
    return outbox, id_


def test_an_upload_goes_on_with_what_was_kept(approved: tuple[Outbox, str]) -> None:
    outbox, id_ = approved
    platform = Platform([Unavailable("busy"), LoginError("expired"), Rejected("no")])
    states = [deliver(outbox, platform, id_).status for _ in range(3)]
    assert states == ["approved", "approved", "failed"]
    outbox.retry(id_, NOW)
    assert deliver(outbox, platform, id_).status == "published"
    assert platform.got == [(), ("half",), ("half",), (), ("whole",)]


def test_what_a_published_post_lacks_is_told_and_is_no_failure(
    approved: tuple[Outbox, str],
) -> None:
    outbox, id_ = approved
    delivery = deliver(outbox, Platform(note="it stands there without its comment"), id_)
    assert delivery.error is not None
    assert (delivery.status, delivery.error.message, delivery.error.hint) == (
        "published", "it stands there without its comment", "do it",
    )  # fmt: skip
    assert exit_code([delivery]) == 0
    kept = outbox.find(id_)
    assert (kept.error, kept.hint) == ("it stands there without its comment", "do it")


def test_a_large_file_that_changes_is_told_by_samples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "LARGE", 1000)
    monkeypatch.setattr(entry, "SAMPLE", 64)
    file = tmp_path / "Film.mp4"

    def digest(content: bytes) -> str:
        file.write_bytes(content)
        media = (Media(path=file, kind="video", alt="Ein Film"),)
        return content_digest("youtube", "default", [Part(text="x", media=media)])

    film = bytes(range(256)) * 400
    assert digest(film) == digest(film)
    others = (film[:-1], film + b"x", film[1:] + b"x", b"x" + film[1:], film[:-1] + b"x")
    assert len({digest(each) for each in (film, *others)}) == 6
