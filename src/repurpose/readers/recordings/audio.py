"""Sound without pictures."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from repurpose.model import Asset
from repurpose.protocols import ReadContext


class AudioReader:
    """One segment a cue of the transcript beside it, or a sentence of what is said."""

    suffixes: ClassVar[tuple[str, ...]] = (
        ".mp3",
        ".m4a",
        ".m4b",
        ".wav",
        ".flac",
        ".ogg",
        ".oga",
        ".opus",
        ".aac",
        ".wma",
        ".aif",
        ".aiff",
    )

    def read(self, path: Path, context: ReadContext) -> Asset:
        from repurpose.readers.recordings import recording

        return recording.read(path, context, "audio")

    def companions(self, path: Path) -> tuple[Path, ...]:
        """The files beside it that are read in its place."""
        from repurpose.readers.recordings import sidecars

        return tuple(sidecar.path for sidecar in sidecars.beside(path))
