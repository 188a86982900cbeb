"""A platform, an outbox with approved posts, and runs that publish them until nothing is open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from repurpose import config, publishers
from repurpose.delivery import Courier
from repurpose.model import Channel
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from repurpose.protocols import PublishContext
from repurpose.sandbox import Event, Fault, Sandbox
from repurpose.testing.line import Line
from tests import program

from .cases import Case
from .files import Accident

OFTEN, SELDOM = 12, 16  # runs of cron, every five minutes and then every two hours: a day and more
RUNS_IN_DOUBT = 6  # before what is unknown counts as staying so
Disturb = Callable[[Event, int], None]
ONCE, UNKNOWN, REFUSED = "once", "unknown", "refused"
LACKING = "once, perhaps without its comment"


@dataclass
class Row:
    """A case, and where it is tried again and again.

    Attributes:
        changes: What a run that nothing happens to changes in a folder, where that is looked at.
    """

    case: Case
    folder: Path
    changes: list[str] = field(default_factory=list)

    def bench(self, name: object, *faults: Fault, disturb: Disturb | None = None) -> Bench:
        """A new one. `name`: of its folder."""
        folder = self.folder / str(name)
        return Bench(self.case, folder, self._approved, faults, disturb or _not)

    @cached_property
    def moments(self) -> list[Event]:
        """What the platform sees where nothing goes wrong."""
        seen: list[Event] = []
        bench = self.bench("undisturbed", disturb=lambda event, number: seen.append(event))
        with bench.running():
            bench.publish()
            assert bench.outcome() == ONCE
        return seen

    @cached_property
    def lines(self) -> list[str]:
        """The same as method and path, with what else goes over the line to that machine."""
        bench = self.bench("over a line")
        with bench.running_over_a_line() as line:
            bench.publish()
            assert bench.outcome() == ONCE
            return line.requests

    @cached_property
    def _approved(self) -> Path:
        """An outbox that is copied."""
        return self.case.approve(self.folder / "approved")


@dataclass
class Bench:
    """The platform's clock is right; the user's may be wrong.

    Attributes:
        ahead: How far the user's clock is ahead.
        line: What goes to the platform goes over it.
        approved: The outbox that it begins with.
        disturb: Called at each moment of each request, with its number from 0.
        timeout: Seconds to wait for an answer.
    """

    case: Case
    folder: Path
    approved: Path
    faults: tuple[Fault, ...]
    disturb: Disturb
    timeout: float = 20.0
    ahead: timedelta = timedelta(0)
    line: Line | None = None
    moment: datetime = field(default_factory=lambda: datetime.now(UTC))
    requests: int = 0

    @contextmanager
    def running(self) -> Iterator[Sandbox]:
        with Sandbox(faults=self.faults, watch=self._watch, now=lambda: self.moment) as sandbox:
            self.environment = self.case.prepare(self.folder, sandbox, self.approved)
            self.sandbox = sandbox
            self.outbox = Outbox(self.folder / ".repurpose")
            yield sandbox
            self.outbox.close()

    @contextmanager
    def running_over_a_line(self) -> Iterator[Line]:
        with self.running() as sandbox, Line(sandbox.page) as self.line:
            yield self.line

    def run(self, accident: Accident | None = None) -> program.Process:
        """`publish --due` as a process of its own; it says what it does in a file.

        Args:
            accident: What happens to it at one of its changes of files.
        """
        keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}  # nobody's own
        number = len(list(self.folder.glob("said *")))
        with (self.folder / f"said {number}.txt").open("wb") as said:
            return program.start(
                "publish", "--due", cwd=self.folder, env={**os.environ, **keyring, **self.environment},
                stdin=program.DEVNULL, stdout=said, stderr=said,
                first=accident and accident.lie_in_wait,
            )  # fmt: skip

    def publish(self) -> None:
        """The same in this process."""
        settings = config.load(self.folder / "repurpose.yaml", environ=self.environment)
        channel = settings.channel(self.case.label)
        courier = Courier(
            journal=Journal(self.outbox),
            publisher=lambda post: publishers.make(channel, self._context(channel)),
            next_slot=lambda post: self._now() + timedelta(days=1),
            late=timedelta(hours=1),
            now=self._now,
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
        found = set()
        for entry in entries:
            texts = [part.text for part in entry.post.parts]
            if entry.post.status == "published":
                assert set(texts) <= set(standing), standing
                whole = set(self.case.wanted(texts)) <= set(standing)
                became = ONCE if whole else LACKING
            else:
                became = UNKNOWN if entry.post.status == "unknown" else REFUSED
            assert became == ONCE or entry.error, became
            found.add(became)
        return next(word for word in (UNKNOWN, REFUSED, LACKING, ONCE) if word in found)

    def _open(self, *states: str) -> bool:
        return any(entry.post.status in states for entry in self.outbox.entries())

    def _context(self, channel: Channel) -> PublishContext:
        return PublishContext(
            channel=channel.name, account=channel.account, timeout=self.timeout, patience=0.1,
            settings=self._led(channel.settings),
            secret=self._led(self.case.secrets(self.sandbox)).get,
        )  # fmt: skip

    def _led(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Addresses of the platform lead over the line, where there is one."""
        if self.line is None:
            return dict(values)
        there, here = (urlsplit(each).netloc for each in (self.line.server, self.line.address))
        return {
            name: value.replace(there, here) if isinstance(value, str) else value
            for name, value in values.items()
        }

    def _now(self) -> datetime:
        return self.moment + self.ahead

    def _watch(self, event: Event) -> None:
        number = self.requests
        if event.kind == "received":
            self.requests += 1
        else:
            number -= 1
        self.disturb(event, number)


def _not(event: Event, number: int) -> None:
    """Nothing is disturbed."""
