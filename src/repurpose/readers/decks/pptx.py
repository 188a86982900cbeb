"""PowerPoint decks since 2007, in every form that PowerPoint opens: presentations, shows and
templates, with and without macros, protected with a password or not."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from repurpose.model import Asset
from repurpose.protocols import ReadContext
from repurpose.readers import recognition
from repurpose.readers.decks import presentation
from repurpose.readers.protection import unlocked


class PptxReader:
    """Titles, body in reading order, tables, charts, diagrams, notes, comments, hidden slides."""

    suffixes: ClassVar[tuple[str, ...]] = tuple(sorted(recognition.DECKS))

    def read(self, path: Path, context: ReadContext) -> Asset:
        return presentation.read(unlocked(path, context), path, context)
