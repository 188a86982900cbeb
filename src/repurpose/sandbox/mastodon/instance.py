"""What the server takes: the usual limits (docs.joinmastodon.org/entities/Instance)."""

from __future__ import annotations

from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.mastodon.people import HOST
from repurpose.sandbox.web import Answer

MAX_CHARACTERS = 500
MAX_MEDIA = 4
DESCRIPTION_LIMIT = 1500
IMAGE_BYTES = 16_777_216
IMAGE_PIXELS = 33_177_600
VIDEO_BYTES = 103_809_024
IMAGE_TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/avif")
VIDEO_TYPES = ("video/mp4", "video/quicktime", "video/webm")


def describe(call: Call) -> Answer:
    return Answer(body=_description())


def describe_old(call: Call) -> Answer:
    """The same for clients that know the first form only."""
    new = _description()
    names = ("title", "version", "configuration")
    return Answer(body={"uri": new["domain"], **{name: new[name] for name in names}})


def _description() -> dict[str, Any]:
    return {
        "domain": HOST,
        "title": "Sandbox",
        "version": "4.6.0",
        "configuration": {
            "statuses": {
                "max_characters": MAX_CHARACTERS,
                "max_media_attachments": MAX_MEDIA,
                "characters_reserved_per_url": 23,
            },
            "media_attachments": {
                "supported_mime_types": [*IMAGE_TYPES, *VIDEO_TYPES],
                "description_limit": DESCRIPTION_LIMIT,
                "image_size_limit": IMAGE_BYTES,
                "image_matrix_limit": IMAGE_PIXELS,
                "video_size_limit": VIDEO_BYTES,
                "video_frame_rate_limit": 120,
                "video_matrix_limit": 8_294_400,
            },
        },
        "api_versions": {"mastodon": 10},
    }
