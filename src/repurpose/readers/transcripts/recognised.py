"""What recognisers and editors write: JSON (Whisper, AWS, Google, Teams, Otter …) and tables."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from repurpose.model import Asset
from repurpose.protocols import ReadContext


class RecognisedReader:
    """One segment a stretch as the file cuts it, or a sentence where it has single words."""

    suffixes: ClassVar[tuple[str, ...]] = (".json", ".tsv", ".csv")

    def read(self, path: Path, context: ReadContext) -> Asset:
        from repurpose.readers.transcripts import content

        return content.read(path, context)
