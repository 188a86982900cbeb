"""Single keys from the terminal, without waiting for them."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator

CLOSED = "\x04"  # the terminal is gone, or Ctrl-D

if sys.platform == "win32":
    import msvcrt

    class Keys:
        """Use it as a context manager."""

        def __enter__(self) -> Keys:
            return self

        def __exit__(self, *exc_info: object) -> None:
            return None

        def get(self, seconds: float) -> str | None:
            """The next key within so many seconds.

            Raises:
                KeyboardInterrupt: Ctrl-C.
            """
            until = time.monotonic() + seconds
            while not msvcrt.kbhit():
                if time.monotonic() >= until:
                    return None
                time.sleep(0.05)
            key = msvcrt.getwch()
            if key == "\x03":
                raise KeyboardInterrupt
            return key

        def forget(self) -> None:
            """Drop what was typed until now."""
            while msvcrt.kbhit():
                msvcrt.getwch()

        @contextlib.contextmanager
        def lent(self) -> Iterator[None]:
            """The terminal as other programs expect it."""
            yield

else:
    import select
    import termios
    import tty

    class Keys:
        """Use it as a context manager: it gives the terminal back as it was."""

        def __init__(self) -> None:
            self._file = sys.stdin.fileno()
            self._before = termios.tcgetattr(self._file)
            self._typed = ""

        def __enter__(self) -> Keys:
            tty.setcbreak(self._file)
            return self

        def __exit__(self, *exc_info: object) -> None:
            termios.tcsetattr(self._file, termios.TCSADRAIN, self._before)

        def get(self, seconds: float) -> str | None:
            """The next key within so many seconds.

            Raises:
                KeyboardInterrupt: Ctrl-C.
            """
            if not self._typed:
                ready, _, _ = select.select([self._file], [], [], max(0.0, seconds))
                if not ready:
                    return None
                try:
                    self._typed = os.read(self._file, 64).decode("utf-8", "replace")
                except OSError:
                    self._typed = ""
                if not self._typed:
                    return CLOSED
            key, self._typed = self._typed[0], self._typed[1:]
            return key

        def forget(self) -> None:
            """Drop what was typed until now."""
            self._typed = ""
            termios.tcflush(self._file, termios.TCIFLUSH)

        @contextlib.contextmanager
        def lent(self) -> Iterator[None]:
            """The terminal as other programs expect it."""
            termios.tcsetattr(self._file, termios.TCSADRAIN, self._before)
            try:
                yield
            finally:
                tty.setcbreak(self._file)
                self.forget()
