"""Who has a channel on YouTube, and what logs in: a refresh token, which Google changes into access
tokens that last an hour."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from repurpose.model import DEFAULT_ACCOUNT
from repurpose.sandbox import oauth
from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.web import Answer, refuse
from repurpose.sandbox.youtube import answers

# The uploads of an app that Google has not audited stay private.
KINDS = ("channel", "unaudited")
LIFETIME = 3599  # seconds of an access token
OAUTH = oauth.OAuth(
    authorize="/o/oauth2/v2/auth", tokens="/token", kind="channel", pkce=True, lives=LIFETIME
)


def secrets(login: Login, address: str) -> dict[str, str]:
    return {
        "client_id": f"{login.word('client', login.account)[:12]}.apps.googleusercontent.com",
        "client_secret": _client_secret(login),
        "refresh_token": login.token,
    }


def _client_secret(login: Login) -> str:
    return f"GOCSPX-{login.word('client secret', login.account)[:28]}"


def channel_id(login: Login) -> str:
    return f"UC{login.word('channel', login.account)[:22]}"


def uploads_of(channel: str) -> str:
    """The playlist of all that a channel has uploaded."""
    return f"UU{channel[2:]}"


def admitted(call: Call) -> Answer | None:
    """The answer to a request for a login or a token; None where it is another one."""
    if (call.request.method, call.request.path) == ("POST", OAUTH.tokens):
        text = call.request.body.decode("utf-8", "replace")
        fields = {name: values[-1] for name, values in parse_qs(text).items()}
        if fields.get("grant_type") == "refresh_token":
            return _refreshed(call, fields)
    found = oauth.answer(call, "youtube", OAUTH)
    if found is not None and found.status == 200:
        login = Login(channel="youtube", account=DEFAULT_ACCOUNT, kind=OAUTH.kind)
        found.body |= {"access_token": _access(call, login), "refresh_token": login.token}
    return found


def _refreshed(call: Call, fields: Mapping[str, str]) -> Answer:
    """An access token for a refresh token."""
    login = call.state.login("youtube", fields.get("refresh_token", ""))
    known = (oauth.CLIENT_SECRET, "" if login is None else _client_secret(login))
    if login is not None and fields.get("client_secret") not in known:
        return answers.grant_refused("invalid_client", "Unauthorized", 401)
    if login is None or login.expired:
        return answers.grant_refused("invalid_grant", "Token has been expired or revoked.")
    body = {"access_token": _access(call, login), "expires_in": LIFETIME, "token_type": "Bearer"}
    return Answer(body=body)


def _access(call: Call, login: Login) -> str:
    number = call.state.next_number("youtube tokens", 1)
    access = f"ya29.{login.word('access', login.token, str(number))[:40]}"
    ends = call.now.timestamp() + LIFETIME
    call.state.keep("youtube", "access", access, {"refresh": login.token, "ends": ends})
    return access


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
