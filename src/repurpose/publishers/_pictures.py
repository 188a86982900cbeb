"""Pictures are looked at before anything is sent."""

from __future__ import annotations

from repurpose.channels.media_files import mime_of
from repurpose.errors import Rejected
from repurpose.model import Media, Part, Rules


def pictures(part: Part, rules: Rules, channel: str) -> list[tuple[Media, bytes, str]]:
    """A part's pictures, each with its bytes and its MIME type, told by the bytes.

    Raises:
        Rejected: there are too many, or one is missing, of a wrong type, too large, or without
            alternative text of the right length.
    """
    if len(part.media) > rules.images:
        raise Rejected(
            f"{channel} gets {rules.images} picture(s) with a post; here are {len(part.media)}",
            hint="leave the others out: repurpose outbox edit",
        )
    for medium in part.media:
        _check_words(medium, rules, channel)
    return [(medium, *_content(medium, rules, channel)) for medium in part.media]


def _check_words(medium: Media, rules: Rules, channel: str) -> None:
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


def _content(medium: Media, rules: Rules, channel: str) -> tuple[bytes, str]:
    where = str(medium.path)
    try:
        size = medium.path.stat().st_size
        content = medium.path.read_bytes() if size <= rules.image_bytes else b""
    except OSError as error:
        raise Rejected(
            f"the picture cannot be read: {error.strerror}", where=where, hint="put it back"
        ) from error
    if size > rules.image_bytes:
        raise Rejected(
            f"the picture has {size / 1e6:.1f} MB; {channel} takes {rules.image_bytes / 1e6:.1f} MB",
            where=where,
            hint="save it smaller",
        )
    mime = mime_of(content)
    if mime not in rules.image_types:
        known = ", ".join(kind.removeprefix("image/").upper() for kind in rules.image_types)
        raise Rejected(f"{channel} takes {known}; this is none", where=where, hint="convert it")
    return content, mime
