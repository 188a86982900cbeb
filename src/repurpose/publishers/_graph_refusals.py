"""The refusals of Meta's Graph API, named by who must act. Facebook, Instagram and Threads share them.

Sources: developers.facebook.com/docs/graph-api/guides/error-handling (codes, subcodes of logins),
/docs/graph-api/overview/rate-limiting, /docs/instagram-platform/instagram-graph-api/reference/error-codes,
/documentation/video-api/reference/error-codes. State of November 2026.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from repurpose.errors import Duplicate, LoginError, PublishError, Rejected, Unavailable

if TYPE_CHECKING:
    import requests

# Too many calls: of the app, the user, the page, in all; 80001 and on: of one business.
_THROTTLED = {4, 17, 32, 341, 613, *range(80000, 80015)}
_TOO_FAST = 1390008
_TRANSIENT = {1, 2}
_NOT_VALID = 190
_LOGIN = {102, _NOT_VALID}
_PERMISSION = {3, 10, *range(200, 300)}
_NOT_THERE = (100, 33)
BLOCKED, DUPLICATE = 368, 506
_GONE = {24, 803}
# Not ready yet, or lost on its way before it was published: try again. 4279009 is Threads' answer where a
# container is published too early (github.com/fbsamples/threads_api/issues/70).
_LATER = {2207001, 2207003, 2207020, 2207027, 2207032, 2207053, 4279009}
# Refusals for certain, though they may come with code 1.
_CERTAIN = {1366046, 1366051, 1609005, 1609008, *range(2207000, 2208000), 4279009}
_DAY_IS_OVER = {2207042}
_BLOCKED = {2207050, 2207051}
_EXPIRED = {
    458: "the app has been removed from the account",
    459: "the account has to be confirmed: log in at facebook.com in a browser",
    460: "its password was changed",
    463: "it has expired",
    464: "the account has to be confirmed: log in at facebook.com in a browser",
    467: "it is not valid (any more)",
    492: "its owner has no role on the page any more",
}
_USAGE = ("X-Business-Use-Case-Usage", "x-threads-usage")
_LONGEST = 7 * 24 * 60  # minutes


class Expired(LoginError):
    """The token itself is refused, whatever it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphError:
    """The error object of an answer. `data`: what goes along (offsets of an upload)."""

    code: int = 0
    subcode: int = 0
    words: str = ""
    transient: bool = False
    data: Mapping[str, Any]

    @property
    def is_throttle(self) -> bool:
        return self.code in _THROTTLED and self.subcode not in _BLOCKED

    @property
    def may_have_worked(self) -> bool:
        """The platform itself does not know what became of it."""
        return (self.transient or self.code in _TRANSIENT) and self.subcode not in _CERTAIN

    @property
    def is_certain(self) -> bool:
        """A refusal whatever the status says."""
        return self.subcode in _CERTAIN or self.code == BLOCKED

    @property
    def is_gone(self) -> bool:
        """There is no such thing (any more), as far as this login may see."""
        return (self.code, self.subcode) == _NOT_THERE or self.code in _GONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose calls these are: what the words of a refusal need.

    Attributes:
        platform: As people call it.
        where: The channel as the user types it.
        variable: The environment variable of the access token.
        secret_variable: The one of the app's secret.
        permissions: What the login must be allowed.
        hints: What to do about refusals of this platform alone, by subcode or code.
    """

    platform: str
    where: str
    variable: str
    secret_variable: str
    permissions: str
    hints: Mapping[int, str]

    @property
    def renewing(self) -> str:
        """How to log in anew."""
        page = f"docs/platforms/{self.platform.lower()}.md"
        return f"repurpose login {self.where}; or set {self.variable} to a new token ({page})"


def error_of(answer: requests.Response, words: str) -> GraphError | None:
    """The error of an answer; None where it has none.

    Args:
        words: What the answer says, in one line and without secrets.
    """
    from repurpose.publishers._answers import child, document

    said = document(answer).get("error")
    if not isinstance(said, dict):
        return None
    data = said.get("error_data")
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except ValueError:
            data = None
    code, subcode = _integer(said.get("code")), _integer(child(said, "error_subcode"))
    if answer.status_code == 401 and code not in _PERMISSION:
        code = _NOT_VALID
    numbers = f"code {code}, {subcode}" if subcode else f"code {code}"
    return GraphError(
        code=code, subcode=subcode, words=f"{words} ({numbers})",
        transient=said.get("is_transient") is True, data=data if isinstance(data, dict) else {},
    )  # fmt: skip


def refusal(error: GraphError, account: Account) -> PublishError:
    """The error for a refusal that is final. Throttling and faults of the platform are none."""
    where, name = account.where, account.platform
    if error.code in _LOGIN:
        reason = _EXPIRED.get(error.subcode, "it is not valid (any more)")
        return Expired(
            f"the login of {name} does not work: {reason}",
            where=where,
            hint=account.renewing,
        )
    if "appsecret_proof" in error.words:
        return LoginError(
            f"{name} does not take the app's secret",
            where=where,
            hint=f"{account.secret_variable} must be the secret of the app that made the token",
        )
    if error.code in _PERMISSION:
        return LoginError(
            f"the login of {name} may not do this: {error.words}",
            where=where,
            hint=f"it needs {account.permissions}; {account.renewing}",
        )
    if error.code == BLOCKED or error.subcode in _BLOCKED:
        return Rejected(
            f"{name} has blocked the account for a while: {error.words}",
            where=where,
            hint="see what it says in the account's own support inbox, and wait; then: repurpose "
            "outbox retry",
        )
    if error.code == DUPLICATE:
        return Duplicate(
            f"{name} says that this text stands on the account already",
            where=where,
            hint="change the text: repurpose outbox edit; or: repurpose outbox done",
        )
    hint = account.hints.get(error.subcode) or account.hints.get(error.code)
    return Rejected(
        f"{name} refuses it: {error.words}",
        where=where,
        hint=hint or "change the post: repurpose outbox edit",
    )


def throttled(
    error: GraphError, headers: Mapping[str, str], account: Account
) -> PublishError | None:
    """The error where too much was asked for, or the thing is not ready; else None."""
    if error.subcode in _DAY_IS_OVER:
        return Unavailable(
            f"{account.platform} takes no more today: {error.words}",
            where=account.where,
            hint="it goes out later: repurpose publish --due",
            retry_at=datetime.now(UTC) + timedelta(hours=1),
        )
    if error.subcode in _LATER:
        return Unavailable(
            f"{account.platform} is not ready: {error.words}",
            where=account.where,
            hint="it goes out later: repurpose publish --due",
        )
    if not error.is_throttle and error.subcode != _TOO_FAST:
        return None
    minutes = max(map(_minutes, (headers.get(name, "") for name in _USAGE)), default=0.0)
    return Unavailable(
        f"{account.platform} takes no more for now (rate limit): {error.words}",
        where=account.where,
        hint="it goes out later: repurpose publish --due",
        retry_at=datetime.now(UTC) + timedelta(minutes=minutes) if minutes else None,
    )


def _minutes(header: str) -> float:
    """How long until calls are taken again, as the header with the usage says; 0: it does not."""
    try:
        usage = json.loads(header)
        entries = [entry for entries in usage.values() for entry in entries]
        found = [entry.get("estimated_time_to_regain_access") for entry in entries]
    except (ValueError, AttributeError, TypeError):
        return 0.0
    numbers = [float(each) for each in found if isinstance(each, int | float)]
    return min(max(numbers, default=0.0), _LONGEST)


def _integer(value: Any) -> int:
    return value if isinstance(value, int) else 0
