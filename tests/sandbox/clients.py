"""Plain HTTP clients of the two platforms, a clock that can be moved, and pictures."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from PIL import Image

from repurpose.sandbox import Sandbox

TIMEOUT = 10
VIDEO = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(3000)  # the head of one


class Clock:
    """The servers' clock."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **units: float) -> None:
        self.time += timedelta(**units)


class X:
    """Calls X with an OAuth 2 token."""

    def __init__(self, sandbox: Sandbox, account: str = "default") -> None:
        self.url = sandbox.url("twitter")
        token = sandbox.secrets("twitter", account)["access_token"]
        self.headers = {"Authorization": f"Bearer {token}"}

    def __call__(self, method: str, path: str, **more: Any) -> requests.Response:
        headers = {**self.headers, **more.pop("headers", {})}
        return requests.request(method, self.url + path, headers=headers, timeout=TIMEOUT, **more)

    def post(self, text: str, **more: Any) -> requests.Response:
        return self("POST", "/2/tweets", json={"text": text, **more})

    def posted(self, text: str, **more: Any) -> str:
        response = self.post(text, **more)
        assert response.status_code == 201, response.text
        return str(response.json()["data"]["id"])

    def reply(self, text: str, to: str) -> requests.Response:
        return self.post(text, reply={"in_reply_to_tweet_id": to})

    def upload(self, data: bytes, category: str = "tweet_image") -> requests.Response:
        form = {"media_category": category}
        return self("POST", "/2/media/upload", files={"media": ("bild.png", data)}, data=form)

    def uploaded(self, data: bytes) -> str:
        response = self.upload(data)
        assert response.status_code == 200, response.text
        return str(response.json()["data"]["id"])

    def in_pieces(self, data: bytes, mime: str, category: str) -> tuple[str, dict[str, Any]]:
        """The id of an upload in pieces of 1,000 bytes, and what X says at its end."""
        begin = {"media_type": mime, "total_bytes": len(data), "media_category": category}
        id_ = self("POST", "/2/media/upload/initialize", json=begin).json()["data"]["id"]
        for index, at in enumerate(range(0, len(data), 1000)):
            form = {"data": {"segment_index": str(index)}, "files": {"media": data[at : at + 1000]}}
            answer = self("POST", f"/2/media/upload/{id_}/append", **form)
            assert answer.status_code == 200, answer.text
        return id_, self("POST", f"/2/media/upload/{id_}/finalize").json()

    def me(self) -> str:
        return str(self("GET", "/2/users/me").json()["data"]["id"])

    def timeline(self, **parameters: Any) -> dict[str, Any]:
        response = self("GET", f"/2/users/{self.me()}/tweets", params=parameters)
        assert response.status_code == 200, response.text
        return dict(response.json())


class LinkedIn:
    """Calls LinkedIn as a member or as an organisation."""

    def __init__(self, sandbox: Sandbox, kind: Any = "member", account: str = "default") -> None:
        self.url = sandbox.url("linkedin")
        self.author = sandbox.settings("linkedin", account, kind)["author"]
        self.headers = {
            "Authorization": f"Bearer {sandbox.secrets('linkedin', account, kind)['access_token']}",
            "Linkedin-Version": "202609",
            "X-Restli-Protocol-Version": "2.0.0",
        }

    def __call__(self, method: str, path: str, **more: Any) -> requests.Response:
        headers = {**self.headers, **more.pop("headers", {})}
        url = path if path.startswith("http") else self.url + path
        return requests.request(method, url, headers=headers, timeout=TIMEOUT, **more)

    def body(self, commentary: str, **more: Any) -> dict[str, Any]:
        return {
            "author": self.author,
            "commentary": commentary,
            "visibility": "PUBLIC",
            "distribution": {
                "feedDistribution": "MAIN_FEED",
                "targetEntities": [],
                "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": False,
            **more,
        }

    def post(self, commentary: str, **more: Any) -> requests.Response:
        return self("POST", "/rest/posts", json=self.body(commentary, **more))

    def posted(self, commentary: str, **more: Any) -> str:
        response = self.post(commentary, **more)
        assert response.status_code == 201, response.text
        return response.headers["x-restli-id"]

    def announced(self, owner: str | None = None) -> tuple[str, str]:
        """The URN of an image to come, and where its bytes go."""
        body = {"initializeUploadRequest": {"owner": owner or self.author}}
        response = self("POST", "/rest/images?action=initializeUpload", json=body)
        assert response.status_code == 200, response.text
        value = response.json()["value"]
        return value["image"], value["uploadUrl"]

    def uploaded(self, data: bytes) -> str:
        urn, address = self.announced()
        assert self("PUT", address, data=data).status_code == 201
        return urn


def picture(kind: str = "PNG", width: int = 64, height: int = 48, color: str = "teal") -> bytes:
    """A real image file of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), color).save(out, kind)
    return out.getvalue()
