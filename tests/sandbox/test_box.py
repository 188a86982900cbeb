"""The sandbox as a whole: its state, its logins, its ends."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from repurpose.errors import ConfigError, OutboxError
from repurpose.sandbox import Sandbox
from tests.sandbox.clients import Clock, LinkedIn, X, picture


def test_a_file_outlives_the_sandbox(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "Ordner mit Leerzeichen äöü.db"
    with Sandbox(path, now=clock) as first:
        x = X(first)
        id_ = x.uploaded(picture())
        x.posted("Grüße 😀", media={"media_ids": [id_]})
        LinkedIn(first).posted("Hallo")
        before = first.posts("twitter"), first.posts("linkedin")
        headers = x.headers
    with Sandbox(path, now=clock) as second:
        assert (second.posts("twitter"), second.posts("linkedin")) == before
        assert "Grüße 😀" in second.page_html()
        again = X(second)
        assert again.headers == headers
        assert again.post("Grüße 😀").status_code == 403


def test_two_sandboxes_share_a_file(tmp_path: Path) -> None:
    path = tmp_path / "platforms.db"
    with Sandbox(path) as one, Sandbox(path) as two:
        X(one, "acme").posted("Von hier")
        assert X(two, "acme").post("Von hier").status_code == 403
        X(two).posted("Von dort")
        assert [post.text for post in one.posts("twitter")] == ["Von hier", "Von dort"]
        first, second = (int(post.id) for post in one.posts("twitter"))
        assert first < second


def test_reset_forgets_all_but_the_logins(sandbox: Sandbox, x: X) -> None:
    id_ = x.uploaded(picture())
    x.posted("Hallo")
    LinkedIn(sandbox).posted("Hallo")
    sandbox.reset()
    assert sandbox.posts("twitter") == sandbox.posts("linkedin") == []
    assert x.post("Mit Bild", media={"media_ids": [id_]}).status_code == 400
    x.posted("Hallo")


def test_settings_and_secrets_fit_the_configuration(sandbox: Sandbox) -> None:
    assert sandbox.settings("x") == {"api_url": sandbox.url("twitter")}
    member, firm = sandbox.settings("linkedin"), sandbox.settings("linkedin", kind="organization")
    assert member["author"].startswith("urn:li:person:")
    assert firm["author"].startswith("urn:li:organization:")
    assert set(sandbox.secrets("twitter")) == {"access_token"}
    assert set(sandbox.secrets("twitter", kind="oauth1")) == {
        "consumer_key",
        "consumer_secret",
        "access_token",
        "access_token_secret",
    }
    tokens = [sandbox.secrets("linkedin", account)["access_token"] for account in ("default", "a")]
    assert len(set(tokens)) == 2


def test_an_unknown_channel_is_told_what_there_is(sandbox: Sandbox) -> None:
    for ask in (sandbox.secrets, sandbox.settings):
        with pytest.raises(ConfigError, match="no channel 'xing'"):
            ask("xing")


def test_a_taken_port_is_one_clear_line(sandbox: Sandbox) -> None:
    port = int(sandbox.page.rstrip("/").rpartition(":")[2])
    with pytest.raises(ConfigError, match=f"cannot listen on port {port}"):
        Sandbox(port=port).start()


def test_a_file_that_is_no_sandbox_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "platforms.db"
    path.write_text("not a database, but long enough to look like something" * 20)
    with pytest.raises(OutboxError, match="cannot be used"):
        Sandbox(path).start()
    with pytest.raises(OutboxError, match="cannot be used"):
        Sandbox(tmp_path / "missing" / "platforms.db").start()


def test_a_file_that_is_lost_meanwhile_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "platforms.db"
    sandbox = Sandbox(path)
    sandbox.start()
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE posts")
    with pytest.raises(requests.ConnectionError):
        X(sandbox).post("Hallo")
    with pytest.raises(OutboxError, match="cannot be used"):
        sandbox.stop()


def test_naming_faults_loads_no_server() -> None:
    code = (
        "import sys; from repurpose.sandbox import FAULTS, parse_fault;"
        "parse_fault('timeout');"
        "print(sorted({'http.server', 'sqlite3', 'jsonschema', 'requests'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
