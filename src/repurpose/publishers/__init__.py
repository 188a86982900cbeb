"""Post to Receipt: one module a platform."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from repurpose import plugins
from repurpose.errors import ConfigError, LoginError, RepurposeError
from repurpose.model import Channel
from repurpose.protocols import HandsOver, HandsOverUntilSetUp, PublishContext, Publisher

__all__ = ["hands_over", "lacking", "make"]


def make(channel: Channel, context: PublishContext) -> Publisher:
    """The publisher of a channel; where its account is not set up, one that hands over.

    Raises:
        ConfigError: there is none, or it cannot be made.
        LoginError: its login is not complete.
    """
    plugin = plugins.load("publishers", channel.name)
    try:
        if (lack := lacking(plugin, context)) is not None:
            from repurpose.publishers._not_set_up import not_set_up

            return not_set_up(plugin, context, lack)
        publisher: Publisher = plugins.make(plugin, context)
    except RepurposeError:
        raise
    except Exception as error:
        owner = plugins.owner("publishers", channel.name)
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise ConfigError(
            f"the publisher {channel.name!r} of {owner} cannot be made: {words}",
            where=f"channels.{channel.label}",
            hint=f"see what it needs: repurpose doctor --channels {channel.label}",
        ) from error
    return publisher


def lacking(plugin: Any, context: PublishContext) -> str | None:
    """What an account lacks before its posts can be sent, in a few words; None: nothing. A login that
    has ended is no lack: it is to be made anew."""
    if not isinstance(plugin, HandsOverUntilSetUp):
        return None
    try:
        return plugin.lacks(context)
    except LoginError:
        return None


def hands_over(channel: Channel, context: Callable[[Channel], PublishContext]) -> bool:
    """Whether a person puts the channel's posts up. Raises ConfigError: there is no publisher."""
    plugin = plugins.load("publishers", channel.name)
    if not isinstance(plugin, HandsOverUntilSetUp):
        return isinstance(plugin, HandsOver)
    return lacking(plugin, context(channel)) is not None
