"""OAuth 1.0a (RFC 5849): oauthlib computes the signature again and compares."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from oauthlib.oauth1 import RequestValidator, ResourceEndpoint

from repurpose.sandbox.identity import Login
from repurpose.sandbox.state import State
from repurpose.sandbox.web import Request
from repurpose.sandbox.x.people import secrets

CLOCK_SKEW = 300  # seconds that a timestamp may be off


def signed_login(request: Request, state: State, now: datetime) -> Login | None:
    """The login whose secrets signed the request; None where the signature is not right."""
    endpoint = ResourceEndpoint(Signatures(state, now))
    headers = {"Authorization": request.header("Authorization") or ""}
    try:  # JSON and multipart bodies are not signed (RFC 5849, 3.4.1.3.1)
        valid, signed = endpoint.validate_protected_resource_request(
            request.uri, http_method=request.method, body="", headers=headers
        )
    except ValueError:  # an address or a header that cannot be taken apart
        return None
    return state.login("twitter", signed.resource_owner_key) if valid else None


class Signatures(RequestValidator):  # type: ignore[misc, unused-ignore]
    """oauthlib's questions about a signature, answered out of the sandbox's memory."""

    enforce_ssl = False  # loopback
    timestamp_lifetime = CLOCK_SKEW
    dummy_client = "nobody"
    dummy_access_token = "nobody"  # noqa: S105 - oauthlib's stand-in for an unknown token

    def __init__(self, state: State, now: datetime) -> None:
        super().__init__()
        self._state = state
        self._now = now

    def check_client_key(self, client_key: str) -> bool:
        return bool(client_key)

    def check_access_token(self, request_token: str) -> bool:
        return bool(request_token)

    def check_nonce(self, nonce: str) -> bool:
        return bool(nonce)

    def validate_client_key(self, client_key: str, request: Any) -> bool:
        return client_key == _secret("", "consumer_key")

    def validate_access_token(self, client_key: str, token: str, request: Any) -> bool:
        return self._login(token) is not None

    def validate_realms(self, *arguments: Any, **named: Any) -> bool:
        return True

    def get_client_secret(self, client_key: str, request: Any) -> str:
        return _secret("", "consumer_secret")

    def get_access_token_secret(self, client_key: str, token: str, request: Any) -> str:
        login = self._login(token)
        return _secret(login.account if login else "", "access_token_secret")

    def validate_timestamp_and_nonce(
        self, client_key: str, timestamp: str, nonce: str, *arguments: Any, **named: Any
    ) -> bool:
        return self._state.use_nonce(nonce, self._now)  # the time is oauthlib's own question

    def _login(self, token: str) -> Login | None:
        login = self._state.login("twitter", token)
        return login if login is not None and login.kind == "oauth1" else None


def _secret(account: str, name: str) -> str:
    return secrets(Login(channel="twitter", account=account, kind="oauth1"), "")[name]
