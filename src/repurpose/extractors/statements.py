"""Statements: claims and lessons out of decks, and out of transcripts that name no speaker."""

from __future__ import annotations

from collections.abc import Iterator

from repurpose.extractors.reading import read
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext


class Statements:
    """A passage that tells something by itself."""

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        for passage in read(asset).passages:
            if passage.speaker is None:
                yield passage.snippet("statement")
