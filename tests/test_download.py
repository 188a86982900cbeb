"""Addresses of the web as assets: fetched from a server on this machine."""

# ruff: noqa: F811 - fixtures of another folder

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from repurpose import download
from tests.cli import contract
from tests.cli.conftest import CHEESE, Run, folder, run  # noqa: F401 - fixtures

BLOG = Path(__file__).parent / "readers" / "pages" / "blog.html"
DECK_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


class _Site(BaseHTTPRequestHandler):
    """A small site; what it was asked for is in `asked`."""

    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []
    pages: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.pages.get(self.path, (404, {}, b"weg"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    html = {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "a=1"}
    _Site.asked.clear()
    _Site.pages = {
        "/blog/dach/": (200, html, BLOG.read_bytes()),
        "/alt": (301, {"Location": "/blog/dach/", "Set-Cookie": "b=2"}, b""),
        "/kreis": (302, {"Location": "/kreis"}, b""),
        "/datei": (302, {"Location": "file:///etc/passwd"}, b""),
        "/vortrag?id=7": (200, {"Content-Type": DECK_TYPE}, CHEESE.read_bytes()),
        "/latein": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, "<p>Größe über alles</p>".encode("latin-1")),
        "/bild.png": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
        "/intern": (401, {}, b""), "/kaputt": (500, {}, b""),
        "/gross": (200, {**html, "Content-Length": "400000000"}, b"<p>x" * 100),
        "/endlos": (200, html, b"<p>Ein Satz." * 100),
        "/leer": (200, html, b"<script>1</script>"),
    }  # fmt: skip
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_page_is_read_like_a_file(run: Run, site: str) -> None:
    result = run("read", f"{site}/blog/dach/", "--json")
    contract.check(result.json, contract.READ)
    [asset] = result.json["assets"]
    assert (asset["path"], asset["url"]) == (f"{site}/blog/dach/", f"{site}/blog/dach/")
    assert (asset["kind"], asset["title"]) == ("page", "Was ein Dach trägt")
    assert [path for path, _ in _Site.asked] == ["/blog/dach/"]  # and nothing it refers to
    sent = _Site.asked[0][1]
    assert sent["User-Agent"].startswith("repurpose/")
    assert "Cookie" not in sent
    assert "Authorization" not in sent


def test_posts_of_a_page_name_its_address(run: Run, site: str, folder: Path) -> None:
    made = run(f"{site}/alt", "-c", "x", "-n", 1, "--json")
    assert made.code == 0
    [post] = made.json["posts"]
    assert made.json["assets"][0]["url"] == f"{site}/blog/dach/"
    assert f"{site}/blog/dach/" in run("outbox", "why", post["id"]).out
    assert "Cookie" not in _Site.asked[1][1]
    again = run(f"{site}/alt", "-c", "x", "-n", 1, "--json")
    assert [post["id"]] == [p["id"] for p in again.json["posts"]]
    assert not [file for file in folder.iterdir() if file.suffix == ".html"]


def test_what_the_server_says_it_is_counts(run: Run, site: str) -> None:
    deck, page = run("read", f"{site}/vortrag?id=7", f"{site}/latein", "--json").json["assets"]
    assert deck["kind"] == "deck"
    assert deck["segments"]
    assert page["segments"][0]["text"] == "Größe über alles"


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("/nirgends", "no page is there (404)"), ("/intern", "asks for a login"),
        ("/kaputt", "answers with an error (500)"), ("/kreis", "more than 5 times"),
        ("/datei", "leads to 'file:///etc/passwd'"), ("/bild.png", "which no reader knows"),
        ("/leer", "made by scripts"),
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_is_said_in_a_line(
    run: Run, site: str, page: str, says: str
) -> None:
    result = run("read", f"{site}{page}")
    assert result.code == 3
    assert says in result.err
    assert site in result.err
    assert len(result.err.strip().splitlines()) <= 2


def test_the_rest_goes_on(run: Run, site: str) -> None:
    result = run("read", f"{site}/nirgends", CHEESE, "--json")
    assert result.code == 1
    assert len(result.json["assets"]) == 1


@pytest.mark.parametrize(
    ("address", "says"),
    [("http://127.0.0.1:9/", "cannot be reached"), ("http://nirgends.invalid/x", "cannot be reached"),
     ("http://[::1", "cannot be fetched"), ("https://", "cannot be fetched")],
)  # fmt: skip
def test_nobody_answers(run: Run, address: str, says: str) -> None:
    result = run("read", address)
    assert result.code == 3
    assert says in result.err


def test_what_is_too_large_or_too_slow_is_given_up(
    run: Run, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(download, "MOST_BYTES", 1000)
    assert "is larger than" in run("read", f"{site}/endlos").err
    monkeypatch.setattr(download, "MOST_BYTES", 10_000)
    monkeypatch.setattr(download, "MOST_SECONDS", -1.0)
    assert "was not there after" in run("read", f"{site}/endlos").err


def test_a_server_that_closes_early_is_no_crash(run: Run, site: str) -> None:
    result = run("read", f"{site}/gross")
    assert result.code == 3
    assert "cannot be" in result.err or "reached" in result.err
