"""Everything that can go wrong, on every platform: the table of docs/exactly-once.md, made here.

Each cell publishes a case's posts while one thing goes wrong, then goes on like cron, until nothing is
open. A platform with several requests is disturbed at each of them. Rewrite
the table: pytest tests/delivery/test_matrix.py -n 0 --update-golden
"""

from __future__ import annotations

import itertools
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from repurpose import config, publishers
from repurpose.delivery import Courier
from repurpose.model import Channel
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from repurpose.protocols import PublishContext
from repurpose.sandbox import Drop, Event, Fault, Sandbox
from tests.conftest import ROOT

from .cases import CASES, Case
from .processes import Run

PAGE = ROOT / "docs" / "exactly-once.md"
AT_ONCE = 6  # processes
OFTEN, SELDOM = 12, 16  # runs of cron, every five minutes and then every two hours: a day and more
RUNS_IN_DOUBT = 6  # before what is unknown counts as staying so
ONCE, UNKNOWN, REFUSED = "once", "unknown", "refused"


@dataclass
class Bench:
    """A platform, an outbox with approved posts, and a clock that all of them read.

    Attributes:
        disturb: Called at each moment of each request, with its number from 0.
    """

    case: Case
    folder: Path
    faults: tuple[Fault, ...] = ()
    disturb: Callable[[Event, int], None] = lambda event, number: None
    moment: datetime = field(default_factory=lambda: datetime.now(UTC))
    requests: int = 0

    @contextmanager
    def running(self) -> Iterator[Sandbox]:
        with Sandbox(faults=self.faults, watch=self._watch, now=lambda: self.moment) as sandbox:
            self.environment = self.case.prepare(self.folder, sandbox)
            self.sandbox = sandbox
            self.outbox = Outbox(self.folder / ".repurpose")
            yield sandbox
            self.outbox.close()

    def publish(self) -> None:
        """One run of `publish --due`."""
        settings = config.load(self.folder / "repurpose.yaml", environ=self.environment)
        channel = settings.channel(self.case.label)
        courier = Courier(
            journal=Journal(self.outbox),
            publisher=lambda post: publishers.make(channel, self._context(channel)),
            next_slot=lambda post: self.moment + timedelta(days=1),
            late=timedelta(hours=1),
            now=lambda: self.moment,
            wait=lambda seconds: None,
        )
        list(courier.deliver_due())

    def settle(self) -> str:
        """Run like cron until nothing is open; what became of the posts."""
        for run in range(OFTEN + SELDOM):
            self.moment += timedelta(minutes=5) if run < OFTEN else timedelta(hours=2)
            self.publish()
            doubtful = self._open("unknown") and run < RUNS_IN_DOUBT
            if not doubtful and not self._open("approved", "publishing"):
                break
        return self.outcome()

    def outcome(self) -> str:
        """Checks what must hold whatever goes wrong."""
        standing, entries = self.case.standing(self.sandbox), self.outbox.entries()
        assert not self._open("approved", "publishing"), [(e.post.status, e.error) for e in entries]
        assert len(standing) == len(set(standing)), f"twice: {standing}"
        for entry in entries:
            if entry.post.status == "published":
                assert {part.text for part in entry.post.parts} <= set(standing)
            else:
                assert entry.error, entry.post.status
        states = {entry.post.status for entry in entries}
        return UNKNOWN if "unknown" in states else REFUSED if "failed" in states else ONCE

    def _open(self, *states: str) -> bool:
        return any(entry.post.status in states for entry in self.outbox.entries())

    def _context(self, channel: Channel) -> PublishContext:
        secrets = self.sandbox.secrets(self.case.channel, self.case.account, self.case.kind)
        return PublishContext(
            channel=channel.name, account=channel.account, settings=channel.settings,
            secret=secrets.get, timeout=0.6, patience=0.1,
        )  # fmt: skip

    def _watch(self, event: Event) -> None:
        number = self.requests
        if event.kind == "received":
            self.requests += 1
        else:
            number -= 1
        self.disturb(event, number)


# ── what goes wrong: each gives the outcomes of all its variants ──


def _each(at: Callable[[int], tuple[str, bool]]) -> set[str]:
    """The outcomes of request 0, 1, …; `at` gives one, and whether there was such a request."""
    found = set()
    for place in itertools.count():
        outcome, hit = at(place)
        found.add(outcome)
        if not hit:
            break
    return found


def _cut(case: Case, folder: Path, kind: str) -> set[str]:
    """The line is cut at one request after the other."""

    def at(place: int) -> tuple[str, bool]:
        hit = []

        def disturb(event: Event, number: int) -> None:
            if event.kind == kind and number == place and not hit:
                hit.append(number)
                raise Drop

        bench = Bench(case, folder / str(place), disturb=disturb)
        with bench.running():
            bench.publish()
            return bench.settle(), bool(hit)

    return _each(at)


