"""Logging in on X."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from requests_oauthlib import OAuth1

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import TIMEOUT, X, picture


def signed(sandbox: Sandbox, account: str = "default", **instead: str) -> OAuth1:
    secrets = {**sandbox.secrets("twitter", account, "oauth1"), **instead}
    return OAuth1(
        secrets["consumer_key"],
        secrets["consumer_secret"],
        secrets["access_token"],
        secrets["access_token_secret"],
    )


def call(sandbox: Sandbox, method: str, path: str, **more: Any) -> requests.Response:
    return requests.request(method, sandbox.url("twitter") + path, timeout=TIMEOUT, **more)


def test_a_signature_logs_in_with_json_forms_and_queries(sandbox: Sandbox) -> None:
    auth = signed(sandbox)
    me = call(sandbox, "GET", "/2/users/me", params={"user.fields": "name,verified"}, auth=auth)
    assert me.status_code == 200
    assert me.json()["data"]["id"] == X(sandbox).me()
    assert call(sandbox, "POST", "/2/tweets", json={"text": "Grüße"}, auth=auth).status_code == 201
    form = {"files": {"media": picture()}, "data": {"media_category": "tweet_image"}}
    assert call(sandbox, "POST", "/2/media/upload", auth=auth, **form).status_code == 200
    assert sandbox.posts("twitter")[0].text == "Grüße"


@pytest.mark.parametrize(
    "wrong", ["consumer_key", "consumer_secret", "access_token", "access_token_secret"]
)
def test_a_signature_with_a_wrong_secret_is_refused(sandbox: Sandbox, wrong: str) -> None:
    auth = signed(sandbox, **{wrong: "wrong"})
    assert call(sandbox, "GET", "/2/users/me", auth=auth).status_code == 401


def test_a_signature_is_good_once(sandbox: Sandbox) -> None:
    headers = signature_for(sandbox, "/2/users/me")
    assert call(sandbox, "GET", "/2/users/me", headers=headers).status_code == 200
    assert call(sandbox, "GET", "/2/users/me", headers=headers).status_code == 401


def test_a_signature_is_good_for_its_own_request(sandbox: Sandbox) -> None:
    headers = signature_for(sandbox, "/2/users/me")
    query = {"user.fields": "id"}
    assert call(sandbox, "GET", "/2/users/me", params=query, headers=headers).status_code == 401


def signature_for(sandbox: Sandbox, path: str) -> dict[str, str]:
    address = sandbox.url("twitter") + path
    prepared = requests.Request("GET", address, auth=signed(sandbox)).prepare()
    value = prepared.headers["Authorization"]
    return {"Authorization": value.decode() if isinstance(value, bytes) else value}


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer wrong", "Basic YTpi", "OAuth", "OAuth nonsense"]
)
def test_no_login_is_401_as_x_words_it(sandbox: Sandbox, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = call(sandbox, "POST", "/2/tweets", json={"text": "Hallo"}, headers=headers)
    assert answer.status_code == 401
    assert answer.json() == {
        "title": "Unauthorized",
        "type": "about:blank",
        "status": 401,
        "detail": "Unauthorized",
    }
    assert sandbox.posts("twitter") == []


def test_a_login_runs_out_and_comes_back(sandbox: Sandbox, x: X) -> None:
    other = X(sandbox, "zweite")
    sandbox.expire("twitter", "default")
    assert x.post("Hallo").status_code == 401
    assert other.post("Hallo").status_code == 201
    sandbox.renew("x")
    assert x.post("Hallo").status_code == 201
    sandbox.expire("twitter")
    assert {x.post("Noch da?").status_code, other.post("Noch da?").status_code} == {401}


def test_a_linkedin_token_is_none_for_x(sandbox: Sandbox) -> None:
    token = sandbox.secrets("linkedin")["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert call(sandbox, "GET", "/2/users/me", headers=headers).status_code == 401
