"""A post on Bluesky as a record: its key, its text with what in it leads somewhere, what it shows.

Sources: the lexicons app.bsky.feed.post, app.bsky.richtext.facet, app.bsky.embed.external, images and
video (bluesky-social/atproto, state of August 2026); atproto.com/specs/tid.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from repurpose.channels import media_files
from repurpose.errors import SourceError
from repurpose.model import Media, Part, Post, Receipt
from repurpose.text.facets import facets

COLLECTION = "app.bsky.feed.post"
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_FIRST = int(datetime(2023, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
_SPAN = 1 << 46  # microseconds, a little more than two years: all of it is past

Record = dict[str, Any]


def record_key(post: Post, key: str) -> str:
    """The record key of a post: the same at each attempt, so that none can make a second record.

    A post's key is a TID, 53 bits of microseconds and 10 bits that tell clocks apart; here both
    follow from the idempotency key. The time is one that is past, for a server may refuse another.
    """
    bits = int.from_bytes(hashlib.sha256(f"{post.id} {key}".encode()).digest()[:8], "big")
    number = (_FIRST + (bits >> 10) % _SPAN) << 10 | bits & 1023
    return "".join(_DIGITS[number >> shift & 31] for shift in range(60, -1, -5))


def whole_text(part: Part) -> str:
    """The text; with the link below it where what is shown leaves no place for a card."""
    if not has_link_of_its_own(part) or not part.media or _is_thumbnail(part):
        return part.text
    return f"{part.text}\n\n{part.link}"


def has_link_of_its_own(part: Part) -> bool:
    """Whether it has a link that does not stand in the text."""
    return part.link is not None and part.link not in part.text


def _is_thumbnail(part: Part) -> bool:
    """Whether its picture goes on the link's card."""
    return has_link_of_its_own(part) and [medium.kind for medium in part.media] == ["image"]


def record(post: Post, now: datetime, did_of: Callable[[str], str | None]) -> Record:
    """The record without what it shows and what it answers.

    Args:
        did_of: Gives the DID of a handle; None where nobody has it: then it stays mere text.
    """
    text = whole_text(post.parts[0])
    found: Record = {
        "$type": COLLECTION,
        "text": text,
        "createdAt": now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    if post.language != "und":
        found["langs"] = [post.language]
    if marked := _facets(text, did_of):
        found["facets"] = marked
    return found


def embed(post: Post, blobs: Sequence[str]) -> Record:
    """The field of a record for what it shows: its media, or the card of its link; {} for nothing.

    Args:
        blobs: The uploads' names, one for each medium; for a video's captions one more.
    """
    shown = _shown(post.parts[0], [json.loads(blob) for blob in blobs], post.language)
    return {} if shown is None else {"embed": shown}


def _shown(part: Part, found: Sequence[Record], language: str) -> Record | None:
    if part.media and part.media[0].kind == "video":
        return _video(part.media[0], found, language)
    if part.media and not _is_thumbnail(part):
        return {
            "$type": "app.bsky.embed.images",
            "images": [
                {"image": blob, "alt": medium.alt, **_ratio(medium)}
                for medium, blob in zip(part.media, found, strict=True)
            ],
        }
    if part.link is None:
        return None
    card: Record = {
        "uri": part.link,
        "title": part.link_title or _readable(part.link),
        "description": "",
    }
    if found:  # a card has no alternative text
        card |= {"thumb": found[0], "description": part.media[0].alt}
    return {"$type": "app.bsky.embed.external", "external": card}


def address(did: str, key: str) -> str:
    """The at:// address of a post."""
    return f"at://{did}/{COLLECTION}/{key}"


def receipt_of(uri: str, moment: datetime) -> Receipt:
    """The receipt of the post at this at:// address. People see it by the DID, which stays when the
    handle changes."""
    did, _, key = uri.removeprefix("at://").split("/", 2)
    url = f"https://bsky.app/profile/{did}/post/{key}"
    return Receipt(remote_id=uri, url=url, published_at=moment)


def _facets(text: str, did_of: Callable[[str], str | None]) -> list[Record]:
    marked = []
    for facet in facets(text):
        if facet.kind == "link":
            feature = {"$type": "app.bsky.richtext.facet#link", "uri": facet.value}
        elif facet.kind == "tag":
            feature = {"$type": "app.bsky.richtext.facet#tag", "tag": facet.value}
        elif (did := did_of(facet.value)) is not None:
            feature = {"$type": "app.bsky.richtext.facet#mention", "did": did}
        else:
            continue
        index = {"byteStart": facet.start, "byteEnd": facet.end}
        marked.append({"index": index, "features": [feature]})
    return marked


def _video(medium: Media, blobs: Sequence[Mapping[str, Any]], language: str) -> Record:
    found: Record = {"$type": "app.bsky.embed.video", "video": blobs[0], **_ratio(medium)}
    if medium.alt:
        found["alt"] = medium.alt
    if len(blobs) > 1:
        found["captions"] = [{"lang": language, "file": blobs[1]}]
    return found


def _ratio(medium: Media) -> Record:
    """Width and height, so that the place is kept while it loads; {} where it cannot be told."""
    try:
        if medium.kind == "video":
            seen = media_files.video(medium.path)
            width, height = seen.width, seen.height
        else:
            width, height = media_files.picture_size(medium.path, 0)
    except (OSError, SourceError, media_files.Unreadable):
        return {}
    return {"aspectRatio": {"width": width, "height": height}}


def _readable(link: str) -> str:
    """An address as people read it."""
    return re.sub(r"^https?://(www\.)?", "", link).rstrip("/")
