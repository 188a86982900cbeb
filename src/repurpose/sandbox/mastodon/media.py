"""Media on Mastodon: pictures are ready at once, videos after a while."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from repurpose.channels.media_files import mime_of
from repurpose.sandbox import pictures
from repurpose.sandbox.calling import Call
from repurpose.sandbox.mastodon import answers
from repurpose.sandbox.mastodon.instance import (
    DESCRIPTION_LIMIT,
    IMAGE_BYTES,
    IMAGE_PIXELS,
    IMAGE_TYPES,
    VIDEO_BYTES,
    VIDEO_TYPES,
)
from repurpose.sandbox.mastodon.people import HOST, account_id, need
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, FormPart, multipart, refuse

LOOKS = 1  # times that a video is still being processed when one looks


def upload(call: Call) -> Answer:
    need(call, "write:media")
    fields = {part.name: part for part in _form(call)}
    file = fields.get("file")
    if file is None or not file.data:
        refuse(answers.invalid("File can't be blank"))
    alt = fields["description"].data.decode() if "description" in fields else ""
    if len(alt) > DESCRIPTION_LIMIT:
        refuse(
            answers.invalid(f"Description is too long (maximum is {DESCRIPTION_LIMIT} characters)")
        )
    number = call.state.next_number("mastodon media", 110_000_000_000_000_000)
    media = _checked(call, file.data, str(number), alt)
    if "thumbnail" in fields:
        picture = fields["thumbnail"].data
        if mime_of(picture[:64]) not in IMAGE_TYPES:
            refuse(answers.invalid("Thumbnail content type is invalid"))
        media = replace(media, details={**media.details, "cover": len(picture)})
    call.state.add_media(media)
    call.state.change_media(media, file.data)
    ready = media.status == "ready"
    return Answer(status=200 if ready else 202, body=shown(media))


def get(call: Call, id: str) -> Answer:
    """206 while it is being processed, 422 where that failed."""
    need(call, "write:media")
    media = call.state.media("mastodon", id)
    if media is None or media.owner != account_id(call.login):
        refuse(answers.not_found())
    if media.status == "damaged":
        refuse(answers.invalid("File content type is invalid, File is invalid"))
    if media.status == "processing":
        left = media.details["looks"] - 1
        status = "processing" if left >= 0 else media.details["becomes"]
        media = replace(media, status=status, details={**media.details, "looks": left})
        call.state.change_media(media)
    if media.status == "damaged":
        refuse(answers.invalid("File content type is invalid, File is invalid"))
    return Answer(status=206 if media.status == "processing" else 200, body=shown(media))


def describe(call: Call, id: str) -> Answer:
    """Another description, before it stands on a post."""
    need(call, "write:media")
    media = call.state.media("mastodon", id)
    if media is None or media.owner != account_id(call.login) or "status" in media.details:
        refuse(answers.not_found())
    for part in _form(call):
        if part.name == "description":
            media = replace(media, alt=part.data.decode())
    call.state.change_media(media)
    return Answer(body=shown(media))


def attach(call: Call, ids: list[str], status: str) -> None:
    """Put media on a post: one's own, processed, on no other post."""
    found = [call.state.media("mastodon", id_) for id_ in ids]
    usable = [
        media
        for media in found
        if media and media.owner == account_id(call.login) and "status" not in media.details
    ]
    if len(usable) < len(ids):
        lost = ", ".join(sorted(set(ids) - {media.id for media in usable}))
        refuse(answers.unprocessable(f"Media {lost} not found or already attached to another post"))
    if len(usable) > 1 and any(media.mime in VIDEO_TYPES for media in usable):
        refuse(
            answers.unprocessable("Cannot attach a video to a post that already contains images")
        )
    if any(media.status != "ready" for media in usable):
        refuse(
            answers.unprocessable(
                "Cannot attach files that have not finished processing. Try again in a moment!"
            )
        )
    for media in usable:
        call.state.change_media(replace(media, details={**media.details, "status": status}))


def shown(media: Media) -> dict[str, Any]:
    url = f"https://files.{HOST}/{media.id}" if media.status == "ready" else None
    return {
        "id": media.id,
        "type": media.mime.partition("/")[0] or "unknown",
        "url": url,
        "preview_url": f"https://files.{HOST}/small/{media.id}",
        "remote_url": None,
        "meta": {"original": {"width": media.width, "height": media.height}},
        "description": media.alt or None,
    }


def _checked(call: Call, data: bytes, id_: str, alt: str) -> Media:
    mime = mime_of(data[:64])
    whole = Media(
        channel="mastodon", id=id_, owner=account_id(call.login), status="ready", mime=mime,
        alt=alt, size=len(data), created_at=call.now,
    )  # fmt: skip
    if mime in IMAGE_TYPES:
        facts = pictures.recognise(data)
        if facts is None or len(data) > IMAGE_BYTES or facts.width * facts.height > IMAGE_PIXELS:
            refuse(answers.invalid("File is invalid" if facts is None else "File is too large"))
        return replace(whole, width=facts.width, height=facts.height)
    if mime in VIDEO_TYPES:
        if len(data) > VIDEO_BYTES:
            refuse(answers.invalid("File file size must be less than 99 MB"))
        becomes = "ready" if b"moov" in data or mime == "video/webm" else "damaged"
        return replace(whole, status="processing", details={"looks": LOOKS, "becomes": becomes})
    refuse(answers.invalid("File content type is invalid, File is invalid"))


def _form(call: Call) -> list[FormPart]:
    try:
        return multipart(call.request.header("Content-Type") or "", call.request.body)
    except ValueError as error:
        refuse(answers.unprocessable(f"Error processing the form: {error}"))
