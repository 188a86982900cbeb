"""`repurpose` in a process of its own that starts at once: each is forked from one that has loaded the
program, as `python -m repurpose` would have it, with its own folder, environment, streams and signals.

    process = start("publish", "--due", cwd=folder)        like subprocess.Popen
    ran = run("read", "deck.pptx", cwd=folder)             like subprocess.run
    start("publish", "--due", cwd=folder, first=wait)      calls wait() there before

What belongs to the start of Python itself (an installed command, a pipe of the shell) is tested with
`python -m repurpose`.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import os
import pickle
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
HOLZBAU = ROOT / "examples" / "holzbau"
PIPE, DEVNULL = subprocess.PIPE, subprocess.DEVNULL
CHANNELS = ("twitter", "linkedin", "mastodon", "bluesky", "blog", "webhook")
SOURCES = ("Aufstocken mit Holz.pptx", "Podium Verdichten.vtt")
MODULES = [  # what the commands load later, besides what making posts needs
    *(
        f"repurpose.cli.commands.{name}"
        for name in ("doctor", "extract", "live", "login", "publish")
    ),
    "repurpose.cli.live.decisions",
    "repurpose.cli.live.loop",
    "repurpose.cli.live.stream",
    "repurpose.config.checks",
    "repurpose.config.remembered",
    "repurpose.following.following",
    "repurpose.logins.fresh",
    "repurpose.media.cards.composition",
    "repurpose.outbox.journal",
    "repurpose.publishers._bluesky_repository",
    "repurpose.publishers._http",
    "repurpose.publishers._mastodon_client",
    "repurpose.publishers._x_media",
    "repurpose.publishers.bluesky",
    "repurpose.publishers.mastodon",
    "repurpose.sandbox.box",
    "repurpose.sandbox.linkedin.platform",
    "repurpose.sandbox.look",
    "repurpose.sandbox.x.platform",
    "encodings.ascii",
    "filelock",
    "keyring.backends.null",
    "tweepy",
    "tzlocal",
]
_ONE_AT_A_TIME = threading.Lock()  # threads may start processes


class Process:
    """A process that was started; as much of `subprocess.Popen` as the tests use."""

    def __init__(self, pid: int, status: int, streams: list[IO[Any] | None]) -> None:
        self.pid = pid
        self.stdin, self.stdout, self.stderr = streams
        self.returncode: int | None = None
        self._status = status  # its exit code comes from there
        self._lock = threading.Lock()  # a thread may kill it while another one waits
        weakref.finalize(self, os.close, status)

    def poll(self) -> int | None:
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return code

    def communicate(
        self, input: str | None = None, timeout: float | None = None
    ) -> tuple[Any, Any]:
        """What it says until it ends, on both streams."""
        said: dict[str, Any] = {}
        readers = [
            threading.Thread(target=_read, args=(stream, said, name), daemon=True)
            for name, stream in (("out", self.stdout), ("err", self.stderr))
            if stream is not None
        ]
        for reader in readers:
            reader.start()
        if self.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self.stdin.write(input or "")
                self.stdin.close()
        until = None if timeout is None else time.monotonic() + timeout
        for reader in readers:
            reader.join(None if until is None else max(0.0, until - time.monotonic()))
        self.wait(None if until is None else max(0.0, until - time.monotonic()))
        for stream in (self.stdout, self.stderr):
            if stream is not None:
                stream.close()
        return said.get("out"), said.get("err")

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._status], [], [], timeout)[0]:
            with self._lock:
                if self.returncode is None:
                    self.returncode = _number(self._status)
        return self.returncode


def start(
    *words: object,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdin: Any = None,
    stdout: Any = None,
    stderr: Any = None,
    terminal: bool = False,
    first: Callable[[], None] | None = None,
) -> Process:
    """Start the command. Streams as for `subprocess.Popen`, as text in UTF-8.

    Args:
        terminal: Standard input becomes its terminal, so that Ctrl-C comes from there.
        first: What it does before; pickled.
    """
    request = {
        "words": [str(word) for word in words], "cwd": str(cwd), "terminal": terminal,
        "environment": dict(os.environ if env is None else env), "first": first,
    }  # fmt: skip
    ends = [_stream(number, wish) for number, wish in enumerate((stdin, stdout, stderr))]
    status, reporting = os.pipe()
    with tempfile.TemporaryFile() as asked:
        pickle.dump(request, asked)
        asked.seek(0)
        with _ONE_AT_A_TIME:
            theirs = [fd for fd, _, _ in ends]
            socket.send_fds(_loaded(), [b"!"], [*theirs, asked.fileno(), reporting])
            for fd in (reporting, *(fd for fd, _, passed in ends if passed)):
                os.close(fd)
            pid = _number(status)
    return Process(pid, status, [stream for _, stream, _ in ends])


def run(
    *words: object,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    input: str | None = None,
    timeout: float = 120,
    **streams: Any,
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end; what it said is captured unless `streams` say otherwise."""
    pipes = {
        "stdin": PIPE if input is not None else subprocess.DEVNULL,
        "stdout": PIPE,
        "stderr": PIPE,
    }
    process = start(*words, cwd=cwd, env=env, **{**pipes, **streams})
    out, err = process.communicate(input, timeout)
    return subprocess.CompletedProcess([str(word) for word in words], process.wait(), out, err)


