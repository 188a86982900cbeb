"""Logging in to the sandbox's platforms: what they refuse, as the real ones do."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from requests_oauthlib import OAuth2Session

from repurpose.logins import FLOWS
from repurpose.logins.flows import at
from repurpose.sandbox import Sandbox
from repurpose.sandbox.oauth import CLIENT_ID, CLIENT_SECRET

BACK = "http://127.0.0.1:8765/"
APP = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}


class Clock:
    ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(now=clock) as running:
        yield running


def code(address: str, **more: str) -> str:
    asked = {"response_type": "code", "client_id": CLIENT_ID, "redirect_uri": BACK, **more}
    sent = requests.get(address, params=asked, allow_redirects=False, timeout=5)
    return parse_qs(urlsplit(sent.headers["Location"]).query)["code"][0]


def test_a_code_is_good_once_and_for_who_began(sandbox: Sandbox) -> None:
    verifier = "a-word-that-only-we-know"
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    challenge = {"code_challenge": digest.rstrip(b"=").decode(), "code_challenge_method": "S256"}
    base = sandbox.url("twitter")

    def exchanged(given: str, **more: str) -> requests.Response:
        form = {"grant_type": "authorization_code", "code": given, "redirect_uri": BACK, **APP}
        return requests.post(f"{base}/2/oauth2/token", data={**form, **more}, timeout=5)

    for wrong in ({"code_verifier": "another"}, {}, {"redirect_uri": "http://127.0.0.1:1/"}):
        refused = exchanged(code(f"{base}/i/oauth2/authorize", **challenge), **wrong)
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")
    good = code(f"{base}/i/oauth2/authorize", **challenge)
    assert exchanged(good, code_verifier=verifier).json()["access_token"]
    assert exchanged(good, code_verifier=verifier).json()["error"] == "invalid_grant"


def test_a_long_token_is_made_new_after_a_day_and_before_its_end(
    sandbox: Sandbox, clock: Clock
) -> None:
    base = sandbox.url("threads")
    form = {"grant_type": "authorization_code", "redirect_uri": BACK, **APP}
    form["code"] = code(f"{base}/oauth/authorize")
    token = requests.post(f"{base}/oauth/access_token", data=form, timeout=5).json()["access_token"]

    def renewed(**more: str) -> requests.Response:
        asked = {"grant_type": "th_refresh_token", "access_token": token, **more}
        return requests.get(f"{base}/refresh_access_token", params=asked, timeout=5)

    assert "too young" in renewed().json()["error"]["message"]
    clock.ahead = timedelta(hours=25)
    assert renewed().json()["expires_in"] == 60 * 24 * 60 * 60
    assert renewed(grant_type="ig_refresh_token").status_code == 400
    assert renewed(access_token="somebody's").json()["error"]["code"] == 190
    clock.ahead += timedelta(days=61)
    assert renewed().json()["error"]["error_subcode"] == 463


def test_a_client_of_others_gets_in_everywhere(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # it is on this machine
    for channel, flow in FLOWS.items():
        if flow.register is not None:
            continue
        base = sandbox.url(channel)
        session = OAuth2Session(CLIENT_ID, redirect_uri=BACK, pkce="S256" if flow.pkce else None)
        page, _ = session.authorization_url(at(flow.authorize, base))
        sent = requests.get(page, allow_redirects=False, timeout=5)
        token = session.fetch_token(
            at(flow.tokens, base), authorization_response=sent.headers["Location"],
            client_secret=CLIENT_SECRET, include_client_id=True,
        )  # fmt: skip
        assert token["access_token"], channel
