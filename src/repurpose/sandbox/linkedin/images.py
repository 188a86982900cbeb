"""Images on LinkedIn: announce, put the bytes, ask for the state."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

from repurpose.sandbox import pictures
from repurpose.sandbox.calling import Call
from repurpose.sandbox.linkedin import answers
from repurpose.sandbox.linkedin.people import own_urn
from repurpose.sandbox.linkedin.schemas import json_body
from repurpose.sandbox.linkedin.urns import urn_of
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, refuse

LIFETIME = timedelta(hours=24)  # of an upload address
MAX_PIXELS = 36_152_320
TYPES = ("image/jpeg", "image/png", "image/gif")


def initialize(call: Call) -> Answer:
    if call.request.parameters.get("action") != "initializeUpload":
        refuse(answers.error(400, "Unknown action", "ILLEGAL_ARGUMENT"))
    owner = json_body(call, "initialize")["initializeUploadRequest"]["owner"]
    if owner != own_urn(call.login):
        refuse(answers.denied("images.ACTION-initializeUpload on behalf of the owner"))
    number = call.state.next_number("linkedin images", 1)
    word = hashlib.sha256(f"{owner} {number}".encode()).hexdigest()[:20].upper()
    media = Media(
        channel="linkedin",
        id=f"urn:li:image:C4E{word}",
        owner=owner,
        status="WAITING_UPLOAD",
        created_at=call.now,
    )
    call.state.add_media(media)
    value = {
        "uploadUrlExpiresAt": int((call.now + LIFETIME).timestamp() * 1000),
        "uploadUrl": f"{call.address}/dms-uploads/{media.id.rpartition(':')[2]}/uploaded-image/0",
        "image": media.id,
    }
    return Answer(body={"value": value})


def put(call: Call, id: str) -> Answer:
    """The bytes, to the address that `initialize` gave."""
    media = call.state.media("linkedin", f"urn:li:image:{id}")
    if media is None or call.now > media.created_at + LIFETIME:
        refuse(answers.not_found("The upload"))
    if media.owner != own_urn(call.login):
        refuse(answers.denied("the upload"))
    if media.status != "WAITING_UPLOAD":
        refuse(answers.error(400, "The upload is complete already", "ILLEGAL_ARGUMENT"))
    data = call.request.body
    facts = pictures.recognise(data)
    fits = facts is not None and facts.mime in TYPES and facts.width * facts.height < MAX_PIXELS
    changed = replace(media, status="AVAILABLE" if fits else "PROCESSING_FAILED", size=len(data))
    if facts is not None:
        changed = replace(changed, mime=facts.mime, width=facts.width, height=facts.height)
    call.state.change_media(changed, data)
    return Answer(status=201)


def get(call: Call, urn: str) -> Answer:
    """Refused for members: reading needs an organisation's permissions."""
    if call.login.kind != "organization":
        refuse(answers.denied("images.GET"))
    media = call.state.media("linkedin", urn_of(urn))
    if media is None or media.owner != own_urn(call.login):
        refuse(answers.not_found("The image"))
    return Answer(body={"id": media.id, "owner": media.owner, "status": media.status})
