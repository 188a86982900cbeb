"""Accounts on Threads."""

from __future__ import annotations

from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers
from repurpose.sandbox.identity import Login
from repurpose.sandbox.web import refuse


def user_id(login: Login) -> str:
    return str(
        30_000_000_000_000_000 + login.number("user", login.account) % 10_000_000_000_000_000
    )


def check_user(call: Call, user: str) -> None:
    """Refused where it is not the account of the token."""
    if user not in ("me", user_id(call.login)):
        refuse(answers.not_there(user))
