"""A platform, an outbox with approved posts, and runs that publish them until nothing is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from repurpose import config, publishers
from repurpose.delivery import Courier
from repurpose.model import Channel
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from repurpose.protocols import PublishContext
from repurpose.sandbox import Event, Fault, Sandbox

from .cases import Case
from .files import Accident
from .processes import Run

OFTEN, SELDOM = 12, 16  # runs of cron, every five minutes and then every two hours: a day and more
RUNS_IN_DOUBT = 6  # before what is unknown counts as staying so
ONCE, UNKNOWN, REFUSED = "once", "unknown", "refused"


@dataclass
class Bench:
    """All of them read one clock.

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

    def run(self, accident: Accident | None = None) -> Run:
        """`publish --due` as a process of its own."""
        return Run(self.folder, self.environment, ["publish", "--due"], accident)

    def publish(self) -> None:
        """The same in this process."""
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

    def standing(self) -> list[str]:
        return self.case.standing(self.sandbox, self.folder)

    def outcome(self) -> str:
        """Checks what must hold whatever goes wrong."""
        standing, entries = self.standing(), self.outbox.entries()
        assert not self._open("approved", "publishing"), [(e.post.status, e.error) for e in entries]
        assert len(standing) == len(set(standing)), f"twice: {standing}"
        for entry in entries:
            if entry.post.status == "published":
                wanted = self.case.wanted([part.text for part in entry.post.parts])
                assert set(wanted) <= set(standing), (standing, entry.error)
            else:
                assert entry.error, entry.post.status
        states = {entry.post.status for entry in entries}
        return UNKNOWN if "unknown" in states else REFUSED if "failed" in states else ONCE

    def _open(self, *states: str) -> bool:
        return any(entry.post.status in states for entry in self.outbox.entries())

    def _context(self, channel: Channel) -> PublishContext:
        return PublishContext(
            channel=channel.name, account=channel.account, settings=channel.settings,
            secret=self.case.secrets(self.sandbox).get, timeout=0.6, patience=0.1,
        )  # fmt: skip

    def _watch(self, event: Event) -> None:
        number = self.requests
        if event.kind == "received":
            self.requests += 1
        else:
            number -= 1
        self.disturb(event, number)
