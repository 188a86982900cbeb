"""What is put up to be seen whole (a video, a deck) goes first: the posts that link to it wait until it
is live, and get its address then. Until then a mark stands in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from repurpose.model import AssetKind, Event, Part, Rules

# .invalid never leads anywhere (RFC 6761); as long as most addresses of videos.
_MARK = re.compile(r"https://waits\.invalid/([0-9a-f]{12})")


def hosts(rules: Rules) -> tuple[str, frozenset[AssetKind]] | None:
    """What a channel puts up that takes nothing else, in words and as kinds of assets: videos, or decks
    and documents."""
    if not rules.needs_media or rules.images:
        return None
    if rules.videos:
        return "videos", frozenset({"video"})
    return "decks and documents", frozenset({"deck", "document"})


class Links:
    """What posts about an asset link to: where the asset, or another one of the same event, is put up
    to be seen whole.

    Args:
        hosts: The address, or the id of the post that will have one, by the asset's sha256.
    """

    def __init__(self, events: Sequence[Event], hosts: Mapping[str, str]) -> None:
        self._events = events
        self._hosts = dict(hosts)

    def note(self, asset: str, post: str) -> None:
        """A post of this run puts an asset up; one that is up already stays."""
        self._hosts.setdefault(asset, post)

    def of(self, asset: str) -> str | None:
        """An address, or the mark that stands for it; None where nothing is put up."""
        together = [a for event in self._events if asset in event.assets for a in event.assets]
        host = next((h for a in (asset, *together) if (h := self._hosts.get(a))), None)
        return host if host is None or "://" in host else mark(host)


def mark(post: str) -> str:
    """What stands for the address of a post, by its id."""
    return f"https://waits.invalid/{post}"


def awaited(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The ids of the posts whose addresses are missing, in order."""
    words = "\n".join(text for part in parts for text in _texts(part))
    return tuple(dict.fromkeys(_MARK.findall(words)))


def filled(parts: tuple[Part, ...], addresses: Mapping[str, str]) -> tuple[Part, ...]:
    """The parts with the addresses of posts, by their ids; what has none yet keeps its mark."""
    return tuple(_replaced(part, lambda id_: addresses.get(id_, mark(id_))) for part in parts)


def in_words(text: str, name: Callable[[str], str]) -> str:
    """A text as a person reads it: each mark in words. `name`: of a post, by its id."""
    return _MARK.sub(lambda found: name(found[1]), text)


def _texts(part: Part) -> list[str]:
    return [part.text, part.link or "", part.comment or ""]


def _replaced(part: Part, address: Callable[[str], str]) -> Part:
    text, link, comment = (in_words(text, address) for text in _texts(part))
    return replace(
        part,
        text=text,
        link=link if part.link is not None else None,
        comment=comment if part.comment is not None else None,
    )
