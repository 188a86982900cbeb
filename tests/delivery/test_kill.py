"""The publishing process is killed at every request, before it is taken, after it is taken and after
it is answered. Then `publish --due` runs again: each post stands on the server exactly once. Where the server
cannot be asked, it stands there at most once, and what nobody can know is said to be unknown."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from repurpose.outbox.store import Outbox
from repurpose.sandbox import Event, Sandbox

from .cases import CASES, Case
from .processes import Run

MOMENTS = ("received", "done", "answered")
NEVER = 10_000


@dataclass
class Killer:
    """Kills a run at one moment of one request that the sandbox sees."""

    at: int
    run: Run | None = None
    seen: int = 0
    hit: bool = False
    log: list[str] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        if event.kind not in MOMENTS:
            return
        self.log.append(f"{event.kind} {event.method} {event.path}")
        run = self.run  # the test takes it away when the first run has ended
        if self.seen == self.at and run is not None:
            self.hit = True
            run.kill()
        self.seen += 1


@pytest.mark.parametrize("name", CASES)
def test_killed_anywhere_each_post_stands_once(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    moments = len(_killed_and_run_again(case, tmp_path / "undisturbed", NEVER).log)
    assert moments >= 3 * len(case.texts)
    with ThreadPoolExecutor(6) as pool:
        killers = pool.map(
            lambda at: _killed_and_run_again(case, tmp_path / f"at {at}", at), range(moments)
        )
        assert all(killer.hit for killer in killers)


def _killed_and_run_again(case: Case, folder: Path, at: int) -> Killer:
    """Publish, be killed at that moment, publish again: then look at what stands there."""
    killer = Killer(at)
    with Sandbox(watch=killer) as sandbox:
        environment = case.prepare(folder, sandbox)
        killer.run = Run(folder, environment, ["publish", "--due"])
        killer.run.code()
        where = f"killed at event {at}: {killer.log[-1]}"
        killer.run = None
        again = Run(folder, environment, ["publish", "--due"])
        code = again.code()
        standing = case.standing(sandbox)
    outbox = Outbox(folder / ".repurpose")
    states = {entry.post.parts[0].text: entry.post.status for entry in outbox.entries()}
    outbox.close()
    unknown = [text for text, status in states.items() if status == "unknown"]
    assert len(unknown) <= (0 if case.asked else 1), f"{where}: {again.output}"
    missing = [text for text in unknown if text not in standing]
    assert sorted(standing + missing) == case.texts, f"{where}: {again.output}"
    assert code == (5 if unknown else 0), f"{where}: {again.output}"
    assert set(states.values()) <= {"published", "unknown"}, where
    return killer
