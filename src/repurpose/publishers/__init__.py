"""Post to Receipt: one module a platform."""

from __future__ import annotations

from repurpose import plugins
from repurpose.errors import ConfigError, RepurposeError
from repurpose.model import Channel
from repurpose.protocols import PublishContext, Publisher

__all__ = ["make"]


def make(channel: Channel, context: PublishContext) -> Publisher:
    """The publisher of a channel.

    Raises:
        ConfigError: there is none, or it cannot be made.
        LoginError: its login is not complete.
    """
    plugin = plugins.load("publishers", channel.name)
    try:
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
