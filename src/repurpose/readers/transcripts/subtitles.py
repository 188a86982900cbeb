"""Subtitles: WebVTT, SubRip (.srt), SubViewer (.sbv), SubStation Alpha (.ass, .ssa)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from repurpose.model import Asset
from repurpose.protocols import ReadContext


class SubtitleReader:
    """One segment a cue, with its speaker where the file names speakers."""

    suffixes: ClassVar[tuple[str, ...]] = (".vtt", ".srt", ".sbv", ".ass", ".ssa")

    def read(self, path: Path, context: ReadContext) -> Asset:
        from repurpose.readers.transcripts import content

        return content.read(path, context)
