"""The name and the version of the outbox's file."""

from __future__ import annotations

from pathlib import Path

from repurpose.errors import OutboxError

FILE_NAME = "outbox.db"
VERSION = 3


def refuse_newer(path: Path, version: int) -> None:
    """Raises OutboxError where the file was written by a newer version of repurpose."""
    if version > VERSION:
        raise OutboxError(
            f"this outbox was written by a newer version of repurpose "
            f"(outbox format {version}, this one knows {VERSION})",
            where=str(path),
            hint="update: pip install -U repurpose-cli",
        )
