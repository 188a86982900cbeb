"""A platform that answers as it is told: real HTTP on loopback, for what no sandbox would say."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from repurpose.protocols import PublishContext
from repurpose.publishers.linkedin import LinkedIn
from repurpose.publishers.twitter import Twitter

DROP = "drop"
TOKEN = "s3cr3t-t0ken"
AUTHOR = "urn:li:person:abc"
Headers = Mapping[str, str]
Told = tuple[int, Headers, bytes] | str


def said(status: int, body: Any = None, **headers: str) -> Told:
    """An answer with a JSON body; the names of headers with _ for -."""
    content = b"" if body is None else json.dumps(body).encode()
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, content


@dataclass
class Got:
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Platform:
    """Gives its answers in order; where they end, 500. DROP cuts the line."""

    url: str = ""
    answers: list[Told] = field(default_factory=list)
    got: list[Got] = field(default_factory=list)

    @property
    def calls(self) -> list[str]:
        return [f"{got.method} {got.path.partition('?')[0]}" for got in self.got]

    def tell(self, *answers: Told) -> None:
        self.answers += answers

    def context(self, channel: str, account: str = "default", **settings: Any) -> PublishContext:
        return PublishContext(
            channel=channel, account=account, timeout=10, patience=3,
            settings={"api_url": self.url, **settings}, secret={"access_token": TOKEN}.get,
        )  # fmt: skip

    def twitter(self, account: str = "default") -> Twitter:
        return Twitter(self.context("twitter", account))

    def linkedin(self, account: str = "default", author: str = AUTHOR) -> LinkedIn:
        return LinkedIn(self.context("linkedin", account, author=author))

    def any(self, name: str) -> Any:
        return self.twitter() if name == "x" else self.linkedin()


@contextmanager
def running(answers: Sequence[Told] = ()) -> Iterator[Platform]:
    platform = Platform(answers=list(answers))
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _handler(platform))
    httpd.daemon_threads = True
    httpd.block_on_close = False
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    platform.url = f"http://127.0.0.1:{httpd.server_address[1]}"
    try:
        yield platform
    finally:
        httpd.shutdown()
        httpd.server_close()


def _handler(platform: Platform) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            platform.got.append(Got(self.command, self.path, dict(self.headers), body))
            told = platform.answers.pop(0) if platform.answers else said(500)
            if isinstance(told, str):
                return
            status, headers, content = told
            self.send_response_only(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = answer

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    return Handler
