"""Media on X: images in one request or in pieces, videos, GIFs and subtitles in pieces; alternative
texts, and how far they are processed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from repurpose.channels.media_files import mime_of
from repurpose.sandbox import pictures
from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, refuse
from repurpose.sandbox.x import answers, parameters
from repurpose.sandbox.x.bodies import json_body, upload_body
from repurpose.sandbox.x.ids import next_id
from repurpose.sandbox.x.people import user_id

LIFETIME = timedelta(hours=24)
MEGA = 1024 * 1024
MAX_BYTES = {
    "tweet_image": 5 * MEGA,
    "tweet_gif": 15 * MEGA,
    "tweet_video": 512 * MEGA,
    "subtitles": 512 * 1024,
}
TYPES = {
    "tweet_image": ("image/jpeg", "image/png", "image/webp", "image/gif"),
    "tweet_gif": ("image/gif",),
    "tweet_video": ("video/mp4", "video/quicktime"),
    "subtitles": ("text/srt", "text/vtt"),
}
IN_PIECES = ("tweet_video", "subtitles")  # only
KEYS = {"tweet_image": "3", "tweet_gif": "16", "tweet_video": "7", "subtitles": "4"}  # of media
PROCESSING = timedelta(seconds=0.5)  # of a video
CHECK_AFTER = 1  # seconds; X names whole ones
SIDES = range(4, 8193)  # pixels
MAX_CHUNK = 8 * 1024 * 1024


def upload(call: Call) -> Answer:
    """The whole image in one request."""
    fields, data = upload_body(call, "upload")
    category = fields["media_category"]
    if category in IN_PIECES:
        refuse(answers.invalid(f"{category} is uploaded in pieces.", media_category=[category]))
    media = _new(call, category)
    return Answer(body={"data": _described(call, _finished(call, media, data))})


def initialize(call: Call) -> Answer:
    fields = json_body(call, "initialize")
    category = fields.get("media_category", "tweet_image")
    total, mime = fields.get("total_bytes"), fields.get("media_type")
    if total is None or mime is None:
        refuse(answers.invalid("media_type and total_bytes are required.", total_bytes=[]))
    _check_category(category)
    if not 0 < total <= MAX_BYTES[category]:
        refuse(answers.invalid("File size exceeds the maximum.", total_bytes=[str(total)]))
    media = _new(call, category, total=total, mime=mime)
    return Answer(body={"data": _head(call, media)})


def append(call: Call, id: str) -> Answer:
    fields, data = upload_body(call, "append")
    media = _owned(call, id)
    if media.status != "uploading":
        refuse(answers.invalid("The media is complete already.", id=[id]))
    if not 0 < len(data) <= MAX_CHUNK:
        refuse(answers.invalid("A segment has 1 byte to 8 MB.", media=[]))
    call.state.add_chunk("twitter", id, fields["segment_index"], data)
    return Answer(body={"data": {"expires_at": int(_expiry(media))}})


def finalize(call: Call, id: str) -> Answer:
    media = _owned(call, id)
    if media.status != "uploading":
        return Answer(body={"data": _described(call, media)})
    chunks = call.state.chunks("twitter", id)
    data = b"".join(data for _, data in chunks)
    gapless = [number for number, _ in chunks] == list(range(len(chunks)))
    if not gapless or len(data) != media.details["total"]:
        refuse(answers.invalid("Segments do not add up to provided total file size.", id=[id]))
    return Answer(body={"data": _described(call, _finished(call, media, data))})


def status(call: Call) -> Answer:
    parameters.check(call, parameters.UPLOAD_STATUS)
    media = _owned(call, call.request.parameters.get("media_id", ""))
    if media.status == "uploading":
        refuse(answers.invalid("The media is not complete.", media_id=[media.id]))
    return Answer(body={"data": _described(call, _processed(call, media), asked=True)})


def describe(call: Call) -> Answer:
    """Alternative text, after the upload and before the post."""
    body = json_body(call, "metadata")
    media = _owned(call, body["id"])
    alt = body.get("metadata", {}).get("alt_text")
    if alt is not None:
        call.state.change_media(replace(media, alt=alt["text"]))
    return Answer(body={"data": {"id": media.id, "associated_metadata": body.get("metadata", {})}})


def add_subtitles(call: Call) -> Answer:
    """Subtitles, uploaded before, to a video, before or after the post."""
    body = json_body(call, "subtitles")
    track = body.get("subtitles", {})
    if not {"id", "media_category"} <= set(body) or not {"id", "language_code"} <= set(track):
        refuse(answers.invalid("id, media_category and subtitles are required.", id=[]))
    video, subtitles = _owned(call, body["id"]), _owned(call, track["id"])
    if video.details["category"] != "tweet_video":
        refuse(answers.invalid("The media is no video.", id=[video.id]))
    if subtitles.details["category"] != "subtitles" or subtitles.status != "ready":
        refuse(answers.invalid("The subtitles are not ready.", subtitles=[subtitles.id]))
    tracks = {**video.details.get("subtitles", {}), track["language_code"]: subtitles.id}
    call.state.change_media(replace(video, details={**video.details, "subtitles": tracks}))
    said = {"id": video.id, "media_category": body["media_category"]}
    return Answer(body={"data": {**said, "associated_subtitles": track}})


def usable(call: Call, id_: str) -> Media:
    """A medium that this account may post: its own, complete, not older than a day."""
    media = call.state.media("twitter", id_)
    mine = media is not None and media.owner == user_id(call.login)
    if media is not None and mine:
        media = _processed(call, media)
    if media is None or not mine or media.status != "ready" or _is_expired(call, media):
        refuse(answers.invalid("Your media IDs are invalid.", media_ids=[id_]))
    return media


def _owned(call: Call, id_: str) -> Media:
    media = call.state.media("twitter", id_)
    if media is None or _is_expired(call, media):
        refuse(answers.invalid("The media ID is invalid.", media_id=[id_]))
    if media.owner != user_id(call.login):
        refuse(answers.forbidden("The media belongs to another user."))
    return media


def _new(call: Call, category: str, **details: Any) -> Media:
    _check_category(category)
    media = Media(
        channel="twitter",
        id=next_id(call),
        owner=user_id(call.login),
        status="uploading",
        details={"category": category, **details},
        created_at=call.now,
    )
    call.state.add_media(media)
    return media


def _check_category(category: str) -> None:
    if category not in TYPES:
        refuse(answers.forbidden(f"The sandbox takes what goes with posts, not {category}."))


def _finished(call: Call, media: Media, data: bytes) -> Media:
    """A medium with its bytes. What a video is, shows when it is processed."""
    category = media.details["category"]
    if category in IN_PIECES:
        status = "processing" if category == "tweet_video" else "ready"
        told = {**media.details, "finished": call.now.timestamp()}
        mime = media.details["mime"]
        done = replace(media, status=status, mime=mime, size=len(data), details=told)
        call.state.change_media(done, data)
        return done
    facts = pictures.recognise(data)
    if facts is None or facts.mime not in TYPES[category]:
        refuse(answers.invalid("media type unrecognized.", media=[]))
    if media.details.get("mime", facts.mime) != facts.mime:
        refuse(answers.invalid("The bytes are not of the announced media_type.", media_type=[]))
    if len(data) > MAX_BYTES[category]:
        refuse(answers.invalid("File size exceeds the maximum.", media=[]))
    if facts.width not in SIDES or facts.height not in SIDES:
        refuse(answers.invalid("Image dimensions must be >= 4x4 and <= 8192x8192", media=[]))
    done = replace(
        media,
        status="ready",
        mime=facts.mime,
        width=facts.width,
        height=facts.height,
        size=len(data),
    )
    call.state.change_media(done, data)
    return done


def _processed(call: Call, media: Media) -> Media:
    """A medium as it is now: a video is ready, or has failed, after a while."""
    if media.status != "processing":
        return media
    if call.now.timestamp() < media.details["finished"] + PROCESSING.total_seconds():
        return media
    sound = mime_of(call.state.media_bytes("twitter", media.id)[:64]) == media.mime
    done = replace(media, status="ready" if sound else "failed")
    call.state.change_media(done)
    return done


def key_of(media: Media) -> str:
    return f"{KEYS[media.details['category']]}_{media.id}"


def _head(call: Call, media: Media) -> dict[str, Any]:
    left = int(_expiry(media) - call.now.timestamp())
    return {"id": media.id, "media_key": key_of(media), "expires_after_secs": left}


def _described(call: Call, media: Media, asked: bool = False) -> dict[str, Any]:
    """`asked`: for how far it is; the other answers say so only where there is something to wait for."""
    found = {**_head(call, media), "size": media.size}
    if media.details["category"] == "tweet_video":
        found["video"] = {"video_type": media.mime}
    elif media.width:
        found["image"] = {"image_type": media.mime, "w": media.width, "h": media.height}
    if asked or media.status in ("processing", "failed"):
        found["processing_info"] = _progress(media)
    return found


def _progress(media: Media) -> dict[str, Any]:
    if media.status == "processing":
        return {"state": "in_progress", "check_after_secs": CHECK_AFTER, "progress_percent": 50}
    if media.status == "failed":
        return {"state": "failed", "progress_percent": 50}
    return {"state": "succeeded", "progress_percent": 100}


def _expiry(media: Media) -> float:
    return (media.created_at + LIFETIME).timestamp()


def _is_expired(call: Call, media: Media) -> bool:
    return call.now.timestamp() >= _expiry(media)
