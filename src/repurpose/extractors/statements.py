"""Statements: claims and lessons out of decks, and out of transcripts that name no speaker."""

from __future__ import annotations

from collections.abc import Iterator

from repurpose.extractors._candidates import candidates
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext

# What raises and lowers a statement, added to 0.25.
WEIGHTS = {"weight": 0.5, "stance": 0.05, "hedged": -0.15, "personal": -0.05}
MOST_STANCE, MOST_PERSONAL = 3, 4


class Statements:
    """A complete sentence that tells something by itself."""

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        for found in candidates(asset):
            if found.speaker is not None:
                continue
            score = (
                0.25
                + WEIGHTS["weight"] * found.weight
                + WEIGHTS["stance"] * min(found.stance, MOST_STANCE)
                + WEIGHTS["hedged"] * found.hedged
                + WEIGHTS["personal"] * min(found.personal, MOST_PERSONAL)
            )
            yield Snippet(
                kind="statement",
                text=found.text,
                locator=found.locator,
                score=score,
                language=found.language,
            )
