"""The sockets: one HTTP server on loopback that hands each request to its platform."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import urlsplit

from repurpose.sandbox.web import MAX_BODY, Answer, Request

HOST = "127.0.0.1"
PATIENCE = 5.0  # seconds for a request in hand when the server stops
HOST_NAMES = (HOST, "localhost")  # other names are a web page's attempt to reach loopback


class Hangup(Exception):
    """Cut the connection without an answer. `silent`: first keep quiet until the client goes."""

    def __init__(self, silent: bool = False) -> None:
        super().__init__()
        self.silent = silent


class Line:
    """What the one who answers may ask about the connection."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def is_open(self) -> bool:
        """Whether the client is still there."""
        try:
            self._connection.setblocking(False)
            return self._connection.recv(1, socket.MSG_PEEK) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            with contextlib.suppress(OSError):
                self._connection.setblocking(True)


Respond = Callable[[Request, Line], tuple[Answer, Callable[[], None]]]


class Server(ThreadingHTTPServer):
    """Never prints, and ends its connections when it is closed.

    Args:
        respond: Gives the answer to a request, and what to call once it has left.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, respond: Respond) -> None:
        self.respond = respond
        self._open: set[socket.socket] = set()
        self._workers: set[threading.Thread] = set()
        self._guard = threading.Lock()
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        """Without HTTPServer's look-up of the host's name, which may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that vanishes is none of our business."""

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._workers.add(threading.current_thread())
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._guard:
                self._workers.discard(threading.current_thread())

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Hang up on everybody, and let what is being answered come to its end."""
        super().server_close()
        with self._guard:
            still_open, workers = list(self._open), list(self._workers)
        for connection in still_open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RD)
        for worker in workers:
            worker.join(PATIENCE)


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, format: str, *args: Any) -> None:
        """The sandbox is quiet."""

    def version_string(self) -> str:
        return "sandbox"

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)

    def handle_any(self) -> None:
        try:
            self._answer_one()
        except Hangup as order:
            if order.silent:
                self._wait_until_client_goes()
            self.close_connection = True
        except OSError:
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = handle_any

    def _answer_one(self) -> None:
        if (self.headers.get("Host") or "").partition(":")[0].lower() not in HOST_NAMES:
            return self._send(Answer(status=421, body={"message": "not for this host"}), last=True)
        body = self._body()
        if isinstance(body, Answer):
            return self._send(body, last=True)
        parts = urlsplit(self.path)
        request = Request(
            method=self.command,
            path=parts.path,
            query=parts.query,
            uri=f"http://{self.headers['Host']}{self.path}",
            headers=self.headers,  # type: ignore[arg-type] # asks without regard to case
            body=body,
        )
        answer, sent = self.server.respond(request, Line(self.connection))
        self._send(answer)
        sent()
        return None

    def _body(self) -> bytes | Answer:
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            return Answer(status=411, body={"message": "Length Required"})
        length = self.headers.get("Content-Length") or "0"
        if not length.isascii() or not length.isdigit():
            return Answer(status=400, body={"message": "Bad Content-Length"})
        if int(length) > MAX_BODY:
            return Answer(status=413, body={"message": "Content Too Large"})
        body = self.rfile.read(int(length))
        if len(body) < int(length):  # the client went away in the middle of its request
            raise Hangup
        return body

    def _send(self, answer: Answer, last: bool = False) -> None:
        payload = answer.payload()
        self.send_response(answer.status)
        if payload:
            self.send_header("Content-Type", answer.content_type)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(payload)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if last:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(payload)
        self.wfile.flush()

    def _wait_until_client_goes(self) -> None:
        with contextlib.suppress(OSError):
            while self.connection.recv(4096):
                continue
