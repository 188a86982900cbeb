"""Long tokens, which are made new with themselves: once they are a day old, and before they end.

Sources: developers.facebook.com/docs/threads/get-started/long-lived-tokens,
/docs/instagram-platform/reference/refresh_access_token. How the platforms word that a token is too young is
on neither page.
"""

from __future__ import annotations

from datetime import timedelta

from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers
from repurpose.sandbox.web import Answer

PATH = "/refresh_access_token"
YOUNG = timedelta(hours=24)
LIVES = 60 * 24 * 60 * 60  # seconds
_MADE = "long token"


def note(call: Call, channel: str, granted: Answer) -> None:
    """A token was given just now: when is known."""
    token = granted.body.get("access_token") if isinstance(granted.body, dict) else None
    if token:
        call.state.keep(channel, _MADE, token, {"at": call.now.timestamp()})


def answer(call: Call, channel: str, grant: str) -> Answer | None:
    """The answer to who wants a token made new; None: it is another request. A token that was given
    outside the sandbox's own pages is taken for old enough."""
    if (call.request.method, call.request.path) != ("GET", PATH):
        return None
    asked = call.request.parameters
    if asked.get("grant_type") != grant:
        return answers.invalid("Invalid grant_type")
    token = asked.get("access_token", "")
    login = call.state.login(channel, token)
    if login is None:
        return answers.bad_token()
    made = call.state.kept(channel, _MADE, token)
    age = None if made is None else timedelta(seconds=call.now.timestamp() - made["at"])
    if login.expired or (age is not None and age.total_seconds() > LIVES):
        return answers.expired_token()
    if age is not None and age < YOUNG:
        return answers.invalid("The access token is too young to be refreshed")
    found = Answer(body={"access_token": token, "token_type": "bearer", "expires_in": LIVES})
    note(call, channel, found)
    return found
