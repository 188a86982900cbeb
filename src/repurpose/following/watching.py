"""Looks at a file that another program writes: cheap while nothing changes, patient with whatever
happens to it. It is asked, not told: that works on every system and on folders of a network."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

UNSURE_LOOKS = 4  # a file that is being rewritten all the time is taken as it is after so many


@dataclass(frozen=True, slots=True)
class Look:
    """What the file holds now. `still`: nothing has been written for a while."""

    content: bytes
    still: bool


@dataclass(slots=True)
class Watcher:
    """Watches one file. All times are seconds of one clock that never goes back.

    Attributes:
        path: The file; it need not be there yet.
        still_after: Seconds without a change after which it counts as still.
        changed: When it changed last; at first, when the watch began.
        looked: When it was looked at last.
        trouble: Why it cannot be looked at just now; "" where it can.
        seen: It has been read at least once, and was not empty.
    """

    path: Path
    still_after: float
    changed: float
    trouble: str = ""
    seen: bool = False
    looked: float = 0.0
    _stamp: tuple[int, ...] | None = None
    _content: bytes = field(default=b"", repr=False)
    _unsure: int = 0  # looks since it was rewritten in place
    _told_still: bool = True

    def look(self, now: float) -> Look | None:
        """What it holds, where that is new, or where it has become still; else None."""
        self.looked = now
        try:
            found = self._read(again=self._is_still(now))
        except FileNotFoundError:
            self.trouble = "is gone; waiting for it" if self.seen else "is not there yet; waiting"
            return None
        except OSError as error:  # shut by the program that writes it, or the network is away
            self.trouble = f"cannot be read just now ({error.strerror}); trying on"
            return None
        self.trouble = ""
        if found is None:
            return None
        stamp, content = found
        if content == self._content and not self._unsure:
            self._stamp = stamp
            if not self._is_still(now):
                return None
            self._told_still = True
            return Look(content, still=True)
        if self._must_wait(stamp, content, now):
            return None
        self._take(stamp, content, now)
        return Look(content, still=False) if content.strip() else None

    def _is_still(self, now: float) -> bool:
        return not self._told_still and now - self.changed >= self.still_after

    def _must_wait(self, stamp: tuple[int, ...], content: bytes, now: float) -> bool:
        """Whether it may be in the middle of being rewritten: what is old and what is new could
        stand side by side. A file put in its place at once, or to which was added, is whole."""
        if content.startswith(self._content) or (self._stamp and stamp[0] != self._stamp[0]):
            return False
        if content == self._content or self._unsure >= UNSURE_LOOKS:
            return False
        self._unsure += 1
        self._content, self._stamp, self.changed = content, stamp, now
        return True

    def _take(self, stamp: tuple[int, ...], content: bytes, now: float) -> None:
        self._stamp, self._content, self._unsure = stamp, content, 0
        self.changed = now
        self._told_still = False
        self.seen = self.seen or bool(content.strip())

    def _read(self, *, again: bool) -> tuple[tuple[int, ...], bytes] | None:
        """Its stamp and content; None where it is as it was. Asked of the open file: what a folder
        says of a file that is being written may be old on Windows."""
        if not stat.S_ISREG(self.path.stat().st_mode):  # a pipe would be waited for
            raise OSError(errno.EINVAL, "it is no file")
        with self.path.open("rb") as file:
            now = os.fstat(file.fileno())
            stamp = (now.st_ino, now.st_size, now.st_mtime_ns)
            if stamp == self._stamp and not again and not self._unsure:
                return None
            return stamp, file.read()
