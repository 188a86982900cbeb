"""Posts on Instagram: containers, their publishing, comments, deleting."""

from __future__ import annotations

import re
from dataclasses import replace

from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers, containers
from repurpose.sandbox.graph.entry import Form
from repurpose.sandbox.graph.fetching import fetched, next_id
from repurpose.sandbox.instagram.people import check_user, own_post, user_id
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, refuse
from repurpose.text.facets import hashtags

CAPTION, HASHTAGS, MENTIONS = 2200, 30, 20
ALT_LIMIT = 1000
COMMENT = 300
POSTS_A_DAY = 100
CONTAINERS_A_DAY = 400
ITEMS = (2, 10)
IMAGE_BYTES = 8 * 1024 * 1024
RATIO = (0.8, 1.91)
_NEARLY = 0.01
_DAY = 86_400
_MENTION = re.compile(r"(?<![\w@/])@\w[\w.]*")


def create(call: Call, form: Form, user: str) -> Answer:
    check_user(call, user)
    owner, caption, kind = user_id(call.login), form.get("caption"), form.get("media_type")
    made, _ = call.state.count_call(f"instagram {owner}", "containers", call.now, _DAY)
    if made > CONTAINERS_A_DAY:
        refuse(answers.fault("rate-limit"))
    _check_caption(caption)
    if kind == "CAROUSEL":
        media = containers.children(call, owner, form.get("children"), *ITEMS)
    elif kind in ("", "IMAGE", "REELS", "VIDEO"):
        media = [_fetched(call, form, owner, is_video=kind in ("REELS", "VIDEO")).id]
    else:
        refuse(answers.error(100, "(#100) Invalid parameter", subcode=2207023,
                             user=("Unknown media type", f"The media type {kind} is unknown.")))  # fmt: skip
    container = containers.make(
        call, owner, caption, media=media,
        is_item=form.is_set("is_carousel_item"),
        looks=containers.LOOKS_OF_A_VIDEO if kind in ("REELS", "VIDEO") else 0,
    )  # fmt: skip
    return Answer(body={"id": container.id})


def publish(call: Call, form: Form, user: str) -> Answer:
    check_user(call, user)
    owner = user_id(call.login)
    container = containers.own(call, owner, form.get("creation_id"))
    if container is None or container.is_item:
        refuse(answers.error(100, "Invalid parameter", subcode=2207006,
                             user=("Media not found", "The media does not exist.")))  # fmt: skip
    if container.state(call.now) == "EXPIRED":
        refuse(answers.error(-2, "The media has expired.", subcode=2207020,
                             user=("Media expired", "Please try to upload again.")))  # fmt: skip
    if container.state(call.now) == "IN_PROGRESS":
        refuse(answers.error(9007, "Media ID is not available", subcode=2207027,
                             user=("The media is not ready to be published, please wait a moment",
                                   "The media is not ready to be published")))  # fmt: skip
    if container.post is None and containers.used_today(call, owner, replies=False) >= POSTS_A_DAY:
        refuse(answers.error(9, "Application request limit reached", subcode=2207042,
                             user=("Posting limit", "You reached the maximum number of posts that is "
                                   "allowed to be published by the Content Publishing API.")))  # fmt: skip
    details = {"name": call.login.display_name, "username": call.login.handle}
    return Answer(body={"id": containers.publish(call, container, details).id})


def comment(call: Call, form: Form, id: str) -> Answer:
    post = own_post(call, id)
    message = form.get("message")
    if not message.strip() or len(message) > COMMENT:
        refuse(answers.invalid(f"Param message must have 1 to {COMMENT} characters"))
    made = {"id": next_id(call), "text": message}
    comments = [*post.details.get("comments", ()), made]
    call.state.change_post(replace(post, details={**post.details, "comments": comments}))
    return Answer(body={"id": made["id"]})


def delete(call: Call, form: Form, id: str) -> Answer:
    """In Meta's own client of 2026; older descriptions have no way to delete."""
    call.state.delete_post("instagram", own_post(call, id).id, call.now)
    return Answer(body={"success": True})


def _check_caption(caption: str) -> None:
    mentions = _MENTION.findall(caption)
    tags = hashtags(caption)
    if len(caption) > CAPTION or len(tags) > HASHTAGS or len(mentions) > MENTIONS:
        refuse(answers.error(36004, "The caption was too long.", subcode=2207010,
                             user=("Caption too long", f"A caption has at most {CAPTION} characters, "
                                   f"{HASHTAGS} hashtags and {MENTIONS} mentions.")))  # fmt: skip


def _with_cover(call: Call, media: Media, address: str) -> Media:
    if not address:
        return media
    cover = fetched(call, address, media.owner, "")
    if cover.mime != "image/jpeg" or cover.size > IMAGE_BYTES:
        refuse(answers.error(36001, "The image format is not supported.", subcode=2207005))
    media = replace(media, details={**media.details, "cover": cover.size})
    call.state.change_media(media)
    return media


def _fetched(call: Call, form: Form, owner: str, *, is_video: bool) -> Media:
    alt = form.get("alt_text")
    if len(alt) > ALT_LIMIT or (alt and is_video):
        refuse(answers.invalid("Param alt_text has at most 1000 characters, and goes with images"))
    media = fetched(call, form.get("video_url" if is_video else "image_url"), owner, alt)
    if is_video:
        if media.mime not in ("video/mp4", "video/quicktime"):
            refuse(answers.error(352, "The video file you selected is in a format that we don't "
                                 "support.", subcode=2207026))  # fmt: skip
        return _with_cover(call, media, form.get("cover_url"))
    if media.mime != "image/jpeg":
        refuse(answers.error(36001, "The image format is not supported.", subcode=2207005))
    if media.size > IMAGE_BYTES:
        refuse(answers.error(36000, "The image size is too large.", subcode=2207004))
    least, most = RATIO
    if not least * (1 - _NEARLY) <= media.width / media.height <= most * (1 + _NEARLY):
        refuse(answers.error(36003, "The aspect ratio is not supported.", subcode=2207009))
    return media
