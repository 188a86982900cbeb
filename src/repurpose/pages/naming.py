"""What a page is called."""

from __future__ import annotations

from repurpose.extractors import public
from repurpose.model import Asset
from repurpose.rendering.headings import known_title


def title_of(asset: Asset) -> str:
    """The asset's own title; where it has none, the first heading that is shown, else its file's
    name."""
    if title := known_title(asset):
        return title
    headings = (
        " ".join(segment.text.split()).rstrip(" :;,–—-")
        for segment in public(asset, frozenset()).segments
        if segment.role == "title"
    )
    first = next((each for each in headings if any(c.isalpha() for c in each)), "")
    if asset.kind in ("deck", "document", "page") and 0 < len(first) <= 150:
        return first
    return asset.path.stem
