"""What goes with videos: covers, captions, playlists; and whose channel it is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC
from email.parser import BytesParser
from typing import Any

from repurpose.sandbox import pictures
from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, refuse
from repurpose.sandbox.youtube import answers
from repurpose.sandbox.youtube.people import channel_id, uploads_of
from repurpose.sandbox.youtube.resources import body_of
from repurpose.sandbox.youtube.videos import owned, parts_of

COVER_BYTES = 2 * 1024 * 1024
PAGE = 50


def channels(call: Call) -> Answer:
    if call.request.parameters.get("mine") != "true":
        refuse(answers.invalid("missingRequiredParameter", "No filter selected."))
    parts, id_ = parts_of(call), channel_id(call.login)
    everything: dict[str, Any] = {
        "snippet": {"title": call.login.display_name},
        "contentDetails": {"relatedPlaylists": {"uploads": uploads_of(id_), "likes": "LL"}},
    }
    found = {name: value for name, value in everything.items() if name in parts}
    item = {"kind": "youtube#channel", "id": id_, **found}
    return Answer(body={"kind": "youtube#channelListResponse", "items": [item]})


def set_cover(call: Call) -> Answer:
    post = owned(call, call.request.parameters.get("videoId", ""))
    data = call.request.body
    if len(data) > COVER_BYTES:
        refuse(answers.invalid("mediaTooLarge", "Media is too large. Limit: 2097152"))
    facts = pictures.recognise(data)
    if facts is None or facts.mime not in ("image/jpeg", "image/png"):
        refuse(answers.invalid("invalidImage", "The provided image content is invalid."))
    cover = Media(
        channel="youtube", id=f"{post.id}-cover", owner=post.author, status="ready",
        mime=facts.mime, width=facts.width, height=facts.height, size=len(data),
        created_at=call.now,
    )  # fmt: skip
    if call.state.media("youtube", cover.id) is None:
        call.state.add_media(cover)
    call.state.change_media(cover, data)
    call.state.change_post(replace(post, details={**post.details, "cover": cover.id}))
    return Answer(body={"kind": "youtube#thumbnailSetResponse", "items": [{}]})


def add_captions(call: Call) -> Answer:
    """A track and what it is, in a body of two parts (multipart/related)."""
    about, data = _related(call)
    snippet = about.get("snippet", {})
    if not all(isinstance(snippet.get(name), str) for name in ("videoId", "language", "name")):
        refuse(answers.invalid("nameInvalid", "The request lacks videoId, language or name."))
    post = owned(call, snippet["videoId"])
    video = call.state.media("youtube", post.id)
    assert video is not None  # made with the post
    tracks = video.details.get("subtitles", {})
    if snippet["language"] in tracks:
        refuse(
            answers.refusal(
                409, "captionExists", "The specified video already has a caption track with the"
                " given language and name.",
            )
        )  # fmt: skip
    if b"-->" not in data:
        refuse(answers.invalid("contentRequired", "The request does not contain the caption file."))
    tracks = {**tracks, snippet["language"]: snippet["name"]}
    call.state.change_media(replace(video, details={**video.details, "subtitles": tracks}))
    return Answer(
        body={"kind": "youtube#caption", "id": f"{post.id}-{snippet['language']}", **about}
    )


def _related(call: Call) -> tuple[dict[str, Any], bytes]:
    head = f"Content-Type: {call.request.header('Content-Type') or ''}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + call.request.body)
    parts: list[Any] = list(message.walk())[1:]
    if call.request.content_type != "multipart/related" or len(parts) != 2:
        refuse(answers.invalid("badContent", "Unsupported content with type"))
    try:
        about = json.loads(parts[0].get_payload(decode=True))
    except ValueError:
        about = {}
    return about if isinstance(about, dict) else {}, parts[1].get_payload(decode=True)


def playlists(call: Call) -> Answer:
    parts_of(call)
    items = [
        {"kind": "youtube#playlist", "id": id_, "snippet": {"title": each["title"]}}
        for id_, each in call.state.all_kept("youtube", "playlist").items()
        if each["channel"] == channel_id(call.login)
    ]
    return Answer(body={"kind": "youtube#playlistListResponse", **_page(call, items)})


def add_playlist(call: Call) -> Answer:
    title = str(body_of(call).get("snippet", {}).get("title", ""))
    if not title:
        refuse(answers.invalid("playlistTitleRequired", "The request must specify a title."))
    id_ = f"PL{call.state.next_number('youtube playlists', 10**15)}"
    kept = {"title": title, "channel": channel_id(call.login)}
    call.state.keep("youtube", "playlist", id_, kept)
    return Answer(body={"kind": "youtube#playlist", "id": id_, "snippet": {"title": title}})


def items(call: Call) -> Answer:
    """The videos of a playlist; of the uploads the newest first."""
    parts_of(call)
    list_id, video = (call.request.parameters.get(n) for n in ("playlistId", "videoId"))
    mine = channel_id(call.login)
    if list_id == uploads_of(mine):
        ids = [post.id for post in reversed(call.state.posts("youtube", mine))]
    else:
        if call.state.kept("youtube", "playlist", list_id or "") is None:
            refuse(answers.not_found("playlistNotFound", "playlist"))
        kept = call.state.all_kept("youtube", "item").values()
        ids = [each["video"] for each in kept if each["playlist"] == list_id]
    found = [_item(call, list_id or "", id_) for id_ in ids if video in (None, id_)]
    return Answer(body={"kind": "youtube#playlistItemListResponse", **_page(call, found)})


def add_item(call: Call) -> Answer:
    snippet = body_of(call).get("snippet", {})
    list_id = str(snippet.get("playlistId", ""))
    video = str(snippet.get("resourceId", {}).get("videoId", ""))
    playlist = call.state.kept("youtube", "playlist", list_id)
    if playlist is None or playlist["channel"] != channel_id(call.login):
        refuse(answers.not_found("playlistNotFound", "playlist"))
    owned(call, video)
    number = str(call.state.next_number("youtube items", 1))
    call.state.keep("youtube", "item", number, {"playlist": list_id, "video": video})
    return Answer(body=_item(call, list_id, video))


def _item(call: Call, playlist: str, video: str) -> dict[str, Any]:
    post = call.state.post("youtube", video)
    snippet = post.details["snippet"] if post else {"title": "Deleted video", "description": ""}
    told = {name: snippet[name] for name in ("title", "description")}
    if post is not None:
        told["publishedAt"] = post.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    resource = {"kind": "youtube#video", "videoId": video}
    return {
        "kind": "youtube#playlistItem",
        "snippet": {**told, "playlistId": playlist, "resourceId": resource},
    }


def _page(call: Call, found: list[dict[str, Any]]) -> dict[str, Any]:
    asked = call.request.parameters.get("maxResults", "5")
    most = min(int(asked), PAGE) if asked.isdigit() else 5
    start = int(call.request.parameters.get("pageToken") or 0)
    more = {"nextPageToken": str(start + most)} if start + most < len(found) else {}
    return {"items": found[start : start + most], "pageInfo": {"totalResults": len(found)}, **more}
