"""Writes what was made."""

from __future__ import annotations

import tempfile
from pathlib import Path

from repurpose.errors import RepurposeError


def write(content: bytes, target: Path) -> Path:
    """All of it or nothing; folders that are missing are made.

    Raises:
        RepurposeError: it cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, suffix=".part") as room:
            part = Path(room) / target.name
            part.write_bytes(content)
            part.replace(target)
    except OSError as error:
        raise RepurposeError(
            f"the file cannot be written: {error.strerror}",
            where=str(target),
            hint="see that there is room and that you may write there",
        ) from error
    return target
