"""ffmpeg as a child process that can follow no reference, with bounds for time, memory and output.

A playlist in disguise would make it open other files and addresses; so it may use containers of
recordings only, and files and pipes only (https://ffmpeg.org/ffmpeg-formats.html, format_whitelist).
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import threading
from functools import cache
from pathlib import Path
from typing import IO

from repurpose.errors import SourceError

MOST_MEMORY = 1_000_000_000  # bytes of address space
_CONTAINERS = (
    "mov,mp4,matroska,webm,avi,mpegts,mpeg,mpegvideo,asf,flv,mxf,"
    "mp3,wav,w64,flac,ogg,aac,aiff,caf,ac3,eac3,amr"
)
_GUARDS = (
    *("-nostdin", "-hide_banner", "-threads", "1"),
    *("-protocol_whitelist", "file,pipe", "-format_whitelist", _CONTAINERS),
)


@cache
def program() -> str:
    """The system's ffmpeg, else the one that imageio-ffmpeg brings.

    Raises:
        SourceError: there is none.
    """
    if found := shutil.which("ffmpeg"):
        return found
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        raise SourceError(
            "ffmpeg is not installed, which opens recordings",
            hint="install it as your system does: apt install ffmpeg, brew install ffmpeg, …",
        ) from None


def start(
    path: Path, *arguments: str, level: str = "quiet", stderr: bool = False
) -> subprocess.Popen[bytes]:
    """ffmpeg at work on a file, with a pipe for its output, or for what it says (`stderr`)."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    source = ("-i", f"file:{path.absolute()}")
    process = subprocess.Popen(
        [program(), "-loglevel", level, *_GUARDS, *source, *arguments],
        stdin=nothing,
        stdout=nothing if stderr else pipe,
        stderr=pipe if stderr else nothing,
    )
    _bound_memory(process.pid)
    return process


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


def _bound_memory(pid: int) -> None:
    """Linux bounds another process's memory; elsewhere a damaged file is bounded by time only."""
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
