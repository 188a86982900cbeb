"""`calendar apply` in a process of its own, which is ended at a write."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from repurpose.cli.edge import run_command
from repurpose.cli.group import cli


def power_fails() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def ctrl_c() -> None:
    raise KeyboardInterrupt


def apply(folder: Path, number: int, ends: Callable[[], None]) -> None:
    """`calendar apply` that is ended at the end of its write with this number."""
    os.chdir(folder)
    writes = 0

    def count(*arguments: object) -> None:
        nonlocal writes
        if str(arguments[2]).lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            writes += 1
            if writes == number:
                ends()

    event.listen(Engine, "after_cursor_execute", count)
    os._exit(run_command(cli, ["calendar", "apply", "plan.txt"]))
