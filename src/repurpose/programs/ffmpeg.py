"""ffmpeg as a child process that can follow no reference, with bounds for time, memory and output.

A playlist in disguise would make it open other files and addresses; so it may use containers of
recordings only, and files and pipes only (https://ffmpeg.org/ffmpeg-formats.html, format_whitelist).
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from repurpose.errors import SourceError

MOST_MEMORY = 1_000_000_000  # bytes of address space
MOST_MEMORY_TO_WRITE = 4_000_000_000  # the same, for encoders and their threads
_CONTAINERS = (
    "mov,mp4,matroska,webm,avi,mpegts,mpeg,mpegvideo,asf,flv,mxf,"
    "mp3,wav,w64,flac,ogg,aac,aiff,caf,ac3,eac3,amr"
)
_GUARDS = (
    *("-nostdin", "-hide_banner", "-threads", "1"),
    *("-protocol_whitelist", "file,pipe", "-format_whitelist", _CONTAINERS),
)
_TOLD = ("-y", "-nostats", "-progress", "pipe:1")
_PART = re.compile(r"^ [A-Z.|]{2,6} +(\w+)", re.MULTILINE)
_FAULT = re.compile(rb"\[(?:error|fatal|panic)\]|corrupt")  # other warnings say nothing of the file
_WRITTEN = re.compile(rb"out_time_us=(\d+)")


@cache
def program() -> str:
    """The system's ffmpeg, else the one that imageio-ffmpeg brings.

    Raises:
        SourceError: there is none.
    """
    for found in _programs():
        return found
    raise SourceError(
        "ffmpeg is not installed, which opens recordings",
        hint="install it as your system does: apt install ffmpeg, brew install ffmpeg, …",
    )


def program_that_has(*parts: str) -> str | None:
    """The first ffmpeg, in the order of `program`, that was built with all of these: names of filters
    and encoders ("ass", "libx264"). None where no one was."""
    return next((each for each in _programs() if set(parts) <= _parts(each)), None)


def _programs() -> Iterator[str]:
    if found := shutil.which("ffmpeg"):
        yield found
    with contextlib.suppress(ImportError, RuntimeError):
        import imageio_ffmpeg

        yield str(imageio_ffmpeg.get_ffmpeg_exe())


@cache
def _parts(program: str) -> frozenset[str]:
    """The names of the filters and encoders of a build; in both lists they stand behind flags."""
    names: set[str] = set()
    for listed in ("-filters", "-encoders"):
        words = [program, "-nostdin", "-hide_banner", "-loglevel", "quiet", listed]
        made = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        names.update(_PART.findall(made.stdout.decode("utf-8", errors="replace")))
    return frozenset(names)


def start(
    path: Path,
    *arguments: str,
    before: Sequence[str] = (),
    level: str = "quiet",
    stderr: bool = False,
) -> subprocess.Popen[bytes]:
    """ffmpeg at work on a file, with a pipe for its output, or for what it says (`stderr`).

    Args:
        before: Options of the file, such as from where on it is read.
    """
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    source = (*before, "-i", f"file:{path.absolute()}")
    process = subprocess.Popen(
        [program(), "-loglevel", level, *_GUARDS, *source, *arguments],
        stdin=nothing,
        stdout=nothing if stderr else pipe,
        stderr=pipe if stderr else nothing,
    )
    _bound_memory(process.pid, MOST_MEMORY)
    return process


def write(
    path: Path,
    *arguments: str,
    folder: Path,
    using: str,
    before: Sequence[str] = (),
    progress: Callable[[float], None] = lambda seconds: None,
    still: float = 300.0,
) -> bool:
    """Make files out of a recording.

    Args:
        arguments: Filters, and outputs with names relative to `folder`, which is the working
            directory.
        using: The ffmpeg (see `program_that_has`).
        before: Options of the file, such as from where on it is read.
        progress: Called with how many seconds are written.
        still: Seconds without progress after which it is ended.

    Returns:
        Whether it found nothing wrong. What cannot be decoded, it leaves away or fills, and goes on.

    Raises:
        SourceError: it failed; the files are not complete.
    """
    source = (*before, "-i", f"file:{path.absolute()}")
    process = subprocess.Popen(
        [using, "-loglevel", "level+warning", *_TOLD, *_GUARDS, *source, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
    )
    said: deque[bytes] = deque(maxlen=20)
    assert process.stdout is not None
    assert process.stderr is not None
    listener = threading.Thread(target=_listen, args=(process.stderr, said), daemon=True)
    try:
        _bound_memory(process.pid, MOST_MEMORY_TO_WRITE)
        listener.start()
        while line := _line(process, still):
            if (time := _WRITTEN.match(line)) is not None:
                progress(int(time[1]) / 1e6)
        code = process.wait()
    finally:
        process.kill()
        process.wait()
        listener.join()
        for pipe in (process.stdout, process.stderr):
            pipe.close()
    if code != 0:
        words = b" ".join(said).decode("utf-8", errors="replace").split()
        raise SourceError(
            f"ffmpeg could not write a clip of it: {' '.join(words)[-300:] or 'it was stopped'}",
            where=str(path),
            hint="see whether a player shows this part; copy or download the file again",
        )
    return not said


def _line(process: subprocess.Popen[bytes], still: float) -> bytes:
    """The next line of a process, which is ended where none comes."""
    assert process.stdout is not None
    alarm = threading.Timer(still, process.kill)
    alarm.daemon = True
    alarm.start()
    try:
        return process.stdout.readline()
    finally:
        alarm.cancel()


def _listen(pipe: IO[bytes], said: deque[bytes]) -> None:
    with contextlib.suppress(ValueError, OSError):  # closed while it is read
        said.extend(line for line in iter(pipe.readline, b"") if _FAULT.search(line))


def output(process: subprocess.Popen[bytes], most: int, seconds: float) -> bytes:
    """What a process writes, up to a size and for a time; then it is ended."""
    pipe: IO[bytes] | None = process.stdout or process.stderr
    assert pipe is not None
    alarm = threading.Timer(seconds, process.kill)
    alarm.daemon = True
    alarm.start()
    try:
        return pipe.read(most)
    finally:
        alarm.cancel()
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, if it still runs, and wait for it."""
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
    process.kill()
    process.wait()


def _bound_memory(pid: int, most: int) -> None:
    """Linux bounds another process's memory; elsewhere a damaged file is bounded by time only."""
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (most, most))
