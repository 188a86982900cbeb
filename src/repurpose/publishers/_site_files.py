"""Files of a site: there whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write(target: Path, content: bytes) -> bool:
    """Write a file, and the folders above it. False: it stands there already just so.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    return True
