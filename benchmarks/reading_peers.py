"""The tools that are compared: processes that read one file after the other, and the environment
that the peers are installed into."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

PACKAGES = ("markitdown[pptx]==0.1.8", "python-pptx==1.0.2", "webvtt-py==0.6.0", "pysubs2==1.8.1")
SCRIPT = Path(__file__).with_name("reading_tools.py")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool read. `texts`: (role, text) of decks, (start, end, text, speaker) of cues."""

    opened: bool
    seconds: float
    peak_mb: float
    texts: list[Any]


class Tool:
    """A tool in a process of its own, started with the first file and again where it died."""

    def __init__(self, name: str, python: str = sys.executable) -> None:
        self.name = name
        self._python = python
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Tool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def read(self, path: Path) -> Answer:
        """What it finds in a file; a tool that dies of it has not opened it."""
        process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        print(json.dumps({"path": str(path)}), file=process.stdin, flush=True)
        line = process.stdout.readline()
        if not line:
            process.wait()
            self._process = None
            return Answer(False, 0, 0, [])
        return Answer(**json.loads(line))

    def _started(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            (self._python, str(SCRIPT), self.name), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        )  # fmt: skip
        return self._process


def peers(*names: str, wanted: bool) -> Iterator[Tool]:
    """The named tools, where they are wanted and could be installed."""
    python = _environment() if wanted else None
    if python is not None:
        yield from (Tool(name, str(python)) for name in names)


@cache
def _environment() -> Path | None:
    """The Python that has the peers; made with the first call ever."""
    kept = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    mark = hashlib.sha256(repr((PACKAGES, sys.version)).encode()).hexdigest()[:12]
    folder = Path(kept) / "repurpose-benchmarks" / f"peers-{mark}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if (folder / "complete").exists():
        return python
    print("installing the tools to compare with …", file=sys.stderr)
    venv.create(folder, with_pip=True, clear=True)
    install = (str(python), "-m", "pip", "install", "--quiet", *PACKAGES)
    done = subprocess.run(install, check=False, capture_output=True, text=True)
    if done.returncode:
        print(f"{done.stderr}\nno peers: the figures stand alone", file=sys.stderr)
        return None
    (folder / "complete").touch()
    return python
