"""A video's resource: how it is made, and what YouTube says of it.

Source: developers.google.com/youtube/v3/docs/videos.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from repurpose.errors import Duplicate, Rejected
from repurpose.model import Part, Receipt

TITLE_LIMIT = 100  # UTF-16 units
_FAILURES = {
    "conversion": "it cannot be converted",
    "invalidFile": "the file's format is not valid",
    "emptyFile": "the file is empty",
    "tooSmall": "the file is too small",
    "codec": "its codec is not known there",
    "uploadAborted": "the upload was not finished",
    "copyright": "of copyright",
    "inappropriate": "it is held to be inappropriate",
    "termsOfUse": "of the terms of use",
    "uploaderAccountSuspended": "the account is suspended",
    "length": "it is too long for this channel (15 minutes until youtube.com/verify)",
    "claim": "somebody claims its content",
    "uploaderAccountClosed": "the account is closed",
    "trademark": "of a trademark",
    "legal": "of a legal complaint",
}


def about(part: Part, language: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The resource of a video that is about to be uploaded; private until all else is done.

    Raises:
        Rejected: it has no title.
    """
    title = title_of(part)
    if not title:
        raise Rejected(
            "a video needs a title", hint="write a text whose first line can be one: outbox edit"
        )
    snippet: dict[str, Any] = {
        "title": title,
        "description": part.text,
        "tags": list(part.tags),
        "categoryId": str(settings.get("category") or "22"),
    }
    if (base := language.partition("-")[0].lower()) not in ("", "und"):
        snippet |= {"defaultLanguage": base, "defaultAudioLanguage": base}
    kids = bool(settings.get("made_for_kids", False))
    return {
        "snippet": snippet,
        "status": {"privacyStatus": "private", "selfDeclaredMadeForKids": kids},
    }


def title_of(part: Part) -> str:
    """The title; without one the first line of the text, where it is short enough."""
    first = next((line.strip() for line in part.text.splitlines() if line.strip()), "")
    title = (part.title or first).strip()
    return title if part.title or len(title.encode("utf-16-le")) // 2 <= TITLE_LIMIT else ""


def is_same(snippet: Mapping[str, Any], part: Part) -> bool:
    """Whether a video of the channel has a part's title and description."""
    shown = (snippet.get("title", ""), snippet.get("description", ""))
    return tuple(map(_plain, shown)) == (_plain(title_of(part)), _plain(part.text))


def failure(status: Mapping[str, Any]) -> Rejected | None:
    """What YouTube could not do with a video, or does not want of it."""
    state = status.get("uploadStatus")
    if state == "rejected" and status.get("rejectionReason") == "duplicate":
        return Duplicate(
            "YouTube says that the same file stands on the channel already",
            hint="see which: studio.youtube.com; then: repurpose outbox done or outbox discard",
        )
    if state not in ("failed", "rejected"):
        return None
    reason = str(status.get("failureReason") or status.get("rejectionReason") or "")
    said = _FAILURES.get(reason, reason or "it does not say why")
    verb = "cannot use" if state == "failed" else "does not take"
    return Rejected(
        f"YouTube {verb} the video: {said}",
        hint="see studio.youtube.com; a sound MP4 with H.264 and AAC is safest",
    )


def receipt_of(id_: str, note: str = "") -> Receipt:
    return Receipt(
        remote_id=id_, url=f"https://youtu.be/{id_}", published_at=datetime.now(UTC), note=note,
        note_hint=f"add it by hand: {studio(id_)}" if note else "",
    )  # fmt: skip


def studio(id_: str) -> str:
    """Where the owner changes a video."""
    return f"https://studio.youtube.com/video/{id_}/edit"


def _plain(text: Any) -> str:
    return " ".join(unicodedata.normalize("NFC", str(text)).split())
