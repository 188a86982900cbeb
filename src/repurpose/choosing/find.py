"""What is chosen from."""

from __future__ import annotations

from dataclasses import dataclass

from repurpose.model import Asset, Snippet

FLOOR = 0.2  # of a score of 0 to 1: below it, rather no post


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A snippet, with the asset it comes from."""

    asset: Asset
    snippet: Snippet


def rank(find: Find) -> float:
    """For sorting, best first; equals stay in the order of the files and of their text."""
    return -find.snippet.score


def address(asset: Asset) -> str:
    """What the outbox knows an asset by: a page's address, or the whole path."""
    return asset.url or str(asset.path.resolve())
