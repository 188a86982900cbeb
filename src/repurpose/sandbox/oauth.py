"""OAuth 2.0 as the platforms do it (RFC 6749, 7636): who asks is let in at once, a code is good once and
for half a minute, and a new token takes the place of the old one."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from repurpose.model import DEFAULT_ACCOUNT
from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Kind, Login
from repurpose.sandbox.web import Answer

CLIENT_ID, CLIENT_SECRET = "sandbox-app", "sandbox-app-secret"
CODE_LIVES = timedelta(seconds=30)  # X's; others give more
_HERE = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    """A platform's endpoints.

    Attributes:
        authorize, tokens: Their paths; `register` of the apps.
        exchange: The request that gives a long token for a short one.
        kind: The kind of login that one gets.
        pkce: A code challenge is demanded.
        secret: A client secret is demanded.
        lives: Seconds that an access token lives; None: it does not end.
        refreshes: A refresh token comes along.
    """

    authorize: str
    tokens: str
    kind: Kind
    register: str | None = None
    exchange: tuple[str, str] | None = None
    pkce: bool = False
    secret: bool = True
    lives: int | None = None
    refreshes: bool = False


def answer(call: Call, channel: str, oauth: OAuth) -> Answer | None:
    """The answer to a request of OAuth; None where it is another one."""
    asked = (call.request.method, call.request.path)
    if asked == ("GET", oauth.authorize):
        return _authorize(call, channel, oauth)
    if oauth.register is not None and asked == ("POST", oauth.register):
        return _register(call, channel)
    if asked in (("POST", oauth.tokens), oauth.exchange):
        form = {name: values[-1] for name, values in parse_qs(call.request.body.decode()).items()}
        return _token(call, channel, oauth, {**call.request.parameters, **form})
    return None


def _authorize(call: Call, channel: str, oauth: OAuth) -> Answer:
    asked = call.request.parameters
    redirect = asked.get("redirect_uri", "")
    place = urlsplit(redirect)
    known = place.hostname in _HERE or place.scheme == "https"
    if not known or _secret_of(call, channel, asked) is None:
        return _refusal("invalid_request", "The app or its redirect address is not known.")
    if asked.get("response_type") != "code":
        return _back(redirect, {"error": "unsupported_response_type", "state": asked.get("state")})
    if oauth.pkce and asked.get("code_challenge_method") != "S256":
        return _back(redirect, {"error": "invalid_request", "state": asked.get("state")})
    code = f"code-{call.state.next_number(f'{channel} codes', 1)}"
    details = {
        "redirect": redirect,
        "challenge": asked.get("code_challenge", ""),
        "client_id": asked.get("client_id", ""),
        "until": (call.now + CODE_LIVES).timestamp(),
        "scope": asked.get("scope", ""),
    }
    call.state.keep(channel, "code", code, details)
    return _back(redirect, {"code": code, "state": asked.get("state")})


def _back(redirect: str, values: dict[str, str | None]) -> Answer:
    query = urlencode({name: value for name, value in values.items() if value is not None})
    return Answer(status=302, headers={"Location": f"{redirect}?{query}"})


def _register(call: Call, channel: str) -> Answer:
    number = call.state.next_number(f"{channel} apps", 1)
    app = {"client_id": f"app-{number}", "client_secret": f"app-{number}-secret"}
    call.state.keep(channel, "app", app["client_id"], app)
    return Answer(body={"id": str(number), "name": "repurpose", **app})


def _token(call: Call, channel: str, oauth: OAuth, form: dict[str, str]) -> Answer:
    app = {**form, **_basic(call)}
    known = _secret_of(call, channel, app)
    given = app.get("client_secret", "")
    if known is None or (given != known if given else oauth.secret):
        return _refusal("invalid_client", "The client ID or its secret is wrong.", 401)
    grants = {"authorization_code": _by_code, "refresh_token": _by_refresh}
    if (call.request.method, call.request.path) == oauth.exchange and "code" not in form:
        return _granted(call, channel, oauth)
    grant = grants.get(form.get("grant_type", ""))
    if grant is None:
        return _refusal("unsupported_grant_type", "No such grant.")
    return grant(call, channel, oauth, form)


def _by_code(call: Call, channel: str, oauth: OAuth, form: dict[str, str]) -> Answer:
    code = form.get("code", "")
    kept = call.state.kept(channel, "code", code)
    call.state.forget(channel, "code", code)
    good = (
        kept is not None
        and call.now.timestamp() <= kept["until"]
        and kept["redirect"] == form.get("redirect_uri")
        and kept["challenge"] == (_challenge(form.get("code_verifier", "")) if oauth.pkce else "")
    )
    if not good:
        return _refusal("invalid_grant", "The code is wrong, used or too old.")
    return _granted(call, channel, oauth)


def _by_refresh(call: Call, channel: str, oauth: OAuth, form: dict[str, str]) -> Answer:
    token = form.get("refresh_token", "")
    if call.state.kept(channel, "refresh", token) is None:
        return _refusal("invalid_grant", "The refresh token is wrong or was used.")
    call.state.forget(channel, "refresh", token)
    return _granted(call, channel, oauth)


def _granted(call: Call, channel: str, oauth: OAuth) -> Answer:
    login = Login(channel=channel, account=DEFAULT_ACCOUNT, kind=oauth.kind)
    call.state.set_expired(channel, DEFAULT_ACCOUNT, False)
    body: dict[str, Any] = {"token_type": "bearer", "access_token": login.token}
    if oauth.lives is not None:
        body["expires_in"] = oauth.lives
    if oauth.refreshes:
        token = f"refresh-{call.state.next_number(f'{channel} refreshes', 1)}"
        call.state.keep(channel, "refresh", token, {})
        body["refresh_token"] = token
    return Answer(body=body)


def _secret_of(call: Call, channel: str, app: dict[str, str]) -> str | None:
    """The secret of an app; None where there is no such app."""
    name = app.get("client_id", "")
    if name == CLIENT_ID:
        return CLIENT_SECRET
    kept = call.state.kept(channel, "app", name)
    return None if kept is None else str(kept["client_secret"])


def _basic(call: Call) -> dict[str, str]:
    scheme, _, value = (call.request.header("Authorization") or "").partition(" ")
    if scheme.lower() != "basic":
        return {}
    name, _, secret = base64.b64decode(value).decode().partition(":")
    return {"client_id": name, "client_secret": secret}


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _refusal(error: str, words: str, status: int = 400) -> Answer:
    return Answer(status=status, body={"error": error, "error_description": words})
