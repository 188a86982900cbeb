"""Secrets are planted for every channel; then nothing that is said or written holds one of them."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
import yaml

from repurpose import plugins
from repurpose.config.secrets import variable
from repurpose.sandbox import Sandbox
from repurpose.sandbox.platforms import PLATFORMS
from repurpose.testing import Line
from tests.cli.conftest import DECK, Run, configured, folder, run, sandbox

__all__ = ["configured", "folder", "run", "sandbox"]  # fixtures

COMMANDS: list[list[object]] = [
    [DECK, "--publish", "-v"],
    ["publish", "--due", "--json", "-v"],
    ["outbox", "list", "--json"],
    ["outbox", "list"],
    ["doctor", "--online"],
    ["doctor", "--online", "--json"],
    ["reconcile", "--json"],
    ["login", "linkedin", "--forget"],
]
FAULT = ["--fault", "expired-token:forever"]
REHEARSED: list[list[object]] = [
    [DECK, "-n", "1", "--publish", "-v", "--sandbox", *FAULT],
    ["publish", "--due", "--json", "--sandbox"],
    ["reconcile", "--json", "--sandbox"],
]


def test_no_planted_secret_is_said_or_written(
    run: Run, folder: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted: dict[str, str] = {}
    channels: dict[str, Any] = {}
    with Line(sandbox.page) as line:  # a server that repeats what it was sent when it refuses
        for channel in PLATFORMS:
            given = sandbox.settings(channel)
            channels[channel] = {
                name: value.replace(line.server, line.address) if isinstance(value, str) else value
                for name, value in given.items()
            }
            for secret in plugins.load("publishers", channel).secrets:
                if channel == "twitter" and secret.name != "access_token":
                    continue  # one alone is a login of its own
                word = f"pl4nted-{channel}-{secret.name}-7f3a"
                planted[f"{channel}/{secret.name}"] = word
                if channel == "apprise":  # the secret is an address
                    word = f"{line.address.replace('http', 'json', 1)}/chat/{word}"
                monkeypatch.setenv(variable(channel, "default", secret.name), word)
        settings = {"limit": 1, "timeout": 2, "pictures": "none", "channels": channels}
        (folder / "repurpose.yaml").write_text(yaml.safe_dump(settings), "utf-8")
        said = asked = ""
        for trouble in ("refused", "login refused"):
            line.disturb(trouble)
            for words in COMMANDS:
                result = run(*words)
                said += result.out + result.err
            asked += " ".join(line.requests)
        for words in REHEARSED:
            result = run(*words)
            said += result.out + result.err
    for channel in PLATFORMS:  # else nothing was put to the test
        assert f"/{sandbox.url(channel).rpartition('/')[2]}/" in asked, channel
    assert "expired" in said
    assert "No such option" not in said
    assert "Traceback" not in said
    written = {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "repurpose.yaml"
    }
    assert any(path.suffix == ".db" for path in written)
    for name, secret in planted.items():
        for form in (secret, base64.b64encode(secret.encode()).decode().rstrip("=")[4:-4]):
            assert form not in said, name
            found = [str(path) for path, data in written.items() if form.encode() in data]
            assert not found, f"{name}: {found}"
