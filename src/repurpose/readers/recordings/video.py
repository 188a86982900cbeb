"""Videos."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from repurpose.model import Asset
from repurpose.protocols import ReadContext


class VideoReader:
    """One segment a cue of the subtitles, or a sentence of what is said."""

    suffixes: ClassVar[tuple[str, ...]] = (
        ".mp4",
        ".m4v",
        ".mov",
        ".mkv",
        ".webm",
        ".avi",
        ".wmv",
        ".asf",
        ".mpg",
        ".mpeg",
        ".mts",
        ".m2ts",
        ".flv",
        ".3gp",
        ".ogv",
    )

    def read(self, path: Path, context: ReadContext) -> Asset:
        from repurpose.readers.recordings import recording

        return recording.read(path, context, "video")

    def companions(self, path: Path) -> tuple[Path, ...]:
        """The files beside it that are read in its place."""
        from repurpose.readers.recordings import sidecars

        return tuple(sidecar.path for sidecar in sidecars.beside(path))
