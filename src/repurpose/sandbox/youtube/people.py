"""Who has a channel on YouTube, and what logs in: a refresh token, which Google changes into access
tokens that last an hour."""

from __future__ import annotations

from urllib.parse import parse_qs

from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.web import Answer, refuse
from repurpose.sandbox.youtube import answers

# The uploads of an app that Google has not audited stay private.
KINDS = ("channel", "unaudited")
LIFETIME = 3599  # seconds of an access token


def secrets(login: Login) -> dict[str, str]:
    return {
        "client_id": f"{login.word('client', login.account)[:12]}.apps.googleusercontent.com",
        "client_secret": f"GOCSPX-{login.word('client secret', login.account)[:28]}",
        "refresh_token": login.token,
    }


def channel_id(login: Login) -> str:
    return f"UC{login.word('channel', login.account)[:22]}"


def uploads_of(channel: str) -> str:
    """The playlist of all that a channel has uploaded."""
    return f"UU{channel[2:]}"


def token(call: Call) -> Answer:
    """An access token for a refresh token."""
    fields = {k: v[-1] for k, v in parse_qs(call.request.body.decode("utf-8", "replace")).items()}
    login = call.state.login("youtube", fields.get("refresh_token", ""))
    if fields.get("grant_type") != "refresh_token":
        return answers.grant_refused("unsupported_grant_type", "Invalid grant_type")
    if login is not None and fields.get("client_secret") != secrets(login)["client_secret"]:
        return answers.grant_refused("invalid_client", "Unauthorized", 401)
    if login is None or login.expired:
        return answers.grant_refused("invalid_grant", "Token has been expired or revoked.")
    number = call.state.next_number("youtube tokens", 1)
    access = f"ya29.{login.word('access', login.token, str(number))[:40]}"
    ends = call.now.timestamp() + LIFETIME
    call.state.keep("youtube", "access", access, {"refresh": login.token, "ends": ends})
    body = {"access_token": access, "expires_in": LIFETIME, "token_type": "Bearer"}
    return Answer(body=body)


def login_of(call: Call) -> Login:
    """The login of a request; refused with 401 where there is none, or it has expired."""
    scheme, _, access = (call.request.header("Authorization") or "").partition(" ")
    kept = call.state.kept("youtube", "access", access.strip())
    if scheme.lower() != "bearer" or kept is None or call.now.timestamp() >= kept["ends"]:
        refuse(answers.unauthorized())
    login = call.state.login("youtube", kept["refresh"])
    if login is None or login.expired:
        refuse(answers.unauthorized())
    return login
