"""Logged in at Bluesky: the session is made when it is needed and renewed when it runs out.

A session begins at the address that the account is known to (bsky.social, or a server of one's own);
the account's document says on which server its posts lie (#atproto_pds), and there they go.

Sources: the lexicons com.atproto.server.createSession, refreshSession, getServiceAuth;
docs.bsky.app/docs/advanced-guides/rate-limits (30 sessions in 5 minutes, 300 a day).
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import requests
from requests.auth import AuthBase

from repurpose.errors import PublishError, Unavailable
from repurpose.publishers._answers import child, document
from repurpose.publishers._bluesky_refusals import EXPIRED, closed, name_of, no_session, refusal
from repurpose.publishers._http import Bearer, Door
from repurpose.publishers._login import is_loopback

NAME = "Bluesky"


class Anonymous(AuthBase):
    """No login; given as `auth`, no .netrc takes its place."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Whose it is, and the tokens. `server`: the address of the server with the account's posts."""

    did: str
    handle: str
    server: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)


@dataclass(kw_only=True)
class Client:
    """Calls the account's server.

    Attributes:
        base: The address that the account logs in at.
        where: The channel's label, for errors.
        variable: The environment variable of the app password.
    """

    base: str
    handle: str
    password: str = field(repr=False)
    where: str
    variable: str
    timeout: float
    patience: float
    _session: Session | None = field(default=None, init=False, repr=False)
    _door: Door | None = field(default=None, init=False, repr=False)

    @property
    def session(self) -> Session:
        """Raises LoginError, Unavailable, Rejected."""
        if self._session is None:
            self._keep(self._logged_in())
        assert self._session is not None
        return self._session

    def call(
        self, method: str, name: str, *, creates: bool = False, **more: Any
    ) -> requests.Response:
        """A call of a method (com.atproto.repo.putRecord) whose answer is good. Raises for all
        others.

        Args:
            more: As of Door.call.
        """
        answer = self.ask(method, name, creates=creates, **more)
        if answer.status_code >= 400:
            raise self.refusal(answer)
        return answer

    def ask(
        self, method: str, name: str, *, creates: bool = False, **more: Any
    ) -> requests.Response:
        """The same; a refusal is an answer too."""
        assert self.session
        answer = self._call(method, name, creates=creates, **more)
        if name_of(answer) in EXPIRED and answer.status_code in (400, 401):
            self._keep(self._renewed())
            answer = self._call(method, name, creates=creates, **more)
        return answer

    def refusal(self, answer: requests.Response) -> PublishError:
        assert self._door is not None
        return refusal(answer, self._door.said(answer), self.where, self.variable)

    def service_token(self, method: str, seconds: int) -> str:
        """A token with which another service may call one method of the account's server."""
        host = quote(urlsplit(self.session.server).netloc, safe="")
        parameters = {
            "aud": f"did:web:{host}",
            "lxm": method,
            "exp": str(int(time.time()) + seconds),
        }
        answer = self.call("GET", "com.atproto.server.getServiceAuth", params=parameters)
        token = document(answer).get("token")
        if not isinstance(token, str):
            raise Unavailable("Bluesky gave no token for the video", hint="try again later")
        return token

    # ── the session ──

    def _call(self, method: str, name: str, **more: Any) -> requests.Response:
        assert self._door is not None
        return self._door.call(method, f"/xrpc/{name}", **more)

    def _keep(self, session: Session) -> None:
        self._session = session
        self._door = self._to(session.server, Bearer(session.access), session)

    def _to(self, base: str, auth: AuthBase, session: Session | None = None) -> Door:
        tokens = (session.access, session.refresh) if session else ()
        return Door(
            name=NAME,
            base=base,
            auth=auth,
            hidden=(self.password, *tokens),
            timeout=self.timeout,
            patience=self.patience,
        )

    def _logged_in(self) -> Session:
        door = self._to(self.base, Anonymous())
        body = {"identifier": self.handle, "password": self.password}
        answer = door.call("POST", "/xrpc/com.atproto.server.createSession", json=body)
        if answer.status_code >= 400:
            raise no_session(answer, door.said(answer), self.where, self.variable)
        return self._session_of(document(answer))

    def _renewed(self) -> Session:
        """By the refresh token; where that is spent too, by the password."""
        assert self._session is not None
        door = self._to(self.base, Bearer(self._session.refresh), self._session)
        answer = door.call("POST", "/xrpc/com.atproto.server.refreshSession")
        return (
            self._logged_in() if answer.status_code >= 400 else self._session_of(document(answer))
        )

    def _session_of(self, said: Mapping[str, Any]) -> Session:
        did, handle, access, refresh = (
            str(said.get(name) or "") for name in ("did", "handle", "accessJwt", "refreshJwt")
        )
        if not did.startswith("did:") or not access or not refresh:
            raise Unavailable("Bluesky gave an answer that cannot be read", hint="try again later")
        if said.get("active") is False:
            raise closed(str(said.get("status") or "not active"), self.where)
        return Session(
            did=did, handle=handle, server=self._server(said), access=access, refresh=refresh
        )

    def _server(self, said: Mapping[str, Any]) -> str:
        """Where the posts lie, as the account's document says; else where it logs in. From this
        machine it leads nowhere else, and never to where tokens would travel unencrypted."""
        services = child(said, "didDoc", "service")
        for service in services if isinstance(services, list) else ():
            address = str(child(service, "serviceEndpoint") or "").rstrip("/")
            if not str(child(service, "id")).endswith("#atproto_pds"):
                continue
            if is_loopback(address) if is_loopback(self.base) else address.startswith("https://"):
                return address
        return self.base
