"""The chat: one address for each login, which apprise writes as json://…

What a message is: github.com/caronc/apprise, apprise/plugins/custom_json.py, as of 25 November 2026.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from repurpose.sandbox.attached import attached
from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.standing import StandingPost, medium
from repurpose.sandbox.state import Post, State
from repurpose.sandbox.web import Answer, NotJson, decoded, json_object, refuse

__all__ = ["BASE", "KINDS", "POSTING", "answer", "fault", "secrets", "settings", "standing"]

BASE = "/chat"
KINDS = ("address",)
POSTING = (("POST", r"/.+"),)
FAULT_WAIT = 2  # seconds


def secrets(login: Login, address: str) -> dict[str, str]:
    return {"url": f"{address.replace('http', 'json', 1)}/{login.token}"}


def settings(login: Login, address: str) -> Mapping[str, Any]:
    """The address is all that it needs, and a secret."""
    return {}


def standing(state: State, post: Post) -> StandingPost:
    return StandingPost(
        id=post.id,
        account=post.account,
        author=post.author,
        name="Chat",
        byline=post.author,
        title=post.details["title"],
        text=post.text,
        url="",
        media=tuple(medium(state, "apprise", id_) for id_ in post.details["files"]),
        created_at=post.created_at,
    )


def answer(call: Call) -> Answer:
    login = call.state.login("apprise", decoded(call.request.path.lstrip("/")))
    if login is None:
        return _said(404, "there is no chat at this address")
    if login.expired:
        return _said(401, "this address was withdrawn")
    call.login = login
    if call.request.method != "POST":
        return _said(405, "only POST")
    try:
        message = json_object(call.request.body)
    except NotJson:
        return _said(400, "this is no JSON")
    text, files = str(message.get("message") or ""), message.get("attachments") or []
    if not text.strip():
        return _said(400, "the message is empty")
    details = {"title": message.get("title") or "", "files": [_kept(call, each) for each in files]}
    call.state.add_post(
        Post(
            channel="apprise", id=str(call.state.next_number("chat", 1)),
            account=call.login.account, author=call.login.handle, text=text, reply_to=None,
            details=details, created_at=call.now,
        )
    )  # fmt: skip
    return Answer(status=200, body={"message": "ok"})


def fault(name: str, call: Call) -> Answer:
    if name in ("rate-limit", "retry-after"):
        wait = {"Retry-After": str(FAULT_WAIT)} if name == "retry-after" else {}
        return Answer(status=429, body={"message": "too many requests"}, headers=wait)
    if name == "expired-token":
        return _said(401, "this address was withdrawn")
    return _said(500 if name == "server-error-after" else 503, "something went wrong")


def _kept(call: Call, sent: Mapping[str, Any]) -> str:
    """Keeps one file; its id."""
    try:
        data = base64.b64decode(sent["base64"], validate=True)
    except (KeyError, binascii.Error):
        refuse(_said(400, "a file is not as base64"))
    return attached(
        call, "apprise", data, name=str(sent.get("filename") or ""),
        mime=str(sent.get("mimetype") or "application/octet-stream"),
    )  # fmt: skip


def _said(status: int, message: str) -> Answer:
    return Answer(status=status, body={"message": message})
