"""Access tokens of Google, made of a refresh token and renewed in time.

Source: developers.google.com/identity/protocols/oauth2/native-app (refreshing an access token).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from requests.auth import AuthBase

from repurpose.errors import LoginError, Unavailable

if TYPE_CHECKING:
    import requests

    from repurpose.publishers._http import Door

TOKENS = "https://oauth2.googleapis.com"
EARLY = 120  # seconds before its end a token is renewed


class Refreshing(AuthBase):
    """The login of each request. Given as `auth`, no .netrc takes its place.

    Args:
        secrets: client_id, client_secret, refresh_token.
        door: To Google's token endpoint.
        refused: Makes the error for a refusal, of Google's word for it ("invalid_grant").
        told: Called with each new access token, which no error may show.
    """

    def __init__(
        self,
        secrets: Mapping[str, str],
        door: Door,
        refused: Callable[[str], LoginError],
        told: Callable[[str], None],
    ) -> None:
        self._secrets = secrets
        self._door = door
        self._refused = refused
        self._told = told
        self._token = ""
        self._ends = 0.0

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self.token()}"
        return request

    def token(self) -> str:
        """One that is good for a while.

        Raises:
            LoginError: Google gives none.
            Unavailable: it cannot be asked.
        """
        if time.monotonic() > self._ends:
            self._renew()
        return self._token

    def _renew(self) -> None:
        from repurpose.publishers._answers import document

        asked_at = time.monotonic()
        fields = {**self._secrets, "grant_type": "refresh_token"}
        answer = self._door.call("POST", "/token", data=fields)
        said = document(answer)
        if answer.status_code >= 400:
            raise self._refused(str(said.get("error", "")))
        token, lasts = said.get("access_token"), said.get("expires_in")
        if not isinstance(token, str) or not token:
            raise Unavailable("Google gave no access token", hint="try again later")
        self._told(token)
        self._token = token
        self._ends = asked_at + (lasts if isinstance(lasts, int) else 3600) - EARLY


def login_error(word: str, where: str, variables: Mapping[str, str]) -> LoginError:
    """What Google's refusal of a token means for the user.

    Args:
        word: Google's.
        variables: The environment variable of each secret.
    """
    if word == "invalid_client":
        names = f"{variables['client_id']} and {variables['client_secret']}"
        return LoginError(
            "Google does not know the app of this login",
            where=where,
            hint=f"log in again: repurpose login {where}; or copy both anew from "
            f"console.cloud.google.com into {names}",
        )
    return LoginError(
        "the login of YouTube is not valid (any more)",
        where=where,
        hint=f"log in again: repurpose login {where}; or set {variables['refresh_token']}. The login of "
        "an app that is still in testing lasts seven days",
    )
