"""Posts of a page: create, read, delete."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from repurpose.sandbox.calling import Call
from repurpose.sandbox.facebook import videos
from repurpose.sandbox.facebook.people import PERSON, page_id, page_login, page_name, person_id
from repurpose.sandbox.facebook.photos import photo_of
from repurpose.sandbox.facebook.posting import add, check_page, own_posts
from repurpose.sandbox.graph import answers, edges
from repurpose.sandbox.graph.entry import Form
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import Answer, refuse

LIMIT = 63_206  # UTF-16 units; in common use, on no page of Facebook's own
_MEDIA = re.compile(r"attached_media\[(\d+)\]")
_OWN = ("facebook.com", "fb.com", "fb.me")


def create(call: Call, form: Form, page: str) -> Answer:
    check_page(call, page)
    message, link = form.get("message"), form.get("link")
    photos = [photo_of(call, each) for each in _attached(form)]
    if not (message.strip() or link or photos):
        refuse(answers.invalid("Requires one of the params: message, link, attached_media"))
    if len(message.encode("utf-16-le")) // 2 > LIMIT:
        refuse(answers.invalid("Param message is too long"))
    _check_link(link)
    if not form.is_set("published", default=True):
        refuse(answers.invalid("The sandbox publishes at once."))
    _check_duplicate(call, message, link, bool(photos))
    details = {
        "link": link,
        "photos": [photo.id for photo in photos],
        "name": page_name(call.login),
    }
    return Answer(body={"id": add(call, message, details).id})


def published(call: Call, form: Form, page: str) -> Answer:
    """The page's posts, the newest first."""
    check_page(call, page)
    since = edges.seconds(form, "since")
    posts = [
        post
        for post in reversed(call.state.posts("facebook", page_id(call.login)))
        if since is None or post.created_at.timestamp() >= since
    ]
    wanted = form.get("fields")
    return edges.listed(
        posts,
        lambda post: edges.chosen(_shown(post), wanted, ("created_time", "message")),
        form,
        f"{call.address}{call.request.path}",
    )


def get(call: Call, form: Form, id: str) -> Answer:
    """A page, a post or a video, by its id."""
    wanted = form.get("fields")
    is_person = call.login.kind == PERSON
    if id == "me" and is_person:
        person = {"id": person_id(call.login), "name": call.login.display_name}
        return Answer(body=edges.chosen(person, wanted, ("name",)))
    if id in ("me", page_id(call.login)):
        token = (page_login(call.login) if is_person else call.login).token
        page = {"id": page_id(call.login), "name": page_name(call.login), "access_token": token}
        return Answer(body=edges.chosen(page, wanted, ("name",)))
    video = videos.shown(call, id)
    if video is not None:
        return Answer(body=edges.chosen(video, wanted, ("created_time",)))
    post = call.state.post("facebook", id)
    if post is None or post.author != page_id(call.login):
        refuse(answers.not_there(id))
    return Answer(body=edges.chosen(_shown(post), wanted, ("created_time", "message")))


def accounts(call: Call, form: Form, user: str) -> Answer:
    """The pages that a person may post to."""
    if call.login.kind != PERSON:
        refuse(answers.not_there(user))
    token = page_login(call.login).token
    page = {"id": page_id(call.login), "name": page_name(call.login), "access_token": token}
    wanted = form.get("fields")
    return edges.listed(
        [page], lambda each: edges.chosen(each, wanted, ("name",)), form, call.address
    )


def delete(call: Call, form: Form, id: str) -> Answer:
    post = next((p for p in own_posts(call) if id in (p.id, p.details.get("video"))), None)
    if post is None:
        refuse(answers.not_there(id))
    call.state.delete_post("facebook", post.id, call.now)
    return Answer(body={"success": True})


def _check_duplicate(call: Call, message: str, link: str, has_media: bool) -> None:
    """The same text right after itself. Whether it counts with media is not documented; here it does
    not."""
    last = own_posts(call)[-1:]
    for post in last if not has_media else []:
        same = " ".join(post.text.split()) == " ".join(message.split())
        if same and post.details.get("link", "") == link and not post.details.get("photos"):
            refuse(
                answers.error(506, "Duplicate status message", status=400, subcode=1455006,
                              user=("Duplicate status message",
                                    "This status update is identical to the last one you posted. Try "
                                    "posting something different, or delete your previous update."))
            )  # fmt: skip


def _attached(form: Form) -> list[str]:
    """The photos of attached_media: one list, or one field for each."""
    fields = {_MEDIA.fullmatch(name): value for name, value in form.fields.items()}
    singles = sorted((int(found[1]), value) for found, value in fields.items() if found is not None)
    try:
        whole = json.loads(form.get("attached_media", "[]"))
        listed = [*whole, *(json.loads(value) for _, value in singles)]
        return [str(each["media_fbid"]) for each in listed]
    except (ValueError, TypeError, KeyError):
        refuse(answers.invalid("param attached_media must be an array."))


def _check_link(link: str) -> None:
    if not link:
        return
    host = urlsplit(link).hostname or ""
    if not link.startswith(("http://", "https://")) or "." not in host:
        refuse(
            answers.error(1609005, "The link could not be scraped.", subcode=1609005,
                          user=("Posting link error", "Check the URL and try again."))
        )  # fmt: skip
    if any(host == own or host.endswith(f".{own}") for own in _OWN):
        refuse(answers.error(100, "Invalid parameter", subcode=1609008,
                             user=("Link", "Facebook links cannot be posted.")))  # fmt: skip


def _shown(post: Post) -> dict[str, Any]:
    photos, video = post.details.get("photos", ()), post.details.get("video")
    items = [{"media_type": "photo", "target": {"id": id_}} for id_ in photos]
    if video:
        items = [{"media_type": "video", "target": {"id": video}}]
    if len(items) > 1:
        items = [{"media_type": "album", "subattachments": {"data": items}}]
    return {
        "id": post.id,
        "message": post.text or None,
        "created_time": edges.stamp(post.created_at),
        "permalink_url": f"https://www.facebook.com/{post.author}/posts/{post.id.partition('_')[2]}",
        "is_published": True,
        "attachments": {"data": items} if items else None,
    }
