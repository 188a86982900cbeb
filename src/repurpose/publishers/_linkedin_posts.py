"""What a post on LinkedIn is made of, and what it comes back as.

Source: learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from repurpose.model import Part, Receipt

TITLE_LIMIT = 400


def whole_text(part: Part) -> str:
    """The text; with the link below it where a picture takes the place of the card, for LinkedIn
    shows one or the other."""
    if not part.media or not part.link or part.link in f"{part.text}\n{part.comment or ''}":
        return part.text
    return f"{part.text}\n\n{part.link}"


def content_of(part: Part, uploads: Sequence[str]) -> dict[str, Any]:
    """How a post shows its media."""
    if len(uploads) > 1:
        pairs = zip(uploads, part.media, strict=True)
        return {"multiImage": {"images": [{"id": urn, "altText": m.alt} for urn, m in pairs]}}
    [urn], [medium] = uploads, part.media
    if medium.kind == "image":
        return {"media": {"id": urn, "altText": medium.alt}}
    title = part.title or (medium.alt or medium.path.stem if medium.kind == "document" else "")
    shown = {"title": " ".join(title.split())[:TITLE_LIMIT]} if title else {}
    return {"media": {"id": urn, **shown}}


def without_comment(receipt: Receipt, comment: str, why: str) -> Receipt:
    """The receipt of a post whose first comment is not there; `why` is empty where nobody knows."""
    note = f"it stands there, without its first comment: {why}"
    if not why:
        note = "it stands there; nobody knows whether its first comment does"
    return replace(receipt, note=note, note_hint=f"look, and write it below: {comment}")


def moment_of(element: Mapping[str, Any]) -> datetime:
    """When a post was made, aware."""
    return datetime.fromtimestamp(created(element) / 1000, UTC)


def created(element: Mapping[str, Any]) -> float:
    """When a post was made, in milliseconds since 1970; now where LinkedIn does not say."""
    value = element.get("createdAt") or element.get("publishedAt")
    now = datetime.now(UTC).timestamp() * 1000
    return float(value) if isinstance(value, int | float) else now
