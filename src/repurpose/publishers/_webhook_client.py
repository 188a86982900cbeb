"""Calls to a webhook, and what its answers mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import requests
from requests.auth import AuthBase, HTTPBasicAuth

from repurpose.errors import Duplicate, LoginError, PublishError, Rejected, Uncertain
from repurpose.model import Receipt
from repurpose.publishers._answers import document
from repurpose.publishers._http import SETTLING, Door, NoLogin, silence
from repurpose.publishers._webhook_address import Address
from repurpose.publishers._webhook_body import Body

NAME = "the webhook"
_MOVED = (301, 307, 308)  # RFC 9110, 15.4: the request is to be made anew elsewhere
_NO_LOGIN = {
    401: "the webhook does not accept this login",
    403: "the webhook does not accept this login",
    404: "there is no webhook at this address",
    410: "there is no webhook at this address any more",
}


@dataclass(kw_only=True)
class Client:
    """Calls one address.

    Attributes:
        hidden: The key that signs; "" where there is none.
        where: The channel's label, for errors.
    """

    address: Address
    hidden: str = field(repr=False)
    where: str
    timeout: float
    patience: float

    @cached_property
    def _door(self) -> Door:
        silence("urllib3")  # it writes whole addresses into its log
        user, password = self.address.user, self.address.password
        known = bool(user or password)
        auth: AuthBase = HTTPBasicAuth(user.encode(), password.encode()) if known else NoLogin()
        hidden = (*self.address.hidden, *((self.hidden,) if self.hidden else ()))
        return Door(
            name=NAME, base=self.address.url, auth=auth, hidden=hidden, timeout=self.timeout,
            patience=self.patience, elsewhere=self._elsewhere,
        )  # fmt: skip

    def send(self, body: Body, key: str, now: datetime) -> Receipt:
        """Raises as `Publisher.publish` does."""
        headers = {"Content-Type": body.content_type, "Idempotency-Key": key}
        if body.signature:
            headers["X-Hub-Signature-256"] = body.signature
        answer = self._door.call("POST", self.address.url, creates=True, data=body, headers=headers)
        if answer.status_code >= 400:
            raise self._refusal(answer, key, now)
        return _receipt(document(answer), key, now)

    def find(self, key: str, sent_at: datetime) -> Receipt | None:
        """What it says of a post. Only its own words count: a 404 that does not name the key may be of
        anything between here and there."""
        answer = self._door.call("GET", self.address.asking(key))
        said = document(answer)
        if answer.status_code == 200 and (_word(said, "id") or _word(said, "url")):
            return _receipt(said, key, sent_at)
        if answer.status_code == 404 and said.get("key") == key:
            return None
        if answer.status_code in (401, 403, 410):
            raise self._refusal(answer, key, sent_at)
        raise Uncertain(
            f"the webhook does not say whether it has the post (status {answer.status_code})",
            where=self.where,
            hint='its answer to GET with ?key= is 200 with {"id": …}, or 404 with {"key": …}; else look '
            "yourself: repurpose outbox done ID, or repurpose outbox retry ID",
        )

    def _refusal(self, answer: requests.Response, key: str, now: datetime) -> PublishError:
        status, said = answer.status_code, self._door.said(answer)
        if status == 409:
            found = document(answer)
            named = _word(found, "id") or _word(found, "url")
            return Duplicate(
                "the webhook has this post already",
                where=self.where,
                hint="repurpose outbox done ID; or change the text: repurpose outbox edit ID",
                receipt=_receipt(found, key, now) if named else None,
            )
        if status in _NO_LOGIN:
            return LoginError(
                f"{_NO_LOGIN[status]} ({status}): {said}",
                where=self.where,
                hint="see that it is switched on, and copy its address anew: repurpose login "
                f"{self.where}",
            )
        return Rejected(
            f"the webhook does not take the post ({status}): {said}",
            where=self.where,
            hint="change what it objects to: repurpose outbox edit ID; then repurpose outbox retry ID",
        )

    def _elsewhere(self, answer: requests.Response) -> PublishError:
        """Where it sends to is not said: it may be another permission."""
        status = answer.status_code
        if answer.request.method == "POST" and status not in _MOVED:
            return Uncertain(
                f"the webhook answers with another address ({status}); it may have taken the post",
                where=self.where,
                hint=SETTLING,
            )
        return LoginError(
            f"the webhook is at another address now ({status})",
            where=self.where,
            hint=f"copy its address anew: repurpose login {self.where}",
        )


def _receipt(said: dict[str, Any], key: str, at: datetime) -> Receipt:
    """What it calls the post; the key where it says nothing."""
    url = _word(said, "url")
    web = url if url is not None and url.startswith(("https://", "http://")) else None
    return Receipt(remote_id=_word(said, "id") or key, url=web, published_at=at)


def _word(said: dict[str, Any], name: str) -> str | None:
    """A text or a number, in one line; None where there is neither."""
    value = said.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    words = str(value).strip()
    return words if words and words.isprintable() else None
