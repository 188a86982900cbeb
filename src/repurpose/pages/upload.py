"""What SlideShare and Scribd ask for at an upload: the PDF is there already; these are the texts.

Both take files only by hand, on pages of their own. One package fits both: each text keeps within the
smaller of the two limits (see `repurpose.channels`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repurpose import channels
from repurpose.model import Asset
from repurpose.pages.statements import Statement
from repurpose.pages.tags import salient

WHERE = ("slideshare", "scribd")
_STATEMENTS = 4  # in a description


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """`title`, `description` as they are pasted; `tags` without #."""

    title: str
    description: str
    tags: tuple[str, ...]


def package(
    title: str,
    asset: Asset,
    statements: Sequence[Statement],
    *,
    hashtags: Iterable[str] = (),
    call_to_action: str | None = None,
    link: str | None = None,
) -> Package:
    """The texts of an upload.

    Args:
        asset: What is public of the deck.
        statements: The deck's best, in their order; the description is made of them.
        hashtags, call_to_action, link: The user's own.
    """
    rules = [channels.rules_of(name) for name in WHERE]
    limit = min(each.limit for each in rules)
    most_title = min(each.title[1] for each in rules if each.title)
    most_tags = min(each.tags[1] for each in rules if each.tags)
    own = [word.removeprefix("#") for word in hashtags]
    own_words = {word.casefold() for word in own}
    found = [word for word in salient(asset) if word.casefold() not in own_words]
    end = " ".join(part for part in (call_to_action if link else None, link) if part)
    return Package(
        title=_cut(title, most_title),
        description=_description(statements, end, limit),
        tags=tuple([*own, *found][:most_tags]),
    )


def description(statements: Sequence[Statement]) -> str:
    """The strongest statements in their order, verbatim, a paragraph each."""
    plain = [s for s in statements if not s.points and s.snippet.kind != "announcement"]
    best = sorted(plain, key=lambda s: -s.snippet.score)[:_STATEMENTS]
    return "\n\n".join("\n\n".join(s.paragraphs) for s in plain if s in best)


def _description(statements: Sequence[Statement], end: str, limit: int) -> str:
    """As many statements as there is room for."""
    for count in range(len(statements), -1, -1):
        text = "\n\n".join(part for part in (description(statements[:count]), end) if part)
        if len(text) <= limit:
            return text
    return ""


def _cut(title: str, limit: int) -> str:
    """A title that is too long ends at a word."""
    if len(title) <= limit:
        return title
    return f"{title[: limit - 1].rpartition(' ')[0]}…"
