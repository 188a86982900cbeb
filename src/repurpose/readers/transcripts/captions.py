"""Captions in XML: TTML and DFXP, those of YouTube (.srv1 to .srv3), Transcriber (.trs)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from repurpose.model import Asset
from repurpose.protocols import ReadContext


class CaptionReader:
    """One segment a cue; other XML is refused."""

    suffixes: ClassVar[tuple[str, ...]] = (".ttml", ".dfxp", ".xml", ".srv1", ".srv2", ".srv3", ".trs")  # fmt: skip

    def read(self, path: Path, context: ReadContext) -> Asset:
        from repurpose.readers.transcripts import content

        return content.read(path, context)
