"""X's refusals, named by who must act.

Source: docs.x.com/x-api/fundamentals/response-codes-and-errors; the words of some are not
documented, so they are matched loosely.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from repurpose.errors import Duplicate, LoginError, PublishError, Rejected

if TYPE_CHECKING:
    import requests

DEVELOPERS = "console.x.com"
_PERMISSION = ("permission", "not configured", "client-forbidden", "client forbidden", "authentic")
_ACCOUNT = ("suspended", "locked", "deactivated")
_SPENT = ("usage-capped", "usagecap", "usage cap", "credits")


def spent(answer: requests.Response, words: str, where: str) -> PublishError | None:
    """The account has no allowance left: no waiting mends that, though it may come as 429."""
    said = f"{_kind(answer)} {words}".lower()
    if answer.status_code != 402 and (
        answer.status_code not in (403, 429) or not any(word in said for word in _SPENT)
    ):
        return None
    return Rejected(
        f"X takes no more: {words}",
        where=where,
        hint=f"add credits or raise the limit at {DEVELOPERS}, then: repurpose outbox retry",
    )


def refusal(
    answer: requests.Response, words: str, where: str, variables: Mapping[str, str]
) -> PublishError:
    """The error for any other 4xx.

    Args:
        variables: The environment variable of each secret that is set.
    """
    if answer.status_code == 401:
        return _login(where, variables)
    if answer.status_code == 403:
        return _forbidden(answer, words, where)
    return Rejected(
        f"X refuses it: {words}", where=where, hint="change the post: repurpose outbox edit"
    )


def _login(where: str, variables: Mapping[str, str]) -> LoginError:
    names = ", ".join(variables.values())
    advice = (
        f"repurpose login {where} keeps one that is renewed; or set {names} to a new token: it "
    )
    advice += "lasts two hours"
    if "consumer_key" in variables:
        advice = f"see that this machine's clock is right; else make new keys at {DEVELOPERS} and "
        advice += f"set {names}"
    return LoginError("the login of X is not valid (any more)", where=where, hint=advice)


def _forbidden(answer: requests.Response, words: str, where: str) -> PublishError:
    lower = words.lower()
    said = f"{_kind(answer)} {lower}"
    if "duplicate" in lower:
        return Duplicate(
            "X says that this text stands on the account already",
            where=where,
            hint="change the text: repurpose outbox edit; or: repurpose outbox done",
        )
    if "reply" in lower or "mentioned" in lower:
        return Rejected(
            f"X refuses the reply: {words}",
            where=where,
            hint="post the rest by hand: X limits replies by programs",
        )
    if any(word in lower for word in _ACCOUNT):
        return Rejected(
            f"X has closed or locked the account: {words}",
            where=where,
            hint="log in at x.com and see what it asks for",
        )
    if any(word in said for word in _PERMISSION):
        return LoginError(
            f"the login of X may not do this: {words}",
            where=where,
            hint=f"at {DEVELOPERS} give the app the right to read and write, then make a new user "
            "token",
        )
    return Rejected(
        f"X refuses it: {words}", where=where, hint="change the post: repurpose outbox edit"
    )


def _kind(answer: requests.Response) -> str:
    """The problem's type and title: the address of its description, without what is common."""
    from repurpose.publishers._answers import document

    said = document(answer)
    return f"{str(said.get('type', '')).rpartition('/')[2]} {said.get('title', '')}".lower()
