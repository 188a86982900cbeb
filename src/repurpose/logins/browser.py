"""Waits on loopback for the browser that comes back from the platform."""

from __future__ import annotations

import html
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from repurpose.errors import ConfigError

HOST = "127.0.0.1"
PATIENCE = 600.0  # seconds for a person to log in
_STEP = 0.2  # seconds
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>repurpose</title>
<body style="font: 1.1rem/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 32rem">
<p>{words}</p></body></html>
"""


class Return:
    """Listens until the browser comes, or somebody stops waiting.

    Attributes:
        redirect: The address that the platform sends the browser to.
    """

    def __init__(self, server: _Server, host: str) -> None:
        self._server = server
        self.redirect = f"http://{host}:{server.server_address[1]}/"

    def wait(self, seconds: float = PATIENCE) -> str | None:
        """The address that the browser came with; None where it did not come in time."""
        until = time.monotonic() + seconds
        while not self._server.came.wait(_STEP) and time.monotonic() < until:
            pass  # in steps: on Windows, Ctrl-C waits until a wait is over
        return self._server.address


@contextmanager
def returning(host: str, port: int) -> Iterator[Return]:
    """Listen for one browser. `port` 0: a free one.

    Raises:
        ConfigError: the port is taken.
    """
    try:
        server = _Server((HOST, port), _Handler)
    except OSError as error:
        raise ConfigError(
            f"cannot listen on port {port}: {error.strerror}",
            hint="end what listens there, or paste the address: repurpose login … --paste",
        ) from error
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Return(server, host)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(HTTPServer):
    def __init__(self, *arguments: Any) -> None:
        self.came = threading.Event()
        self.address: str | None = None
        super().__init__(*arguments)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that vanishes is none of our business."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """The platform's answer is in the query; a browser's other questions (an icon) are not it."""
        values = parse_qs(urlsplit(self.path).query)
        if "code" not in values and "error" not in values:
            self._answer(404, "Nothing here.")
            return
        words = "You can close this page and go back to the terminal."
        self._answer(200, words)
        self.server.address = f"http://{self.headers.get('Host', HOST)}{self.path}"
        self.server.came.set()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the address holds a code."""

    def _answer(self, status: int, words: str) -> None:
        body = _PAGE.format(words=html.escape(words)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)
