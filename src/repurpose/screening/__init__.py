"""What a snippet holds that should not be posted unless the user says so: advertising, and what is
sensitive. One module a family; each looks at the words alone, offline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repurpose.model import Asset, Hold, Snippet
from repurpose.screening.reasons import REASONS, may_be_allowed

__all__ = ["REASONS", "Policy", "may_be_allowed", "screen", "screen_all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the user says about holding back.

    Attributes:
        company: The names of one's own firm.
        do_not_name: People, firms and projects that no post may name.
        consent: Who agreed to be quoted; None: the user keeps no such list.
        allow: Reasons, and ids of snippets, that hold nothing back.
    """

    company: tuple[str, ...] = ()
    do_not_name: tuple[str, ...] = ()
    consent: tuple[str, ...] | None = None
    allow: frozenset[str] = frozenset()


def screen(snippet: Snippet, asset: Asset, policy: Policy) -> tuple[Hold, ...]:
    """Why a snippet is held back; empty where nothing speaks against it.

    Args:
        asset: The whole of what it comes from, private segments too: what stands there around the
            snippet is looked at.
    """
    return screen_all([snippet], asset, policy)[0]


def screen_all(snippets: Sequence[Snippet], asset: Asset, policy: Policy) -> list[tuple[Hold, ...]]:
    """The same for several snippets of one asset, which is looked at once."""
    from repurpose.screening.screens import Screens  # word lists: not for commands without any

    screens = Screens(asset, policy)
    return [screens.holds(snippet) for snippet in snippets]
