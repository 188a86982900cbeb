"""The platforms that the sandbox has, by their channels. A module is loaded when it is
needed; behind the colon stands the object in it, where there are several."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, cast

from repurpose.sandbox.platform import Platform

PLATFORMS = {
    "twitter": "repurpose.sandbox.x.platform",
    "linkedin": "repurpose.sandbox.linkedin.platform",
    "facebook": "repurpose.sandbox.facebook.platform",
    "instagram": "repurpose.sandbox.instagram.platform",
    "threads": "repurpose.sandbox.threads.platform",
    "blog": "repurpose.sandbox.wordpress.platform:BLOG",
    "homepage": "repurpose.sandbox.wordpress.platform:HOMEPAGE",
    "mastodon": "repurpose.sandbox.mastodon.platform",
    "bluesky": "repurpose.sandbox.bluesky.platform",
    "youtube": "repurpose.sandbox.youtube.platform",
    "webhook": "repurpose.sandbox.webhook.platform",
    "apprise": "repurpose.sandbox.chat.platform",
}

if TYPE_CHECKING:  # each of them is one
    from repurpose.sandbox.bluesky import platform as bluesky
    from repurpose.sandbox.chat import platform as chat
    from repurpose.sandbox.facebook import platform as facebook
    from repurpose.sandbox.instagram import platform as instagram
    from repurpose.sandbox.linkedin import platform as linkedin
    from repurpose.sandbox.mastodon import platform as mastodon
    from repurpose.sandbox.threads import platform as threads
    from repurpose.sandbox.webhook import platform as webhook
    from repurpose.sandbox.wordpress.platform import BLOG, HOMEPAGE
    from repurpose.sandbox.x import platform as x
    from repurpose.sandbox.youtube import platform as youtube

    _META: tuple[Platform, ...] = (facebook, instagram, threads)
    _OWN: tuple[Platform, ...] = (BLOG, HOMEPAGE, webhook, chat)
    _ALL: tuple[Platform, ...] = (x, linkedin, youtube, mastodon, bluesky, *_OWN, *_META)


@cache
def platform(channel: str) -> Platform:
    """The platform of a channel that is in PLATFORMS."""
    place, _, name = PLATFORMS[channel].partition(":")
    module = importlib.import_module(place)
    return cast("Platform", getattr(module, name) if name else module)
