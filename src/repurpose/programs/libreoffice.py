"""LibreOffice, where it is installed, as a converter of what nothing else opens: a process of its own
with a profile of its own, that is ended with all it started when it takes too long."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from repurpose.errors import SourceError

MOST_MEMORY = 6_000_000_000  # bytes of address space; it takes two for a deck
MOST_OUTPUT = 2_000_000_000  # bytes of a file that it writes
_NAMES = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
# https://api.libreoffice.org, officecfg: Office/Common.xcs (Security, Filter/PDF/Export)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export">
<prop oor:name="ExportHiddenSlides" oor:op="fuse"><value>true</value></prop>
<prop oor:name="ExportNotes" oor:op="fuse"><value>false</value></prop>
<prop oor:name="ExportNotesPages" oor:op="fuse"><value>false</value></prop>
<prop oor:name="ExportBookmarks" oor:op="fuse"><value>false</value></prop>
<prop oor:name="ExportFormFields" oor:op="fuse"><value>false</value></prop>
<prop oor:name="UseTaggedPDF" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Impress/Misc/NewDoc">
<prop oor:name="AutoPilot" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""
_SECONDS = 20  # a start takes two; with other programs at work, ten
_TICK = 0.03  # seconds
_TAIL = 64  # bytes, in which a PDF ends
_END_OF_PDF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")  # ISO 32000-1, 7.5.5
# Its first process starts others: they inherit the bounds. Where a system knows no such bound, there
# is none. POSIX counts files in blocks of 512 bytes, address space in kilobytes.
_BOUNDED = f"""ulimit -v {MOST_MEMORY // 1024} 2>/dev/null
ulimit -f {MOST_OUTPUT // 512} 2>/dev/null
exec "$@" """


def program() -> str | None:
    """Where LibreOffice is, if it is installed: as REPURPOSE_LIBREOFFICE says, on the path, or where
    its installer puts it on macOS and Windows."""
    said = os.environ.get("REPURPOSE_LIBREOFFICE")
    return next(
        (found for name in ([said] if said else _NAMES) if (found := shutil.which(name))), None
    )


@contextlib.contextmanager
def converted(path: Path, form: str, why: str) -> Iterator[Path]:
    """A copy of a file in another format ("pptx"), there as long as the block runs.

    Args:
        why: What is wrong with the file, for the message where it cannot be converted.

    Raises:
        SourceError: LibreOffice is not there, or does not open the file either.
    """
    found = program()
    if found is None:
        raise SourceError(
            why,
            where=str(path),
            hint="install LibreOffice, which opens many such files; or save it as .pptx",
        )
    with room() as folder:
        source = folder / f"source{path.suffix}"
        shutil.copyfile(path, source)
        target = None
        with contextlib.suppress(TimeoutError):
            target = convert(found, source, form, _SECONDS)
        if target is None:
            raise SourceError(
                f"{why}, and LibreOffice does not open it",
                where=str(path),
                hint="open it in the program that made it and save it as .pptx",
            )
        yield target


@contextlib.contextmanager
def room() -> Iterator[Path]:
    """A folder for what is converted and for LibreOffice's profile; it is gone after the block."""
    with tempfile.TemporaryDirectory(prefix="repurpose-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def convert(
    program: str,
    source: Path,
    form: str,
    seconds: float,
    waiting: Callable[[], None] = lambda: None,
) -> Path | None:
    """Convert a file in a `room`; what it becomes lies beside it. None where nothing came of it.
    Slides become PDF without notes and comments, hidden slides included.

    Args:
        form: The format, as its suffix, or with the filter that writes it: "pdf:impress_pdf_Export".
        seconds: Then it is ended.
        waiting: Called many times a second.

    Raises:
        TimeoutError: it took longer.
        OSError: no other program can be started.
    """
    folder = source.parent
    target = source.with_suffix(f".{form.partition(':')[0]}")
    _write_profile(folder / "profile" / "user")
    words = [
        program, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", form, "--outdir", str(folder), str(source),
    ]  # fmt: skip
    if os.name == "posix":
        words = ["/bin/sh", "-c", _BOUNDED, "sh", *words]
    process: subprocess.Popen[bytes] | None = None
    end = time.monotonic() + seconds
    try:
        with _uninterrupted():
            process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        while not (_ended(process, _TICK) or _is_whole_pdf(target)):
            if time.monotonic() > end:
                raise TimeoutError
            waiting()
    finally:
        if process is not None:
            _end(process)
    return target if target.exists() else None


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits: a process that has begun, but has no name yet, could not be ended."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _is_whole_pdf(file: Path) -> bool:
    """Whether it is written to its end: what a program does behind that need not be waited for."""
    try:
        with file.open("rb") as content:
            size = content.seek(0, os.SEEK_END)
            content.seek(max(0, size - _TAIL))
            end = _END_OF_PDF.search(content.read())
    except OSError:
        return False
    return end is not None and int(end[1]) < size


def _write_profile(folder: Path) -> None:
    """No macros, and nothing that the file refers to is fetched."""
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")


def _end(process: subprocess.Popen[bytes]) -> None:
    """The launcher starts another process, which must not outlive it."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
