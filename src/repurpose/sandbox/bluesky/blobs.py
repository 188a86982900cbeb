"""Files on the account's server. They are named by their bytes."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from repurpose.channels.media_files import mime_of
from repurpose.sandbox import pictures
from repurpose.sandbox.bluesky import answers
from repurpose.sandbox.bluesky.people import did
from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, refuse

MAX_BLOB = 52_428_800  # bytes
IMAGE_BYTES, THUMB_BYTES, VIDEO_BYTES, CAPTION_BYTES = 2_000_000, 1_000_000, 300_000_000, 20_000
RAW, DAG_CBOR = 0x55, 0x71  # codecs of a CID


@dataclass(frozen=True, slots=True)
class Use:
    """A blob in a record: where, of which family of types, and at most how large."""

    blob: dict[str, Any]
    family: str
    most: int


def cid(data: bytes, codec: int = RAW) -> str:
    """The name of some bytes: version 1, SHA-256, base32."""
    name = bytes((1, codec, 0x12, 0x20)) + hashlib.sha256(data).digest()
    return "b" + base64.b32encode(name).decode().lower().rstrip("=")


def record_cid(record: dict[str, Any]) -> str:
    """Stands for the true one, which is made of the record in DAG-CBOR."""
    return cid(json.dumps(record, sort_keys=True).encode(), DAG_CBOR)


def upload(call: Call) -> Answer:
    mime = call.request.content_type or "application/octet-stream"
    data = call.request.body
    if len(data) > MAX_BLOB:
        refuse(answers.error(413, "PayloadTooLarge", "request entity too large"))
    return Answer(body={"blob": keep(call, call.login, data, mime)})


def keep(call: Call, login: Login, data: bytes, said: str) -> dict[str, Any]:
    """Store bytes; the type is that of the bytes where they tell one."""
    facts = pictures.recognise(data)
    mime = mime_of(data[:64]) or said
    media = Media(
        channel="bluesky", id=cid(data), owner=did(login), status="ready", mime=mime,
        width=facts.width if facts else 0, height=facts.height if facts else 0, size=len(data),
        created_at=call.now,
    )  # fmt: skip
    if call.state.media("bluesky", media.id) is None:
        call.state.add_media(media)
    call.state.change_media(media, data)
    return {"$type": "blob", "ref": {"$link": media.id}, "mimeType": mime, "size": len(data)}


def check(call: Call, record: dict[str, Any]) -> None:
    """Refuse a record with a blob that is not there, of a wrong type, or too large."""
    for use in _used(record.get("embed") or {}):
        name = use.blob["ref"]["$link"]
        media = call.state.media("bluesky", name)
        if media is None or media.owner != did(call.login):
            refuse(answers.error(400, "BlobNotFound", f"Could not find blob: {name}"))
        if not media.mime.startswith(use.family) or use.blob["mimeType"] != media.mime:
            refuse(answers.unsupported(f"Wrong type of file. It is {media.mime}"))
        if media.size > use.most:
            refuse(answers.error(400, "BlobTooLarge", f"This file is too large: {media.size}"))


def _used(embed: dict[str, Any]) -> Iterator[Use]:
    for image in embed.get("images", ()):
        yield Use(image["image"], "image/", IMAGE_BYTES)
    if "thumb" in embed.get("external", {}):
        yield Use(embed["external"]["thumb"], "image/", THUMB_BYTES)
    if "video" in embed:
        yield Use(embed["video"], "video/mp4", VIDEO_BYTES)
    for caption in embed.get("captions", ()):
        yield Use(caption["file"], "text/vtt", CAPTION_BYTES)
