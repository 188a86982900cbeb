"""A Mastodon server: what it takes, what it refuses, what then stands there."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import TIMEOUT, Clock, picture


class Client:
    """Calls it with a token."""

    def __init__(self, sandbox: Sandbox, kind: str = "token", account: str = "default") -> None:
        self.url = sandbox.url("mastodon")
        token = sandbox.secrets("mastodon", account, kind)["access_token"]
        self.headers = {"Authorization": f"Bearer {token}"}

    def __call__(self, method: str, path: str, **more: Any) -> requests.Response:
        headers = {**self.headers, **more.pop("headers", {})}
        return requests.request(method, self.url + path, headers=headers, timeout=TIMEOUT, **more)

    def post(self, text: str, key: str = "", **more: Any) -> requests.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return self("POST", "/api/v1/statuses", json={"status": text, **more}, headers=headers)

    def upload(self, data: bytes, **fields: str) -> requests.Response:
        return self("POST", "/api/v2/media", files={"file": ("bild", data)}, data=fields)


@pytest.fixture
def client(sandbox: Sandbox) -> Client:
    return Client(sandbox)


def test_a_status_comes_back_as_it_stands(sandbox: Sandbox, client: Client) -> None:
    said = client.post(" Grüße & <mehr>\nZwei ", spoiler_text="Lärm", language="de").json()
    assert said["content"] == "<p>Grüße &amp; &lt;mehr&gt;<br />Zwei</p>"
    assert (said["spoiler_text"], said["sensitive"], said["language"]) == ("Lärm", True, "de")
    assert client("GET", f"/api/v1/statuses/{said['id']}/source").json()["text"] == (
        "Grüße & <mehr>\nZwei"
    )
    [standing] = sandbox.posts("mastodon")
    assert (standing.title, standing.url) == ("Lärm", said["url"])


def test_a_form_is_taken_as_json_is(sandbox: Sandbox, client: Client) -> None:
    ids = [client.upload(picture(color=color)).json()["id"] for color in ("red", "green")]
    form = {"status": "Zwei Bilder", "media_ids[]": ids}
    assert client("POST", "/api/v1/statuses", data=form).status_code == 200
    assert len(sandbox.posts("mastodon")[0].media) == 2


def test_a_key_is_kept_for_an_hour(sandbox: Sandbox, client: Client, clock: Clock) -> None:
    first = client.post("Einmal", "k").json()["id"]
    clock.advance(minutes=59)
    assert client.post("Einmal", "k").json()["id"] == first
    assert client.post("Einmal", "another").json()["id"] != first
    clock.advance(minutes=2)
    assert client.post("Einmal", "k").json()["id"] != first
    assert len(sandbox.posts("mastodon")) == 3


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"status": "ä" * 500}, 200, ""),
        ({"status": "ä" * 501}, 422, "limit of 500"),
        ({"status": f"{'ä' * 476} https://example.org/{'a' * 300}"}, 200, ""),
        ({"status": "ä" * 499, "spoiler_text": "ab"}, 422, "limit of 500"),
        ({"status": " \n"}, 422, "can't be blank"),
        ({"status": "x", "visibility": "all"}, 422, "visibility"),
        ({"status": "x", "in_reply_to_id": "1"}, 404, "does not appear to exist"),
        ({"status": "x", "media_ids": ["1"]}, 422, "not found or already attached"),
        ({"status": "x", "media_ids": ["1"] * 5}, 422, "more than 4"),
        ({"status": 1}, 422, "no text"),
    ],
)
def test_what_a_status_may_be(
    sandbox: Sandbox, client: Client, body: dict[str, Any], status: int, says: str
) -> None:
    answer = client("POST", "/api/v1/statuses", json=body)
    assert answer.status_code == status
    assert says in answer.json().get("error", "")
    assert len(sandbox.posts("mastodon")) == (status == 200)


def test_pictures_are_ready_at_once_and_belong_to_one_status(
    sandbox: Sandbox, client: Client
) -> None:
    data = picture("JPEG", 640, 480)
    answer = client.upload(data, description="Ein Dach")
    assert (answer.status_code, answer.json()["description"]) == (200, "Ein Dach")
    id_ = answer.json()["id"]
    changed = client("PUT", f"/api/v1/media/{id_}", files={"description": (None, "Das Dach")})
    assert changed.json()["description"] == "Das Dach"
    assert Client(sandbox, account="fremd").post("Fremd", media_ids=[id_]).status_code == 422
    assert client.post("", media_ids=[id_]).status_code == 200
    assert client.post("Noch einmal", media_ids=[id_]).status_code == 422
    [medium] = sandbox.posts("mastodon")[0].media
    assert (medium.alt, medium.bytes, medium.width) == ("Das Dach", len(data), 640)


def test_a_video_takes_its_time_and_a_damaged_one_fails(client: Client) -> None:
    head = b"\0\0\0\x18ftypisom" + b"\0" * 64
    whole, damaged = client.upload(head + b"moov"), client.upload(head)
    assert (whole.status_code, damaged.status_code) == (202, 202)
    id_, lost = whole.json()["id"], damaged.json()["id"]
    assert "not finished processing" in client.post("x", media_ids=[id_]).json()["error"]
    looks = [client("GET", f"/api/v1/media/{id_}").status_code for _ in range(2)]
    assert looks == [206, 200]
    assert client.post("Mit Film", media_ids=[id_]).status_code == 200
    looks = [client("GET", f"/api/v1/media/{lost}").status_code for _ in range(2)]
    assert looks == [206, 422]
    both = [client.upload(picture()).json()["id"], client.upload(head + b"moov").json()["id"]]
    assert "images" in client.post("Beides", media_ids=both).json()["error"]


@pytest.mark.parametrize(
    ("data", "fields"), [(b"MZ\x90", {}), (b"", {}), (picture(), {"description": "ä" * 1501})]
)
def test_files_that_are_not_taken(client: Client, data: bytes, fields: dict[str, str]) -> None:
    answer = client.upload(data, **fields)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed")


def test_who_may_do_what(sandbox: Sandbox, client: Client) -> None:
    mute = Client(sandbox, "write-only")
    id_ = mute.post("Ich schreibe nur").json()["id"]
    for path in ("accounts/verify_credentials", f"statuses/{id_}", "accounts/1/statuses"):
        refused = mute("GET", f"/api/v1/{path}")
        assert (refused.status_code, refused.json()["error"]) == (
            403, "This action is outside the authorized scopes",
        )  # fmt: skip
    stranger = Client(sandbox, account="fremd")
    assert stranger("DELETE", f"/api/v1/statuses/{id_}").status_code == 404
    assert client("DELETE", f"/api/v1/statuses/{id_}").status_code == 200
    assert client("DELETE", f"/api/v1/statuses/{id_}").status_code == 404
    path = client.url + "/api/v1/accounts/verify_credentials"
    for headers in ({}, {"Authorization": "Bearer nothing"}):
        assert requests.get(path, headers=headers, timeout=TIMEOUT).status_code == 401
    sandbox.expire("mastodon")
    assert client.post("x").json()["error"] == "The access token was revoked"
    assert requests.get(client.url + "/api/v2/instance/", timeout=TIMEOUT).status_code == 200


def test_files_are_counted_in_half_an_hour(client: Client, clock: Clock) -> None:
    for left in reversed(range(30)):
        answer = client.upload(picture(), description=str(left))
        assert answer.headers["X-RateLimit-Remaining"] == str(left)
    refused = client.upload(picture())
    assert refused.status_code == 429
    assert refused.headers["X-RateLimit-Reset"] == "2026-11-23T09:30:00.000000Z"
    clock.advance(minutes=30)
    assert client.upload(picture()).status_code == 200
