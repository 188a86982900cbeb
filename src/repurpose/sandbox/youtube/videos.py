"""Videos on YouTube: uploads that can be resumed, look, change, delete."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Media, Post
from repurpose.sandbox.web import Answer, refuse
from repurpose.sandbox.youtube import answers
from repurpose.sandbox.youtube.people import channel_id
from repurpose.sandbox.youtube.resources import body_of, checked_snippet, checked_status, shown

STEP = 256 * 1024  # bytes; all pieces but the last are multiples of it
LARGEST = 274_877_906_944  # bytes
WEEK, DAY = 7 * 24 * 3600, 24 * 3600  # seconds
INSERTS = 100  # a day
_RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+)")


def parts_of(call: Call) -> set[str]:
    parts = set(call.request.parameters.get("part", "").split(",")) - {""}
    if not parts:
        refuse(answers.invalid("missingRequiredParameter", "No filter selected."))
    return parts


def begin(call: Call) -> Answer:
    """Open a session; its address comes in the header Location."""
    if call.request.parameters.get("uploadType") != "resumable":
        refuse(answers.invalid("badRequest", "The sandbox takes resumable uploads only."))
    body, parts = body_of(call), parts_of(call)
    meta = {
        "snippet": checked_snippet(body.get("snippet") if "snippet" in parts else None),
        "status": checked_status(call, body.get("status") if "status" in parts else None),
    }
    size = call.request.header("X-Upload-Content-Length") or ""
    mime = call.request.header("X-Upload-Content-Type") or ""
    if not size.isdigit() or not 0 < int(size) <= LARGEST or not _is_video(mime):
        refuse(answers.invalid("mediaBodyRequired", "The request does not include the video content."))  # fmt: skip
    used, _ = call.state.count_call(channel_id(call.login), "videos.insert", call.now, DAY)
    if used > INSERTS:
        refuse(answers.quota_exceeded())
    number = call.state.next_number("youtube sessions", 1)
    id_ = hashlib.sha256(f"{call.login.token} {number}".encode()).hexdigest()[:32]
    session = {
        "login": call.login.token, "meta": meta, "parts": sorted(parts), "mime": mime,
        "total": int(size), "received": 0, "pieces": 0, "video": None,
        "opened": call.now.timestamp(),
    }  # fmt: skip
    call.state.keep("youtube", "session", id_, session)
    address = f"{call.address}/upload/youtube/v3/videos?uploadType=resumable&upload_id={id_}"
    return Answer(status=200, headers={"Location": address})


def resume(call: Call) -> Answer:
    """A piece of the file, or (bytes */SIZE) the question how much is there."""
    id_ = call.request.parameters.get("upload_id", "")
    session = call.state.kept("youtube", "session", id_)
    if session is None or session["login"] != call.login.token:
        return Answer(status=404, body=b"Not Found", content_type="text/plain")
    if call.now.timestamp() > session["opened"] + WEEK:
        return Answer(status=410, body=b"Gone", content_type="text/plain")
    if session["video"] is not None:
        return _finished(call, session)
    found = _RANGE.fullmatch(call.request.header("Content-Range") or "")
    if found is None or int(found[3]) != session["total"]:
        return Answer(status=400, body=b"Invalid Content-Range", content_type="text/plain")
    if found[1] is not None:
        first, last, data = int(found[1]), int(found[2]), call.request.body
        whole = last + 1 == session["total"]
        if first != session["received"] or len(data) != last + 1 - first:
            return Answer(status=400, body=b"Invalid Content-Range", content_type="text/plain")
        if not whole and len(data) % STEP:
            return Answer(status=400, body=b"Not a multiple of 256 KiB", content_type="text/plain")
        call.state.add_chunk("youtube", id_, session["pieces"], data)
        session |= {"received": last + 1, "pieces": session["pieces"] + 1}
        if whole:
            session["video"] = _created(call, id_, session)
        call.state.keep("youtube", "session", id_, session)
    if session["video"] is not None:
        return _finished(call, session)
    got = session["received"]
    return Answer(status=308, headers={"Range": f"bytes=0-{got - 1}"} if got else {})


def _created(call: Call, session_id: str, session: dict[str, Any]) -> str:
    """The video that a complete session makes."""
    data = b"".join(data for _, data in call.state.chunks("youtube", session_id))
    word = hashlib.sha256(session_id.encode()).hexdigest()[:11]
    owner = channel_id(call.login)
    media = Media(
        channel="youtube", id=word, owner=owner, status="ready", mime=session["mime"],
        size=len(data), created_at=call.now,
    )  # fmt: skip
    call.state.add_media(media)
    call.state.change_media(media, data)
    call.state.add_post(
        Post(
            channel="youtube",
            id=word,
            account=call.login.account,
            author=owner,
            text=session["meta"]["snippet"]["description"],
            reply_to=None,
            details={
                **session["meta"],
                "name": call.login.display_name,
                "size": len(data),
                "digest": hashlib.sha256(data).hexdigest(),
                "upload": {"uploadStatus": "uploaded"},
            },
            created_at=call.now,
        )
    )
    return word


def _finished(call: Call, session: dict[str, Any]) -> Answer:
    post = call.state.post("youtube", session["video"])
    if post is None:  # deleted since
        return Answer(status=404, body=b"Not Found", content_type="text/plain")
    return Answer(status=200, body=shown(call, post, set(session["parts"])))


def get(call: Call) -> Answer:
    parts, ids = parts_of(call), call.request.parameters.get("id", "").split(",")
    posts = [call.state.post("youtube", id_) for id_ in ids]
    mine = channel_id(call.login)
    items = [
        shown(call, post, parts)
        for post in posts
        if post is not None
        and (post.author == mine or post.details["status"]["privacyStatus"] != "private")
    ]
    return Answer(body={"kind": "youtube#videoListResponse", "items": items})


def change(call: Call) -> Answer:
    """What is named in `part` is replaced as a whole."""
    body, parts = body_of(call), parts_of(call)
    post = owned(call, str(body.get("id", "")))
    details = dict(post.details)
    if "snippet" in parts:
        details["snippet"] = checked_snippet(body.get("snippet"))
    if "status" in parts:
        details["status"] = checked_status(call, body.get("status"))
    changed = Post(
        channel=post.channel, id=post.id, account=post.account, author=post.author,
        text=details["snippet"]["description"], reply_to=None, details=details,
        created_at=post.created_at,
    )  # fmt: skip
    call.state.change_post(changed)
    return Answer(body=shown(call, changed, parts))


def delete(call: Call) -> Answer:
    post = owned(call, call.request.parameters.get("id", ""))
    call.state.delete_post("youtube", post.id, call.now)
    return Answer(status=204)


def owned(call: Call, id_: str) -> Post:
    """A video of the caller's channel."""
    post = call.state.post("youtube", id_)
    if post is None:
        refuse(answers.not_found("videoNotFound", "video"))
    if post.author != channel_id(call.login):
        refuse(answers.forbidden("The video belongs to another channel."))
    return post


def _is_video(mime: str) -> bool:
    return mime.startswith("video/") or mime == "application/octet-stream"
