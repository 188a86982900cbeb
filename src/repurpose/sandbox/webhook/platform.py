"""A webhook: one address for each login."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.standing import StandingPost, medium
from repurpose.sandbox.state import Post, State
from repurpose.sandbox.web import Answer, NotJson, decoded, json_object
from repurpose.sandbox.webhook import files

__all__ = ["BASE", "KINDS", "POSTING", "answer", "fault", "secrets", "settings", "standing"]

BASE = "/webhook"
KINDS = ("address",)
POSTING = (("POST", r"/.+"),)
FAULT_WAIT = 2  # seconds
PLACE = "https://webhook.sandbox.example/posts"


def secrets(login: Login, address: str) -> dict[str, str]:
    return {"url": login.token, "signing_key": _signing_key(login)}


def settings(login: Login, address: str) -> Mapping[str, Any]:
    """The secret is the rest of the address."""
    return {"api_url": address}


def standing(state: State, post: Post) -> StandingPost:
    details = post.details
    comment = details["comment"]
    return StandingPost(
        id=post.id,
        account=post.account,
        author=post.author,
        name="Webhook",
        byline=post.author,
        title=details["title"] or "",
        text=post.text,
        tags=tuple(details["tags"]),
        url=f"{PLACE}/{post.id}",
        reply_to=post.reply_to,
        comments=(comment,) if comment else (),
        media=tuple(medium(state, "webhook", id_) for id_ in details["files"]),
        created_at=post.created_at,
    )


def answer(call: Call) -> Answer:
    login = call.state.login("webhook", decoded(call.request.path.lstrip("/")))
    if login is None:
        return _said(404, "there is no webhook at this address")
    if login.expired:
        return _said(410, "this webhook is switched off")
    call.login = login
    if call.request.method == "GET":
        return _found(call)
    if call.request.method != "POST":
        return _said(405, "only GET and POST")
    return _taken(call)


def fault(name: str, call: Call) -> Answer:
    if name in ("rate-limit", "retry-after"):
        wait = {"Retry-After": str(FAULT_WAIT)} if name == "retry-after" else {}
        return Answer(status=429, body={"message": "too many requests"}, headers=wait)
    if name == "expired-token":
        return _said(410, "this webhook is switched off")
    return _said(500 if name == "server-error-after" else 503, "something went wrong")


def _taken(call: Call) -> Answer:
    document, sent = files.unpacked(call.request)
    signature = call.request.header("X-Hub-Signature-256") or ""
    digest = hmac.new(_signing_key(call.login).encode(), document, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(signature, f"sha256={digest}"):
        return _said(401, "the signature does not fit")
    try:
        post = json_object(document)
    except NotJson:
        return _said(400, "this is no JSON")
    if not str(post.get("text") or "").strip():
        return _said(422, "the text is empty")
    if post.get("key") != call.request.header("Idempotency-Key"):
        return _said(400, "the key is not that of the header")
    number = str(call.state.next_number("webhook", 1))
    details = {
        **{name: post[name] for name in ("key", "title", "tags", "link", "comment")},
        "files": files.kept(call, post["media"], sent),
    }
    call.state.add_post(
        Post(
            channel="webhook", id=number, account=call.login.account,
            author=call.login.handle, text=post["text"], reply_to=post["reply_to"],
            details=details, created_at=call.now,
        )
    )  # fmt: skip
    return Answer(status=201, body=_seen(number))


def _found(call: Call) -> Answer:
    key = call.request.parameters.get("key", "")
    for post in call.state.posts("webhook", call.login.handle):
        if post.details["key"] == key:
            return Answer(body=_seen(post.id))
    return Answer(status=404, body={"key": key})


def _seen(number: str) -> dict[str, str]:
    return {"id": number, "url": f"{PLACE}/{number}"}


def _said(status: int, message: str) -> Answer:
    return Answer(status=status, body={"message": message})


def _signing_key(login: Login) -> str:
    return Login.word("webhook", login.account, "signing key")[:40]
