"""Calls to a Mastodon server, and what stands on the account.

Sources: docs.joinmastodon.org/methods/accounts and methods/statuses (source), state of July 2026.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from repurpose.errors import LoginError, PublishError, Rejected, Unavailable, Uncertain
from repurpose.publishers._answers import aware, document
from repurpose.publishers._http import Bearer, Door
from repurpose.publishers._mastodon_refusals import NotAllowed, refusal

if TYPE_CHECKING:
    import requests

PAGE, MOST_PAGES = 40, 10
_BREAK, _PARAGRAPH, _TAG = (re.compile(each) for each in (r"<br ?/?>", r"</p>\s*<p>", r"<[^>]*>"))


@dataclass(kw_only=True)
class Client:
    """Calls one server.

    Attributes:
        where: The channel's label, for errors.
        variable: The environment variable of the access token.
    """

    base: str
    token: str = field(repr=False)
    where: str
    variable: str
    timeout: float
    patience: float

    @cached_property
    def door(self) -> Door:
        return Door(
            name="Mastodon",
            base=self.base,
            auth=Bearer(self.token),
            hidden=(self.token,),
            timeout=self.timeout,
            patience=self.patience,
        )

    def call(
        self, method: str, path: str, *, creates: bool = False, **more: Any
    ) -> requests.Response:
        """A call whose answer is good. Raises for all others."""
        answer = self.door.call(method, path, creates=creates, **more)
        if answer.status_code >= 400:
            raise self.refusal(answer)
        return answer

    def refusal(self, answer: requests.Response) -> PublishError:
        return refusal(answer, self.door.said(answer), self.where, self.variable)

    @cached_property
    def me(self) -> Mapping[str, Any]:
        """The account that the token belongs to."""
        answer = self.door.call("GET", "/api/v1/accounts/verify_credentials")
        if answer.status_code == 404:
            raise Rejected(
                "this is no Mastodon server",
                where=urlsplit(self.base).netloc,
                hint=f"set channels.{self.where}.instance to the address that the browser shows when "
                "you are logged in",
            )
        if answer.status_code >= 400:
            raise self.refusal(answer)
        found = document(answer)
        if not found.get("id"):
            raise Unavailable("Mastodon does not say whose login it is", hint="try again later")
        return found

    def own_since(self, since: datetime) -> Iterator[Mapping[str, Any]]:
        """The account's own posts since then, the newest first; to the end, or it raises.

        Raises:
            Uncertain: the server does not show them to this login, or there are too many.
        """
        try:
            yield from self._pages(since)
        except Rejected as error:
            if isinstance(error, LoginError) and not isinstance(error, NotAllowed):
                raise
            raise Uncertain(
                f"Mastodon does not show the account's posts: {error.message}",
                where=self.where,
                hint=error.hint,
            ) from error

    def source(self, id_: str) -> str:
        """A post's text as it was written. Raises Uncertain where the server does not give it."""
        try:
            answer = self.call("GET", f"/api/v1/statuses/{quote(id_, safe='')}/source")
        except NotAllowed as error:
            raise Uncertain(error.message, where=self.where, hint=error.hint) from error
        return str(document(answer).get("text", ""))

    def _pages(self, since: datetime) -> Iterator[Mapping[str, Any]]:
        path = f"/api/v1/accounts/{quote(str(self.me['id']), safe='')}/statuses"
        last: str | None = None
        for _ in range(MOST_PAGES):
            query = f"limit={PAGE}&exclude_reblogs=true" + (f"&max_id={last}" if last else "")
            answer = self.call("GET", f"{path}?{query}")
            page = _list(answer)
            if last is None:
                since -= _ahead(answer)
            for status in page:
                if aware(status.get("created_at")) < since:
                    return
                yield status
            if not page:
                return
            last = quote(str(page[-1].get("id")), safe="")
        raise Uncertain(
            "Mastodon shows more posts than can be looked through",
            where=self.where,
            hint="look at the account yourself",
        )


def shown_text(status: Mapping[str, Any]) -> str:
    """A post's text as a reader sees it."""
    content = _PARAGRAPH.sub("\n\n", _BREAK.sub("\n", str(status.get("content", ""))))
    return html.unescape(_TAG.sub("", content)).strip()


def _ahead(answer: requests.Response) -> timedelta:
    """How much this machine's clock is ahead of the server's; nothing where it is behind."""
    try:
        theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError:
        return timedelta(0)
    return max(timedelta(0), datetime.now(UTC) - theirs.astimezone(UTC))


def _list(answer: requests.Response) -> list[Mapping[str, Any]]:
    try:
        found = answer.json()
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise Unavailable("Mastodon gave an answer that cannot be read", hint="try again later")
    return [each for each in found if isinstance(each, dict) and isinstance(each.get("id"), str)]
