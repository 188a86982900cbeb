"""Posts: create, list, delete."""

from __future__ import annotations

import html
import re
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import Answer, NotJson, json_object, refuse
from repurpose.sandbox.wordpress import answers
from repurpose.sandbox.wordpress.people import may, number_of

STATUSES = ("publish", "future", "draft", "pending", "private")
_ACTIVE = re.compile(r"<(script|iframe|style|form)\b.*?(</\1>|$)|\son\w+=\"[^\"]*\"", re.S | re.I)
_TAG = re.compile(r"<[^>]+>")
_BLOCK_ENDS = re.compile(r"</(p|li|h\d|blockquote|cite)>|<br ?/?>")


def create(call: Call) -> Answer:
    body = _body(call)
    if not may(call.login, "edit_posts"):
        refuse(answers.cannot_create(bool(call.login.channel)))
    status = body.get("status", "draft")
    if status in ("publish", "future", "private") and not may(call.login, "publish_posts"):
        refuse(answers.cannot_publish())
    texts = {name: _html(call, body.get(name, "")) for name in ("title", "content", "excerpt")}
    if not any(texts.values()):
        refuse(answers.error(400, "empty_content", "Content, title, and excerpt are empty."))
    channel = call.login.channel
    number = call.state.next_number(channel, 10)
    slug = _sanitised(str(body.get("slug") or texts["title"]))
    if "status" in body:  # without it two drafts may have one name
        slug = _free(call, slug)
    featured = body.get("featured_media", 0)
    if call.state.media(channel, str(featured)) is None:
        featured = 0  # without a word
    details = {
        **texts,
        "slug": slug,
        "status": status,
        "featured_media": featured,
        "categories": [n for n in body.get("categories", []) if _is(call, "categories", n)],
        "tags": [n for n in body.get("tags", []) if _is(call, "tags", n)],
        "name": call.login.display_name,
        "handle": call.login.handle,
    }
    post = Post(
        channel=channel,
        id=str(number),
        account=call.login.account,
        author=call.login.account,
        text=plain(texts["content"]),
        reply_to=None,
        details=details,
        created_at=call.now,
    )
    call.state.add_post(post)
    return Answer(status=201, body=seen(post))


def listed(call: Call) -> Answer:
    """By slug and status. Others' posts are seen only by who may edit them."""
    asked = call.request.parameters
    if asked.get("status", "publish") != "publish" and not may(call.login, "edit_posts"):
        refuse(answers.invalid("status", "Status is forbidden.", "rest_forbidden_status"))
    statuses = asked.get("status", "publish").split(",")
    slugs = [word for word in asked.get("slug", "").split(",") if word]
    found = [
        post
        for post in call.state.posts(call.login.channel)
        if (not slugs or post.details["slug"] in slugs)
        and ("any" in statuses or post.details["status"] in statuses)
        and asked.get("author", str(number_of(post.author))) == str(number_of(post.author))
        and _may_edit(call, post)
    ]
    return Answer(body=[seen(post) for post in found])


def delete(call: Call, id: str) -> Answer:
    """Into the bin."""
    deleted = {post.id for post in call.state.posts(call.login.channel, deleted=True)}
    post = call.state.post(call.login.channel, id)
    if post is None and id in deleted:
        refuse(answers.error(410, "rest_already_trashed", "The post has already been deleted."))
    if post is None:
        refuse(answers.no_post())
    if not _may_edit(call, post):
        said = "Sorry, you are not allowed to delete this post."
        refuse(answers.error(403, "rest_cannot_delete", said))
    call.state.delete_post(call.login.channel, id, call.now)
    slug = f"{post.details['slug']}__trashed"
    return Answer(body={**seen(post), "status": "trash", "slug": slug})


def seen(post: Post) -> dict[str, Any]:
    """As the API gives a post."""
    details = post.details
    live = details["status"] == "publish"
    place = f"{post.created_at:%Y/%m}/{details['slug']}/" if live else f"?p={post.id}"
    return {
        "id": int(post.id),
        "date_gmt": f"{post.created_at:%Y-%m-%dT%H:%M:%S}",
        "slug": details["slug"],
        "status": details["status"],
        "link": f"https://{post.channel}.example/{place}",
        "title": {"raw": details["title"], "rendered": details["title"]},
        "content": {"raw": details["content"], "rendered": details["content"]},
        "excerpt": {"raw": details["excerpt"], "rendered": details["excerpt"]},
        "featured_media": details["featured_media"],
        "categories": details["categories"],
        "tags": details["tags"],
    }


def plain(content: str) -> str:
    """What a reader sees of HTML."""
    lines = _TAG.sub("", _BLOCK_ENDS.sub("\n", content)).split("\n")
    return "\n".join(line.strip() for line in map(html.unescape, lines) if line.strip())


def _body(call: Call) -> dict[str, Any]:
    try:
        body = json_object(call.request.body)
    except NotJson:
        refuse(answers.error(400, "rest_invalid_json", "Invalid JSON body passed."))
    if body.get("status", "draft") not in STATUSES:
        why = f"status is not one of {', '.join(STATUSES[:-1])}, and {STATUSES[-1]}."
        refuse(answers.invalid("status", why, "rest_not_in_enum"))
    for name in ("categories", "tags"):
        if not all(isinstance(number, int) for number in body.get(name, [])):
            refuse(answers.invalid(name, f"{name}[0] is not of type integer."))
    if not isinstance(body.get("featured_media", 0), int):
        refuse(answers.invalid("featured_media", "featured_media is not of type integer."))
    return body


def _html(call: Call, value: Any) -> str:
    """Of who may not write any HTML, scripts and the like are taken out."""
    text = str(value)
    return text if may(call.login, "unfiltered_html") else _ACTIVE.sub("", text)


def _sanitised(slug: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")


def _free(call: Call, slug: str) -> str:
    """A second post of one name gets -2."""
    taken = {post.details["slug"] for post in call.state.posts(call.login.channel)}
    number, name = 1, slug
    while name in taken:
        number += 1
        name = f"{slug}-{number}"
    return name


def _is(call: Call, taxonomy: str, number: int) -> bool:
    return call.state.kept(call.login.channel, taxonomy, str(number)) is not None


def _may_edit(call: Call, post: Post) -> bool:
    return post.author == call.login.account or may(call.login, "edit_others_posts")
