"""What nobody but the firm may see: taken away before any extractor looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from repurpose.model import Asset, Segment

# A mark, not a word in a sentence: the whole of a short text, or its beginning before a stop.
_MARK = re.compile(
    r"\W*(?:streng |strictly |strettamente |strictement )?"
    r"(?:vertraulich|confidential|confidentiel(?:le)?|confidenziale|riservato|(?:rein )?intern|"
    r"internal|interne|interno|(?:nur )?für (?:den )?internen gebrauch|(?:for )?internal use(?: only)?|"
    r"usage interne|(?:per )?uso interno|not for (?:distribution|publication)|nicht zur veröffentlichung|"
    r"company confidential|proprietary and confidential|ne pas diffuser|non divulgare)"
    r"(?:$|\W*$|\s*[:–—|(/©-].*|\s*(?:und|and|et|e)\s+\w+\W*$)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r".{0,60}[-–—|/©(]\s*(?:vertraulich|confidential|confidentiel|riservato|confidenziale|"
    r"internal use only|nur intern|intern)\W*$",
    re.IGNORECASE,
)


def public(asset: Asset, include: frozenset[str]) -> Asset:
    """The asset without speaker notes, hidden slides and slides marked confidential.

    Args:
        include: "notes" and "hidden" where the user wants those used.
    """
    marked = {s.locator.sheet for s in asset.segments if is_mark(s.text)} - {None}
    kept = tuple(s for s in _visible(asset.segments, include) if s.locator.sheet not in marked)
    return replace(asset, segments=kept)


def is_mark(text: str) -> bool:
    """Whether a text says that what stands beside it is confidential."""
    return bool(_MARK.match(text) or (len(text) < 90 and _TRAILING.match(text)))


def _visible(segments: Sequence[Segment], include: frozenset[str]) -> Iterator[Segment]:
    """A slide of which nothing is shown is a hidden one; its notes are hidden with it."""
    shown = {s.locator.sheet for s in segments if not s.hidden}
    for segment in segments:
        on_hidden = segment.locator.sheet not in shown
        if segment.role == "notes":
            seen = "notes" in include and (not on_hidden or "hidden" in include)
        else:
            seen = not segment.hidden or "hidden" in include
        if seen:
            yield segment
