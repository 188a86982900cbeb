"""Bluesky's refusals, named by who must act.

Sources: the lexicons com.atproto.server.createSession, com.atproto.repo.putRecord and uploadBlob;
bluesky-social/atproto, packages/pds (state of August 2026). They name the error in `error` and say in
`message` what is wrong.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from repurpose.errors import LoginError, PublishError, Rejected, Unavailable
from repurpose.publishers._answers import child, document

if TYPE_CHECKING:
    import requests

PASSWORDS = "bsky.app → Settings → Privacy and security → App passwords"
EXPIRED = ("ExpiredToken", "InvalidToken")
_CLOSED = ("AccountTakedown", "AccountDeactivated", "RepoDeactivated", "RepoTakendown")


def name_of(answer: requests.Response) -> str:
    """What the server calls the error; "" where it has no name."""
    return str(child(document(answer), "error") or "")


def no_session(answer: requests.Response, words: str, where: str, variable: str) -> PublishError:
    """The error for a refused login.

    Args:
        words: What the server says.
        variable: The environment variable of the app password.
    """
    name = name_of(answer)
    if name == "AuthFactorTokenRequired":
        return LoginError(
            "this is the account's own password, and it needs a code sent by e-mail",
            where=where,
            hint=f"make an app password ({PASSWORDS}); then: repurpose login {where}, or set {variable}",
        )
    if name in _CLOSED:
        return closed(words, where)
    if answer.status_code in (400, 401, 403):
        return LoginError(
            "Bluesky does not know this handle with this app password",
            where=where,
            hint=f"see channels.{where}.handle; make an app password ({PASSWORDS}), then: repurpose login "
            f"{where}, or set {variable}; where the account is on a server of its own, set "
            f"channels.{where}.api_url to it",
        )
    return Rejected(
        f"this is no server of Bluesky: {words}",
        where=where,
        hint=f"see channels.{where}.api_url in repurpose.yaml",
    )


def closed(words: str, where: str) -> LoginError:
    """The error for an account that may not post."""
    return LoginError(
        f"the account is closed or locked: {words}",
        where=where,
        hint="log in at bsky.app and see what it asks for",
    )


def refusal(answer: requests.Response, words: str, where: str, variable: str) -> PublishError:
    """The error for any other 4xx. Arguments as of `no_session`."""
    name = name_of(answer)
    if name in _CLOSED:
        return closed(words, where)
    if answer.status_code in (401, 403) or name in EXPIRED:
        return LoginError(
            f"the login of Bluesky may not do this: {words}",
            where=where,
            hint=f"make a new app password ({PASSWORDS}); then: repurpose login {where}, or set "
            f"{variable}",
        )
    if answer.status_code == 413 or name == "BlobTooLarge":
        return Rejected(
            f"the server takes no file of this size: {words}", where=where, hint="save it smaller"
        )
    return Rejected(
        f"Bluesky refuses it: {words}", where=where, hint="change the post: repurpose outbox edit"
    )


def no_video(words: str, where: str) -> PublishError:
    """The error for a video that is not taken. The service names no errors, only says them."""
    lower = words.lower()
    if "email" in lower or "e-mail" in lower:
        return Rejected(
            f"Bluesky takes no video of this account yet: {words}",
            where=where,
            hint="confirm the account's e-mail address (bsky.app → Settings → Account), then: "
            "repurpose outbox retry",
        )
    if "daily" in lower:
        tomorrow = datetime.now(UTC).date() + timedelta(days=1)
        return Unavailable(
            f"Bluesky takes no more videos today: {words}",
            where=where,
            hint="it goes out tomorrow: repurpose publish --due",
            retry_at=datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=UTC),
        )
    return Rejected(
        f"Bluesky does not take the video: {words}",
        where=where,
        hint="save it anew as MP4 with H.264 and AAC, at most 10 minutes; or leave it out",
    )
