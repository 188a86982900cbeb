"""Pictures are looked at before anything is sent."""

from __future__ import annotations

from repurpose.errors import Rejected
from repurpose.model import Media, Rules

_TYPES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def checked(medium: Media, rules: Rules, channel: str) -> tuple[bytes, str]:
    """A picture's bytes and MIME type, told by its bytes.

    Raises:
        Rejected: it is missing, of a wrong type, too large, or its alternative text is missing or
            too long.
    """
    where = str(medium.path)
    if medium.kind != "image":
        raise Rejected(f"{channel} gets no {medium.kind} yet", where=where, hint="take a picture")
    if not medium.alt.strip():
        raise Rejected("the picture has no alternative text", where=where, hint="say what it shows")
    if len(medium.alt) > rules.alt_limit:
        raise Rejected(
            f"the alternative text has {len(medium.alt)} of {rules.alt_limit} characters",
            where=where,
            hint="shorten it: repurpose outbox edit",
        )
    try:
        content = medium.path.read_bytes()
    except OSError as error:
        raise Rejected(
            f"the picture cannot be read: {error.strerror}", where=where, hint="put it back"
        ) from error
    if len(content) > rules.image_bytes:
        raise Rejected(
            f"the picture has {len(content) / 1e6:.1f} MB; {channel} takes "
            f"{rules.image_bytes / 1e6:.1f} MB",
            where=where,
            hint="save it smaller",
        )
    mime = _type(content)
    if mime not in rules.image_types:
        known = ", ".join(kind.removeprefix("image/").upper() for kind in rules.image_types)
        raise Rejected(f"{channel} takes {known}; this is none", where=where, hint="convert it")
    return content, mime


def _type(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((mime for mark, mime in _TYPES if content.startswith(mark)), "unknown")
