"""Channels whose posts a person puts up: they are drafted, fitted and illustrated like all others, and
handed over instead of sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from repurpose import channels
from repurpose.errors import ByHand
from repurpose.model import LinkPlace, Post, Receipt, Rules
from repurpose.protocols import PublishContext, Secret


class _HandOver:
    """What these channels share: nothing is ever sent."""

    name: ClassVar[str]
    rules: ClassVar[Rules]
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    secrets: ClassVar[Sequence[Secret]] = ()
    duplicate_window: ClassVar[int] = 0
    hands_over: ClassVar[bool] = True
    link_places: ClassVar[Sequence[LinkPlace]] = ("text", "card", "comment", "none")

    def __init__(self, context: PublishContext) -> None:
        self._label = context.channel

    def __init_subclass__(cls, name: str) -> None:
        cls.name, cls.rules = channels.name_of(name), channels.rules_of(name)

    def publish(self, post: Post, key: str) -> Receipt:
        raise ByHand(
            f"posts for {self.name} are put up by hand",
            where=post.id,
            hint=f"see it: repurpose outbox show {post.id}; when it is live: "
            f"repurpose outbox done {post.id} ADDRESS",
        )

    def find(self, post: Post, key: str) -> Receipt | None:
        return None


class Xing(_HandOver, name="xing"):
    """A profile, a company's page or a group."""


class SlideShare(_HandOver, name="slideshare"):
    """A deck's title, description and tags."""


class Scribd(_HandOver, name="scribd"):
    """A document's title, description and tags."""
