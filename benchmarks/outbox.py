"""What a large outbox costs: 10,000 posts, of which 100 are due.

    python benchmarks/outbox.py [--runs N] [--posts N] [--json]

Measured are seconds on the clock, from the start of a process: of `repurpose publish --due` to the first
request that a platform (the sandbox, in this process) receives, and of `repurpose outbox list` to its
end. Each is the median of N runs that take turns with `python -c pass`; how many times as long as that
it takes is printed too, since a busy machine slows both down. Exit code 1 where a figure misses what it
must reach.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from repurpose.model import Asset, Locator, Part, Post, Segment, Snippet, post_id
from repurpose.outbox.entry import Source, content_digest
from repurpose.outbox.store import Outbox
from repurpose.sandbox import Event, Sandbox

DUE = 100
CHANNELS = ("twitter", "linkedin")
REPURPOSE = (sys.executable, "-m", "repurpose")
PASS = (sys.executable, "-c", "pass")
TEXT = "Von den {} Dächern, die wir seit 2019 ausgebaut haben, trug jedes ein Geschoss mehr."


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured figure, in seconds; `times_pass`: how many times as long as `python -c pass`."""

    what: str
    value: float
    times_pass: float
    reach: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="repurpose bench ") as name:
        folder = Path(name)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")  # as an installation has it
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        with platforms(folder) as first_request:
            fill(folder / ".repurpose", options.posts)
            figures = list(measured(folder, options.runs, options.posts, first_request))
    if options.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=2))
    else:
        for each in figures:
            print(
                f"{each.what:<66} {each.value:5.2f} s   {each.times_pass:4.1f} x python -c pass   "
                f"at most {each.reach:g} s   {'ok' if each.value <= each.reach else 'MISSED'}"
            )
    return int(any(figure.value > figure.reach for figure in figures))


def measured(folder: Path, runs: int, posts: int, first_request: FirstRequest) -> Iterator[Figure]:
    """Both figures."""
    _whole((*REPURPOSE, "outbox", "list"), folder)  # checks the configuration, and remembers it
    full = folder / "full"
    shutil.copytree(folder / ".repurpose", full)

    def publish() -> float:
        shutil.rmtree(folder / ".repurpose")
        shutil.copytree(full, folder / ".repurpose")
        return first_request.after((*REPURPOSE, "publish", "--due"), folder)

    def listing() -> float:
        return _whole((*REPURPOSE, "outbox", "list"), folder)

    for what, measure, reach in (
        (f"publish --due, {DUE} of {posts:,} due, to the first request", publish, 0.5),
        (f"outbox list, {posts:,} posts", listing, 0.3),
    ):
        measure()  # what the first run keeps for the next ones
        times, empty = [], []
        for _ in range(runs):
            empty.append(_whole(PASS, folder))
            times.append(measure())
        value = statistics.median(times)
        ratio = value / statistics.median(empty)
        yield Figure(what=what, value=value, times_pass=ratio, reach=reach)


class FirstRequest:
    """Notes when the first request after a process was started arrives."""

    def __init__(self) -> None:
        self._arrived = threading.Event()
        self._at = 0.0

    def watch(self, event: Event) -> None:
        if event.kind == "received" and not self._arrived.is_set():
            self._at = time.perf_counter()
            self._arrived.set()

    def after(self, command: tuple[str, ...], folder: Path) -> float:
        """Seconds from the start of the command to its first request; it is ended then."""
        self._arrived.clear()
        start = time.perf_counter()
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            while not self._arrived.wait(0.5):
                if process.poll() is not None:
                    assert process.stderr is not None
                    raise SystemExit(f"nothing was sent: {process.stderr.read().decode()}")
            process.kill()
        return self._at - start


@contextmanager
def platforms(folder: Path) -> Iterator[FirstRequest]:
    """The sandbox in the place of the platforms, and a configuration that names it."""
    first_request = FirstRequest()
    with Sandbox(watch=first_request.watch) as sandbox:
        channels: dict[str, Any] = {}
        for name in CHANNELS:
            channels[name] = sandbox.settings(name)
            for secret, value in sandbox.secrets(name).items():
                os.environ[f"REPURPOSE_{name.upper()}_{secret.upper()}"] = value
        settings = {"timezone": "Europe/Zurich", "timeout": 5, "channels": channels}
        (folder / "repurpose.yaml").write_text(yaml.safe_dump(settings), "utf-8")
        yield first_request


def fill(state: Path, count: int) -> None:
    """An outbox as it is after years: most is published, some is planned, drafts lie about, some is
    due. One post goes in as a run puts it there; the others are its copies."""
    now = datetime.now(UTC)
    text = TEXT.format("vielen")
    snippet = Snippet(kind="statement", text=text, locator=Locator(slide=1), language="de")
    segment = Segment(text=text, role="body", locator=Locator(slide=1))
    asset = Asset(
        path=Path("/talks/Dächer.pptx"), kind="deck", title="Dächer", language="de",
        sha256="a" * 64, segments=(segment,),
    )  # fmt: skip
    source = Source(
        text=text, locator=Locator(slide=1), speaker=None, role="body", marks=((0, len(text)),)
    )
    post = Post(
        id=post_id("twitter", "default", snippet.id), channel="twitter", account="default",
        parts=(Part(text=text),), snippets=(snippet.id,), language="de",
    )  # fmt: skip
    outbox = Outbox(state)
    outbox.save(asset, snippet, [source], post, now)
    outbox.close()
    with sqlite3.connect(state / "outbox.db") as connection:
        copy = _copier(connection)
        for number in range(count - 1):
            copy(number, now)
        connection.execute("DELETE FROM posts WHERE id = ?", (post.id,))
        connection.execute("DELETE FROM parts WHERE post = ?", (post.id,))
        copy(count, now)
    connection.close()


def _copier(connection: sqlite3.Connection) -> Callable[[int, datetime], None]:
    """Puts in a copy of the one post that is there: each with words and an id of its own."""
    connection.row_factory = sqlite3.Row
    post = dict(connection.execute("SELECT * FROM posts").fetchone())
    part = dict(connection.execute("SELECT * FROM parts").fetchone())

    def copy(number: int, now: datetime) -> None:
        channel = CHANNELS[number % 2]
        text = TEXT.format(number + 1)
        id_ = post_id(channel, "default", text)
        digest = content_digest(channel, "default", [Part(text=text)])
        long_ago = now - timedelta(days=1 + number % 900)
        row = post | {"id": id_, "channel": channel, "updated_at": _moment(long_ago)}
        words = part | {"post": id_, "text": text}
        if number < DUE:
            row |= {"status": "approved", "due_at": _moment(now - timedelta(minutes=1))}
            row |= {"approved_content": digest, "key": digest[:32]}
        elif number < 5 * DUE:
            row |= {"status": "approved", "due_at": _moment(now + timedelta(days=number))}
            row |= {"approved_content": digest, "key": digest[:32]}
        elif number > 10 * DUE:
            row |= {"status": "published", "due_at": _moment(long_ago)}
            words |= {"remote_id": id_, "url": f"https://example.com/{id_}"}
            words |= {"published_at": _moment(long_ago)}
        for table, values in (("posts", row), ("parts", words)):
            marks = ", ".join("?" * len(values))
            statement = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
            connection.execute(statement, list(values.values()))

    return copy


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="microseconds")


def _whole(command: tuple[str, ...], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(
        command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
