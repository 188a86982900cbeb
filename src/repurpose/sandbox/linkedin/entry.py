"""The headers that each call to LinkedIn carries: token, version, protocol."""

from __future__ import annotations

import re

from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.linkedin import answers
from repurpose.sandbox.web import refuse

OLDEST, NEWEST = "202601", "202609"  # living API versions, one a month, as of November 2026
PROTOCOL = "2.0.0"


def login_of(call: Call) -> Login:
    """The login of a request; refused with 401 where there is none, or it has expired."""
    scheme, _, token = (call.request.header("Authorization") or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        refuse(answers.no_token())
    login = call.state.login("linkedin", token.strip())
    if login is None:
        refuse(answers.unknown_token())
    if login.expired:
        refuse(answers.expired_token())
    return login


def check_headers(call: Call) -> None:
    """Version and protocol of a call below /rest."""
    version = call.request.header("Linkedin-Version")
    if not version:
        refuse(
            answers.error(
                400, "A version must be present. Please specify a version.", "VERSION_MISSING"
            )
        )
    alive = re.fullmatch(r"\d{4}(0[1-9]|1[0-2])", version) and OLDEST <= version <= NEWEST
    if not alive:
        shown = f"{version}01" if re.fullmatch(r"\d{6}", version) else version
        refuse(
            answers.error(426, f"Requested version {shown} is not active", "NONEXISTENT_VERSION")
        )
    if call.request.header("X-Restli-Protocol-Version") != PROTOCOL:
        refuse(
            answers.error(400, "X-RestLi-Protocol-Version 2.0.0 is required", "ILLEGAL_ARGUMENT")
        )
