"""What goes wrong, one thing for each column of the table. Each publishes a case's posts, lets that
happen at one place after the other, and gives the outcomes."""

from __future__ import annotations

import itertools
import re
import resource
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

from repurpose.sandbox import Drop, Event, Fault
from tests.program import Process

from .bench import Row

AT_ONCE = 4  # processes
TIMEOUT = 60  # seconds, for a run
SHORT = 0.6  # seconds, where no answer will come
NAME = re.compile(r"[^/]*\d[^/]*")  # of a thing, in an address

Trouble = Callable[[Row], set[str]]


def killed(row: Row) -> set[str]:
    """The run is killed before and after each request that changes something."""

    def at(place: int) -> str:
        seen = itertools.count()
        hit: list[Event] = []
        first: Future[Process] = Future()  # it may ask before this thread knows it

        def disturb(event: Event, number: int) -> None:
            if not hit and next(seen) == place:
                hit.append(event)
                run = first.result(TIMEOUT)
                run.kill()
                run.wait(TIMEOUT)

        bench = row.bench(f"killed {place}", disturb=disturb)
        with bench.running():
            first.set_result(run := bench.run())
            run.wait(TIMEOUT)
            assert hit, place
            return bench.settle()

    chosen = [at for at in _distinct(row.moments) if _changes(row.moments[at])]
    assert len(chosen) >= 2 * sum(map(len, row.case.posts))
    return all_at_once(at, chosen)


def _cut(row: Row, kind: str) -> set[str]:
    """The line is cut at one request after the other."""

    def at(place: int) -> str:
        hit: list[int] = []

        def disturb(event: Event, number: int) -> None:
            if event.kind == kind and number == place and not hit:
                hit.append(number)
                raise Drop

        bench = row.bench(f"{kind} {place}", disturb=disturb)
        with bench.running():
            bench.publish()
            assert hit, place
            return bench.settle()

    return {at(place) for place in _requests(row)}


def cut_before(row: Row) -> set[str]:
    return _cut(row, "received")


def cut_within(row: Row) -> set[str]:
    """When half of a request is there: one that brings something, a piece of a file too."""

    def at(place: int) -> str:
        bench = row.bench(f"within {place}")
        with bench.running_over_a_line() as line:
            line.disturb("cut within", place)
            bench.publish()
            assert line.met, place
            line.mend()
            return bench.settle()

    return {at(place) for place, request in enumerate(row.lines) if request[:3] in ("POS", "PUT")}


def cut_after(row: Row) -> set[str]:
    return _cut(row, "done")


def faulty(fault: Fault, *others: Fault) -> Trouble:
    def run(row: Row) -> set[str]:
        bench = row.bench(fault.name, fault, *others)
        usual = bench.timeout
        with bench.running():
            bench.timeout = SHORT if fault.name == "silence" else usual
            bench.publish()
            bench.timeout = usual
            return {bench.settle()}

    return run


def duplicate(row: Row) -> set[str]:
    """The answer is lost, and the account's own posts do not show the post yet: where it is sent again, it
    is a duplicate."""
    return faulty(Fault(name="timeout"), Fault(name="lagging", times=2))(row)


def login_ends(row: Row) -> set[str]:
    """Before one request after the other; the user logs in anew before the next run."""

    def at(place: int) -> str:
        hit: list[int] = []

        def disturb(event: Event, number: int) -> None:
            if event.kind == "received" and number == place and not hit:
                hit.append(number)
                bench.sandbox.expire(row.case.channel)

        bench = row.bench(f"login {place}", disturb=disturb)
        with bench.running():
            bench.publish()
            assert hit, place
            bench.sandbox.renew(row.case.channel)
            return bench.settle()

    return {at(place) for place in _requests(row)}


def clock_jumps(row: Row) -> set[str]:
    """The user's clock is three days ahead, or one behind, while the answer to a post is lost and the line
    with it; then it is put right. Or it goes wrong only then, or stays a day ahead."""

    def jumped(before: int, after: int) -> str:
        gone: list[int] = []

        def disturb(event: Event, number: int) -> None:
            if gone and event.kind == "received":
                raise Drop
            if event.kind == "done" and bench.standing() and not gone:
                gone.append(number)
                raise Drop

        bench = row.bench(f"{before} and {after} days", disturb=disturb)
        if before == after:  # here it is the platform's that differs from this machine's clock
            bench.moment -= timedelta(days=after)
        with bench.running():
            bench.ahead = timedelta(days=before)
            bench.publish()
            assert gone
            bench.disturb = lambda event, number: None
            bench.ahead = timedelta(days=after)
            return bench.settle()

    return {jumped(*days) for days in ((3, 0), (-1, 0), (0, 1), (0, -1), (1, 1))}


def two_at_once(row: Row) -> set[str]:
    bench = row.bench("both")
    with bench.running():
        runs = [bench.run() for _ in range(2)]
        for run in runs:
            run.wait(TIMEOUT)
        return {bench.settle()}


def full_disk(row: Row) -> set[str]:
    """From one request after the other nothing more can be written; then there is room again."""

    def at(place: int) -> str:
        hit: list[int] = []
        first: Future[Process] = Future()

        def disturb(event: Event, number: int) -> None:
            if event.kind == "received" and number == place and not hit:
                hit.append(number)
                resource.prlimit(first.result(TIMEOUT).pid, resource.RLIMIT_FSIZE, (0, 0))

        bench = row.bench(f"full {place}", disturb=disturb)
        with bench.running():
            first.set_result(run := bench.run())
            run.wait(TIMEOUT)
            assert hit, place
            return bench.settle()

    return all_at_once(at, _requests(row, _changes))


# ── at one place after the other ──


def all_at_once(at: Callable[[int], str], places: Iterable[int]) -> set[str]:
    """The outcomes of several places, some at a time: they wait for processes."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return set(pool.map(at, places))


def _requests(row: Row, which: Callable[[Event], bool] = lambda event: True) -> list[int]:
    """The numbers of the requests to disturb."""
    requests = [event for event in row.moments if event.kind == "received"]
    return [place for place in _distinct(requests) if which(requests[place])]


def _changes(moment: Event) -> bool:
    return moment.method != "GET" and moment.kind != "answered"


def _distinct(moments: list[Event]) -> list[int]:
    """The places of the first and the last of those that are alike: pieces of one file, looks at one
    upload."""
    kinds = [(event.kind, event.method, NAME.sub("*", event.path)) for event in moments]
    first = {kind: kinds.index(kind) for kind in kinds}
    last = {kind: place for place, kind in enumerate(kinds)}
    return sorted({*first.values(), *last.values()})
