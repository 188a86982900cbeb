"""Finds as extractors hand them on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from repurpose.choosing.find import Find
from repurpose.model import Asset, Channel, Locator, Rules, Segment, Snippet

X = Channel(name="twitter", account="default", rules=Rules(limit=280, measure="weighted"))
LINKEDIN = Channel(name="linkedin", account="default", rules=Rules(limit=3000, measure="utf16"))


def deck(name: str, language: str, *slides: Sequence[str]) -> Asset:
    """A deck of body lines."""
    segments = [
        Segment(text=line, role="body", locator=Locator(slide=number))
        for number, lines in enumerate(slides, start=1)
        for line in lines
    ]
    return Asset(
        path=Path(f"{name}.pptx"),
        kind="deck",
        title=name,
        language=language,
        sha256=hashlib.sha256(repr((name, slides)).encode()).hexdigest(),
        segments=tuple(segments),
    )


def each_line(asset: Asset) -> list[Find]:
    """Every line of it as a find."""
    return [
        find(asset, segment.text, segment.locator, language=asset.language)
        for segment in asset.segments
    ]


def find(asset: Asset, text: str, locator: Locator, **more: Any) -> Find:
    values: dict[str, Any] = {"kind": "statement", **more}
    return Find(asset=asset, snippet=Snippet(text=text, locator=locator, **values))
