"""Videos and documents on LinkedIn: announce, bring the bytes, ask for the state.

Source: learn.microsoft.com/linkedin/marketing/community-management/shares: videos-api, documents-api.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from repurpose.channels.media_files import mime_of
from repurpose.sandbox.calling import Call
from repurpose.sandbox.linkedin import answers
from repurpose.sandbox.linkedin.images import LIFETIME
from repurpose.sandbox.linkedin.people import own_urn
from repurpose.sandbox.linkedin.schemas import json_body
from repurpose.sandbox.linkedin.urns import urn_of
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, multipart, refuse

PART = 4 * 1024 * 1024  # bytes of a video's part
PROCESSING = timedelta(seconds=0.3)  # of a video
MOST_BYTES = {"video": 500_000_000, "document": 100_000_000}
DOCUMENTS = {
    b"%PDF-": "application/pdf",
    b"PK\x03\x04": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    b"\xd0\xcf\x11\xe0": "application/vnd.ms-powerpoint",
}


def initialize_document(call: Call) -> Answer:
    media = _announced(call, "document", json_body(call, "initialize"))
    address = f"{_address(call, media)}/uploaded-document/0"
    return Answer(body={"value": {**_expiry(call), "uploadUrl": address, "document": media.id}})


def initialize_video(call: Call) -> Answer:
    """The addresses of the parts; "finalizeUpload" goes here too."""
    action = call.request.parameters.get("action")
    if action == "finalizeUpload":
        return finalize(call)
    body = json_body(call, "video")
    size = body["initializeUploadRequest"]["fileSizeBytes"]
    if not 0 < size <= MOST_BYTES["video"]:
        refuse(answers.invalid("/initializeUploadRequest/fileSizeBytes", "is too large"))
    media = _announced(call, "video", body, total=size)
    address = _address(call, media)
    parts = [
        {
            "uploadUrl": f"{address}/uploadedVideo/{number}",
            "firstByte": first,
            "lastByte": min(first + PART, size) - 1,
        }
        for number, first in enumerate(range(0, size, PART))
    ]
    value = {**_expiry(call), "video": media.id, "uploadInstructions": parts, "uploadToken": ""}
    wanted = body["initializeUploadRequest"]
    if wanted.get("uploadCaptions"):
        value["captionsUploadUrl"] = f"{address}/captions/0"
    if wanted.get("uploadThumbnail"):
        value["thumbnailUploadUrl"] = f"{address}/thumbnail/0"
    return Answer(body={"value": value})


def put_part(call: Call, id: str, number: str) -> Answer:
    """One part of a video. The address is a permission in itself: nobody logs in here."""
    media = call.state.media("linkedin", f"urn:li:video:{id}")
    if media is None or call.now > media.created_at + LIFETIME or not number.isdigit():
        refuse(answers.not_found("The upload"))
    first, data = int(number) * PART, call.request.body
    if first >= media.details["total"] or len(data) != min(PART, media.details["total"] - first):
        refuse(answers.error(400, "The part has another size", "ILLEGAL_ARGUMENT"))
    call.state.add_chunk("linkedin", media.id, int(number), data)
    return Answer(status=200, headers={"ETag": f'"{_etag(data)}"'})


def put_captions(call: Call, id: str) -> Answer:
    """SRT, with what it is in a form."""
    media = _mine(call, f"urn:li:video:{id}")
    try:
        content_type = call.request.header("Content-Type") or ""
        fields = {part.name: part.data for part in multipart(content_type, call.request.body)}
        about = json.loads(fields["metadata"])
        language = str(about["locale"]["language"])
        sound = about["format"] == "SRT" and b"-->" in fields["file"]
    except (ValueError, KeyError, TypeError):
        sound, language = False, ""
    if not sound:
        refuse(answers.error(400, "The captions cannot be read", "ILLEGAL_ARGUMENT"))
    details = {**media.details, "subtitles": {language: True}}
    call.state.change_media(replace(media, details=details))
    return Answer(status=201)


def put_thumbnail(call: Call, id: str) -> Answer:
    """A picture of the video's own."""
    media = _mine(call, f"urn:li:video:{id}")
    if mime_of(call.request.body[:64]) not in ("image/jpeg", "image/png"):
        refuse(answers.error(400, "The thumbnail is no picture", "ILLEGAL_ARGUMENT"))
    details = {**media.details, "cover": len(call.request.body)}
    call.state.change_media(replace(media, details=details))
    return Answer(status=201)


