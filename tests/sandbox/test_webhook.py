"""The webhook of the sandbox: it looks at what it is sent, and says whether it has it."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import requests

from repurpose.sandbox import Sandbox

POST = {
    "id": "abc", "key": "k", "channel": "webhook", "account": "default", "language": "de",
    "title": "Dach", "text": "Holz wächst nach.", "tags": ["Holz"], "link": None,
    "link_title": None, "comment": "Mehr", "reply_to": None, "media": [],
}  # fmt: skip


def send(sandbox: Sandbox, post: Any = POST, **headers: str) -> requests.Response:
    secrets = sandbox.secrets("webhook")
    body = json.dumps(post).encode()
    digest = hmac.new(secrets["signing_key"].encode(), body, hashlib.sha256).hexdigest()
    given = {"Idempotency-Key": "k", "X-Hub-Signature-256": f"sha256={digest}", **headers}
    url = f"{sandbox.url('webhook')}/{secrets['url']}"
    return requests.post(url, data=body, headers=given, timeout=5)


def test_a_post_stands_and_is_found_by_its_key() -> None:
    with Sandbox() as sandbox:
        url = f"{sandbox.url('webhook')}/{sandbox.secrets('webhook')['url']}"
        absent = requests.get(url, params={"key": "k"}, timeout=5)
        assert (absent.status_code, absent.json()) == (404, {"key": "k"})
        taken = send(sandbox)
        found = requests.get(url, params={"key": "k"}, timeout=5)
        [standing] = sandbox.posts("webhook")
        assert "Holz wächst nach." in sandbox.page_html()
    assert (taken.status_code, found.status_code, taken.json()) == (201, 200, found.json())
    assert standing.id == taken.json()["id"]
    assert (standing.title, standing.text, standing.tags, standing.comments) == (
        "Dach", "Holz wächst nach.", ("Holz",), ("Mehr",),
    )  # fmt: skip


def test_it_does_not_know_a_key_again() -> None:
    with Sandbox() as sandbox:
        assert [send(sandbox).status_code for _ in range(2)] == [201, 201]
        assert len(sandbox.posts("webhook")) == 2


def test_what_it_refuses() -> None:
    described = {"name": "a.png", "kind": "image", "alt": "x", "field": "file1", "sha256": "0"}
    with Sandbox() as sandbox:
        url = sandbox.url("webhook")
        statuses = [
            requests.post(f"{url}/somebody", json=POST, timeout=5).status_code,
            send(sandbox, **{"X-Hub-Signature-256": "sha256=00"}).status_code,
            send(sandbox, **{"Idempotency-Key": "other"}).status_code,
            send(sandbox, {**POST, "text": " "}).status_code,
            send(sandbox, {**POST, "media": [described]}).status_code,
            send(sandbox, [POST]).status_code,
        ]
        sandbox.expire("webhook")
        statuses.append(send(sandbox).status_code)
        assert sandbox.posts("webhook") == []
    assert statuses == [404, 401, 400, 422, 400, 400, 410]
