"""Statuses on Mastodon: create, once for each Idempotency-Key; read; delete."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

from repurpose.sandbox.calling import Call
from repurpose.sandbox.mastodon import answers, media
from repurpose.sandbox.mastodon.instance import MAX_CHARACTERS, MAX_MEDIA
from repurpose.sandbox.mastodon.people import HOST, account, account_id, need
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import Answer, NotJson, json_object, refuse
from repurpose.text.counting import mastodon_length
from repurpose.text.facets import hashtags

KEPT = timedelta(hours=1)  # an Idempotency-Key
VISIBILITIES = ("public", "unlisted", "private", "direct")
PAGE, MOST = 20, 40
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


def create(call: Call) -> Answer:
    need(call, "write:statuses")
    key = call.request.header("Idempotency-Key")
    name = f"{account_id(call.login)} {key}"
    used = call.state.kept("mastodon", "key", name) if key else None
    if used is not None and call.now.timestamp() - used["at"] < KEPT.total_seconds():
        post = call.state.post("mastodon", used["status"])
        return Answer(body=shown(call, post)) if post else answers.not_found()
    body = _body(call)
    ids = body.get("media_ids") or []
    text = _text(body, "status").strip()
    _check(call, body, text, ids)
    post = _post(call, body, text, ids)
    media.attach(call, ids, post.id)
    call.state.add_post(post)
    if key:
        at = call.now.timestamp()
        call.state.keep("mastodon", "key", name, {"at": at, "status": post.id})
    return Answer(body=shown(call, post))


def get(call: Call, id: str) -> Answer:
    need(call, "read:statuses")
    return Answer(body=shown(call, _own(call, id)))


def source(call: Call, id: str) -> Answer:
    need(call, "read:statuses")
    post = _own(call, id)
    spoiler = post.details["spoiler_text"]
    return Answer(body={"id": post.id, "text": post.text, "spoiler_text": spoiler})


def delete(call: Call, id: str) -> Answer:
    need(call, "write:statuses")
    post = _own(call, id)
    call.state.delete_post("mastodon", id, call.now)
    return Answer(body={**shown(call, post), "text": post.text})


def of_account(call: Call, id: str) -> Answer:
    """An account's statuses, the newest first."""
    need(call, "read:statuses")
    parameters = call.request.parameters
    limit = parameters.get("limit", str(PAGE))
    below = parameters.get("max_id", "")
    if not limit.isdigit() or (below and not below.isdigit()):
        refuse(answers.error(400, "bad parameters"))
    posts = [
        post
        for post in reversed(call.state.posts("mastodon", id))
        if not below or int(post.id) < int(below)
    ]
    return Answer(body=[shown(call, post) for post in posts[: min(int(limit), MOST)]])


def shown(call: Call, post: Post) -> dict[str, Any]:
    details = post.details
    found = [call.state.media("mastodon", id_) for id_ in details["media"]]
    return {
        "id": post.id,
        "created_at": post.created_at.isoformat(timespec="milliseconds"),
        "in_reply_to_id": post.reply_to,
        "in_reply_to_account_id": post.author if post.reply_to else None,
        "sensitive": details["sensitive"],
        "spoiler_text": details["spoiler_text"],
        "visibility": details["visibility"],
        "language": details["language"],
        "uri": f"https://{HOST}/users/{call.login.handle}/statuses/{post.id}",
        "url": f"https://{HOST}/@{call.login.handle}/{post.id}",
        "content": _html(post.text),
        "reblog": None,
        "mentions": [],
        "tags": [{"name": word} for word in hashtags(post.text)],
        "emojis": [],
        "card": None,
        "poll": None,
        "account": account(call.login),
        "media_attachments": [media.shown(each) for each in found if each is not None],
    }


def _body(call: Call) -> dict[str, Any]:
    """JSON or a form, whichever came."""
    if call.request.content_type == "application/x-www-form-urlencoded":
        fields = parse_qs(call.request.body.decode("utf-8", "replace"), keep_blank_values=True)
        lists = {name[:-2]: values for name, values in fields.items() if name.endswith("[]")}
        return {name: values[-1] for name, values in fields.items()} | lists
    try:
        return json_object(call.request.body)
    except NotJson:
        refuse(answers.error(400, "Error occurred while parsing request parameters"))


def _check(call: Call, body: dict[str, Any], text: str, ids: Any) -> None:
    if not isinstance(ids, list) or not all(isinstance(id_, str) for id_ in ids):
        refuse(answers.unprocessable("media_ids is no list of ids"))
    if not text and not ids:
        refuse(answers.invalid("Text can't be blank"))
    spoiler = _text(body, "spoiler_text").strip()
    if mastodon_length(text) + mastodon_length(spoiler) > MAX_CHARACTERS:
        refuse(answers.invalid(f"Text character limit of {MAX_CHARACTERS} exceeded"))
    if len(ids) > MAX_MEDIA:
        refuse(answers.unprocessable("Cannot attach more than 4 files"))
    if _text(body, "visibility", "public") not in VISIBILITIES:
        refuse(answers.unprocessable("'visibility' is not a valid visibility"))
    reply = body.get("in_reply_to_id")
    if reply is not None and call.state.post("mastodon", str(reply)) is None:
        refuse(answers.error(404, "The post you are trying to reply to does not appear to exist."))


def _post(call: Call, body: dict[str, Any], text: str, ids: list[str]) -> Post:
    spoiler = _text(body, "spoiler_text").strip()
    language = _text(body, "language")
    reply = body.get("in_reply_to_id")
    return Post(
        channel="mastodon",
        id=_next_id(call),
        account=call.login.account,
        author=account_id(call.login),
        text=text,
        reply_to=None if reply is None else str(reply),
        details={
            "name": call.login.display_name,
            "handle": call.login.handle,
            "visibility": _text(body, "visibility", "public"),
            "spoiler_text": spoiler,
            "sensitive": bool(spoiler) or body.get("sensitive") is True,
            "language": language if _LANGUAGE.fullmatch(language) else None,
            "media": ids,
        },
        created_at=call.now,
    )


def _next_id(call: Call) -> str:
    """It holds the milliseconds since 1970, shifted by 16 bits."""
    milliseconds = int(call.now.timestamp() * 1000)
    return str(call.state.next_number("mastodon", milliseconds << 16))


def _own(call: Call, id_: str) -> Post:
    post = call.state.post("mastodon", id_)
    if post is None or post.author != account_id(call.login):
        refuse(answers.not_found())
    return post


def _text(body: dict[str, Any], name: str, default: str = "") -> str:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        refuse(answers.unprocessable(f"{name} is no text"))
    return default if value is None else value


def _html(text: str) -> str:
    paragraphs = html.escape(text, quote=False).split("\n\n")
    return "".join(f"<p>{each}</p>" for each in paragraphs).replace("\n", "<br />")
