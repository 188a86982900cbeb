"""LinkedIn's refusals, named by who must act.

Source: learn.microsoft.com/linkedin/shared/api-guide/concepts/error-handling, and the errors of
posts-api. A refused duplicate names the post that stands there in its message only.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from repurpose.errors import Duplicate, LoginError, PublishError, Rejected
from repurpose.model import Receipt

if TYPE_CHECKING:
    import requests

_URN = re.compile(r"urn:li:(?:share|ugcPost|activity):\d+")


class Expired(LoginError):
    """The token itself is refused, whatever it is asked for."""


def refusal(
    answer: requests.Response, words: str, where: str, *, variable: str, version: str
) -> PublishError:
    """The error for a 4xx.

    Args:
        words: What LinkedIn says.
        variable: The environment variable of the access token.
        version: The API version that was asked for.
    """
    codes = _codes(answer)
    if answer.status_code == 401:
        return Expired(
            "the login of LinkedIn is not valid (any more)",
            where=where,
            hint=f"it lasts 60 days: repurpose login {where}; or set {variable} to a new token",
        )
    if answer.status_code == 426 or "VERSION_MISSING" in codes:
        return Rejected(
            f"LinkedIn's API has no version {version} (any more)",
            where=where,
            hint=f"set channels.{where}.api_version to a living one, YYYYMM; then: "
            "repurpose outbox retry",
        )
    if answer.status_code == 422 and "DUPLICATE_POST" in codes:
        return _duplicate(answer, where)
    if answer.status_code == 403:
        return LoginError(
            f"the login of LinkedIn may not do this: {words}",
            where=where,
            hint="it needs w_member_social (a member) or w_organization_social; and the author "
            f"must be its own: channels.{where}.author",
        )
    return Rejected(
        f"LinkedIn refuses it: {words}", where=where, hint="change the post: repurpose outbox edit"
    )


def receipt_of(urn: str, moment: datetime) -> Receipt:
    """The receipt of the post with this URN."""
    address = f"https://www.linkedin.com/feed/update/{urn}"
    return Receipt(remote_id=urn, url=address, published_at=moment)


def _duplicate(answer: requests.Response, where: str) -> Duplicate:
    found = _URN.search(answer.text)
    return Duplicate(
        "LinkedIn says that this text stands on the account already",
        where=where,
        hint="change the text: repurpose outbox edit; or: repurpose outbox done",
        receipt=receipt_of(found[0], datetime.now(UTC)) if found else None,
    )


def _codes(answer: requests.Response) -> list[str]:
    """The codes of a refusal: its own and those of the fields it complains of."""
    from repurpose.publishers._answers import child, document

    said = document(answer)
    inputs = child(said, "errorDetails", "inputErrors")
    found = [child(each, "code") for each in inputs] if isinstance(inputs, list) else []
    return [str(code) for code in (said.get("code"), *found) if code]
