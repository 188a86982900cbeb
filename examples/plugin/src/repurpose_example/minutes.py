"""Reads the minutes of a meeting: one item a line, the first line is the title."""

import hashlib
from pathlib import Path

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Segment
from repurpose.protocols import ReadContext
from repurpose.text.language import recognise


class MinutesReader:
    suffixes = (".minutes",)

    def read(self, path: Path, context: ReadContext) -> Asset:
        content = path.read_bytes()
        lines = content.decode("utf-8").splitlines()
        segments = tuple(
            Segment(text=line.strip(), role="body", locator=Locator(line=number))
            for number, line in enumerate(lines, start=1)
            if line.strip()
        )
        if not segments:
            raise SourceError("holds no text", where=str(path))
        return Asset(
            path=path,
            kind="document",
            title=segments[0].text,
            language=context.language or recognise(" ".join(lines)),
            sha256=hashlib.sha256(content).hexdigest(),
            segments=segments,
        )
