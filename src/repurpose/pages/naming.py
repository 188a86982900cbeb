"""What a page is called."""

from __future__ import annotations

import re

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
    return _readable(asset.path.stem)


def _readable(stem: str) -> str:
    """The name of a file as words: "244-2023-08-30-Wie-wir-bauen" is "Wie wir bauen"."""
    if " " in stem:
        return stem
    words = [word for word in re.split(r"[-_]+", stem) if word]
    while len(words) > 1 and not any(c.isalpha() for c in words[0]):
        del words[0]
    return " ".join(words) if len(words) > 1 else stem
