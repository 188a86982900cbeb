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
from types import TracebackType
from typing import Any, Self

from repurpose.errors import SourceError

SIDE = 1920  # pixels of the longer side: more than any channel shows
_PATIENCE = 15.0  # seconds for what is not finished, in all
_A_PAGE = 1.5  # seconds that a finished page earns; it takes a tenth of it
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

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def draw(self, pdf: Path, pages: Sequence[int], folder: Path) -> Iterator[tuple[int, bool]]:
        """Write the pages (1-based) as 4.png and so on into a folder. Yields each with whether that
        went well; those left over where time runs out are not there.

        Raises:
            SourceError: none can be drawn.
        """
        left, end = list(pages), time.monotonic() + _PATIENCE
        for start in range(_STARTS):
            if start:
                self._end()
                self._process = self._started()
            for answer in self._answers(pdf, left, folder, end):
                if "error" in answer:
                    raise _refused(answer["error"], self._where)
                self.count = answer.get("count", self.count)
                if "page" in answer:
                    end += _A_PAGE
                    left.remove(answer["page"])
                    yield answer["page"], "fault" not in answer
            if not left:
                return
            if time.monotonic() > end:
                raise _refused("slow", self._where)
            if not self.count:
                raise _refused("damaged", self._where)
            yield left.pop(0), False  # the one at which it died
            if not left:
                return

    def _answers(
        self, pdf: Path, pages: Sequence[int], folder: Path, end: float
    ) -> Iterator[dict[str, Any]]:
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        asked = {"file": str(pdf.absolute()), "folder": str(folder), "pages": list(pages)}
        alarm = _Alarm(process, end)
        try:
            with contextlib.suppress(OSError):  # it has ended already
                process.stdin.write(json.dumps({**asked, "side": SIDE}).encode() + b"\n")
                process.stdin.flush()
            for line in process.stdout:
                try:
                    answer = json.loads(line)
                except ValueError:  # the last line of one that died
                    return
                alarm.end += _A_PAGE
                yield answer
        finally:
            alarm.stop()

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
    """Ends a process when its time is up. `end` may be moved."""

    def __init__(self, process: subprocess.Popen[bytes], end: float) -> None:
        self.end = end
        self._process = process
        self._stopped = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def _watch(self) -> None:
        while (left := self.end - time.monotonic()) > 0:
            if self._stopped.wait(left):
                return
        self._process.kill()
