"""The program that draws a PDF's pages, bounded in time: who makes no progress is ended. Behind a page
at which it died it is started again."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from repurpose.errors import SourceError

SIDE = 1920  # pixels of the longer side: more than any channel shows
_PATIENCE = 15.0  # seconds for a page; it takes a tenth of one
_A_PAGE = 1.5  # seconds more for each that is copied
_STARTS = 4
_PROGRAM = "repurpose.media.drawn_pages"
_EXCERPTS = "repurpose.media.slides.excerpt"
_REFUSALS = {
    "password": (
        "is protected with a password: no pictures of its pages are left on the disk",
        "save a copy without a password, if they may be seen",
    ),
    "damaged": ("no page of it can be drawn: it is damaged", "copy or download it again"),
    "slow": (
        "takes too long to draw: it is damaged, or made to do harm",
        "if it opens elsewhere, print it to a new PDF there",
    ),
    "room": ("there is no room on the disk for the pictures of its pages", "make room"),
}


class Drawer:
    """Draws pages. Started before there is a file, it is ready when the file is.

    Raises:
        SourceError: no other program can be started.
    """

    def __init__(self, where: Path) -> None:
        """`where`: the user's file, for messages."""
        self._where = where
        self._process = self._started()
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def draw(self, pdf: Path, pages: Sequence[int], folder: Path) -> Iterator[tuple[int, bool]]:
        """Write the pages (1-based) as 4.png and so on into a folder. Yields each with whether that
        went well.

        Raises:
            SourceError: none can be drawn.
        """
        left, reason = list(pages), "damaged"
        for start in range(_STARTS):
            if start:
                self._end()
                self._process = self._started()
            at = left[0]
            with _Alarm(self._process) as alarm:
                for answer in self._answers(pdf, left, folder):
                    if "error" in answer:
                        raise _refused(answer["error"], self._where)
                    self.count = answer.get("count", self.count)
                    at = answer.get("drawing", at)
                    if "page" in answer:
                        alarm.put_off()
                        left.remove(answer["page"])
                        yield answer["page"], "fault" not in answer
            if not left:
                return
            reason = "slow" if alarm.has_rung else reason
            if not self.count:
                raise _refused(reason, self._where)
            if at in left:  # it died there
                left.remove(at)
                yield at, False
            if not left:
                break
        yield from ((page, False) for page in left)

    def _answers(self, pdf: Path, pages: Sequence[int], folder: Path) -> Iterator[dict[str, Any]]:
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        asked = {"file": str(pdf.absolute()), "folder": str(folder), "pages": list(pages)}
        with contextlib.suppress(OSError):  # it has ended already
            process.stdin.write(json.dumps({**asked, "side": SIDE}).encode() + b"\n")
            process.stdin.flush()
        for line in process.stdout:
            with contextlib.suppress(ValueError):  # the last line of one that died
                yield json.loads(line)

    def _started(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                [sys.executable, "-m", _PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise _unstarted(self._where, error) from error

    def _end(self) -> None:
        process = self._process
        process.kill()
        process.wait()
        for pipe in (process.stdout, process.stdin):
            assert pipe is not None
            with contextlib.suppress(OSError):
                pipe.close()


def excerpted(pdf: Path, pages: Sequence[int], target: Path, where: Path) -> int:
    """Write some pages (1-based) of a PDF as a PDF. Returns how many pages the whole has.

    Args:
        where: The user's file, for messages.

    Raises:
        SourceError: they cannot be written.
    """
    asked = {"file": str(pdf.absolute()), "target": str(target.absolute()), "pages": list(pages)}
    try:
        ran = subprocess.run(
            [sys.executable, "-m", _EXCERPTS],
            input=json.dumps(asked).encode() + b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE + _A_PAGE * len(pages),
            check=False,
        )
        answer: dict[str, Any] = json.loads(ran.stdout)
    except subprocess.TimeoutExpired:
        answer = {"error": "slow"}
    except ValueError:  # it died
        answer = {"error": "damaged"}
    except OSError as error:
        raise _unstarted(where, error) from error
    if "error" in answer:
        raise _refused(answer["error"], where)
    return int(answer["count"])


def _refused(reason: str, where: Path) -> SourceError:
    message, hint = _REFUSALS[reason]
    return SourceError(message, where=str(where), hint=hint)


def _unstarted(where: Path, error: OSError) -> SourceError:
    return SourceError(
        f"cannot be drawn: no other program could be started for it ({error.strerror})",
        where=str(where),
        hint="PDFs are drawn by a program of its own; see that the system allows one",
    )


class _Alarm:
    """Ends a process that makes no progress for a while."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.has_rung = False
        self._process = process
        self._over = threading.Event()
        self.put_off()

    def put_off(self) -> None:
        self._end = time.monotonic() + _PATIENCE

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()

    def _watch(self) -> None:
        while (left := self._end - time.monotonic()) > 0:
            if self._over.wait(left):
                return
        self.has_rung = True
        self._process.kill()
