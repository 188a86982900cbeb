"""Videos of a page: in one request, or in the phases start, transfer and finish."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from repurpose.channels.media_files import mime_of
from repurpose.sandbox.calling import Call
from repurpose.sandbox.facebook.people import page_id, page_name
from repurpose.sandbox.facebook.posting import add, check_page, next_id
from repurpose.sandbox.graph import answers, edges
from repurpose.sandbox.graph.entry import Form
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, refuse

PIECE = 1024 * 1024  # bytes; Facebook names the bounds of each piece, here they are this far apart
LARGEST = 10 * 1024**3
SMALLEST = 1024
_CAPTIONS = re.compile(r"\.([a-z]{2}_[A-Z]{2})\.srt$")
_PROBLEM = "There was a problem uploading your video. Please try again."


def create(call: Call, form: Form, page: str) -> Answer:
    check_page(call, page)
    phases = {"start": _start, "transfer": _transfer, "finish": _finish}
    phase = form.get("upload_phase")
    if not phase:
        return _whole(call, form)
    if phase not in phases:
        refuse(
            answers.invalid("Param upload_phase must be one of {start, transfer, finish, cancel}")
        )
    return phases[phase](call, form)


def shown(call: Call, id_: str) -> dict[str, Any] | None:
    """A video of the page's own as it is read; None where the id is not one's."""
    media = call.state.media("facebook", id_)
    if media is None or media.owner != page_id(call.login) or not media.mime.startswith("video/"):
        return None
    post = media.details.get("post")
    if post is not None and call.state.post("facebook", post) is None:
        return None
    done = media.status == "published"
    phase = {"status": "complete" if done else "not_started"}
    status = {
        "video_status": "ready" if done else "uploading",
        "uploading_phase": {"status": "complete" if media.status != "uploading" else "in_progress"},
        "processing_phase": phase,
        "publishing_phase": {**phase, **({"publish_status": "published"} if done else {})},
    }
    return {
        "id": media.id,
        "created_time": edges.stamp(media.created_at),
        "published": done,
        "status": status,
        "permalink_url": f"/{page_id(call.login)}/videos/{media.id}/",
        "post_id": post and post.partition("_")[2],
    }


def add_captions(call: Call, form: Form, id: str) -> Answer:
    media = _own(call, id)
    file = form.files.get("captions_file")
    found = _CAPTIONS.search(file.filename or "") if file else None
    if file is None or found is None or b"-->" not in file.data:
        refuse(answers.error(100, "Invalid parameter", subcode=1363047,
                             user=("Caption file", "The file is no SubRip, or its name has no locale.")))  # fmt: skip
    locales = [*media.details.get("captions", ()), found[1]]
    call.state.change_media(replace(media, details={**media.details, "captions": locales}))
    return Answer(body={"success": True})


def add_cover(call: Call, form: Form, id: str) -> Answer:
    media = _own(call, id)
    file = form.files.get("source")
    if file is None or not mime_of(file.data[:64]).startswith("image/"):
        refuse(answers.error(100, "Invalid parameter", subcode=1366046,
                             user=("Thumbnail", "The file is no picture.")))  # fmt: skip
    if form.is_set("is_preferred"):
        details = {**media.details, "cover": len(file.data)}
        call.state.change_media(replace(media, details=details))
    return Answer(body={"success": True})


def captions(call: Call, form: Form, id: str) -> Answer:
    locales = _own(call, id).details.get("captions", ())
    return Answer(body={"data": [{"locale": locale} for locale in locales]})


def _own(call: Call, id_: str) -> Media:
    media = call.state.media("facebook", id_)
    if media is None or media.owner != page_id(call.login) or not media.mime.startswith("video/"):
        refuse(answers.not_there(id_))
    return media


def _whole(call: Call, form: Form) -> Answer:
    file = form.files.get("source")
    if file is None:
        refuse(answers.error(390, "(#390) There was a problem uploading your video file.",
                             subcode=1363026))  # fmt: skip
    media = _new(call, len(file.data))
    _publish(call, form, _stored(call, media, file.data))
    return Answer(body={"id": media.id})


def _start(call: Call, form: Form) -> Answer:
    size = form.get("file_size")
    if not size.isdigit():
        refuse(answers.invalid("Param file_size must be an integer"))
    media = _new(call, int(size))
    session = next_id(call)
    call.state.keep(
        "facebook", "session", session, {"video": media.id, "size": int(size), "taken": 0}
    )
    bounds = _bounds(0, int(size))
    return Answer(body={"video_id": media.id, "upload_session_id": session, **bounds})


def _transfer(call: Call, form: Form) -> Answer:
    session = form.get("upload_session_id")
    kept = _session(call, session)
    piece = form.files.get("video_file_chunk")
    if piece is None or not piece.data:
        refuse(answers.error(100, _PROBLEM, subcode=1363026))
    expected = _bounds(kept["taken"], kept["size"])
    if form.get("start_offset") != expected["start_offset"]:
        refuse(answers.error(6001, _PROBLEM, subcode=1363037, data=dict(expected)))
    if len(piece.data) > int(expected["end_offset"]) - kept["taken"]:
        refuse(answers.error(6001, _PROBLEM, subcode=1363037, data=dict(expected)))
    call.state.add_chunk("facebook", kept["video"], kept["taken"], piece.data)
    kept["taken"] += len(piece.data)
    call.state.keep("facebook", "session", session, kept)
    return Answer(body=_bounds(kept["taken"], kept["size"]))


def _finish(call: Call, form: Form) -> Answer:
    kept = _session(call, form.get("upload_session_id"))
    media = call.state.media("facebook", kept["video"])
    if media is None or kept["taken"] != kept["size"]:
        refuse(answers.error(6001, _PROBLEM, subcode=1363031))
    if media.status != "published":  # to finish twice is no second video
        chunks = call.state.chunks("facebook", media.id)
        _publish(call, form, _stored(call, media, b"".join(data for _, data in chunks)))
    return Answer(body={"success": True})


def _session(call: Call, id_: str) -> dict[str, Any]:
    kept = call.state.kept("facebook", "session", id_)
    if kept is None:
        refuse(answers.error(6000, _PROBLEM, subcode=1363041,
                             user=("Invalid upload session", "Start the upload anew.")))  # fmt: skip
    return kept


def _bounds(taken: int, size: int) -> dict[str, str]:
    return {"start_offset": str(taken), "end_offset": str(min(taken + PIECE, size))}


def _new(call: Call, size: int) -> Media:
    if size > LARGEST:
        refuse(answers.error(6000, "The video you tried to upload is too large.", subcode=1363023))
    if size < SMALLEST:
        refuse(answers.error(6000, "The video you tried to upload is too small.", subcode=1363022))
    id_ = next_id(call)
    media = Media(channel="facebook", id=id_, owner=page_id(call.login), status="uploading",
                  created_at=call.now)  # fmt: skip
    call.state.add_media(media)
    media = replace(media, mime="video/mp4", size=size)
    call.state.change_media(media)
    return media


def _stored(call: Call, media: Media, data: bytes) -> Media:
    mime = mime_of(data[:64])
    if not mime.startswith("video/"):
        refuse(answers.error(352, "(#352) The video file you selected is in a format that we don't "
                             "support.", subcode=1363024))  # fmt: skip
    media = replace(media, mime=mime, size=len(data))
    call.state.change_media(media, data)
    return media


def _publish(call: Call, form: Form, media: Media) -> None:
    details = {"link": "", "video": media.id, "title": form.get("title"),
               "name": page_name(call.login)}  # fmt: skip
    post = add(call, form.get("description"), details)
    call.state.change_media(replace(media, status="published", details={"post": post.id}))
