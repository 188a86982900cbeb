"""What breaks the rules of its channel when it is due is not sent, though it was approved."""

from __future__ import annotations

from pathlib import Path

from repurpose.errors import Rejected
from repurpose.outbox.store import Outbox
from tests.delivery.test_exactly_once import Platform, _courier
from tests.outbox.samples import NOW, put


def test_a_thread_with_a_part_that_is_too_long_is_refused_as_a_whole(tmp_path: Path) -> None:
    platform = Platform([])
    outbox = Outbox(tmp_path)
    id_ = put(outbox, parts=("Der erste Teil.", "ä" * 281)).post.id
    outbox.approve(id_, NOW)
    [delivery] = _courier(outbox, platform, NOW).deliver_due()
    assert isinstance(delivery.error, Rejected)
    assert delivery.error.message == (
        "part 2: the text has 281 of 280 characters, as X counts; shorten it"
    )
    assert f"repurpose outbox edit {id_}" in delivery.error.hint
    assert (delivery.status, platform.stands) == ("failed", [])


def test_what_may_have_left_before_is_settled_first(tmp_path: Path) -> None:
    platform = Platform(["lost after", "lost after", "lost after", "lost after"], can_ask=False)
    outbox = Outbox(tmp_path)
    id_ = put(outbox).post.id
    outbox.approve(id_, NOW)
    [delivery] = _courier(outbox, platform, NOW).deliver_due()
    assert delivery.status == "unknown"
    platform.can_ask = True
    platform.rules = type(platform.rules)(limit=3, measure="utf8")  # type: ignore[misc]
    [settled] = _courier(outbox, platform, NOW).deliver_due()
    assert (settled.status, len(platform.stands)) == ("published", 1)
