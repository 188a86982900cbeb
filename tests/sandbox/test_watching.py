"""The watcher: told of each moment, able to cut the line; and a client that dies in between."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from repurpose.sandbox import Drop, Event, Sandbox
from tests.sandbox.clients import TIMEOUT, LinkedIn, X


def test_each_request_has_three_moments() -> None:
    events: list[Event] = []
    with Sandbox(watch=events.append) as sandbox:
        X(sandbox).post("Hallo")
        LinkedIn(sandbox)("GET", "/v2/userinfo")
        requests.get(sandbox.page, timeout=TIMEOUT)
    told = [(event.number, event.kind, event.method, event.path) for event in events]
    assert sorted(told) == sorted(
        (number, kind, method, path)
        for number, method, path in (
            (1, "POST", "/x/2/tweets"),
            (2, "GET", "/linkedin/v2/userinfo"),
        )
        for kind in ("received", "done", "answered")
    )
    assert [event.kind for event in events if event.number == 1] == ["received", "done", "answered"]


def test_received_comes_before_and_done_after_the_deed() -> None:
    standing: list[tuple[str, int]] = []

    def look(event: Event) -> None:
        standing.append((event.kind, len(sandbox.posts("twitter"))))

    with Sandbox(watch=look) as sandbox:
        X(sandbox).post("Hallo")
    assert standing == [("received", 0), ("done", 1), ("answered", 1)]


@pytest.mark.parametrize(("moment", "posts"), [("received", 0), ("done", 1)])
def test_the_watcher_can_cut_the_line(moment: str, posts: int) -> None:
    def cut(event: Event) -> None:
        if event.kind == moment:
            raise Drop

    with Sandbox(watch=cut) as sandbox:
        with pytest.raises(requests.ConnectionError):
            X(sandbox).post("Hallo")
        assert len(sandbox.posts("twitter")) == posts


def test_what_a_watcher_stumbles_over_comes_out_of_stop() -> None:
    def stumble(event: Event) -> None:
        raise AssertionError("the watcher's own")

    sandbox = Sandbox(watch=stumble)
    sandbox.start()
    with pytest.raises(requests.ConnectionError):
        X(sandbox).post("Hallo")
    with pytest.raises(AssertionError, match="the watcher's own"):
        sandbox.stop()


PUBLISH = """
import requests, sys
url, token = sys.argv[1:]
requests.post(url + "/2/tweets", json={"text": "Hallo"}, headers={"Authorization": token})
"""


@pytest.mark.parametrize(("moment", "posts"), [("received", 0), ("done", 1), ("answered", 1)])
def test_a_publisher_killed_at_any_moment_leaves_a_clear_state(
    capfd: pytest.CaptureFixture[str], moment: str, posts: int
) -> None:
    """Killed before anything is done, its request counts as lost on the way."""
    running: list[subprocess.Popen[bytes]] = []
    with Sandbox(watch=killer(running, moment)) as sandbox:
        x = X(sandbox)
        command = [sys.executable, "-c", PUBLISH, x.url, x.headers["Authorization"]]
        running.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        code = running[0].wait(timeout=30)
        assert code == -signal.SIGKILL or moment == "answered"
        assert len(sandbox.posts("twitter")) == posts
        running.clear()
        assert x.post("Weiter").status_code == 201
    assert capfd.readouterr() == ("", "")


def killer(running: list[subprocess.Popen[bytes]], moment: str) -> Callable[[Event], None]:
    def watch(event: Event) -> None:
        if event.kind == moment and running:
            running[0].kill()
            running[0].wait()

    return watch


def test_a_client_that_breaks_off_disturbs_nobody(
    sandbox: Sandbox, x: X, capfd: pytest.CaptureFixture[str]
) -> None:
    import socket

    host, port = sandbox.page.removeprefix("http://").rstrip("/").split(":")
    for start in (
        b"",
        b"POST /x/2/tw",
        b"POST /x/2/tweets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
        b"\x16\x03\x01 nonsense\r\n\r\n",
    ):
        with socket.create_connection((host, int(port)), timeout=TIMEOUT) as connection:
            connection.sendall(start)
    assert x.post("Hallo").status_code == 201
    assert len(sandbox.posts("twitter")) == 1
    assert capfd.readouterr() == ("", "")


def test_a_web_page_elsewhere_cannot_reach_in(sandbox: Sandbox) -> None:
    headers = {"Host": "attacker.example"}
    assert requests.get(sandbox.page, headers=headers, timeout=TIMEOUT).status_code == 421


def test_bodies_of_unknown_or_huge_length_are_refused(x: X) -> None:
    assert x("POST", "/2/tweets", data=iter([b"{}"])).status_code == 411
    for length, status in (("nine", 400), ("999999999999", 413)):
        answer = x("GET", "/2/users/me", headers={"Content-Length": length})
        assert answer.status_code == status


def test_stop_ends_open_connections(tmp_path: Path) -> None:
    with requests.Session() as session:
        with Sandbox() as sandbox:
            address = sandbox.page
            assert session.get(address, timeout=TIMEOUT).status_code == 200
        with pytest.raises(requests.ConnectionError):
            session.get(address, timeout=TIMEOUT)
