"""What an instance takes, where it says so: https://docs.joinmastodon.org/entities/Instance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from repurpose.model import Rules
from repurpose.publishers._answers import child

_NUMBERS = {  # our names, and where the numbers stand in `configuration`
    "limit": ("statuses", "max_characters"),
    "images": ("statuses", "max_media_attachments"),
    "image_bytes": ("media_attachments", "image_size_limit"),
    "video_bytes": ("media_attachments", "video_size_limit"),
    "alt_limit": ("media_attachments", "description_limit"),
}


def limits(said: Mapping[str, Any], rules: Rules) -> Rules:
    """The channel's rules with the numbers of an instance; those it does not name stay.

    Args:
        said: The answer to GET /api/v2/instance.
    """
    found: dict[str, Any] = _types(said, rules)
    for name, path in _NUMBERS.items():
        value = child(said, "configuration", *path)
        if isinstance(value, int) and value > 0:
            found[name] = value
    return replace(rules, **found)


def _types(said: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    taken = child(said, "configuration", "media_attachments", "supported_mime_types")
    if not isinstance(taken, list) or not taken:
        return {}
    return {
        "image_types": tuple(mime for mime in rules.image_types if mime in taken),
        "video_types": tuple(mime for mime in rules.video_types if mime in taken),
    }
