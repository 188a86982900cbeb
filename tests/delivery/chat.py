"""A chat that apprise posts to as JSON, as a platform of the sandbox: it takes messages, and cannot be asked
what it took.

Source: apprise 2.3.0, plugins/custom_json.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.standing import StandingPost
from repurpose.sandbox.state import Post, State
from repurpose.sandbox.web import Answer

BASE = "/apprise"
KINDS = ("user",)
POSTING = (("POST", r"/messages"),)
STATUS = {"rate-limit": 429, "retry-after": 429, "server-error": 503, "server-error-after": 500}


def secrets(login: Login) -> dict[str, str]:
    return {"token": login.token}


def settings(login: Login, address: str) -> Mapping[str, Any]:
    return {}


def answer(call: Call) -> Answer:
    """Takes a message."""
    token = (call.request.header("Authorization") or "").removeprefix("Bearer ")
    login = call.state.login("apprise", token)
    if login is None or login.expired:
        return Answer(status=401)
    id_ = str(call.state.next_number("apprise messages", 1))
    call.state.add_post(
        Post(
            channel="apprise", id=id_, account=login.account, author="user", reply_to=None,
            text=json.loads(call.request.body)["message"], details={}, created_at=call.now,
        )
    )  # fmt: skip
    return Answer(status=200)


def fault(name: str, call: Call) -> Answer:
    return Answer(
        status=STATUS[name], headers={"Retry-After": "2"} if name == "retry-after" else {}
    )


def standing(state: State, post: Post) -> StandingPost:
    return StandingPost(
        id=post.id, account=post.account, author=post.author, name="", byline="",
        text=post.text, url="", created_at=post.created_at,
    )  # fmt: skip
