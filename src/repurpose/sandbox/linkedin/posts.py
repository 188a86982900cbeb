"""Posts on LinkedIn: create, read (organisations only), delete."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.linkedin import answers, little
from repurpose.sandbox.linkedin.people import own_urn
from repurpose.sandbox.linkedin.schemas import json_body
from repurpose.sandbox.linkedin.uploads import usable
from repurpose.sandbox.linkedin.urns import urn_of
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import Answer, refuse

LIMIT = 3000  # UTF-16 units of the commentary as it is sent
DUPLICATE_WINDOW = timedelta(minutes=10)


def create(call: Call) -> Answer:
    body = json_body(call, "post")
    if body["author"] != own_urn(call.login):
        refuse(answers.wrong_author())
    commentary = body["commentary"]
    length = len(commentary.encode("utf-16-le")) // 2
    if length > LIMIT:
        refuse(answers.too_long(length, LIMIT))
    content = body.get("content", {})
    if not commentary.strip() and not content:
        refuse(answers.invalid("/commentary", "a post needs text or content"))
    media = content.get("media", {})
    for urn in _media(content):
        usable(call, urn)
    if ":document:" in media.get("id", "") and not media.get("title"):
        refuse(answers.invalid("/content/media/title", "field is required for documents"))
    fingerprint = _fingerprint(body)
    _check_duplicate(call, fingerprint)
    parsed = little.parse(commentary)
    post = Post(
        channel="linkedin",
        id=_next_urn(call),
        account=call.login.account,
        author=own_urn(call.login),
        text=parsed.visible.strip(),
        reply_to=None,
        details={
            "name": call.login.display_name,
            "commentary": parsed.stored,
            "cut": parsed.cut,
            "content": content,
            "visibility": body["visibility"],
            "distribution": body["distribution"],
            "reshare_off": body.get("isReshareDisabledByAuthor", False),
            "fingerprint": fingerprint,
        },
        created_at=call.now,
    )
    call.state.add_post(post)
    return Answer(status=201, headers={"x-restli-id": post.id, "x-linkedin-id": post.id})


def get(call: Call, urn: str) -> Answer:
    _check_reader(call, "posts.GET")
    post = call.state.post("linkedin", urn_of(urn))
    if post is None or post.author != own_urn(call.login):
        refuse(answers.not_found("The post"))
    return Answer(body=_element(post))


def find(call: Call) -> Answer:
    """An author's posts, the last changed first."""
    _check_reader(call, "posts.FINDER-author")
    if call.request.parameters.get("q") != "author":
        refuse(answers.error(400, "Unknown finder", "ILLEGAL_ARGUMENT"))
    raw = re.search(r"(?:^|&)author=([^&]*)", call.request.query)
    if raw is None:
        refuse(answers.error(400, "Parameter 'author' is required", "ILLEGAL_ARGUMENT"))
    author = urn_of(raw[1])
    if author != own_urn(call.login):
        refuse(answers.denied("posts.FINDER-author of that author"))
    start, count = _number(call, "start", 0, 10_000), _number(call, "count", 10, 100)
    found = list(reversed(call.state.posts("linkedin", author)))
    elements = [_element(post) for post in found[start : start + count]]
    paging = {"start": start, "count": count, "total": len(found), "links": []}
    return Answer(body={"paging": paging, "elements": elements})


def delete(call: Call, urn: str) -> Answer:
    """204 also for what is gone already."""
    post = call.state.post("linkedin", urn_of(urn))
    if post is not None and post.author != own_urn(call.login):
        refuse(answers.denied("posts.DELETE"))
    call.state.delete_post("linkedin", urn_of(urn), call.now)
    return Answer(status=204)


def _next_urn(call: Call) -> str:
    """A share's URN: its number holds the milliseconds since 1970, shifted by 22 bits."""
    milliseconds = int(call.now.timestamp() * 1000)
    return f"urn:li:share:{call.state.next_number('linkedin', milliseconds << 22)}"


def _media(content: dict[str, Any]) -> list[str]:
    several = [image["id"] for image in content.get("multiImage", {}).get("images", [])]
    single = content.get("media", {}).get("id")
    thumbnail = content.get("article", {}).get("thumbnail")
    return [*several, *(urn for urn in (single, thumbnail) if urn is not None)]


def _fingerprint(body: dict[str, Any]) -> str:
    """What makes two posts the same: text, link and pictures. Whether LinkedIn knows a picture again
    that was uploaded twice is not documented; here it does not, for a client must not rely on it."""
    content = body.get("content", {})
    source = content.get("article", {}).get("source", "")
    return "\x1f".join([" ".join(body["commentary"].split()), source, *_media(content)])


def _check_duplicate(call: Call, fingerprint: str) -> None:
    """Also what was deleted since counts: LinkedIn then names a URN that is gone."""
    for post in call.state.posts("linkedin", own_urn(call.login), deleted=True):
        same = post.details["fingerprint"] == fingerprint
        if same and _recent(post.created_at, call.now):
            refuse(answers.duplicate(post.id))


def _recent(then: datetime, now: datetime) -> bool:
    return now - then <= DUPLICATE_WINDOW


def _check_reader(call: Call, what: str) -> None:
    """A member's token cannot read posts: r_member_social is closed."""
    if call.login.kind != "organization":
        refuse(answers.denied(what))


def _element(post: Post) -> dict[str, Any]:
    milliseconds = int(post.created_at.timestamp() * 1000)
    element = {
        "id": post.id,
        "author": post.author,
        "commentary": post.details["commentary"],
        "visibility": post.details["visibility"],
        "distribution": post.details["distribution"],
        "lifecycleState": "PUBLISHED",
        "lifecycleStateInfo": {"isEditedByAuthor": False},
        "isReshareDisabledByAuthor": post.details["reshare_off"],
        "createdAt": milliseconds,
        "publishedAt": milliseconds,
        "lastModifiedAt": milliseconds,
    }
    return element | ({"content": post.details["content"]} if post.details["content"] else {})


def _number(call: Call, name: str, default: int, most: int) -> int:
    value = call.request.parameters.get(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) > most:
        refuse(answers.error(400, f"Parameter '{name}' is invalid", "ILLEGAL_ARGUMENT"))
    return int(value)
