"""Quotes: what a known speaker said, and what stands alone."""

from __future__ import annotations

from collections.abc import Iterator

from repurpose.extractors.reading import read
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext


class Quotes:
    """A passage of a known speaker."""

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        for passage in read(asset).passages:
            if passage.speaker is not None:
                yield passage.snippet("quote")
