"""YouTube's endpoints, as a plain HTTP client sees them."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import TIMEOUT, VIDEO, Clock, picture

STEP = 256 * 1024
DATA = VIDEO + bytes(STEP)


class YouTube:
    """Calls YouTube with an access token."""

    def __init__(self, sandbox: Sandbox, account: str = "default") -> None:
        self.url = sandbox.url("youtube")
        fields = {**sandbox.secrets("youtube", account), "grant_type": "refresh_token"}
        token = requests.post(f"{self.url}/token", data=fields, timeout=TIMEOUT).json()
        self.headers = {"Authorization": f"Bearer {token['access_token']}"}

    def __call__(self, method: str, path: str, **more: Any) -> requests.Response:
        url = path if path.startswith("http") else self.url + path
        headers = {**self.headers, **more.pop("headers", {})}
        return requests.request(method, url, headers=headers, timeout=TIMEOUT, **more)

    def begun(self, size: int = len(DATA), **snippet: Any) -> requests.Response:
        body = {"snippet": {"title": "Holz", **snippet}, "status": {"privacyStatus": "private"}}
        return self(
            "POST", "/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status", json=body,
            headers={"X-Upload-Content-Length": str(size), "X-Upload-Content-Type": "video/mp4"},
        )  # fmt: skip

    def put(self, session: str, first: int, last: int) -> requests.Response:
        headers = {"Content-Range": f"bytes {first}-{last}/{len(DATA)}"}
        return self("PUT", session, data=DATA[first : last + 1], headers=headers)

    def asked(self, session: str) -> requests.Response:
        return self("PUT", session, headers={"Content-Range": f"bytes */{len(DATA)}"})

    def uploaded(self, **snippet: Any) -> str:
        session = self.begun(**snippet).headers["Location"]
        return str(self.put(session, 0, len(DATA) - 1).json()["id"])


@pytest.fixture
def youtube(sandbox: Sandbox) -> YouTube:
    return YouTube(sandbox)


def reason(answer: requests.Response) -> str:
    return str(answer.json()["error"]["errors"][0]["reason"])


def test_a_session_says_how_far_it_is(youtube: YouTube, sandbox: Sandbox, clock: Clock) -> None:
    session = youtube.begun().headers["Location"]
    nothing = youtube.asked(session)
    assert (nothing.status_code, nothing.headers.get("Range")) == (308, None)
    assert youtube.put(session, 0, 999).status_code == 400  # no multiple of 256 KiB
    assert youtube.put(session, STEP, len(DATA) - 1).status_code == 400  # a gap
    first = youtube.put(session, 0, STEP - 1)
    assert (first.status_code, first.headers["Range"]) == (308, f"bytes=0-{STEP - 1}")
    assert sandbox.posts("youtube") == []
    done = youtube.put(session, STEP, len(DATA) - 1)
    assert (done.status_code, done.json()["status"]["privacyStatus"]) == (200, "private")
    assert youtube.asked(session).json()["id"] == done.json()["id"]
    late = youtube.begun().headers["Location"]
    clock.advance(days=7, minutes=1)
    assert YouTube(sandbox).asked(late).status_code == 410
    assert YouTube(sandbox).asked(f"{late}x").status_code == 404


@pytest.mark.parametrize(
    ("snippet", "word"),
    [
        ({"title": ""}, "invalidTitle"),
        ({"title": "x" * 101}, "invalidTitle"),
        ({"title": "a < b"}, "invalidTitle"),
        ({"description": "ä" * 2501}, "invalidDescription"),
        ({"tags": ["x" * 250, "y" * 250]}, "invalidTags"),
        ({"categoryId": "Holz"}, "invalidCategoryId"),
        ({"chapters": []}, "invalidVideoMetadata"),
    ],
)
def test_texts_that_break_the_rules_open_no_session(
    youtube: YouTube, snippet: dict[str, Any], word: str
) -> None:
    answer = youtube.begun(**snippet)
    assert (answer.status_code, reason(answer)) == (400, word)


def test_who_says_nothing_of_privacy_is_seen_by_all(youtube: YouTube, sandbox: Sandbox) -> None:
    id_ = youtube.uploaded()
    changed = youtube("PUT", "/youtube/v3/videos?part=status", json={"id": id_, "status": {}})
    assert changed.json()["status"]["privacyStatus"] == "public"
    foreign = YouTube(sandbox, "fremd")
    body = {"id": id_, "status": {"privacyStatus": "private"}}
    assert foreign("PUT", "/youtube/v3/videos?part=status", json=body).status_code == 403
    assert foreign("DELETE", f"/youtube/v3/videos?id={id_}").status_code == 403
    assert youtube("DELETE", f"/youtube/v3/videos?id={id_}").status_code == 204
    assert reason(youtube("DELETE", f"/youtube/v3/videos?id={id_}")) == "videoNotFound"


def test_covers_and_captions_are_looked_at(youtube: YouTube, sandbox: Sandbox) -> None:
    id_ = youtube.uploaded()
    path = f"/upload/youtube/v3/thumbnails/set?videoId={id_}"
    assert reason(youtube("POST", path, data=picture("GIF"))) == "invalidImage"
    assert reason(youtube("POST", path, data=picture() + bytes(2_100_000))) == "mediaTooLarge"
    assert youtube("POST", path, data=picture("JPEG")).status_code == 200
    captions = "/upload/youtube/v3/captions?part=snippet"
    assert reason(youtube("POST", captions, data=b"1\n00:00 --> 00:01")) == "badContent"
    assert [m.kind for m in sandbox.posts("youtube")[0].media] == ["video", "image"]


def test_a_hundred_uploads_a_day_and_ten_thousand_units(youtube: YouTube, clock: Clock) -> None:
    answers = [youtube.begun() for _ in range(101)]
    assert {answer.status_code for answer in answers[:100]} == {200}
    assert (answers[100].status_code, reason(answers[100])) == (403, "quotaExceeded")
    body = {"id": "none", "status": {}}
    spent = [youtube("PUT", "/youtube/v3/videos?part=status", json=body) for _ in range(201)]
    assert reason(spent[199]) == "videoNotFound"
    assert reason(spent[200]) == "quotaExceeded"
    assert reason(youtube("GET", "/youtube/v3/channels?part=snippet&mine=true")) == "quotaExceeded"


def test_a_token_lasts_an_hour(youtube: YouTube, sandbox: Sandbox, clock: Clock) -> None:
    path = "/youtube/v3/channels?part=snippet&mine=true"
    assert youtube("GET", path).status_code == 200
    clock.advance(hours=1)
    assert youtube("GET", path).status_code == 401
    assert YouTube(sandbox)("GET", path).status_code == 200
    fields = {**sandbox.secrets("youtube"), "grant_type": "refresh_token", "refresh_token": "x"}
    refused = requests.post(f"{youtube.url}/token", data=fields, timeout=TIMEOUT)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")
