"""Mastodon's refusals, named by who must act.

Source: docs.joinmastodon.org/entities/Error and methods/statuses, methods/media; they say what is
wrong in `error`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from repurpose.errors import LoginError, PublishError, Rejected

if TYPE_CHECKING:
    import requests

SCOPES = "profile, read:statuses, write:statuses, write:media"
SETTINGS = "Preferences → Development"


class NotAllowed(LoginError):
    """The login is good, but may not do this."""


def refusal(answer: requests.Response, words: str, where: str, variable: str) -> PublishError:
    """The error for a 4xx.

    Args:
        words: What the server says.
        variable: The environment variable of the access token.
    """
    if answer.status_code == 401:
        return LoginError(
            "the login of Mastodon is not valid (any more)",
            where=where,
            hint=f"log in anew: repurpose login {where}; or copy the access token from {SETTINGS} on "
            f"your server and set {variable}",
        )
    if answer.status_code == 403:
        return _forbidden(words, where, variable)
    if answer.status_code == 413:
        return Rejected(
            "the server takes no file of this size", where=where, hint="save it smaller"
        )
    return Rejected(
        f"Mastodon refuses it: {words}", where=where, hint="change the post: repurpose outbox edit"
    )


def _forbidden(words: str, where: str, variable: str) -> PublishError:
    if "scope" in words.lower():
        return NotAllowed(
            f"the login of Mastodon may not do this: {words}",
            where=where,
            hint=f"log in anew: repurpose login {where}; or give the application {SCOPES} "
            f"({SETTINGS}) and set {variable} to its new token",
        )
    return NotAllowed(
        f"Mastodon does not let the account do this: {words}",
        where=where,
        hint="log in on your server in the browser and see what it asks for",
    )
