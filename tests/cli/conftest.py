"""The command as its users run it: words in, exit code, standard output and standard error out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from repurpose.cli.edge import run_command
from repurpose.cli.group import cli
from repurpose.sandbox import Sandbox
from tests import program
from tests.program import PIPE, Process

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DECK = EXAMPLES / "holzbau" / "Aufstocken mit Holz.pptx"
PANEL = EXAMPLES / "holzbau" / "Podium Verdichten.vtt"
CHEESE = EXAMPLES / "delicatessen" / "Cheese that keeps.pptx"


@dataclass(frozen=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]
Start = Callable[..., Process]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A firm's own folder, with a space in its name; the working directory."""
    place = tmp_path / "Bau & Söhne"
    place.mkdir()
    monkeypatch.chdir(place)
    for name in [name for name in os.environ if name.startswith("REPURPOSE_")]:
        if name != "REPURPOSE_CORPORA":
            monkeypatch.delenv(name)
    monkeypatch.setenv("REPURPOSE_LIBREOFFICE", "not installed")  # it takes seconds a deck
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return place


@pytest.fixture
def run(folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process."""

    def command(*words: object) -> Result:
        capfd.readouterr()
        code = run_command(cli, [str(word) for word in words])
        captured = capfd.readouterr()
        return Result(int(code), captured.out, captured.err)

    return command


@pytest.fixture
def start(folder: Path) -> Start:
    """Start the command in a process of its own."""

    def command(*words: object, **more: Any) -> Process:
        return program.start(*words, cwd=folder, **{"stdout": PIPE, "stderr": PIPE, **more})

    return command


def at_a_terminal(folder: Path, *words: str, answers: str = "", **environment: str) -> str:
    """What the command shows at a terminal of its own, both streams; `answers` are typed there."""
    import pty

    ours, theirs = pty.openpty()
    process = program.start(
        *words, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "COLUMNS": "100", **environment},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, answers.encode())
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return shown.decode("utf-8")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as servers:
        yield servers


@pytest.fixture
def configured(folder: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """repurpose.yaml and the environment as for the real platforms, with the sandbox in their place."""
    channels: dict[str, Any] = {}
    for name in ("twitter", "linkedin"):
        channels[name] = sandbox.settings(name)
        for secret, value in sandbox.secrets(name).items():
            monkeypatch.setenv(f"REPURPOSE_{name.upper()}_{secret.upper()}", value)
    settings = {
        "timezone": "Europe/Zurich", "limit": 2, "timeout": 2, "channels": channels,
        "pictures": "none",  # a platform takes its time for each
    }  # fmt: skip
    (folder / "repurpose.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    return sandbox