def _stream(number: int, wish: Any) -> tuple[int, IO[Any] | None, bool]:
    """The file descriptor that the process gets, our end of it, and whether we have no use for theirs."""
    if wish is None:
        return number, None, False
    if wish == subprocess.DEVNULL:
        return os.open(os.devnull, os.O_RDWR), None, True
    if wish != PIPE:
        return wish if isinstance(wish, int) else wish.fileno(), None, False
    reading, writing = os.pipe()
    theirs, ours, mode = (reading, writing, "w") if number == 0 else (writing, reading, "r")
    return theirs, os.fdopen(ours, mode, encoding="utf-8"), True


def _number(status: int) -> int:
    """The next number that is reported there."""
    digits = b""
    while not digits.endswith(b"\n"):
        digit = os.read(status, 1)
        assert digit, "the program could not be loaded"
        digits += digit
    return int(digits)


def _read(stream: IO[Any], said: dict[str, Any], name: str) -> None:
    said[name] = stream.read()


@functools.cache
def _loaded() -> socket.socket:
    """A process that has loaded the program; it ends with this one."""
    ours, theirs = socket.socketpair()
    subprocess.Popen(
        [sys.executable, "-m", "tests.program", str(theirs.fileno())],
        cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
    )  # fmt: skip
    theirs.close()
    return ours


# ── in the process that has loaded the program ──


def _serve(requests: socket.socket) -> dict[str, Any]:
    """Fork a process for each request; returns in each of these with the request, never here."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waking, woken = socket.socketpair()
    for end in (waking, woken):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    running: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([requests, waking], [], [])
        if waking in ready:
            waking.recv(4096)
            for pid, code in _reaped():
                with contextlib.suppress(BrokenPipeError):  # nobody waits for it any more
                    os.write(running[pid], b"%d\n" % code)
                os.close(running.pop(pid))
        if requests in ready:
            message, fds, _, _ = socket.recv_fds(requests, 1, 5)
            if not message:
                os._exit(0)
            pid = os.fork()
            if pid == 0:
                return _become(fds)
            os.write(fds[4], b"%d\n" % pid)
            running[pid] = fds.pop()
            for fd in fds:
                os.close(fd)


def _reaped() -> Iterator[tuple[int, int]]:
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            yield pid, os.waitstatus_to_exitcode(status)


def _become(fds: list[int]) -> dict[str, Any]:
    """Make this process what a fresh one of that request is."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with open(fds[3], "rb", closefd=False) as asked:
        request: dict[str, Any] = pickle.load(asked)
    for number, fd in enumerate(fds[:3]):
        os.dup2(fd, number)
    os.closerange(3, max(fds) + 64)
    os.chdir(request["cwd"])
    tempfile.tempdir = None
    zone = os.environ.get("TZ")
    os.environ.clear()
    os.environ.update(request["environment"])
    if os.environ.get("TZ") != zone:
        time.tzset()
        sys.modules["tzlocal"].reload_localzone()
    if request["terminal"]:
        import fcntl
        import termios

        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number, mode, how in ((0, "r", "strict"), (1, "w", "strict"), (2, "w", "backslashreplace")):
        by_line = 1 if number == 2 or os.isatty(number) else -1
        stream = open(number, mode, by_line, "utf-8", how, closefd=False)  # noqa: SIM115
        name = ("stdin", "stdout", "stderr")[number]
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    return request


def _load() -> None:
    """Import what the commands need; what is made when it is needed first is made now."""
    for name in MODULES:
        importlib.import_module(name)
    from repurpose import plugins
    from repurpose.cli.edge import run_command
    from repurpose.cli.group import cli
    from repurpose.text import counting

    assert counting.weighted_length("🌲 example.org") == 26
    for name in [name for name in os.environ if name.startswith("REPURPOSE_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        os.chdir(folder)
        channels = "".join(f"  {name}:\n" for name in CHANNELS)
        Path("repurpose.yaml").write_text(f"channels:\n{channels}", "utf-8")
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            for name in SOURCES:
                words = ["run", str(HOLZBAU / name), "--dry-run", "--pictures", "none"]
                assert run_command(cli, words) == 0
        os.chdir(ROOT)
    plugins._entry_points.cache_clear()  # each process may have others installed
    assert threading.active_count() == 1
    gc.freeze()


def main() -> None:
    requests = socket.socket(fileno=int(sys.argv[1]))
    _load()
    request = _serve(requests)
    requests.detach()  # it is closed here
    added = request["environment"].get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:1] = [request["cwd"], *(place for place in added if place and place not in sys.path)]
    sys.argv = ["repurpose", *request["words"]]
    if request["first"]:
        request["first"]()
    try:
        runpy.run_module("repurpose", run_name="__main__", alter_sys=True)
    except SystemExit as ending:
        threading._shutdown()  # waits for threads, as Python does at its end
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(
            int(ending.code or 0)
        )  # taking down all that was loaded would take longer than the work


if __name__ == "__main__":
    main()