def put_document(call: Call, id: str) -> Answer:
    media = _mine(call, f"urn:li:document:{id}")
    if media.status != "WAITING_UPLOAD":
        refuse(answers.error(400, "The upload is complete already", "ILLEGAL_ARGUMENT"))
    data = call.request.body
    mime = next((mime for mark, mime in DOCUMENTS.items() if data.startswith(mark)), "")
    fits = mime and len(data) <= MOST_BYTES["document"]
    status = "AVAILABLE" if fits else "PROCESSING_FAILED"
    call.state.change_media(replace(media, status=status, size=len(data), mime=mime), data)
    return Answer(status=201)


def finalize(call: Call) -> Answer:
    """The parts in their order make the video; then it is processed."""
    request = json_body(call, "finalize")["finalizeUploadRequest"]
    media = _mine(call, request["video"])
    pieces = [data for _, data in call.state.chunks("linkedin", media.id)]
    data = b"".join(pieces)
    if request["uploadedPartIds"] != [_etag(piece) for piece in pieces]:
        refuse(answers.invalid("/finalizeUploadRequest/uploadedPartIds", "are not those brought"))
    if len(data) != media.details["total"]:
        refuse(answers.invalid("/finalizeUploadRequest", "parts are missing"))
    details = {**media.details, "finished": call.now.timestamp()}
    done = replace(media, status="PROCESSING", size=len(data), mime="video/mp4", details=details)
    call.state.change_media(done, data)
    return Answer(status=200)


def get(call: Call, urn: str) -> Answer:
    """Refused for members: reading needs an organisation's permissions."""
    if call.login.kind != "organization":
        refuse(answers.denied("media.GET"))
    media = processed(call, _mine(call, urn_of(urn)))
    return Answer(body={"id": media.id, "owner": media.owner, "status": media.status})


def processed(call: Call, media: Media) -> Media:
    """A medium as it is now: a video is ready, or has failed, after a while."""
    if media.status != "PROCESSING":
        return media
    if call.now.timestamp() < media.details["finished"] + PROCESSING.total_seconds():
        return media
    sound = mime_of(call.state.media_bytes("linkedin", media.id)[:64]) == "video/mp4"
    done = replace(media, status="AVAILABLE" if sound else "PROCESSING_FAILED")
    call.state.change_media(done)
    return done


def usable(call: Call, urn: str) -> Media:
    """A medium that may go on a post of this login: its own, and processed."""
    media = call.state.media("linkedin", urn)
    if media is None or media.owner != own_urn(call.login):
        refuse(answers.invalid("/content", f"{urn} is no medium of the author"))
    media = processed(call, media)
    if media.status != "AVAILABLE":
        refuse(answers.invalid("/content", f"{urn} is not AVAILABLE but {media.status}"))
    return media


def _announced(call: Call, kind: str, body: dict[str, Any], **details: Any) -> Media:
    if call.request.parameters.get("action") != "initializeUpload":
        refuse(answers.error(400, "Unknown action", "ILLEGAL_ARGUMENT"))
    owner = body["initializeUploadRequest"]["owner"]
    if owner != own_urn(call.login):
        refuse(answers.denied(f"{kind}s.ACTION-initializeUpload on behalf of the owner"))
    number = call.state.next_number(f"linkedin {kind}s", 1)
    word = hashlib.sha256(f"{kind} {owner} {number}".encode()).hexdigest()[:20].upper()
    media = Media(
        channel="linkedin",
        id=f"urn:li:{kind}:C4E{word}",
        owner=owner,
        status="WAITING_UPLOAD",
        details=details,
        created_at=call.now,
    )
    call.state.add_media(media)
    return media


def _mine(call: Call, urn: str) -> Media:
    media = call.state.media("linkedin", urn)
    if media is None or call.now > media.created_at + LIFETIME:
        refuse(answers.not_found("The upload"))
    if media.owner != own_urn(call.login):
        refuse(answers.denied("the upload"))
    return media


def _address(call: Call, media: Media) -> str:
    return f"{call.address}/dms-uploads/{media.id.rpartition(':')[2]}"


def _expiry(call: Call) -> dict[str, int]:
    return {"uploadUrlExpiresAt": int((call.now + LIFETIME).timestamp() * 1000)}


def _etag(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
