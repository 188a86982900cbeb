"""Bluesky's servers: what they take, what they refuse, what then stands there."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import TIMEOUT, Clock, picture

COLLECTION = "app.bsky.feed.post"
KEY, OTHER = "3kaaaaaaaaa22", "3kaaaaaaaaa23"
Record = dict[str, Any]


class Client:
    """Logged in."""

    def __init__(self, sandbox: Sandbox, account: str = "default") -> None:
        self.entry = sandbox.url("bluesky")
        self.settings = sandbox.settings("bluesky", account)
        self.password = sandbox.secrets("bluesky", account)["app_password"]
        said = self.log_in(self.password).json()
        self.did, self.access, self.refresh = said["did"], said["accessJwt"], said["refreshJwt"]
        [service] = said["didDoc"]["service"]
        self.server = service["serviceEndpoint"]

    def log_in(self, password: str) -> requests.Response:
        body = {"identifier": self.settings["handle"], "password": password}
        path = "/xrpc/com.atproto.server.createSession"
        return requests.post(self.entry + path, json=body, timeout=TIMEOUT)

    def __call__(self, method: str, name: str, **more: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.access}", **more.pop("headers", {})}
        url = f"{self.server}/xrpc/com.atproto.{name}"
        return requests.request(method, url, headers=headers, timeout=TIMEOUT, **more)

    def record(self, text: str = "Hallo", **more: Any) -> Record:
        return {"$type": COLLECTION, "text": text, "createdAt": "2026-11-23T09:00:00.000Z", **more}

    def put(self, record: Record, key: str = KEY, **more: Any) -> requests.Response:
        body = {"repo": self.did, "collection": COLLECTION, "rkey": key, "record": record, **more}
        return self("POST", "repo.putRecord", json=body)

    def get(self, key: str = KEY) -> requests.Response:
        place = {"repo": self.did, "collection": COLLECTION, "rkey": key}
        return self("GET", "repo.getRecord", params=place, headers={"Authorization": ""})

    def blob(self, data: bytes, mime: str = "image/png") -> Record:
        answer = self("POST", "repo.uploadBlob", data=data, headers={"Content-Type": mime})
        assert answer.status_code == 200, answer.text
        return dict(answer.json()["blob"])


@pytest.fixture
def client(sandbox: Sandbox) -> Client:
    return Client(sandbox)


def test_a_record_stands_at_its_key_once(sandbox: Sandbox, client: Client) -> None:
    first = client.put(client.record(), swapRecord=None)
    assert (first.status_code, first.json()["uri"]) == (
        200, f"at://{client.did}/{COLLECTION}/{KEY}",
    )  # fmt: skip
    again = client.put(client.record(), swapRecord=None)
    assert (again.status_code, again.json()["cid"]) == (200, first.json()["cid"])
    refused = client.put(client.record("Anders"), swapRecord=None)
    assert (refused.status_code, refused.json()["error"]) == (400, "InvalidSwap")
    body = {"repo": client.did, "collection": COLLECTION, "rkey": KEY, "record": client.record("x")}
    assert client("POST", "repo.createRecord", json=body).status_code == 500
    assert client.put(client.record("Ersetzt")).status_code == 200
    assert [post.text for post in sandbox.posts("bluesky")] == ["Ersetzt"]
    assert client.get().json()["value"]["text"] == "Ersetzt"


def test_a_record_can_go_and_its_key_be_used_again(sandbox: Sandbox, client: Client) -> None:
    place = {"repo": client.did, "collection": COLLECTION, "rkey": KEY}
    client.put(client.record())
    for _ in range(2):
        assert client("POST", "repo.deleteRecord", json=place).status_code == 200
    assert client.get().json()["error"] == "RecordNotFound"
    client.put(client.record("Wieder da"))
    assert [post.text for post in sandbox.posts("bluesky")] == ["Wieder da"]


FACET = {"index": {"byteStart": 0, "byteEnd": 5}}
LINK = {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.org"}
MENTION = {"$type": "app.bsky.richtext.facet#mention", "did": "acme.bsky.social"}
CARD = {"uri": "https://example.org", "title": "t", "description": ""}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"text": "ä" * 300}, ""),
        ({"text": "ä" * 301}, "grapheme too big"),
        ({"text": "👨\u200d👩\u200d👧\u200d👦" * 121}, "string too big"),
        ({"text": ""}, ""),
        ({"text": None}, "not of type 'string'"),
        ({"createdAt": "2026-11-23"}, "createdAt"),
        ({"createdAt": "2026-11-23T10:00:00+01:00"}, ""),
        ({"langs": ["de-CH", "fr"]}, ""),
        ({"langs": ["de", "fr", "it", "en"]}, "langs"),
        ({"langs": ["deutsch und so"]}, "langs"),
        ({"facets": [{**FACET, "features": [LINK]}]}, ""),
        ({"facets": [{**FACET, "features": [{**LINK, "uri": "example"}]}]}, "facets"),
        ({"facets": [{**FACET, "features": [MENTION]}]}, "facets"),
        ({"facets": [{"index": {"byteStart": -1, "byteEnd": 5}, "features": [LINK]}]}, "facets"),
        ({"embed": {"$type": "app.bsky.embed.external", "external": CARD}}, ""),
        ({"embed": {"$type": "app.bsky.embed.external", "external": {"uri": "x"}}}, "embed"),
        ({"embed": {"$type": "app.bsky.embed.images", "images": [{"alt": ""}]}}, "embed"),
        ({"reply": {"root": {"uri": "at://x", "cid": "y"}}}, "reply"),
        ({"$type": "app.bsky.feed.like"}, "Invalid $type"),
        ({"further": "fields are no matter"}, ""),
    ],
)
def test_what_a_record_may_be(sandbox: Sandbox, client: Client, more: Record, says: str) -> None:
    answer = client.put({**client.record(), **more})
    assert (answer.status_code == 200) == (not says), answer.text
    assert says in answer.json().get("message", "")
    assert len(sandbox.posts("bluesky")) == (not says)


@pytest.mark.parametrize("key", ["abc", "zzzzzzzzzzzzz", "3KAAAAAAAAA22", "self"])
def test_a_key_is_a_tid(client: Client, key: str) -> None:
    assert "Invalid TID" in client.put(client.record(), key).json()["message"]


def test_pictures_are_blobs_that_are_there(sandbox: Sandbox, client: Client) -> None:
    data = picture("PNG", 640, 480)
    blob = client.blob(data, "application/octet-stream")
    assert (blob["mimeType"], blob["size"]) == ("image/png", len(data))
    image = {"image": blob, "alt": "Ein Dach", "aspectRatio": {"width": 4, "height": 3}}
    embed = {"$type": "app.bsky.embed.images", "images": [image]}
    assert client.put(client.record(embed=embed)).status_code == 200
    [medium] = sandbox.posts("bluesky")[0].media
    assert (medium.alt, medium.bytes, medium.width) == ("Ein Dach", len(data), 640)
    stranger = Client(sandbox, "fremd")
    refused = stranger.put(stranger.record(embed=embed))
    assert (refused.status_code, refused.json()["error"]) == (400, "BlobNotFound")
    text = {"image": client.blob(b"Hallo", "text/plain"), "alt": ""}
    wrong = client.put(client.record(embed={**embed, "images": [text]}), OTHER)
    assert wrong.json()["error"] == "InvalidMimeType"


def test_a_thumbnail_is_smaller_than_a_picture(client: Client) -> None:
    blob = client.blob(picture() + b"\0" * 1_100_000)
    external = {"$type": "app.bsky.embed.external", "external": {**CARD, "thumb": blob}}
    assert client.put(client.record(embed=external)).json()["error"] == "BlobTooLarge"
    images = {"$type": "app.bsky.embed.images", "images": [{"image": blob, "alt": ""}]}
    assert client.put(client.record(embed=images)).status_code == 200


def test_only_in_ones_own_repository(sandbox: Sandbox, client: Client) -> None:
    stranger = Client(sandbox, "fremd")
    body = {"repo": client.did, "collection": COLLECTION, "rkey": KEY, "record": client.record()}
    assert stranger("POST", "repo.putRecord", json=body).status_code == 401
    assert sandbox.posts("bluesky") == []


def test_sessions_end_and_are_renewed(sandbox: Sandbox, client: Client, clock: Clock) -> None:
    assert client.log_in("nothing").json()["error"] == "AuthenticationRequired"
    clock.advance(hours=2)
    expired = client.put(client.record())
    assert (expired.status_code, expired.json()["error"]) == (400, "ExpiredToken")
    path = f"{client.entry}/xrpc/com.atproto.server.refreshSession"
    bearer = {"Authorization": f"Bearer {client.refresh}"}
    client.access = requests.post(path, headers=bearer, timeout=TIMEOUT).json()["accessJwt"]
    assert client.put(client.record()).status_code == 200
    for token, error in (("nothing", "InvalidToken"), ("", "AuthMissing")):
        client.access = token
        assert client.put(client.record()).json()["error"] == error
    sandbox.expire("bluesky")
    assert client.log_in(client.password).status_code == 401
    assert requests.post(path, headers=bearer, timeout=TIMEOUT).status_code == 400


def test_thirty_sessions_in_five_minutes(client: Client, clock: Clock) -> None:
    answers = [client.log_in(client.password) for _ in range(30)]
    assert answers[-2].headers["RateLimit-Remaining"] == "0"
    assert (answers[-1].status_code, answers[-1].json()["error"]) == (429, "RateLimitExceeded")
    clock.advance(minutes=5)
    assert client.log_in(client.password).status_code == 200


def test_a_video_is_prepared_once(client: Client, clock: Clock) -> None:
    until = int(clock().timestamp())
    ask = {"aud": "did:web:here", "lxm": "com.atproto.repo.uploadBlob", "exp": until + 1800}
    late = client("GET", "server.getServiceAuth", params={**ask, "exp": until + 7200})
    assert late.json()["error"] == "BadExpiration"
    token = client("GET", "server.getServiceAuth", params=ask).json()["token"]
    service = f"{client.settings['video_url']}/xrpc/app.bsky.video."

    def upload(data: bytes, token: str) -> requests.Response:
        return requests.post(
            f"{service}uploadVideo", data=data, params={"did": client.did, "name": "a.mp4"},
            headers={"Authorization": f"Bearer {token}", "Content-Type": "video/mp4"},
            timeout=TIMEOUT,
        )  # fmt: skip

    def states(job: str) -> list[str]:
        asked = [
            requests.get(f"{service}getJobStatus", params={"jobId": job}, timeout=TIMEOUT)
            for _ in range(2)
        ]
        return [answer.json()["jobStatus"]["state"] for answer in asked]

    head = b"\0\0\0\x18ftypisom" + b"\0" * 64
    assert upload(head, client.access).json()["error"] == "InvalidToken"
    job = upload(head + b"moov", token).json()["jobId"]
    assert states(job) == ["JOB_STATE_ENCODING", "JOB_STATE_COMPLETED"]
    again = upload(head + b"moov", token)
    assert (again.status_code, again.json()["error"]) == (409, "already_exists")
    assert states(again.json()["jobId"])[0] == "JOB_STATE_COMPLETED"
    assert states(upload(head, token).json()["jobId"])[1] == "JOB_STATE_FAILED"


def test_records_are_listed_by_their_keys(client: Client) -> None:
    for key, text in ((KEY, "Eins"), (OTHER, "Zwei")):
        client.put(client.record(text), key)
    ask = {"repo": client.did, "collection": COLLECTION, "limit": "1"}
    first = client("GET", "repo.listRecords", params=ask).json()
    second = client("GET", "repo.listRecords", params={**ask, "cursor": first["cursor"]}).json()
    texts = [page["records"][0]["value"]["text"] for page in (first, second)]
    assert texts == ["Zwei", "Eins"]


def test_handles_lead_to_accounts(client: Client) -> None:
    ask = {"handle": client.settings["handle"]}
    assert client("GET", "identity.resolveHandle", params=ask).json()["did"] == client.did
    nobody = client("GET", "identity.resolveHandle", params={"handle": "nobody.test"})
    assert nobody.status_code == 400
    assert client("GET", "server.getSession").json()["handle"] == client.settings["handle"]
    assert client("GET", "repo.describeRepo").status_code == 501
