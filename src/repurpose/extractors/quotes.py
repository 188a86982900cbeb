"""Quotes: what a known speaker said, and what stands alone."""

from __future__ import annotations

from collections.abc import Iterator

from repurpose.extractors._candidates import candidates
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext

# What raises and lowers a quote, added to 0.25.
WEIGHTS = {"weight": 0.45, "stance": 0.08, "hedged": -0.2, "personal": -0.06, "short": 0.08}
MOST_STANCE, MOST_PERSONAL = 3, 4


class Quotes:
    """A sentence of a speaker. Demands and judgements are quoted rather than reports."""

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        for found in candidates(asset):
            if found.speaker is None:
                continue
            score = (
                0.25
                + WEIGHTS["weight"] * found.weight
                + WEIGHTS["stance"] * min(found.stance, MOST_STANCE)
                + WEIGHTS["hedged"] * found.hedged
                + WEIGHTS["personal"] * min(found.personal, MOST_PERSONAL)
                + WEIGHTS["short"] * (len(found.text) <= 200)
            )
            yield Snippet(
                kind="quote",
                text=found.text,
                speaker=found.speaker,
                locator=found.locator,
                score=score,
                language=found.language,
            )