def _cut_before(case: Case, folder: Path) -> set[str]:
    return _cut(case, folder, "received")


def _cut_after(case: Case, folder: Path) -> set[str]:
    return _cut(case, folder, "done")


def _faulty(*faults: Fault) -> Callable[[Case, Path], set[str]]:
    def run(case: Case, folder: Path) -> set[str]:
        bench = Bench(case, folder / "faults", faults)
        with bench.running():
            bench.publish()
            return {bench.settle()}

    return run


def _login_ends(case: Case, folder: Path) -> set[str]:
    """Before one request after the other; the user logs in anew before the next run."""

    def at(place: int) -> tuple[str, bool]:
        hit = []

        def disturb(event: Event, number: int) -> None:
            if event.kind == "received" and number == place and not hit:
                hit.append(number)
                bench.sandbox.expire(case.channel)

        bench = Bench(case, folder / str(place), disturb=disturb)
        with bench.running():
            bench.publish()
            bench.sandbox.renew(case.channel)
            return bench.settle(), bool(hit)

    return _each(at)


def _clock_jumps(case: Case, folder: Path) -> set[str]:
    """A day back or forth, after the answer to a post was lost and the line with it."""

    def jumped(days: int) -> str:
        gone: list[int] = []

        def disturb(event: Event, number: int) -> None:
            if gone and event.kind == "received":
                raise Drop
            if event.kind == "done" and case.standing(bench.sandbox) and not gone:
                gone.append(number)
                raise Drop

        bench = Bench(case, folder / f"{days} days", disturb=disturb)
        with bench.running():
            bench.publish()
            bench.disturb = lambda event, number: None
            bench.moment += timedelta(days=days)
            return bench.settle()

    return {jumped(-1), jumped(1)}


def _two_at_once(case: Case, folder: Path) -> set[str]:
    bench = Bench(case, folder / "both")
    with bench.running():
        runs = [Run(bench.folder, bench.environment, ["publish", "--due"]) for _ in range(2)]
        for run in runs:
            run.code()
        return {bench.settle()}


def _full_disk(case: Case, folder: Path) -> set[str]:
    """From one request after the other nothing more can be written; then there is room again."""

    def at(place: int) -> tuple[str, bool]:
        hit: list[int] = []
        runs: list[Run] = []

        def disturb(event: Event, number: int) -> None:
            if event.kind == "received" and number == place and runs:
                hit.append(number)
                resource.prlimit(runs[0].pid, resource.RLIMIT_FSIZE, (0, 0))

        bench = Bench(case, folder / str(place), disturb=disturb)
        with bench.running():
            runs.append(Run(bench.folder, bench.environment, ["publish", "--due"]))
            runs[0].code()
            runs.clear()
            return bench.settle(), bool(hit)

    found: set[str] = set()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for first in itertools.count(step=AT_ONCE):
            results = list(pool.map(at, range(first, first + AT_ONCE)))
            found |= {outcome for outcome, _ in results}
            if not all(hit for _, hit in results):
                break
    return found


FAULTS: dict[str, Callable[[Case, Path], set[str]]] = {
    "line cut before": _cut_before,
    "line cut after": _cut_after,
    "no answer": _faulty(Fault(name="silence")),
    "half an answer": _faulty(Fault(name="broken")),
    "429 with a time": _faulty(Fault(name="retry-after", times=3)),
    "429 without": _faulty(Fault(name="rate-limit", times=3)),
    "503": _faulty(Fault(name="server-error", times=5)),
    "500, yet taken": _faulty(Fault(name="server-error-after")),
    "login ends": _login_ends,
    "two at once": _two_at_once,
    "full disk": _full_disk,
    "clock jumps": _clock_jumps,
}


@pytest.mark.parametrize("name", CASES)
def test_a_row_of_the_table(name: str, tmp_path: Path, update_golden: bool) -> None:
    cells = [
        " or ".join(sorted(fault(CASES[name], tmp_path / words))) for words, fault in FAULTS.items()
    ]
    row = f"| {name} | {' | '.join(cells)} |"
    rows = PAGE.read_text(encoding="utf-8").splitlines()
    places = [place for place, line in enumerate(rows) if line.startswith(f"| {name} |")]
    if update_golden:
        rows[places[0] : places[0] + 1] = [row]
        PAGE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert [rows[place] for place in places] == [row]


def test_the_table_has_all_rows_and_columns_and_no_others() -> None:
    rows = [r for r in PAGE.read_text(encoding="utf-8").splitlines() if r.startswith("| ")]
    assert rows[0] == f"| | {' | '.join(FAULTS)} |"
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows[1:]] == list(CASES)
