"""What nobody but the firm may see: taken away before any extractor looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from repurpose.model import Asset, Segment
from repurpose.text.confidentiality import is_mark


def public(asset: Asset, include: frozenset[str]) -> Asset:
    """The asset without speaker notes, hidden slides and slides marked confidential. Of a document
    without pages nothing is left where it is marked.

    Args:
        include: "notes", "hidden" and "confidential" where the user wants those used.
    """
    marked = set() if "confidential" in include else _marked(asset)
    kept = tuple(s for s in _visible(asset.segments, include) if s.locator.sheet not in marked)
    return replace(asset, segments=kept)


def _marked(asset: Asset) -> set[int | None]:
    """The sheets of which a text says that they are confidential. What is on no sheet is said by
    somebody, or one slide's affair, but in a document it is about the whole."""
    whole = asset.kind in ("document", "page")
    return {
        s.locator.sheet
        for s in asset.segments
        if (whole or s.locator.sheet is not None) and is_mark(s.text)
    }


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
