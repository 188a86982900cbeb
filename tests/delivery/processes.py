"""`repurpose` in processes of its own that start at once, so that it can be killed at hundreds of
moments."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests import program

TIMEOUT = 60  # seconds


class Run:
    """One run of the program. `output`: what it has said so far."""

    def __init__(self, folder: Path, environment: Mapping[str, str], words: Sequence[str]) -> None:
        self._said = folder / f"said {len(list(folder.glob('said *')))}.txt"
        with self._said.open("w") as said:
            self._process = program.start(
                *words, cwd=folder, env={**os.environ, **environment},
                stdin=program.DEVNULL, stdout=said, stderr=said,
            )  # fmt: skip

    @property
    def output(self) -> str:
        return self._said.read_text(encoding="utf-8")

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        """At once, as when the power fails."""
        self._process.kill()
        self._process.wait(TIMEOUT)

    def code(self) -> int | None:
        """Wait for its end; the exit code."""
        try:
            return self._process.wait(TIMEOUT)
        finally:
            self._process.kill()
