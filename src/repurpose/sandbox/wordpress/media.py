"""The media library."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from repurpose.sandbox import pictures
from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, NotJson, json_object, refuse
from repurpose.sandbox.wordpress import answers
from repurpose.sandbox.wordpress.people import may

_FILE = re.compile(r'filename="?([^"]+?)"?$')
_TAG = re.compile(r"<[^>]*>")


def create(call: Call) -> Answer:
    """The bytes as the body, the name in Content-Disposition."""
    if not may(call.login, "upload_files"):
        refuse(answers.cannot_create(bool(call.login.channel)))
    data = call.request.body
    if not data:
        refuse(answers.error(400, "rest_upload_no_data", "No data supplied."))
    named = _FILE.search(call.request.header("Content-Disposition") or "")
    if named is None:
        said = "No Content-Disposition supplied."
        refuse(answers.error(400, "rest_upload_no_content_disposition", said))
    facts = pictures.recognise(data)
    if facts is None:
        said = "Sorry, you are not allowed to upload this file type."
        refuse(answers.error(500, "rest_upload_sideload_error", said))
    channel = call.login.channel
    slug = _free(call, named[1].rpartition(".")[0].lower())
    media = Media(
        channel=channel,
        id=str(call.state.next_number(channel, 10)),
        owner=call.login.account,
        status="inherit",
        details={"slug": slug, "file": named[1]},
        created_at=call.now,
    )
    call.state.add_media(media)
    whole = replace(media, mime=facts.mime, width=facts.width, height=facts.height, size=len(data))
    call.state.change_media(whole, data)
    call.state.keep(channel, "media", slug, {"id": media.id})
    return Answer(status=201, body=_seen(whole))


def listed(call: Call) -> Answer:
    if not call.login.channel:
        refuse(answers.error(401, "rest_forbidden_context", "Sorry, you are not allowed to edit."))
    kept = call.state.kept(call.login.channel, "media", call.request.parameters.get("slug", ""))
    media = call.state.media(call.login.channel, kept["id"]) if kept else None
    return Answer(body=[_seen(media)] if media else [])


def get(call: Call, id: str) -> Answer:
    return Answer(body=_seen(_there(call, id)))


def change(call: Call, id: str) -> Answer:
    """Tags are taken out of the alternative text."""
    media = _there(call, id)
    if not call.login.channel:
        refuse(answers.cannot_edit(logged_in=False))
    if media.owner != call.login.account and not may(call.login, "edit_others_posts"):
        refuse(answers.cannot_edit(logged_in=True))
    try:
        alt = json_object(call.request.body).get("alt_text", media.alt)
    except NotJson:
        refuse(answers.error(400, "rest_invalid_json", "Invalid JSON body passed."))
    changed = replace(media, alt=_TAG.sub("", str(alt)).strip())
    call.state.change_media(changed)
    return Answer(body=_seen(changed))


def _there(call: Call, id_: str) -> Media:
    media = call.state.media(call.address.rpartition("/")[2], id_)
    if media is None:
        refuse(answers.no_post())
    return media


def _free(call: Call, slug: str) -> str:
    """A second file of one name gets -1."""
    name, number = slug, 0
    while call.state.kept(call.login.channel, "media", name) is not None:
        number += 1
        name = f"{slug}-{number}"
    return name


def _seen(media: Media) -> dict[str, Any]:
    return {
        "id": int(media.id),
        "slug": media.details["slug"],
        "status": media.status,
        "alt_text": media.alt,
        "mime_type": media.mime,
        "source_url": f"https://{media.channel}.example/wp-content/uploads/{media.details['file']}",
    }
