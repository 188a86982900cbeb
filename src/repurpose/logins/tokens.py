"""From a code to tokens, and from old tokens to new ones."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from repurpose.errors import LoginError, Unavailable
from repurpose.logins.flows import CodeFlow, Exchange, Renewal, at
from repurpose.logins.store import Kept

TIMEOUT = 30.0  # seconds
_HIDDEN = (
    "client_secret", "code", "refresh_token", "code_verifier", "access_token", "fb_exchange_token",
)  # fmt: skip
_HERE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The user's app with the platform."""

    client_id: str
    client_secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt to log in.

    Attributes:
        url: Where the browser goes.
        state: Comes back with the code; another one is somebody else's.
        verifier: Proves that who exchanges the code has asked for it ("" without PKCE).
        redirect: Where the platform sends the browser.
    """

    url: str
    state: str = field(repr=False)
    verifier: str = field(repr=False)
    redirect: str


def begun(flow: CodeFlow, app: App, redirect: str, base: str | None) -> Attempt:
    """An attempt to begin in the browser."""
    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48) if flow.pkce else ""
    values = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": redirect,
        "scope": flow.joint.join(flow.scopes),
        "state": state,
        **flow.more,
    }
    if verifier:
        digest = hashlib.sha256(verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        values |= {"code_challenge": challenge, "code_challenge_method": "S256"}
    url = f"{at(flow.authorize, base)}?{urlencode(values)}"
    return Attempt(url=url, state=state, verifier=verifier, redirect=redirect)


def code_of(attempt: Attempt, address: str) -> str:
    """The code in the address that the platform sent the browser to.

    Raises:
        LoginError: the user or the platform refused, or it belongs to another attempt.
    """
    values = {name: each[-1] for name, each in parse_qs(urlsplit(address).query).items()}
    if error := values.get("error"):
        words = values.get("error_description") or error
        raise LoginError(f"the platform says: {' '.join(words.split())[:200]}", hint="try again")
    if not values.get("code"):
        raise LoginError(
            "there is no code in this address", hint="paste the whole address, from http on"
        )
    if not secrets.compare_digest(values.get("state", ""), attempt.state):
        raise LoginError(
            "this address belongs to another attempt to log in",
            hint="use the page that was opened last, and nobody else's link",
        )
    return values["code"]


def exchanged(flow: CodeFlow, app: App, attempt: Attempt, code: str, base: str | None) -> Kept:
    """The login for a code.

    Raises:
        LoginError: the platform refuses it.
        Unavailable: it gives no answer.
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": attempt.redirect,
        **({"code_verifier": attempt.verifier} if attempt.verifier else {}),
    }
    found = _asked(flow, app, at(flow.tokens, base), form)
    if flow.exchange is not None:
        proof = {"client_id": app.client_id, "client_secret": app.client_secret}
        long = _exchanged(flow.exchange, str(found["access_token"]), base, proof)
        found = {**found, **long}
    return _kept(flow, app, found, {})


def renewed(flow: CodeFlow, kept: Kept, base: str | None) -> Kept:
    """The login with a new access token. Raises as `exchanged` does."""
    values = kept.values
    app = App(client_id=values["client_id"], client_secret=values.get("client_secret", ""))
    form = {"grant_type": "refresh_token", "refresh_token": values["refresh_token"]}
    return _kept(flow, app, _asked(flow, app, at(flow.tokens, base), form), values)


def given(values: Mapping[str, str], renewal: Renewal | None) -> Kept:
    """The login of secrets that somebody pasted. Nobody says when a token ends: it is taken for new, and
    made new as soon as it may be.

    Args:
        renewal: How its token is made new with itself; None: it is not.
    """
    if renewal is None or "access_token" not in values:
        return Kept(values=values)
    ends = datetime.now(UTC) + renewal.lives
    return renewable(Kept(values=values, expires_at=ends, ends_at=ends), renewal)


def renewable(kept: Kept, renewal: Renewal) -> Kept:
    """A login whose token was made just now, and is made new with itself later."""
    return replace(kept, renews_at=datetime.now(UTC) + renewal.young)


def prolonged(renewal: Renewal, kept: Kept, base: str | None) -> Kept:
    """The login with a token made new with itself. Raises as `exchanged` does."""
    found = _exchanged(renewal.exchange, kept.values["access_token"], base, {})
    now = datetime.now(UTC)
    ends = _after(now, found.get("expires_in"), renewal.lives)
    values = {**kept.values, "access_token": str(found["access_token"])}
    return Kept(values=values, expires_at=ends, ends_at=ends, renews_at=now + renewal.every)


