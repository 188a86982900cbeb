"""Who calls X: an OAuth 2.0 user token, or an OAuth 1.0a signature that is checked for real."""

from __future__ import annotations

from datetime import datetime

from repurpose.sandbox.identity import Login
from repurpose.sandbox.state import State
from repurpose.sandbox.web import Request, refuse
from repurpose.sandbox.x import answers


def login_of(request: Request, state: State, now: datetime) -> Login:
    """The login of a request; refused with 401 where there is none, or it has expired."""
    scheme, _, value = (request.header("Authorization") or "").partition(" ")
    login: Login | None = None
    if scheme.lower() == "bearer":
        login = state.login("twitter", value.strip())
        login = login if login is not None and login.kind == "oauth2" else None
    elif scheme.lower() == "oauth":
        from repurpose.sandbox.x.signing import signed_login

        login = signed_login(request, state, now)
    if login is None or login.expired:
        refuse(answers.unauthorized())
    return login
