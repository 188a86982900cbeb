"""A video's texts and state: what YouTube takes, and how it gives them back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

from repurpose.channels.media_files import mime_of
from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import NotJson, json_object, refuse
from repurpose.sandbox.youtube import answers
from repurpose.text.counting import tags_length

PRIVACY = ("public", "unlisted", "private")
PROCESSING = timedelta(seconds=0.3)
MUTABLE = ("title", "description", "tags", "categoryId", "defaultLanguage", "defaultAudioLanguage")
STATUS = (
    "privacyStatus",
    "selfDeclaredMadeForKids",
    "containsSyntheticMedia",
    "embeddable",
    "license",
    "publicStatsViewable",
    "publishAt",
)


def body_of(call: Call) -> dict[str, Any]:
    try:
        return json_object(call.request.body)
    except NotJson as error:
        refuse(answers.invalid("parseError", f"This API does not support parsing form-encoded input: {error}"))  # fmt: skip


def checked_snippet(given: Any) -> dict[str, Any]:
    """The texts of a video, refused where they break YouTube's rules."""
    snippet = given if isinstance(given, dict) else {}
    for name in snippet:
        if name not in MUTABLE:
            refuse(answers.invalid("invalidVideoMetadata", f"The request metadata is invalid: {name}"))  # fmt: skip
    title, description = str(snippet.get("title", "")), str(snippet.get("description", ""))
    if not title.strip() or len(title.encode("utf-16-le")) // 2 > 100 or _angles(title):
        refuse(answers.invalid("invalidTitle", "The request metadata specifies an invalid or empty video title."))  # fmt: skip
    if len(description.encode()) > 5000 or _angles(description):
        refuse(answers.invalid("invalidDescription", "The request metadata specifies an invalid video description."))  # fmt: skip
    tags = snippet.get("tags", [])
    if not isinstance(tags, list) or tags_length(tags, "tag-list") > 500 or any(map(_angles, tags)):
        refuse(answers.invalid("invalidTags", "The request metadata specifies invalid video keywords."))  # fmt: skip
    if not str(snippet.get("categoryId", "22")).isdigit():
        refuse(answers.invalid("invalidCategoryId", "The snippet.categoryId property specifies an invalid category ID."))  # fmt: skip
    return {"description": "", "categoryId": "22", **snippet}


def checked_status(call: Call, given: Any) -> dict[str, Any]:
    """Who sees it. Where nothing is said, all do; of an app without an audit, nobody else."""
    status = given if isinstance(given, dict) else {}
    for name in status:
        if name not in STATUS:
            refuse(answers.invalid("invalidVideoMetadata", f"The request metadata is invalid: {name}"))  # fmt: skip
    privacy = status.get("privacyStatus", "public")
    if privacy not in PRIVACY:
        refuse(answers.invalid("invalidVideoMetadata", "The request metadata is invalid: privacyStatus"))  # fmt: skip
    if call.login.kind == "unaudited":
        privacy = "private"
    return {"embeddable": True, "license": "youtube", **status, "privacyStatus": privacy}


def shown(call: Call, post: Post, parts: set[str]) -> dict[str, Any]:
    """A video with the parts that were asked for."""
    post = processed(call, post)
    state = post.details["upload"]
    stamp = post.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    done = {"uploaded": "processing", "processed": "succeeded"}.get(state["uploadStatus"], "failed")
    everything: dict[str, Any] = {
        "snippet": {
            "publishedAt": stamp,
            "channelId": post.author,
            "channelTitle": post.details["name"],
            **post.details["snippet"],
        },
        "status": {**post.details["status"], **state},
        "processingDetails": {"processingStatus": done},
        "fileDetails": {"fileSize": str(post.details["size"])},
    }
    found = {name: value for name, value in everything.items() if name in parts}
    return {"kind": "youtube#video", "etag": "-", "id": post.id, **found}


def processed(call: Call, post: Post) -> Post:
    """A video as it is now: it is processed, has failed, or is refused, after a while."""
    state = post.details["upload"]
    ready = post.created_at + PROCESSING
    if state["uploadStatus"] != "uploaded" or call.now < ready:
        return post
    head = call.state.media_bytes("youtube", post.id)[:64]
    if not mime_of(head).startswith("video/"):
        state = {"uploadStatus": "failed", "failureReason": "invalidFile"}
    elif _is_repeat(call, post):
        state = {"uploadStatus": "rejected", "rejectionReason": "duplicate"}
    else:
        state = {"uploadStatus": "processed"}
    done = replace(post, details={**post.details, "upload": state})
    call.state.change_post(done)
    return done


def _is_repeat(call: Call, post: Post) -> bool:
    """The same file stands on the channel already."""
    digest = post.details["digest"]
    others = call.state.posts("youtube", post.author)
    return any(
        other.id != post.id
        and other.details["digest"] == digest
        and other.created_at < post.created_at
        for other in others
    )


def _angles(text: Any) -> bool:
    return "<" in str(text) or ">" in str(text)
