"""How a process is ended at a write."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import event
from sqlalchemy.engine import Engine


def power_fails() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def ctrl_c() -> None:
    raise KeyboardInterrupt


@dataclass(frozen=True)
class Ending:
    """What ends this process at the end of its write with that number, from 1."""

    at: int
    ends: Callable[[], None]

    def lie_in_wait(self) -> None:
        """In this process, from now on."""
        writes = 0

        def count(*arguments: object) -> None:
            nonlocal writes
            if str(arguments[2]).lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
                writes += 1
                if writes == self.at:
                    self.ends()

        event.listen(Engine, "after_cursor_execute", count)
