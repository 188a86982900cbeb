"""Professional accounts on Instagram."""

from __future__ import annotations

from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers
from repurpose.sandbox.identity import Login
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import refuse


def user_id(login: Login) -> str:
    return str(17_841_400_000_000_000 + login.number("user", login.account) % 99_999_999_999)


def check_user(call: Call, user: str) -> None:
    """Refused where it is not the account of the token."""
    if user not in ("me", user_id(call.login)):
        refuse(answers.not_there(user))


def own_post(call: Call, id_: str) -> Post:
    post = call.state.post("instagram", id_)
    if post is None or post.author != user_id(call.login):
        refuse(answers.not_there(id_))
    return post
