"""The platforms that the sandbox has, by their channels. A module is loaded when it is needed."""

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
}

if TYPE_CHECKING:  # each of them is one
    from repurpose.sandbox.facebook import platform as facebook
    from repurpose.sandbox.instagram import platform as instagram
    from repurpose.sandbox.linkedin import platform as linkedin
    from repurpose.sandbox.threads import platform as threads
    from repurpose.sandbox.x import platform as x

    _ALL: tuple[Platform, ...] = (x, linkedin, facebook, instagram, threads)


@cache
def platform(channel: str) -> Platform:
    """The platform of a channel that is in PLATFORMS."""
    return cast("Platform", importlib.import_module(PLATFORMS[channel]))
