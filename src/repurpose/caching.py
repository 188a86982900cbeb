"""Folders of what is dear to make twice: private, bounded, and always safe to throw away."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import time
from collections.abc import Collection
from pathlib import Path

_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# https://bford.info/cachedir/\n"


def prepare(folder: Path) -> None:
    """Make the folder, if that can be: only for this user, out of version control and out of
    backups. It lies in the folder of all that is kept, which lies in that of the outbox."""
    try:
        folder.parent.parent.mkdir(parents=True, exist_ok=True)
        for place in (folder.parent, folder):
            place.mkdir(mode=0o700, exist_ok=True)
        for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
            if not (folder.parent / name).exists():
                (folder.parent / name).write_text(text, "utf-8")
    except OSError:
        return


def trim(
    folder: Path,
    suffixes: tuple[str, ...],
    most_bytes: int,
    most_days: float,
    spare: Collection[Path] = (),
) -> None:
    """Throw away what was not used for `most_days`, and the oldest above `most_bytes`.

    Args:
        suffixes: How the names of what may be thrown away end.
        spare: What stays, whatever its age and size.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        kept = [(e.stat(), Path(e.path)) for e in entries if e.name.endswith(suffixes)]
        kept.sort(key=lambda each: each[0].st_mtime, reverse=True)
        oldest, size = time.time() - 86_400 * most_days, 0
        for about, path in kept:
            size += about.st_size
            if path not in spare and (about.st_mtime < oldest or size > most_bytes):
                _throw_away(path, about)


def _throw_away(path: Path, about: os.stat_result) -> None:
    with contextlib.suppress(OSError):
        if stat.S_ISDIR(about.st_mode):
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
