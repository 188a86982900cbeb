"""Meta's platforms in the sandbox, as a plain HTTP client meets them: who may call, what is refused and how."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from repurpose.sandbox import Fault, Sandbox

from .clients import TIMEOUT, Clock, picture


class Graph:
    """Calls one of the platforms with the token in the form or the query, as most clients do."""

    def __init__(self, sandbox: Sandbox, channel: str, kind: str | None = None) -> None:
        self.url, self.settings = sandbox.url(channel), sandbox.settings(channel, kind=kind)
        self.secrets = sandbox.secrets(channel, kind=kind)
        self.me = str(self.settings.get("page", "me"))

    def __call__(self, method: str, path: str, *, files: Any = None, **fields: Any) -> Any:
        fields = {"access_token": self.secrets["access_token"], **fields}
        where = {"params": fields} if method != "POST" else {"data": fields, "files": files}
        answer = requests.request(method, self.url + path, timeout=TIMEOUT, **where)
        self.status, self.headers = answer.status_code, answer.headers
        return answer.json()

    def error(self, method: str, path: str, **fields: Any) -> tuple[int, int | None]:
        """The code and the subcode of a refusal."""
        said = self(method, path, **fields)["error"]
        assert self.status >= 400
        return said["code"], said.get("error_subcode")

    def hosted(self, name: str, data: bytes) -> str:
        (Path(self.settings["media_folder"]) / name).write_bytes(data)
        return f"{self.settings['media_url']}/{name}"


def test_who_may_call(sandbox: Sandbox) -> None:
    page, secured = Graph(sandbox, "facebook"), Graph(sandbox, "facebook", "secured")
    assert page("GET", "/me", fields="id,name") == {"id": page.me, "name": "Sandbox GmbH"}
    assert page.headers["facebook-api-version"] == "v26.0", "the latest, where none is named"
    page("GET", "/v25.0/me/")
    assert page.headers["facebook-api-version"] == "v25.0"
    assert page.error("GET", "/me", access_token="") == (2500, None)
    assert page.error("GET", "/me", access_token="wrong") == (190, None)
    assert secured.error("GET", "/me") == (100, None)
    assert secured.error("GET", "/me", appsecret_proof="0") == (100, None)
    key, token = secured.secrets["app_secret"], secured.secrets["access_token"]
    proof = hmac.new(key.encode(), token.encode(), hashlib.sha256).hexdigest()
    assert secured("GET", "/me", appsecret_proof=proof)["name"] == "Sandbox GmbH"
    sandbox.expire("facebook")
    assert page.error("GET", "/me") == (190, 463)


def test_what_a_page_refuses(sandbox: Sandbox, clock: Clock) -> None:
    page = Graph(sandbox, "facebook")
    feed = f"/{page.me}/feed"
    assert page.error("POST", feed) == (100, None)
    assert page.error("POST", "/99/feed", message="x") == (200, None)
    assert page.error("POST", feed, link="https://facebook.com/x") == (100, 1609008)
    assert page.error("POST", feed, link="nowhere") == (1609005, 1609005)
    assert page.error("POST", feed, attached_media='[{"media_fbid": "1"}]') == (100, None)
    assert page.error("POST", feed, attached_media="[1") == (100, None)
    first = page("POST", feed, message="Eins")["id"]
    assert page.error("POST", feed, message=" Eins ") == (506, 1455006)
    page("POST", feed, message="Zwei")
    assert page("POST", feed, message="Eins")["id"] != first, "not right after itself"
    assert page.error("GET", "/1_2") == (100, 33)
    assert page.error("GET", f"/{page.me}/published_posts", fields="nonsense") == (100, None)
    clock.advance(hours=1)
    since = int((clock.time - timedelta(minutes=1)).timestamp())
    assert page("GET", f"/{page.me}/published_posts", since=since) == {"data": []}
    one = page("GET", f"/{page.me}/published_posts", limit=1)
    assert [post["message"] for post in one["data"]] == ["Eins"]
    after = one["paging"]["cursors"]["after"]
    two = page("GET", f"/{page.me}/published_posts", limit=2, after=after)
    assert [post["message"] for post in two["data"]] == ["Zwei", "Eins"]
    assert "next" not in two["paging"]


def test_photos_of_a_page(sandbox: Sandbox) -> None:
    page = Graph(sandbox, "facebook")
    photos = f"/{page.me}/photos"
    assert page.error("POST", photos) == (324, None)
    assert page.error("POST", photos, files={"source": ("a", b"no picture")}) == (324, 2069019)
    assert page.error("POST", photos, files={"source": ("a", bytes(4_000_001))}) == (1, 1366046)
    kept = page("POST", photos, files={"source": ("a.png", picture())}, published="False")
    assert sandbox.posts("facebook") == []
    shown = page("POST", photos, files={"source": ("a.png", picture())}, message="Ein Bild")
    page(
        "POST", f"/{page.me}/feed", **{"attached_media[0]": json.dumps({"media_fbid": kept["id"]})}
    )
    first, second = sandbox.posts("facebook")
    assert (first.id, first.text, len(second.media)) == (shown["post_id"], "Ein Bild", 1)


def test_a_video_comes_in_order_and_whole(sandbox: Sandbox) -> None:
    page = Graph(sandbox, "facebook")
    videos = f"/{page.me}/videos"
    assert page.error("POST", videos, upload_phase="start", file_size="12") == (6000, 1363022)
    start = page("POST", videos, upload_phase="start", file_size="2000")
    session = {"upload_session_id": start["upload_session_id"]}
    piece = {"video_file_chunk": ("p", b"\0\0\0\x20ftypisom" + bytes(988))}
    wrong = {"upload_phase": "transfer", "start_offset": "5", **session}
    said = page("POST", videos, files=piece, **wrong)["error"]
    assert (said["error_subcode"], said["error_data"]["start_offset"]) == (1363037, "0")
    assert page.error("POST", videos, upload_phase="finish", **session) == (6001, 1363031)
    assert page.error("POST", videos, upload_phase="finish", upload_session_id="0") == (
        6000,
        1363041,
    )
    status = page("GET", f"/{start['video_id']}", fields="status")["status"]
    assert (status["video_status"], sandbox.posts("facebook")) == ("uploading", [])


@pytest.mark.parametrize(
    ("channel", "name"), [("instagram", "status_code"), ("threads", "status")]
)  # fmt: skip
def test_containers_live_a_day_and_are_published_once(
    sandbox: Sandbox, clock: Clock, channel: str, name: str
) -> None:
    graph = Graph(sandbox, channel)
    make, publish = {
        "instagram": ("/me/media", "/me/media_publish"),
        "threads": ("/me/threads", "/me/threads_publish"),
    }[channel]
    image = {"image_url": graph.hosted("a.jpg", picture("JPEG")), "media_type": "IMAGE"}
    film = graph.hosted("f.mp4", b"\0\0\0\x20ftypisom" + bytes(2000))
    kind = "REELS" if channel == "instagram" else "VIDEO"
    old, new = (graph("POST", make, **image)["id"] for _ in range(2))
    slow = graph("POST", make, media_type=kind, video_url=film)["id"]
    early = (9007, 2207027) if channel == "instagram" else (24, 4279009)
    assert graph.error("POST", publish, creation_id=slow) == early
    assert [graph("GET", f"/{slow}", fields=name)[name] for _ in range(2)] == [
        "IN_PROGRESS", "FINISHED",
    ]  # fmt: skip
    post = graph("POST", publish, creation_id=new)["id"]
    assert graph("POST", publish, creation_id=new)["id"] == post
    assert graph("GET", f"/{new}", fields=name)[name] == "PUBLISHED"
    clock.advance(hours=25)
    assert graph("GET", f"/{old}", fields=name)[name] == "EXPIRED"
    assert graph.error("POST", publish, creation_id=old)
    assert graph.error("POST", make, image_url="https://example.org/a.jpg", media_type="IMAGE") == (
        9004, 2207052,
    ), "nothing leaves this machine"  # fmt: skip
    gone = graph.settings["media_url"] + "/../state.db"
    assert graph.error("POST", make, image_url=gone, media_type="IMAGE") == (9004, 2207052)
    assert len(sandbox.posts(channel)) == 1


def test_what_instagram_refuses(sandbox: Sandbox) -> None:
    graph = Graph(sandbox, "instagram")
    image = graph.hosted("a.jpg", picture("JPEG"))
    assert graph.error("POST", "/me/media", image_url=graph.hosted("a.png", picture())) == (
        36001, 2207005,
    )  # fmt: skip
    wide = graph.hosted("w.jpg", picture("JPEG", 300, 100))
    assert graph.error("POST", "/me/media", image_url=wide) == (36003, 2207009)
    assert graph.error("POST", "/me/media", image_url=image, caption="#a " * 31) == (36004, 2207010)
    assert graph.error("POST", "/me/media", media_type="STORIES") == (100, 2207023)
    assert graph.error("POST", "/me/media", media_type="CAROUSEL", children="1") == (100, None)
    assert graph.error("GET", "/123/media") == (100, 33)


def test_what_threads_refuses(sandbox: Sandbox) -> None:
    graph = Graph(sandbox, "threads")
    long = "a" * 497 + "🌲"
    assert graph.error("POST", "/me/threads", media_type="TEXT", text=long) == (100, None)
    assert graph.error("POST", "/me/threads", media_type="TEXT", text=" ") == (100, None)
    links = " ".join(f"https://example.org/{n}" for n in range(6))
    assert graph.error("POST", "/me/threads", media_type="TEXT", text=links) == (100, 4279049)
    answer = {"media_type": "TEXT", "text": "x", "reply_to_id": "1"}
    assert graph.error("POST", "/me/threads", **answer) == (100, 33)
    assert graph("POST", "/me/threads", media_type="TEXT", text="Kurz", auto_publish_text="true")
    assert [post.text for post in sandbox.posts("threads")] == ["Kurz"]


def test_faults_have_the_codes_of_the_graph() -> None:
    faults = {"blocked": 368, "no-permission": 200, "rate-limit": 32, "server-error": 2}
    for name, code in faults.items():
        with Sandbox(faults=[Fault(name=name, channel="threads")]) as sandbox:
            assert Graph(sandbox, "threads").error("GET", "/me") == (code, None)
