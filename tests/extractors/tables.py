"""One line as an asset, and what of one kind is found in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from repurpose.extractors import extract
from repurpose.model import Asset, AssetKind, Locator, Segment, Snippet
from repurpose.protocols import ExtractContext


def deck(language: str, *lines: str, title: str = "Thema", day: str | None = None) -> Asset:
    """A deck of two slides; the lines stand on the second, under the title."""
    place = Locator(slide=2)
    return Asset(
        path=Path("a.pptx"), kind="deck", title="", language=language, sha256="0" * 64, date=day,
        segments=(
            Segment(text="Firma", role="title", locator=Locator(slide=1)),
            Segment(text=title, role="title", locator=place),
            *(Segment(text=line, role="body", locator=place) for line in lines),
        ),
    )  # fmt: skip


def talk(language: str, *turns: tuple[str | None, str], kind: AssetKind = "transcript") -> Asset:
    """A transcript of turns (speaker, text), ten seconds each."""
    return Asset(
        path=Path("a.vtt"), kind=kind, title="", language=language, sha256="1" * 64,
        segments=tuple(
            Segment(text=text, role="speech", speaker=who, locator=Locator(start=n * 10.0, end=n * 10.0 + 9))
            for n, (who, text) in enumerate(turns)
        ),
    )  # fmt: skip


def found(asset: Asset, kind: str, today: date | None = None) -> list[Snippet]:
    """The snippets of one kind; whatever is refused is an error."""
    extraction = extract(asset, ExtractContext(today=today), kinds=frozenset({kind}))
    assert extraction.errors == ()
    assert {snippet.kind for snippet in extraction.snippets} <= {kind}
    return sorted(extraction.snippets, key=lambda snippet: asset_place(asset, snippet))


def asset_place(asset: Asset, snippet: Snippet) -> int:
    texts = [segment.text for segment in asset.segments]
    return next((n for n, text in enumerate(texts) if snippet.text in text), len(texts))


def lines(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in table.items() for text in texts]
