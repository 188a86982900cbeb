"""init, doctor, completion, help: what one meets before the first post."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

from repurpose.sandbox import Sandbox
from tests.cli.conftest import DECK, Run


def test_help_names_each_command_and_loads_none(run: Run) -> None:
    out = run("--help").out
    for name in ("run", "outbox", "publish", "read", "extract", "pause", "resume", "init",
                 "doctor", "sandbox", "completion"):  # fmt: skip
        assert f"\n  {name} " in out
        assert run(name, "--help").code == 0


def test_init_writes_a_file_that_works(run: Run, folder: Path) -> None:
    result = run("init", "--yes")
    assert result.code == 0, result.err
    text = (folder / "repurpose.yaml").read_text("utf-8")
    assert text.startswith("# ")
    assert "yaml-language-server: $schema=.repurpose/schema.json" in text
    assert (folder / ".repurpose" / "schema.json").exists()
    assert set(yaml.safe_load(text)["channels"]) == {"twitter", "linkedin"}
    assert run(DECK, "--dry-run").code == 0
    again = run("init", "--yes")
    assert again.code == 2
    assert (folder / "repurpose.yaml").read_text("utf-8") == text


def test_doctor_says_what_is_missing_and_what_to_do(run: Run) -> None:
    result = run("doctor", "--channels", "twitter,linkedin")
    assert result.code == 4
    assert "REPURPOSE_TWITTER_ACCESS_TOKEN" in result.out
    assert "REPURPOSE_LINKEDIN_ACCESS_TOKEN" in result.out


def test_doctor_is_content_where_all_is_there(
    run: Run, configured: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPURPOSE_LIBREOFFICE", sys.executable)  # some program
    result = run("doctor", "--online")
    assert result.code == 0, result.out
    assert "@sandbox" in result.out
    assert {check["state"] for check in run("doctor", "--json").json["checks"]} == {"ok"}


def test_doctor_shows_all_faults_of_the_configuration(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("limits: 3\nchannels:\n  twiter:\n")
    result = run("doctor")
    assert result.code == 2
    assert "repurpose.yaml:1" in result.out
    assert "repurpose.yaml:3" in result.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("channels:\n  twitter:\n    hashtag: [a]\n", "repurpose.yaml:3: channels.twitter.hashtag"),
        ("limit: many\n", "repurpose.yaml:1: limit"),
        ("timezone: Europe/Zurch\n", "Europe/Zurich"),
        ("schedule:\n  slots: [Thue 9]\n", "repurpose.yaml:2: schedule.slots[0]"),
        ("channels:\n  linkedin:\n    access_token: abc\n", "REPURPOSE_LINKEDIN_ACCESS_TOKEN"),
        ("limit: 3\nlimit: 4\n", "repurpose.yaml:2"),
        ("channels: [\n", "repurpose.yaml:"),
    ],
)
def test_a_wrong_configuration_is_said_with_file_line_and_key(
    run: Run, folder: Path, text: str, says: str
) -> None:
    (folder / "repurpose.yaml").write_text(text)
    result = run(DECK)
    assert result.code == 2
    assert says in result.err
    assert "Traceback" not in result.err
    assert "abc" not in result.err
    assert not (folder / ".repurpose").exists()


def test_completion_prints_a_script_for_each_shell(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_REPURPOSE_COMPLETE" in run("completion", shell).out


def test_an_outbox_of_a_newer_version_is_refused(run: Run, folder: Path) -> None:
    import sqlite3

    run(DECK)
    with sqlite3.connect(folder / ".repurpose" / "outbox.db") as connection:
        connection.execute("PRAGMA user_version = 7")
    for words in ([DECK], ["outbox", "list"], ["publish", "--due"]):
        result = run(*words)
        assert result.code == 2
        assert "pip install -U repurpose-cli" in result.err


def test_no_right_to_write_is_one_line(run: Run, folder: Path) -> None:
    """Below /proc nobody may make a folder, not even the administrator."""
    (folder / "repurpose.yaml").write_text("state: /proc/self/outbox\n")
    for words in ([DECK], [DECK, "--publish"], ["pause"]):
        result = run(*words)
        assert result.code == 2
        assert result.err.startswith("error: /proc/self/outbox: the folder cannot be made")
        assert "state:" in result.err
        assert result.out == ""
