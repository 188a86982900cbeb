"""Whatever a platform does, and whenever the process dies: each approved post stands there once."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repurpose.delivery import Courier
from repurpose.errors import Duplicate, LoginError, Rejected, Unavailable, Uncertain
from repurpose.model import Post, Receipt, Rules
from repurpose.outbox import glance
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from tests.outbox.samples import NOW, put

from .conftest import MEMORY


class Killed(BaseException):
    """The process dies here."""


@dataclass
class Platform:
    """A platform through the plug-in protocol: what stands there, and what it does to each call.

    `can_ask`: whether it can be asked what stands there. `lag`: how many questions after a post was
    taken still do not show it. Where it cannot be asked or lags, it refuses duplicates, as LinkedIn
    and X do.
    """

    rules: ClassVar[Rules] = Rules(limit=280, measure="weighted", max_parts=10)
    options: ClassVar[dict[str, dict[str, str]]] = {}
    secrets: ClassVar[Sequence[object]] = ()

    script: list[str]
    can_ask: bool = True
    lag: int = 0
    duplicate_window: int = 0
    stands: list[tuple[str, str | None]] = field(default_factory=list)
    hidden: int = 0

    def publish(self, post: Post, key: str) -> Receipt:
        act = self.script.pop(0) if self.script else "take"
        if act == "die before":
            raise Killed
        if act == "refuse":
            raise Rejected("no")
        if act == "busy":
            raise Unavailable("busy", retry_at=None)
        if act == "login":
            raise LoginError("expired")
        if act == "lost before":
            raise Uncertain("no answer")
        said = (post.parts[0].text, post.reply_to)
        if said in self.stands and (not self.can_ask or self.lag):
            raise Duplicate("there already", receipt=self._receipt(said) if not self.lag else None)
        self.stands.append(said)
        self.hidden = self.lag
        if act == "die after":
            raise Killed
        if act == "lost after":
            raise Uncertain("no answer")
        return self._receipt(said)

    def find(self, post: Post, key: str) -> Receipt | None:
        if not self.can_ask:
            raise Uncertain("cannot be asked")
        if self.hidden:
            self.hidden -= 1
            return None
        said = (post.parts[0].text, post.reply_to)
        return self._receipt(said) if said in self.stands else None

    def _receipt(self, said: tuple[str, str | None]) -> Receipt:
        number = self.stands.index(said)
        return Receipt(remote_id=f"r{number}", url=f"https://x/{number}", published_at=NOW)


ACTS = ("take", "die before", "die after", "lost before", "lost after", "busy", "login")


def _courier(outbox: Outbox, platform: Platform, now: datetime) -> Courier:
    return Courier(
        journal=Journal(outbox),
        publisher=lambda post: platform,
        next_slot=lambda post: now + timedelta(days=1),
        late=timedelta(hours=1),
        now=lambda: now,
        wait=lambda seconds: None,
    )


def _run(outbox: Outbox, platform: Platform, now: datetime) -> bool:
    """One run of `publish --due`; False if it was killed."""
    try:
        list(_courier(outbox, platform, now).deliver_due())
    except Killed:
        return False
    return True


_slow = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@_slow
@given(
    script=st.lists(st.sampled_from(ACTS), max_size=14),
    threads=st.lists(st.integers(1, 4), min_size=1, max_size=3),
    kind=st.sampled_from(["asked", "lags", "cannot be asked"]),
)
def test_each_approved_post_stands_once(script: list[str], threads: list[int], kind: str) -> None:
    platform = Platform(
        script,
        can_ask=kind != "cannot be asked",
        lag=1 if kind == "lags" else 0,
        duplicate_window=600 if kind == "cannot be asked" else 0,
    )
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        outbox = Outbox(Path(folder))
        wanted = []
        for number, size in enumerate(threads):
            texts = tuple(f"Post {number}, Teil {part}." for part in range(size))
            entry = put(outbox, f"Post {number}", parts=texts)
            outbox.approve(entry.post.id, NOW)
            wanted += texts
        now = NOW
        for _ in range(40):
            now += timedelta(seconds=7)
            _run(outbox, platform, now)
            now += timedelta(seconds=1) if kind == "cannot be asked" else timedelta(hours=1)
            if all(e.post.status == "published" for e in outbox.entries()):
                break
        entries = outbox.entries()
        texts_there = [text for text, _ in platform.stands]
        assert sorted(texts_there) == sorted(set(texts_there)), "published twice"
        if kind != "cannot be asked" or not platform.script:
            live = [e for e in entries if e.post.status == "published"]
            assert {p.text for e in live for p in e.post.parts} <= set(texts_there)
        if kind == "asked":
            assert sorted(texts_there) == sorted(wanted)
            assert {e.post.status for e in entries} == {"published"}
        for entry in entries:
            _is_one_thread(entry.post, platform)
        outbox.close()


def _is_one_thread(post: Post, platform: Platform) -> None:
    """Each part that stands there answers the part before it."""
    before: str | None = None
    for part in post.parts:
        said = (part.text, before)
        if said not in platform.stands:
            assert part.text not in [text for text, _ in platform.stands]
            return
        before = f"r{platform.stands.index(said)}"


def test_where_nobody_can_know_a_person_decides(tmp_path: Path) -> None:
    platform = Platform(["lost after"], can_ask=False)
    outbox = Outbox(tmp_path)
    id_ = put(outbox).post.id
    outbox.approve(id_, NOW)
    for _ in range(3):
        [delivery] = _courier(outbox, platform, NOW).deliver_due()
        assert delivery.status == "unknown"
        assert delivery.error is not None
        assert f"outbox done {id_}" in delivery.error.hint
    assert len(platform.stands) == 1
    outbox.done(id_, NOW, "https://example.org/1")
    assert list(_courier(outbox, platform, NOW).deliver_due()) == []


def test_after_the_window_of_duplicates_nothing_is_sent_again(tmp_path: Path) -> None:
    platform = Platform(["die after"], can_ask=False, duplicate_window=600)
    outbox = Outbox(tmp_path)
    id_ = put(outbox).post.id
    outbox.approve(id_, NOW)
    assert not _run(outbox, platform, NOW)
    [delivery] = _courier(outbox, platform, NOW + timedelta(seconds=601)).deliver_due()
    assert delivery.status == "unknown"
    assert len(platform.stands) == 1


def test_a_duplicate_at_the_first_attempt_is_a_refusal(tmp_path: Path) -> None:
    platform = Platform([], can_ask=False, stands=[("Holz wächst nach.", None)])
    outbox = Outbox(tmp_path)
    id_ = put(outbox).post.id
    outbox.approve(id_, NOW)
    [delivery] = _courier(outbox, platform, NOW).deliver_due()
    assert delivery.status == "failed"
    assert outbox.find(id_).states[0].sent_at is None


def test_a_refused_part_keeps_what_is_live_and_goes_on_there(tmp_path: Path) -> None:
    platform = Platform(["take", "refuse"])
    outbox = Outbox(tmp_path)
    id_ = put(outbox, parts=("eins", "zwei", "drei")).post.id
    outbox.approve(id_, NOW)
    [delivery] = _courier(outbox, platform, NOW).deliver_due()
    assert delivery.status == "failed"
    outbox.retry(id_, NOW)
    [delivery] = _courier(outbox, platform, NOW).deliver_due()
    assert delivery.status == "published"
    assert platform.stands == [("eins", None), ("zwei", "r0"), ("drei", "r1")]


def test_what_missed_its_slot_moves_instead_of_being_fired(tmp_path: Path) -> None:
    platform = Platform([])
    outbox = Outbox(tmp_path)
    ids = [put(outbox, f"Satz {n}.").post.id for n in range(3)]
    outbox.approve(ids[0], NOW, NOW - timedelta(hours=5))
    outbox.approve(ids[1], NOW, NOW - timedelta(minutes=59))
    outbox.approve(ids[2], NOW, NOW + timedelta(minutes=1))
    deliveries = {d.id: d for d in _courier(outbox, platform, NOW).deliver_due()}
    assert deliveries[ids[0]].moved_to == NOW + timedelta(days=1)
    assert deliveries[ids[1]].status == "published"
    assert ids[2] not in deliveries
    assert len(platform.stands) == 1


def test_a_busy_platform_is_left_alone_for_a_while(tmp_path: Path) -> None:
    platform = Platform(["busy", "busy"])
    outbox = Outbox(tmp_path)
    outbox.approve(put(outbox).post.id, NOW)
    assert next(_courier(outbox, platform, NOW).deliver_due()).status == "approved"
    assert list(_courier(outbox, platform, NOW + timedelta(seconds=59)).deliver_due()) == []
    later = NOW + timedelta(seconds=61)
    assert len(list(_courier(outbox, platform, later).deliver_due())) == 1
    assert list(_courier(outbox, platform, later + timedelta(minutes=4)).deliver_due()) == []


def test_a_clock_that_was_wrong_holds_no_post_for_ever(tmp_path: Path) -> None:
    platform, outbox = Platform(["busy"]), Outbox(tmp_path)
    outbox.approve(put(outbox).post.id, NOW)
    ahead = NOW + timedelta(days=400)
    assert next(_courier(outbox, platform, ahead).deliver_due()).status == "approved"
    assert glance.due(outbox.database.path, NOW) == 1
    assert next(_courier(outbox, platform, NOW).deliver_due()).status == "published"
