"""A channel that could be published to, and is put up by hand until its account is set up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from repurpose import channels
from repurpose.errors import ByHand
from repurpose.model import Post, Receipt, Rules
from repurpose.protocols import PublishContext, Publisher, Secret


def not_set_up(plugin: Any, context: PublishContext, lack: str) -> Publisher:
    """A publisher that hands over, and says what is missing."""
    name = channels.name_of(context.channel)

    class NotSetUp:
        """Sends nothing."""

        rules: ClassVar[Rules] = plugin.rules
        options: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
        secrets: ClassVar[Sequence[Secret]] = ()
        duplicate_window: ClassVar[int] = 0
        hands_over: ClassVar[bool] = True

        def __init__(self, context: PublishContext) -> None:
            pass

        def publish(self, post: Post, key: str) -> Receipt:
            raise ByHand(
                f"posts for {name} are put up by hand: {lack}",
                where=post.id,
                hint=f"see it: repurpose outbox show {post.id}; when it is live: "
                f"repurpose outbox done {post.id} ADDRESS",
            )

        def find(self, post: Post, key: str) -> Receipt | None:
            return None

    return NotSetUp(context)
