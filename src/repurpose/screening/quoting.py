"""Who is quoted inside a text: "«Der Boden ist knapp», sagt Regula Hasler."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.screening import people
from repurpose.screening.said import Said

_SAYS = (
    r"sagte?|sagten|meinte?|erklärte?|findet|fand|schreibt|schrieb|betonte?|so|laut|says?|said|writes?|wrote|explains?|explained|"
    r"according to|puts it|dit|a dit|écrit|explique|selon|comme le dit|dice|disse|ha detto|scrive|spiega|secondo"
)
_BEFORE = re.compile(rf"\b(?:{_SAYS})(?: auch| es| uns)?[ :]{{1,2}}$", re.IGNORECASE)
_AFTER = re.compile(rf"(?:\s*\([^)]{{1,60}}\))?[,:]?\s{{0,2}}(?:(?:{_SAYS})\b|:)", re.IGNORECASE)
_MARK = re.compile(r"[«»„“”\"]|:\s")


def quoted(said: Said) -> Iterator[tuple[int, int]]:
    """Where the people stand whom a text quotes, in quotation marks or behind a colon."""
    if not _MARK.search(said.text):
        return
    for start, end in people.persons(said):
        before = said.text[max(0, start - 30) : start]
        if _BEFORE.search(before) or _AFTER.match(said.text, end):
            yield start, end
