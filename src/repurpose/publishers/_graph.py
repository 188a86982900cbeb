"""Meta's Graph API as Facebook, Instagram and Threads speak it: forms in, JSON out, errors with codes.

The token goes in the Authorization header, the app's proof in the form, or in the query of what has no
body (it is worth nothing without the token). Sources: developers.facebook.com/docs/graph-api/overview,
/docs/graph-api/guides/secure-requests. State of November 2026.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from repurpose.errors import PublishError, Rejected, Unavailable, Uncertain
from repurpose.publishers._graph_refusals import Account, GraphError, error_of, refusal, throttled

if TYPE_CHECKING:
    import requests

    from repurpose.publishers._http import Door

Found = dict[str, Any]


class Refusal(Exception):
    """A refusal with its codes, for who knows what to make of them."""

    def __init__(self, error: GraphError) -> None:
        super().__init__(error.words)
        self.error = error


@dataclass(kw_only=True)
class Graph:
    """Calls one of Meta's platforms for one account.

    Attributes:
        base: The address with the version: https://graph.facebook.com/v25.0
        domains: Besides it, where calls may go.
        secret: The app's secret; "" where it is not set.
    """

    account: Account
    base: str
    domains: tuple[str, ...] = ()
    token: str = field(repr=False)
    secret: str = field(default="", repr=False)
    timeout: float = 30.0
    patience: float = 60.0

    def get(self, path: str, **parameters: str) -> Found:
        """Read. Raises as `Publisher.publish` does, but never Uncertain."""
        return self.result("GET", path, params={**parameters, **self._proof})

    def post(self, path: str, *, creates: bool = False, **form: str) -> Found:
        """Write. `creates`: it puts a post up, so that it is sent once."""
        return self.result("POST", path, creates=creates, data={**form, **self._proof})

    def upload(self, path: str, files: Mapping[str, Any], **form: str) -> Found:
        """Send bytes that are no post yet. Raises as `get` does."""
        return self.result("POST", path, data={**form, **self._proof}, files=files)

    def delete(self, path: str) -> None:
        """Take down. What is gone already is no error."""
        answer = self._door.call("DELETE", path, params=self._proof)
        error = self._error(answer)
        if error is not None and not error.is_gone:
            raise self._named(error, answer, creates=False)

    def found(self, path: str, **parameters: str) -> Found | None:
        """As `get`; None where there is no such thing (any more)."""
        answer = self._door.call("GET", path, params={**parameters, **self._proof})
        error = self._error(answer)
        if error is not None and error.is_gone:
            return None
        return self._good(answer, error, creates=False)

    def pages(self, path: str, most: int, **parameters: str) -> Iterator[list[Found]]:
        """The lists of an edge, page after page, at most so many. It ends with what there is; where
        there are more, Uncertain."""
        after: dict[str, str] = {}
        for _ in range(most):
            page = self.get(path, **parameters, **after)
            data = page.get("data")
            if not isinstance(data, list):
                raise Unavailable(
                    f"{self.account.platform} gave an answer that cannot be read",
                    hint="try again later",
                )
            yield [each for each in data if isinstance(each, dict)]
            paging = page.get("paging")
            cursor = paging.get("cursors") if isinstance(paging, dict) else None
            if not isinstance(paging, dict) or not paging.get("next"):
                return
            after = {"after": str((cursor or {}).get("after", ""))}
        raise Uncertain(
            f"{self.account.platform} shows more posts than can be looked through",
            where=self.account.where,
        )

    def result(self, method: str, path: str, *, creates: bool = False, **more: Any) -> Found:
        """The JSON object of a good answer. Raises for all others."""
        answer = self._door.call(method, path, creates=creates, **more)
        return self._good(answer, self._error(answer), creates=creates)

    def attempt(self, path: str, files: Mapping[str, Any], **form: str) -> Found:
        """As `upload`, but a final refusal is raised with its codes.

        Raises:
            Refusal.
        """
        answer = self._door.call("POST", path, data={**form, **self._proof}, files=files)
        error = self._error(answer)
        if error is not None and not error.may_have_worked:
            raise throttled(error, answer.headers, self.account) or Refusal(error)
        return self._good(answer, error, creates=False)

    def named(self, error: GraphError) -> PublishError:
        """A refusal by who must act."""
        return refusal(error, self.account)

    # ── answers ──

    def _good(self, answer: requests.Response, error: GraphError | None, *, creates: bool) -> Found:
        from repurpose.publishers._answers import document
        from repurpose.publishers._http import SETTLING

        if error is not None:
            raise self._named(error, answer, creates=creates)
        found = document(answer)
        if found and answer.status_code < 400:
            return found
        if creates:
            raise Uncertain(
                f"{self.account.platform} gave an answer that cannot be read; the post may be live",
                hint=SETTLING,
            )
        raise Unavailable(
            f"{self.account.platform} gave an answer that cannot be read", hint="try again later"
        )

    def _named(
        self, error: GraphError, answer: requests.Response, *, creates: bool
    ) -> PublishError:
        from repurpose.publishers._http import SETTLING

        later = throttled(error, answer.headers, self.account)
        if later is not None:
            return later
        if not error.may_have_worked:
            return self.named(error)
        if creates:
            return Uncertain(
                f"{self.account.platform} has a fault of its own; the post may be live: {error.words}",
                where=self.account.where,
                hint=SETTLING,
            )
        return Unavailable(
            f"{self.account.platform} has a fault of its own: {error.words}",
            where=self.account.where,
            hint="it goes out later: repurpose publish --due",
        )

    def _error(self, answer: requests.Response) -> GraphError | None:
        return error_of(answer, self._door.said(answer))

    def _final(self, answer: requests.Response) -> PublishError | None:
        """Says of an answer with 5xx or 429 whether its codes are a final refusal all the same."""
        error = self._error(answer)
        if error is None or error.may_have_worked or answer.status_code < 429:
            return None
        found = throttled(error, answer.headers, self.account) or self.named(error)
        return found if error.is_certain or type(found) is not Rejected else None

    # ── the way there ──

    @cached_property
    def _proof(self) -> dict[str, str]:
        """Shows that the caller knows the app's secret, without saying it."""
        if not self.secret:
            return {}
        digest = hmac.new(self.secret.encode(), self.token.encode(), hashlib.sha256)
        return {"appsecret_proof": digest.hexdigest()}

    @cached_property
    def _door(self) -> Door:
        from repurpose.publishers._http import Bearer, Door

        return Door(
            name=self.account.platform,
            base=self.base,
            auth=Bearer(self.token),
            hidden=tuple(filter(None, (self.token, self.secret, *self._proof.values()))),
            domains=self.domains,
            timeout=self.timeout,
            patience=self.patience,
            final=self._final,
        )
