"""A platform with one request a post, and its publisher: right, and wrong in ways that authors are."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import requests

from repurpose.errors import LoginError, PublishError, Rejected, Unavailable, Uncertain
from repurpose.model import Post, Receipt, Rules
from repurpose.protocols import PublishContext, Secret

TOKEN = "t0ken-0f-the-b0ard"


class Pinboard:
    rules = Rules(limit=500, measure="code-points")
    options: ClassVar[dict[str, Any]] = {"api_url": {"type": "string"}}
    secrets = (Secret(name="token", description="from its settings"),)
    duplicate_window = 0
    hint = "see its page"

    def __init__(self, context: PublishContext) -> None:
        self._url, self._timeout = context.settings["api_url"], context.timeout
        self._token = context.secret("token")

    def publish(self, post: Post, key: str) -> Receipt:
        try:
            made = self._call("POST", {"key": key, "text": post.parts[0].text})
        except requests.ConnectTimeout as error:
            raise Unavailable("cannot be reached", hint=self.hint) from error
        except requests.RequestException as error:
            raise self.lost(error) from None
        return Receipt(remote_id=made["id"], url=None, published_at=datetime.now(UTC))

    def find(self, post: Post, key: str) -> Receipt | None:
        try:
            found = [pin for pin in self._call("GET")["pins"] if pin["key"] == key]
        except requests.RequestException:
            raise Unavailable("gives no answer", hint=self.hint) from None
        then = datetime.now(UTC)
        return Receipt(remote_id=found[0]["id"], url=None, published_at=then) if found else None

    def lost(self, error: requests.RequestException) -> PublishError:
        if "NewConnectionError" in repr(error):
            return Unavailable("cannot be reached", hint=self.hint)
        return Uncertain("gave no answer", hint=self.hint)

    def _call(self, method: str, body: Any = None) -> Any:
        answer = requests.request(
            method, f"{self._url}/pins", json=body, timeout=self._timeout,
            headers={"Authorization": f"Bearer {self._token}"},
        )  # fmt: skip
        if answer.status_code == 401:
            raise LoginError(self.said(answer), hint=self.hint)
        if answer.status_code == 429:
            raise Unavailable(self.said(answer), hint=self.hint)
        if answer.status_code >= 500:
            failed = Uncertain if method == "POST" else Unavailable
            raise failed(self.said(answer), hint=self.hint)
        if answer.status_code >= 400:
            raise Rejected(self.said(answer), hint=self.hint)
        return answer.json()

    def said(self, answer: requests.Response) -> str:
        return f"status {answer.status_code}"


class TakesSilenceForARefusal(Pinboard):
    def lost(self, error: requests.RequestException) -> PublishError:
        return Unavailable("gave no answer", hint=self.hint)


class NeverFindsAnything(Pinboard):
    def find(self, post: Post, key: str) -> Receipt | None:
        return None


class RepeatsWhatItIsTold(Pinboard):
    def said(self, answer: requests.Response) -> str:
        return str(answer.json()["message"])


class GivesNoHint(Pinboard):
    hint = ""


class Board:
    """The fake platform: takes whatever comes, twice if it comes twice."""

    def __init__(self, address: str, pins: list[dict[str, str]]) -> None:
        self.address, self.pins = address, pins


@contextmanager
def board() -> Iterator[Board]:
    pins: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say({"pins": pins})

        def do_POST(self) -> None:
            pin = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            pins.append({**pin, "id": str(len(pins) + 1)})
            self._say(pins[-1])

        def _say(self, body: Any) -> None:
            content = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield Board(f"http://127.0.0.1:{httpd.server_address[1]}", pins)
    finally:
        httpd.shutdown()
        httpd.server_close()
