"""LibreOffice, where it is installed, as a converter of what nothing else opens: a process of its own
with a profile of its own, that is ended with all it started when it takes too long."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from repurpose.errors import SourceError

_NAMES = ("soffice", "libreoffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Impress/Misc/NewDoc">
<prop oor:name="AutoPilot" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""
_SECONDS = 8  # a start takes three


def program() -> str | None:
    """Where LibreOffice is, if it is installed."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


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
    with tempfile.TemporaryDirectory(prefix="repurpose-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        source = room / f"source{path.suffix}"
        shutil.copyfile(path, source)
        _write_profile(room / "profile" / "user")
        _run(found, source, form, room)
        target = room / f"source.{form}"
        if not target.exists():
            raise SourceError(
                f"{why}, and LibreOffice does not open it",
                where=str(path),
                hint="open it in the program that made it and save it as .pptx",
            )
        yield target


def _write_profile(folder: Path) -> None:
    """No macros, and nothing that the file refers to is fetched."""
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")


def _run(program: str, source: Path, form: str, room: Path) -> None:
    words = [
        program, "--headless", "--norestore", f"-env:UserInstallation={(room / 'profile').as_uri()}",
        "--convert-to", form, "--outdir", str(room), str(source),
    ]  # fmt: skip
    process = subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The launcher starts another process, which must not outlive it."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
