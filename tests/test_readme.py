"""What the README shows is what happens. `...` stands for anything, as in doctest."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from repurpose.cli.edge import run_command
from repurpose.cli.group import cli
from repurpose.errors import Exit

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def _sessions() -> list[tuple[str, str]]:
    """Each command that the README shows, with the output below it."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            found.append((command, output))
    return found


def test_the_sessions_run_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("COLUMNS", "100")
    sessions = _sessions()
    assert len(sessions) >= 5
    for command, output in sessions:
        words = shlex.split(command)
        assert words[0] == "repurpose"
        capfd.readouterr()
        run_command(cli, words[1:])
        shown = capfd.readouterr()
        _same(shown.out + shown.err, output, command)


def _same(actual: str, expected: str, command: str) -> None:
    pattern = "".join(
        ".*" if piece == "..." else re.escape(piece)
        for piece in re.split(r"(\.\.\.)", _tidy(expected))
    )
    assert re.fullmatch(pattern, _tidy(actual), re.DOTALL), f"{command}\n{actual}"


def _tidy(text: str) -> str:
    lines = (line.rstrip() for line in text.strip().splitlines())
    return "\n".join(line for line in lines if not line.startswith("note: LibreOffice is not"))


def test_the_set_up_commands_are_those_that_the_checks_run() -> None:
    checks = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    [first, second] = re.findall(r"```sh\n(.*?)\n```", README)
    assert first in checks
    assert second in checks


def test_the_exit_codes_are_the_ones_there_are() -> None:
    shown = [int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)]
    assert shown == sorted(Exit)


def test_the_files_it_links_to_exist() -> None:
    for page in (
        ROOT / "README.md",
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "examples").rglob("*.md"),
    ):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