def registered(flow: CodeFlow, redirect: str, base: str | None) -> App:
    """An app that the platform registers at once (Mastodon).

    Raises:
        LoginError, Unavailable: it does not.
    """
    assert flow.register is not None
    form = {
        "client_name": "repurpose",
        "redirect_uris": redirect,
        "scopes": flow.joint.join(flow.scopes),
    }
    found = called("POST", at(flow.register, base), form)
    return App(client_id=str(found["client_id"]), client_secret=str(found["client_secret"]))


def _asked(flow: CodeFlow, app: App, address: str, form: Mapping[str, str]) -> dict[str, Any]:
    """A token endpoint's answer."""
    headers: dict[str, str] = {}
    values = dict(form)
    if flow.basic and app.client_secret:
        pair = base64.b64encode(f"{app.client_id}:{app.client_secret}".encode()).decode()
        headers["Authorization"] = f"Basic {pair}"
    else:
        values["client_id"] = app.client_id
        if app.client_secret:
            values["client_secret"] = app.client_secret
    return _with_token(called("POST", address, values, headers))


def _exchanged(
    exchange: Exchange, token: str, base: str | None, proof: Mapping[str, str]
) -> dict[str, Any]:
    """The answer to a token that is offered for another one."""
    form = {"grant_type": exchange.grant, exchange.offers: token, **proof}
    return _with_token(called(exchange.method, at(exchange.address, base), form))


def _with_token(found: dict[str, Any]) -> dict[str, Any]:
    if not found.get("access_token"):
        raise Unavailable("the platform gave no token", hint="try again later")
    return found


def called(
    method: str, address: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The JSON object that a platform answers with.

    Args:
        form: Goes into the body of a POST, and into the query of a GET.

    Raises:
        LoginError: the platform refuses.
        Unavailable: it gives no answer, or one that cannot be read.
    """
    import requests

    session = requests.Session()
    session.trust_env = urlsplit(address).hostname not in _HERE
    try:
        answer = session.request(
            method, address, headers={"Accept": "application/json", **(headers or {})},
            timeout=TIMEOUT, allow_redirects=False,
            data=dict(form) if method == "POST" else None,
            params=None if method == "POST" else dict(form),
        )  # fmt: skip
        found = answer.json()
    except (requests.exceptions.RequestException, ValueError):
        raise Unavailable(
            f"{urlsplit(address).hostname} gives no usable answer",
            hint="see whether this machine is online, then try again",
        ) from None
    if answer.status_code >= 400 or not isinstance(found, dict):
        raise LoginError(
            f"the platform refuses: {_words(found, form)}",
            hint="see that the app's ID, its secret and its redirect address are right",
        )
    return found


def _words(found: Any, form: Mapping[str, str]) -> str:
    """What a refusal says, in one line and without what must not be seen."""
    error = found.get("error") if isinstance(found, dict) else None
    said = error.get("message") if isinstance(error, dict) else error
    if isinstance(found, dict) and isinstance(found.get("error_description"), str):
        said = found["error_description"]
    words = " ".join(str(said or "it does not say why").split())[:200]
    for name in _HIDDEN:
        if form.get(name):
            words = words.replace(form[name], "…")
    return words


def _kept(flow: CodeFlow, app: App, found: Mapping[str, Any], old: Mapping[str, str]) -> Kept:
    now = datetime.now(UTC)
    values = {
        **old,
        "access_token": str(found["access_token"]),
        "client_id": app.client_id,
        **({"client_secret": app.client_secret} if app.client_secret else {}),
        **({"refresh_token": str(found["refresh_token"])} if found.get("refresh_token") else {}),
    }
    expires = _after(now, found.get("expires_in"), flow.lives)
    refresh_ends = _after(now, found.get("refresh_token_expires_in"), None)
    ends = refresh_ends if "refresh_token" in values else expires
    return Kept(values=values, expires_at=expires, ends_at=ends)


def _after(now: datetime, seconds: Any, default: timedelta | None) -> datetime | None:
    try:
        return now + timedelta(seconds=float(seconds))
    except (TypeError, ValueError, OverflowError):
        return None if default is None else now + default
