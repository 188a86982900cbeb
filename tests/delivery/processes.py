"""`repurpose` in processes of its own that start at once: each is forked from one that has loaded the
program, so that it can be killed at hundreds of moments."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from .files import Accident

# Where processes begin with the program loaded.
FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.delivery.loaded"])
TIMEOUT = 60  # seconds


class Run:
    """One run of the program. `output`: what it has said so far.

    Args:
        accident: What happens to it at one of its changes of files.
    """

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        words: Sequence[str],
        accident: Accident | None = None,
    ) -> None:
        self._said = folder / f"said {len(list(folder.glob('said *')))}.txt"
        self._process = FORKED.Process(
            target=_run, args=(folder, dict(environment), list(words), self._said, accident)
        )
        self._process.start()

    @property
    def output(self) -> str:
        return self._said.read_text(encoding="utf-8") if self._said.exists() else ""

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def kill(self) -> None:
        """At once, as when the power fails."""
        self._process.kill()
        self._process.join()

    def code(self) -> int | None:
        """Wait for its end; the exit code."""
        self._process.join(TIMEOUT)
        code = self._process.exitcode
        self.kill()
        return code


def _run(
    folder: Path,
    environment: dict[str, str],
    words: list[str],
    said: Path,
    accident: Accident | None,
) -> None:
    os.chdir(folder)
    os.environ.update(environment)
    sys.stdin = Path(os.devnull).open()  # noqa: SIM115 - open as long as the process lives
    sys.stdout = sys.stderr = said.open("w", encoding="utf-8", buffering=1)
    sys.argv = ["repurpose", *words]
    if accident is not None:
        accident.lie_in_wait()
    from repurpose.cli import main

    main()
