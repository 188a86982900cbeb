"""What happens to a process at one of its changes of files: it is killed, or the disk is full."""

from __future__ import annotations

import os
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

What = Literal["nothing", "killed before", "killed after", "full disk"]
OF_GIT = ("add", "commit", "push")


@dataclass(frozen=True)
class Accident:
    """Python tells of each change of a file before it is made (PEP 578), and of each program that is
    started; those of one folder are counted.

    Attributes:
        what: "killed before", "killed after" the change, or "full disk" from there on; "nothing" only
            writes down what is changed.
        folder: Where it counts.
        log: Where each change is written down, a line each.
        at: Its number, from 0.
    """

    what: What
    folder: Path
    log: Path
    at: int = 0

    def lie_in_wait(self) -> None:
        """In this process, from now on."""
        seen, log = 0, os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        inside = str(self.folder)

        def told(event: str, words: tuple[Any, ...]) -> None:
            nonlocal seen
            change = _change(event, words, inside)
            if change is None:
                return
            os.write(log, f"{change}\n".encode())
            seen += 1
            if seen - 1 == self.at:
                self._happen()

        sys.addaudithook(told)

    def _happen(self) -> None:
        if self.what == "killed before":
            _die()
        elif self.what == "killed after":
            sys.setprofile(lambda *step: _die())  # the next step is that the change is made
        elif self.what == "full disk":
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    def changes(self) -> list[str]:
        """Those that were begun."""
        return self.log.read_text("utf-8").splitlines() if self.log.exists() else []


def _change(event: str, words: tuple[Any, ...], inside: str) -> str | None:
    """A change in words; None where it is none, or elsewhere."""
    if event == "subprocess.Popen":
        program, *rest = map(str, words[1])
        return f"{program} {rest[0]}" if program == "git" and rest[0] in OF_GIT else None
    if event == "open":
        path, _, flags = words
        writes = flags is not None and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        return f"write {path}" if writes and str(path).startswith(inside) else None
    is_put_there = event == "os.rename" and str(words[0]).startswith(inside)
    return f"put there {words[1]}" if is_put_there else None


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
