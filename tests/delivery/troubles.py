"""What goes wrong, one thing for each column of the table. Each publishes a case's posts, lets that
happen at one place after the other, and gives the outcomes."""

from __future__ import annotations

import itertools
import re
import resource
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from repurpose.sandbox import Drop, Event, Fault

from .bench import Bench
from .cases import Case
from .processes import Run

AT_ONCE = 4  # processes
MOMENTS = ("received", "done", "answered")
NAME = re.compile(r"[^/]*\d[^/]*")  # of a thing, in an address

Trouble = Callable[[Case, Path], set[str]]


def killed(case: Case, folder: Path) -> set[str]:
    """The run is killed before it is understood, after it is understood and after it is answered."""

    def at(place: int) -> str:
        seen, runs = itertools.count(), []  # type: tuple[itertools.count[int], list[Run]]
        hit: list[Event] = []

        def disturb(event: Event, number: int) -> None:
            if runs and next(seen) == place:
                hit.append(event)
                runs[0].kill()

        bench = Bench(case, folder / str(place), disturb=disturb)
        with bench.running():
            runs.append(bench.run())
            runs[0].code()
            runs.clear()
            assert hit, place
            return bench.settle()

    moments = _undisturbed(case, folder / "undisturbed")
    assert len(moments) >= 3 * len([text for texts in case.posts for text in texts])
    return all_at_once(at, _distinct(moments))


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


def cut_before(case: Case, folder: Path) -> set[str]:
    return _cut(case, folder, "received")


def cut_after(case: Case, folder: Path) -> set[str]:
    return _cut(case, folder, "done")


def faulty(*faults: Fault) -> Trouble:
    def run(case: Case, folder: Path) -> set[str]:
        bench = Bench(case, folder / "faults", faults)
        with bench.running():
            bench.publish()
            return {bench.settle()}

    return run


def login_ends(case: Case, folder: Path) -> set[str]:
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


def clock_jumps(case: Case, folder: Path) -> set[str]:
    """A day back or forth, after the answer to a post was lost and the line with it."""

    def jumped(days: int) -> str:
        gone: list[int] = []

        def disturb(event: Event, number: int) -> None:
            if gone and event.kind == "received":
                raise Drop
            if event.kind == "done" and bench.standing() and not gone:
                gone.append(number)
                raise Drop

        bench = Bench(case, folder / f"{days} days", disturb=disturb)
        with bench.running():
            bench.publish()
            assert gone
            bench.disturb = lambda event, number: None
            bench.moment += timedelta(days=days)
            return bench.settle()

    return {jumped(-1), jumped(1)}


def two_at_once(case: Case, folder: Path) -> set[str]:
    bench = Bench(case, folder / "both")
    with bench.running():
        runs = [bench.run() for _ in range(2)]
        for run in runs:
            run.code()
        return {bench.settle()}


def full_disk(case: Case, folder: Path) -> set[str]:
    """From one request after the other nothing more can be written; then there is room again."""

    def at(place: int) -> str:
        hit: list[int] = []
        runs: list[Run] = []

        def disturb(event: Event, number: int) -> None:
            if event.kind == "received" and number == place and runs:
                hit.append(number)
                resource.prlimit(runs[0].pid, resource.RLIMIT_FSIZE, (0, 0))

        bench = Bench(case, folder / str(place), disturb=disturb)
        with bench.running():
            runs.append(bench.run())
            runs[0].code()
            runs.clear()
            assert hit, place
            return bench.settle()

    requests = [e for e in _undisturbed(case, folder / "undisturbed") if e.kind == "received"]
    return all_at_once(at, _distinct(requests))


# ── at one place after the other ──


def _each(at: Callable[[int], tuple[str, bool]]) -> set[str]:
    """The outcomes of request 0, 1, …; `at` gives one, and whether there was such a request."""
    found = set()
    for place in itertools.count():
        outcome, hit = at(place)
        found.add(outcome)
        if not hit:
            break
    return found


def all_at_once(at: Callable[[int], str], places: Iterable[int]) -> set[str]:
    """The outcomes of several places, some at a time: they wait for processes."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return set(pool.map(at, places))


def _undisturbed(case: Case, folder: Path) -> list[Event]:
    """What the platform sees where nothing goes wrong."""
    seen: list[Event] = []
    bench = Bench(case, folder, disturb=lambda event, number: seen.append(event))
    with bench.running():
        bench.publish()
        assert bench.outcome() == "once"
    return seen


def _distinct(moments: list[Event]) -> list[int]:
    """The places of the first and the last of those that are alike: pieces of one file, looks at one
    upload."""
    kinds = [(event.kind, event.method, NAME.sub("*", event.path)) for event in moments]
    first = {kind: kinds.index(kind) for kind in kinds}
    last = {kind: place for place, kind in enumerate(kinds)}
    return sorted({*first.values(), *last.values()})
