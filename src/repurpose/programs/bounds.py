"""For a program of ours that runs as a process of its own: bounds that it sets itself."""

from __future__ import annotations

import contextlib
import os
import threading


def bound_memory(most: int) -> None:
    """Of this process, in bytes of address space: a file cannot fill the machine's."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with_parent() -> None:
    """Standard input ends with the process at its other end, however that ended: so does this one."""
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)
