"""A line to a server on this machine that goes wrong when it is told to."""

from __future__ import annotations

import contextlib
import http.client
import json
import select
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

Trouble = Literal[
    "cut before",
    "cut within",
    "cut after",
    "no answer",
    "half an answer",
    "429",
    "429 with a time",
    "500",
    "500, yet taken",
    "refused",
    "login refused",
]
HOST = "127.0.0.1"
LONGEST = 30.0  # seconds that a client may wait for nothing
RETRY_AFTER = 2  # seconds
_TAKEN: tuple[Trouble, ...] = ("cut after", "no answer", "half an answer", "500, yet taken")
_STATUS: dict[Trouble, int] = {
    "429": 429,
    "429 with a time": 429,
    "500": 500,
    "500, yet taken": 500,
    "refused": 400,
    "login refused": 401,
}
_OF_THE_HOP = ("connection", "keep-alive", "transfer-encoding", "content-length", "date", "server")


@dataclass
class _Plan:
    """What happens to which request, by its number from 0; `all`: to each."""

    seen: list[str] = field(default_factory=list)
    troubles: dict[int, Trouble] = field(default_factory=dict)
    all: Trouble | None = None
    met: list[int] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    guard: threading.Condition = field(default_factory=threading.Condition)
    in_hand: int = 0

    def next(self, request: str) -> Trouble | None:
        with self.guard:
            number = len(self.seen)
            self.seen.append(request)
            trouble = self.troubles.get(number, self.all)
            if trouble is not None:
                self.met.append(number)
            return trouble


class Line:
    """Stands before a server and hands on what comes, unless it is to go wrong. A context manager.

    Where the server names its own address in an answer, the line puts its own in place of it, so that
    what follows goes through the line too.

    Args:
        server: The server's address: http://127.0.0.1:PORT.
    """

    def __init__(self, server: str) -> None:
        self.server = f"http://{urlsplit(server).netloc}"
        self._plan = _Plan()
        self._httpd = _Server((HOST, 0), _Handler)
        self._httpd.plan = self._plan
        self._httpd.there = urlsplit(server).netloc
        self.address = f"http://{HOST}:{self._httpd.server_address[1]}"

    def __enter__(self) -> Line:
        threading.Thread(target=self._httpd.serve_forever, args=(0.005,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.rest()
        self._httpd.shutdown()
        self._httpd.server_close()

    @property
    def requests(self) -> list[str]:
        """What came since the last `disturb` or `mend`: "POST /posts", without the query."""
        return list(self._plan.seen)

    @property
    def met(self) -> bool:
        """Whether a trouble has met a request since then."""
        return bool(self._plan.met)

    @property
    def silent(self) -> bool:
        """Whether it gives no answer to one of the requests, or did since then."""
        return "no answer" in (self._plan.all, *self._plan.troubles.values())

    @property
    def endless(self) -> list[str]:
        """The requests that waited longer than half a minute for an answer: without a time-out."""
        return list(self._plan.forgotten)

    def disturb(self, trouble: Trouble, number: int | None = None) -> None:
        """From now on let this go wrong at request `number`, counted from 0 from now; None: at each.

        "cut before", "cut within" (when half of it is there), "429", "429 with a time", "500", "refused" (400), "login refused" (401): the
        server gets nothing. "cut after", "no answer", "half an answer", "500, yet taken": it has done
        what it was asked. Refusals repeat whatever they were sent, the login too, as some servers do.
        """
        self.mend()
        if number is None:
            self._plan.all = trouble
        else:
            self._plan.troubles = {number: trouble}

    def rest(self) -> None:
        """Wait until the server has nothing in hand that came over the line: a client that gave up
        early may have its post there late."""
        with self._plan.guard:
            self._plan.guard.wait_for(lambda: not self._plan.in_hand, LONGEST)

    def mend(self) -> None:
        """From now on all goes well."""
        with self._plan.guard:
            self._plan.seen.clear()
            self._plan.met.clear()
            self._plan.troubles, self._plan.all = {}, None


TROUBLES: tuple[Trouble, ...] = tuple(
    trouble for trouble in get_args(Trouble) if "refused" not in trouble
)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    plan: _Plan
    there: str  # host and port

    def server_bind(self) -> None:
        """Without the look-up of the host's name, which may take seconds."""
        super(ThreadingHTTPServer, self).server_bind()
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def handle_any(self) -> None:
        trouble = self.server.plan.next(f"{self.command} {self.path.partition('?')[0]}")
        status = _STATUS.get(trouble) if trouble else None
        if trouble == "cut within":
            self.rfile.read(int(self.headers.get("Content-Length") or 0) // 2)
            self.close_connection = True
            return
        body = self._body()
        if trouble == "cut before":
            self.close_connection = True
        elif status and trouble not in _TAKEN:
            self._refuse(status, body, with_time=trouble == "429 with a time")
        else:
            self._taken(trouble, status, body)

    def _taken(self, trouble: Trouble | None, refused: int | None, body: bytes) -> None:
        with self._in_hand():
            status, headers, answer = self._handed_on(body)
        if refused:
            self._refuse(refused, body)
        elif trouble in (None, "half an answer"):
            self._answer(status, headers, answer, half=trouble is not None)
        else:
            if trouble == "no answer":
                self._hang()
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = handle_any

    def _body(self) -> bytes:
        if "chunked" not in (self.headers.get("Transfer-Encoding") or ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        found = bytearray()
        while size := int(self.rfile.readline().split(b";")[0], 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return bytes(found)

    @contextlib.contextmanager
    def _in_hand(self) -> Iterator[None]:
        plan = self.server.plan
        with plan.guard:
            plan.in_hand += 1
        try:
            yield
        finally:
            with plan.guard:
                plan.in_hand -= 1
                plan.guard.notify_all()

    def _handed_on(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and body of the server's answer, with our address in place of its own."""
        there, here = self.server.there, f"{HOST}:{self.server.server_port}"
        connection = http.client.HTTPConnection(there, timeout=LONGEST)
        with contextlib.closing(connection):
            connection.putrequest(
                self.command, self.path, skip_host=True, skip_accept_encoding=True
            )
            for name, value in self.headers.items():
                if name.lower() not in _OF_THE_HOP:
                    connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            headers = [
                (name, value.replace(there, here))
                for name, value in answer.getheaders()
                if name.lower() not in _OF_THE_HOP
            ]
            return answer.status, headers, answer.read().replace(there.encode(), here.encode())

    def _answer(
        self, status: int, headers: list[tuple[str, str]], body: bytes, half: bool = False
    ) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 204 and status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[: len(body) // 2] if half else body)
        self.close_connection = self.close_connection or half

    def _refuse(self, status: int, body: bytes, with_time: bool = False) -> None:
        """Not without repeating what came, in the places where platforms put their words."""
        came = f"{self.headers.get('Authorization', '')} {body[:2000].decode('utf-8', 'replace')}"
        words = " ".join(came.split())
        told = {
            **dict.fromkeys(("message", "detail", "title", "error_description"), words),
            "error": {"message": words, "code": status},
            "errors": [{"message": words, "detail": words}],
        }
        headers = [("Content-Type", "application/json")]
        if with_time:
            headers.append(("Retry-After", str(RETRY_AFTER)))
        self._answer(status, headers, json.dumps(told).encode())

    def _hang(self) -> None:
        """Say nothing until the client goes."""
        if not select.select([self.connection], [], [], LONGEST)[0]:
            self.server.plan.forgotten.append(f"{self.command} {self.path.partition('?')[0]}")
