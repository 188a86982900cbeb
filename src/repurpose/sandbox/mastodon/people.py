"""Whose token it is, and what it may do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.mastodon import answers
from repurpose.sandbox.web import Answer, refuse

HOST = "mastodon.sandbox.example"
# The scopes of each kind of login; the second one was given too little.
SCOPES = {
    "token": ("profile", "read:statuses", "write:statuses", "write:media"),
    "write-only": ("write:statuses", "write:media"),
}
KINDS = tuple(SCOPES)


def secrets(login: Login, address: str) -> dict[str, str]:
    return {"access_token": login.token}


def settings(login: Login, address: str) -> Mapping[str, Any]:
    return {"instance": HOST, "api_url": address}


def account_id(login: Login) -> str:
    return str(110_000_000_000_000_000 + login.number("mastodon", login.account) % 10**15)


def login_of(call: Call) -> Login:
    """The login of a request; refused with 401 where there is none."""
    scheme, _, token = (call.request.header("Authorization") or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        refuse(answers.no_token())
    login = call.state.login("mastodon", token.strip())
    if login is None:
        refuse(answers.unknown_token())
    if login.expired:
        refuse(answers.revoked_token())
    return login


def need(call: Call, *scopes: str) -> None:
    """Refuse a login that has none of these scopes."""
    if not set(scopes) & set(SCOPES[call.login.kind]):
        refuse(answers.out_of_scope())


def verify(call: Call) -> Answer:
    need(call, "profile", "read:accounts")
    return Answer(body=account(call.login))


def account(login: Login) -> dict[str, Any]:
    return {
        "id": account_id(login),
        "username": login.handle,
        "acct": login.handle,
        "display_name": login.display_name,
        "locked": False,
        "bot": False,
        "url": f"https://{HOST}/@{login.handle}",
        "uri": f"https://{HOST}/users/{login.handle}",
    }
