"""git, as a program that asks nobody anything: no prompt, no editor, no pager."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
from pathlib import Path

_ASKS_NOBODY = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_EDITOR": "true",
    "GIT_PAGER": "cat",
    "GIT_LITERAL_PATHSPECS": "1",
    "SSH_ASKPASS": "",
    "LC_ALL": "C",
}
_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
_LOGIN = re.compile(r"(?<=://)[^@/\s]+@")
_GRACE = 10  # seconds that it gets to end what it does when somebody presses Ctrl-C


class GitFailed(Exception):
    """git refused. `said`: all it wrote on standard error, without logins."""

    def __init__(self, said: str) -> None:
        self.said = _LOGIN.sub("", said).strip()
        super().__init__(self.line)

    @property
    def line(self) -> str:
        """The line that says what is wrong."""
        lines = [line.strip() for line in self.said.splitlines() if line.strip()]
        marks = ("fatal:", "error:", "remote:", "!")
        telling = [line for line in lines if line.startswith(marks)]
        found = (telling or lines or ["it says nothing"])[0]
        return re.sub(r"^(fatal|error): ", "", found)[:200]


def git(folder: Path, *words: str, seconds: float = 30) -> str:
    """What a git command writes in a folder, without the white space around it.

    Args:
        seconds: Then it is ended.

    Raises:
        GitFailed: it refused, took too long, or is not installed.
    """
    environment = {name: v for name, v in os.environ.items() if name not in _OF_ANOTHER}
    try:
        process = subprocess.Popen(
            ["git", *words],
            cwd=folder,
            env={**environment, **_ASKS_NOBODY},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # without a terminal, nothing below it can ask for a password
        )
    except OSError as error:
        raise GitFailed(f"git cannot be started: {error.strerror}") from error
    try:
        out, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        raise GitFailed(f"it took longer than {seconds:g} seconds") from None
    except BaseException:
        with contextlib.suppress(subprocess.TimeoutExpired):  # a lock of its own would stay behind
            process.communicate(timeout=_GRACE)
        _end(process)
        raise
    if process.returncode:
        raise GitFailed(said.decode("utf-8", "replace"))
    return out.decode("utf-8", "replace").strip()


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()
