"""Posts that link to what is not live yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose import hosting
from repurpose.delivery import Courier
from repurpose.errors import LoginError
from repurpose.model import Part, Post, Receipt, Rules
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from tests.outbox.samples import put

ADDRESS = "https://video.example/watch?v=ä🌲"
NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


@dataclass
class Platform:
    """Takes everything and keeps it."""

    rules: ClassVar[Rules] = Rules(limit=100, measure="code-points")
    options: ClassVar[dict[str, Any]] = {}
    secrets: ClassVar[tuple[Any, ...]] = ()
    duplicate_window: ClassVar[int] = 0
    stands: list[Part] = field(default_factory=list)
    url: str | None = ADDRESS

    def publish(self, post: Post, key: str) -> Receipt:
        self.stands += post.parts
        return Receipt(remote_id=str(len(self.stands)), url=self.url, published_at=NOW)

    def find(self, post: Post, key: str) -> Receipt | None:
        return None


@dataclass
class Bench:
    """A host's post and one that links to it, approved."""

    outbox: Outbox
    host: str
    guest: str
    platform: Platform = field(default_factory=Platform)
    moment: datetime = NOW

    def due(self) -> list[Any]:
        return list(self.courier(lambda post: self.platform).deliver_due())

    def courier(self, publisher: Callable[[Post], Any]) -> Courier:
        return Courier(
            journal=Journal(self.outbox), publisher=publisher,
            next_slot=lambda post: self.moment + timedelta(days=1), late=timedelta(hours=1),
            now=lambda: self.moment, wait=lambda seconds: None,
        )  # fmt: skip


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    outbox = Outbox(tmp_path)
    host = put(outbox, "Das Video").post.id
    guest = put(outbox, "Holz wächst nach.").post.id
    mark = hosting.mark(host)
    text = Part(
        text=f"Holz wächst nach: {mark}", link=mark, comment=f"Ganz: {mark}", tags=("Holz",)
    )
    outbox.edit(guest, NOW, [text])
    outbox.approve(guest, NOW)  # approved first, and with no date: it would go out first
    return Bench(outbox, host, guest)


def test_the_host_goes_first_and_its_address_stands_wherever_it_is_wanted(bench: Bench) -> None:
    bench.outbox.approve(bench.host, NOW)
    assert [delivery.status for delivery in bench.due()] == ["published", "published"]
    _, guest = bench.platform.stands
    assert guest.text == f"Holz wächst nach: {ADDRESS}"
    assert (guest.link, guest.comment, guest.tags) == (ADDRESS, f"Ganz: {ADDRESS}", ("Holz",))


def test_as_long_as_it_is_not_live_nothing_is_sent(bench: Bench) -> None:
    assert bench.due() == []
    delivery = bench.courier(lambda post: bench.platform).deliver(bench.guest)
    assert (delivery.waits_for, delivery.error) == (bench.host, None)
    assert bench.platform.stands == []
    assert bench.outbox.find(bench.guest).post.status == "approved"
    bench.outbox.done(bench.host, NOW, ADDRESS)  # a person put it up
    assert [delivery.status for delivery in bench.due()] == ["published"]


def test_with_too_long_an_address_it_is_a_draft_again(bench: Bench) -> None:
    bench.outbox.done(bench.host, NOW, "https://video.example/" + "lang" * 20)
    [delivery] = bench.due()
    assert (delivery.status, bench.platform.stands) == ("draft", [])
    assert "with the address in it" in delivery.error.message
    assert "of 100" in delivery.error.message
    assert f"outbox edit {bench.guest}" in delivery.error.hint
    assert bench.due() == []
    entry = bench.outbox.find(bench.guest)
    assert "https://video.example/" in entry.post.parts[0].text  # to be shortened around it


def test_what_it_links_to_was_discarded(bench: Bench) -> None:
    bench.outbox.discard(bench.host, NOW)
    [delivery] = bench.due()
    assert (delivery.status, bench.platform.stands) == ("draft", [])
    assert "discarded" in delivery.error.message


def test_live_but_nobody_said_where(bench: Bench) -> None:
    bench.outbox.done(bench.host, NOW)
    [delivery] = bench.due()
    assert (delivery.status, bench.platform.stands) == ("draft", [])
    assert "at what address" in delivery.error.message


def test_without_a_login_it_keeps_waiting_with_the_mark_in_it(bench: Bench) -> None:
    def refuse(post: Post) -> Any:
        raise LoginError("the login is missing")

    bench.outbox.done(bench.host, NOW, ADDRESS)
    [delivery] = bench.courier(refuse).deliver_due()
    assert isinstance(delivery.error, LoginError)
    entry = bench.outbox.find(bench.guest)
    assert entry.post.status == "approved"
    assert hosting.awaited(entry.post.parts) == (bench.host,)
    assert [delivery.status for delivery in bench.due()] == ["published"]


def test_the_wait_for_the_address_does_not_fire_it_at_a_wrong_time(bench: Bench) -> None:
    bench.outbox.reschedule(bench.guest, NOW, NOW + timedelta(minutes=10))
    bench.moment = NOW + timedelta(hours=5)
    assert bench.due() == []
    bench.outbox.done(bench.host, NOW, ADDRESS)
    [delivery] = bench.due()
    assert delivery.moved_to == bench.moment + timedelta(days=1)
    assert bench.platform.stands == []


def test_who_takes_the_mark_out_waits_for_nothing(bench: Bench) -> None:
    bench.outbox.edit(bench.guest, NOW, [Part(text="Holz wächst nach.")])
    assert bench.outbox.approve(bench.guest, NOW).post.waits_for == ()
    assert [delivery.status for delivery in bench.due()] == ["published"]


IDS = st.text("0123456789abcdef", min_size=12, max_size=12)


@given(st.lists(IDS, max_size=3), st.text(max_size=30), st.text(max_size=30))
def test_marks_are_found_and_filled_in_any_text(ids: list[str], before: str, after: str) -> None:
    text = before + " ".join(map(hosting.mark, ids)) + " " + after
    part = Part(text=text, comment=text, link=hosting.mark(ids[0]) if ids else None)
    assert set(ids) <= set(hosting.awaited((part,)))
    [whole] = hosting.filled((part,), dict.fromkeys(hosting.awaited((part,)), ADDRESS))
    assert hosting.awaited((whole,)) == ()
    assert whole.text.count(ADDRESS) >= len(ids)
    assert hosting.filled((part,), {}) == (part,)
