"""Who has accounts, how they log in, and how long a session lasts."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from repurpose.sandbox.bluesky import answers
from repurpose.sandbox.bluesky.bodies import json_body
from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.web import Answer, refuse

KINDS = ("app-password",)
DOMAIN = "sandbox.test"
SERVER, VIDEO = "/pds", "/video"  # below the address that one logs in at
ACCESS, REFRESH = timedelta(hours=2), timedelta(days=90)
LONGEST_SERVICE = timedelta(hours=1)  # of a token for another service


def secrets(login: Login, address: str) -> dict[str, str]:
    return {"app_password": login.token}


def settings(login: Login, address: str) -> Mapping[str, Any]:
    return {"handle": handle(login), "api_url": address, "video_url": f"{address}{VIDEO}"}


def handle(login: Login) -> str:
    return f"{login.handle.replace('_', '-').lower()}.{DOMAIN}"


def did(login: Login) -> str:
    digest = hashlib.sha256(login.account.encode()).digest()
    return f"did:plc:{base64.b32encode(digest).decode().lower()[:24]}"


def create_session(call: Call) -> Answer:
    body = json_body(call)
    named, password = body.get("identifier"), body.get("password")
    login = call.state.login("bluesky", str(password))
    if login is None or login.expired or named not in (handle(login), did(login)):
        refuse(answers.wrong_password())
    return Answer(body=_session(call, login))


def refresh_session(call: Call) -> Answer:
    call.login = _login_of(call, "refresh")
    return Answer(body=_session(call, call.login))


def get_session(call: Call) -> Answer:
    return Answer(body=_described(call, call.login))


def resolve(call: Call) -> Answer:
    wanted = call.request.parameters.get("handle", "")
    for login in call.state.logins("bluesky"):
        if handle(login) == wanted:
            return Answer(body={"did": did(login)})
    refuse(answers.error(400, "HandleNotFound", "Unable to resolve handle"))


def service_auth(call: Call) -> Answer:
    """A token with which another service may call one method here."""
    parameters = call.request.parameters
    now = call.now.timestamp()
    until = parameters.get("exp", str(now + 60))
    if not parameters.get("aud", "").startswith("did:"):
        refuse(answers.invalid('Params must have the property "aud"'))
    if float(until) > now + LONGEST_SERVICE.total_seconds() or float(until) < now:
        refuse(answers.error(400, "BadExpiration", "cannot request a token with this expiration"))
    method = parameters.get("lxm", "")
    return Answer(body={"token": _token(call, call.login, f"service {method}", float(until))})


def authenticate(call: Call, kind: str = "access") -> None:
    """Who calls; refused where there is no token, or it is spent."""
    call.login = _login_of(call, kind)


def _login_of(call: Call, kind: str) -> Login:
    scheme, _, token = (call.request.header("Authorization") or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        refuse(answers.no_login())
    found = call.state.kept("bluesky", kind, token.strip())
    login = call.state.login("bluesky", found["login"]) if found else None
    if found is None or login is None:
        refuse(answers.bad_token())
    if login.expired or call.now.timestamp() >= found["until"]:
        refuse(answers.expired_token())
    return login


def _session(call: Call, login: Login) -> dict[str, Any]:
    now = call.now.timestamp()
    access = _token(call, login, "access", now + ACCESS.total_seconds())
    refresh = _token(call, login, "refresh", now + REFRESH.total_seconds())
    return {"accessJwt": access, "refreshJwt": refresh, **_described(call, login)}


def _described(call: Call, login: Login) -> dict[str, Any]:
    service = {
        "id": "#atproto_pds",
        "type": "AtprotoPersonalDataServer",
        "serviceEndpoint": f"{call.address}{SERVER}",
    }
    return {
        "did": did(login),
        "handle": handle(login),
        "didDoc": {"id": did(login), "service": [service]},
        "emailConfirmed": True,
        "active": True,
    }


def _token(call: Call, login: Login, kind: str, until: float) -> str:
    """A JSON Web Token; clients look into it to see when it ends."""
    number = call.state.next_number("bluesky tokens", 1)
    head = {"typ": "at+jwt", "alg": "HS256"}
    body = {"sub": did(login), "exp": int(until), "jti": str(number), "scope": kind}
    parts = [base64.urlsafe_b64encode(json.dumps(each).encode()) for each in (head, body)]
    words = [part.decode().rstrip("=") for part in parts]
    token = ".".join([*words, login.word("bluesky", kind, str(number))[:43]])
    call.state.keep("bluesky", kind, token, {"login": login.token, "until": until})
    return token
