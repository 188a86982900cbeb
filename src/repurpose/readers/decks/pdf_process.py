"""The program that takes a PDF apart, bounded in time: who makes no progress is ended.

A page earns time by the text on it, so that a large file may take long, and one that is made to take
long may not. After a page at which the program died it is started again behind it.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from repurpose.errors import SourceError

PATIENCE = 7.0  # seconds for what earns nothing, in all
_A_PAGE = 0.05  # seconds that a page with new text earns
_A_CHARACTER = 0.0002  # seconds; it takes a tenth of it
_MOST_A_PAGE = 1.0  # second
_STARTS = 6
_MOST_PIECES = 150_000  # of lines, in all: 3,000 pages of a book
_PROGRAM = "repurpose.readers.decks.pdf_pages"
_REFUSALS = {
    "locked": (
        "is encrypted in a way that only the program that made it can open",
        "print it to a new PDF there",
    ),
    "damaged": (
        "is truncated or damaged: no page of it can be read",
        "copy or download it again",
    ),
    "crowded": (
        "holds more than any document can have: it is not opened",
        "if it is a real document, split it",
    ),
    "slow": (
        "takes too long to open: it is damaged, or made to do harm",
        "if it opens elsewhere, print it to a new PDF there",
    ),
}


class ProtectedError(Exception):
    """It takes a password, or another one."""


def refusal(reason: str, path: Path) -> SourceError:
    """Why a file cannot be read at all."""
    message, hint = _REFUSALS[reason]
    return SourceError(message, where=str(path), hint=hint)


def answers(path: Path, password: str | None) -> Iterator[dict[str, Any]]:
    """What the program says of a file, see `pdf_pages`; a page that cannot be read has a "fault".

    Raises:
        ProtectedError: the password is missing or wrong.
        SourceError: nothing of it can be read, or no other program can be started.
    """
    budget = _Budget()
    pages, done = 0, 0
    for _ in range(_STARTS):
        with contextlib.closing(_said(path, password, done + 1, budget)) as said:
            for answer in said:
                if "error" in answer:
                    if answer["error"] == "password":
                        raise ProtectedError
                    raise refusal(answer["error"], path)
                pages = answer.get("pages", pages)
                done = answer.get("page", done)
                yield answer
                if budget.full:
                    break
        if not pages or (budget.spent and not done):
            raise refusal("slow" if budget.spent else "damaged", path)
        if budget.spent or budget.full or done >= pages:
            break
        done += 1
        yield {"page": done, "fault": "damaged"}
    if done < pages:
        fault = "crowded" if budget.full else "slow" if budget.spent else "damaged"
        yield {"page": done + 1, "fault": fault, "last": pages}


class _Budget:
    """The time that is left, and the room."""

    def __init__(self) -> None:
        self.end = time.monotonic() + PATIENCE
        self.spent = self.full = False
        self._pieces = 0
        self._seen: set[int] = set()

    def take(self, answer: dict[str, Any]) -> None:
        pieces = answer.get("pieces", ())
        text = " ".join(piece[0] for piece in pieces)
        self._pieces += len(pieces)
        self.full = self._pieces > _MOST_PIECES
        if text and hash(text) not in self._seen:
            self._seen.add(hash(text))
            self.end += min(_MOST_A_PAGE, _A_PAGE + _A_CHARACTER * len(text))


def _said(
    path: Path, password: str | None, first: int, budget: _Budget
) -> Generator[dict[str, Any]]:
    process = _started(path, password, first)
    assert process.stdin is not None
    assert process.stdout is not None
    ended = threading.Event()
    watch = threading.Thread(target=_end_in_time, args=(process, budget, ended), daemon=True)
    watch.start()
    try:
        for line in process.stdout:
            with contextlib.suppress(ValueError):  # the last line of one that died
                answer = json.loads(line)
                budget.take(answer)
                yield answer
    finally:
        ended.set()
        process.kill()
        process.wait()
        process.stdout.close()
        with contextlib.suppress(OSError):
            process.stdin.close()


def _end_in_time(process: subprocess.Popen[bytes], budget: _Budget, ended: threading.Event) -> None:
    while (left := budget.end - time.monotonic()) > 0:
        if ended.wait(left):
            return
    budget.spent = True
    process.kill()


def _started(path: Path, password: str | None, first: int) -> subprocess.Popen[bytes]:
    """The password goes through a pipe: everybody on the machine may see a program's arguments."""
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", _PROGRAM, str(path.absolute()), str(first)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise SourceError(
            f"cannot be read: no other program could be started for it ({error.strerror})",
            where=str(path),
            hint="PDFs are read by a program of its own; see that the system allows one",
        ) from error
    assert process.stdin is not None
    with contextlib.suppress(OSError):  # it has ended already
        process.stdin.write(json.dumps({"password": password}).encode() + b"\n")
        process.stdin.flush()
    return process
