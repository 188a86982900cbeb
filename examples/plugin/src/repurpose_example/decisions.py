"""Finds what a meeting decided. The words after the label are taken as they stand."""

import re
from collections.abc import Iterator

from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext

LABEL = re.compile(r"(?:Decision|Beschluss|Décision|Decisione):\s+(.+)")


class Decisions:
    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        for segment in asset.segments:
            found = LABEL.fullmatch(segment.text)
            if found:
                yield Snippet(
                    kind="announcement", text=found[1], locator=segment.locator, score=0.9
                )
