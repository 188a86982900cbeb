"""From a file to a post that stands on a platform's server, through the command."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from repurpose.outbox.store import Outbox
from repurpose.sandbox import Event, Fault, Sandbox
from tests.cli import contract
from tests.cli.conftest import DECK, PANEL, Run, Start
from tests.program import Process


@pytest.mark.parametrize("asset", [DECK, PANEL], ids=["deck", "panel"])
def test_publish_puts_the_posts_on_both_platforms(
    run: Run, configured: Sandbox, asset: Path
) -> None:
    result = run(asset, "--channels", "twitter,linkedin", "--publish", "--json")
    assert result.code == 0, result.err
    contract.check(result.json, contract.RUN)
    assert {post["status"] for post in result.json["posts"]} == {"published"}
    for channel in ("twitter", "linkedin"):
        sent = [p["parts"][0]["text"] for p in result.json["posts"] if p["channel"] == channel]
        assert [post.text for post in configured.posts(channel)] == sent
        assert len(sent) == 2


def test_the_pictures_go_along_with_their_words(run: Run, configured: Sandbox) -> None:
    result = run(DECK, "-c", "x,linkedin", "-n", "1", "--pictures", "cards", "--publish", "--json")
    assert result.code == 0, result.err
    for channel, post in zip(("twitter", "linkedin"), result.json["posts"], strict=True):
        [standing] = configured.posts(channel)
        [sent] = post["parts"][0]["media"]
        assert [(each.alt, each.bytes) for each in standing.media] == [
            (sent["alt"], Path(sent["path"]).stat().st_size)
        ]


def test_running_again_publishes_nothing_twice(run: Run, configured: Sandbox) -> None:
    run(DECK, "--publish")
    result = run(DECK, "--publish", "--json")
    assert result.code == 0
    assert {post["status"] for post in result.json["posts"]} == {"published"}
    assert len(configured.posts("twitter")) == 2
    assert len(configured.posts("linkedin")) == 2


def test_drafts_go_out_only_when_they_are_approved(run: Run, configured: Sandbox) -> None:
    first, *_ = run(DECK, "-c", "x", "--json").json["posts"]
    assert run("publish", "--due").code == 0
    refused = run("publish", first["id"])
    assert refused.code == 2
    assert f"repurpose outbox approve {first['id']}" in refused.err
    assert configured.posts("twitter") == []
    run("outbox", "approve", first["id"])
    result = run("publish", "--due", "--json")
    contract.check(result.json, contract.DELIVERIES)
    [delivery] = result.json["deliveries"]
    assert (delivery["id"], delivery["status"], delivery["error"]) == (
        first["id"], "published", None,
    )  # fmt: skip
    assert delivery["url"].startswith("https://x.com/")
    assert [post.text for post in configured.posts("twitter")] == [first["parts"][0]["text"]]


def test_one_post_by_the_beginning_of_its_id(run: Run, configured: Sandbox) -> None:
    first, second = run(DECK, "-c", "linkedin", "--json").json["posts"]
    run("outbox", "approve", first["id"], second["id"])
    assert run("publish", second["id"][:8]).code == 0
    assert [post.text for post in configured.posts("linkedin")] == [second["parts"][0]["text"]]


def test_nothing_due_says_so_and_is_done(run: Run, folder: Path) -> None:
    result = run("publish", "--due", "--json")
    assert (result.code, result.json) == (0, {"schema": 1, "deliveries": []})
    assert list(folder.iterdir()) == []


def test_schedule_takes_the_next_free_slots(run: Run, configured: Sandbox) -> None:
    result = run(DECK, "--schedule", "--json")
    assert result.code == 0
    dates = [datetime.fromisoformat(post["due_at"]) for post in result.json["posts"]]
    assert {post["status"] for post in result.json["posts"]} == {"approved"}
    assert len(set(dates[:2])) == 2
    assert dates[:2] == dates[2:]  # each channel has slots of its own
    shown = run("outbox", "list").out
    assert re.search(r"(Tue|Thu) \d+ \w+ 20\d\d, 09:00 CES?T", shown)
    assert run("publish", "--due").code == 0
    assert configured.posts("twitter") == []


def test_what_missed_its_slot_moves_and_says_so(
    run: Run, configured: Sandbox, folder: Path
) -> None:
    run(DECK, "-c", "x", "--schedule")
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="microseconds")
    with sqlite3.connect(folder / ".repurpose" / "outbox.db") as connection:
        connection.execute("UPDATE posts SET due_at = ?", (yesterday,))
    result = run("publish", "--due")
    assert result.code == 0
    assert result.out.count("late, moved to") == 2
    assert configured.posts("twitter") == []
    dates = {entry.post.due_at for entry in Outbox(folder / ".repurpose").entries()}
    assert len(dates) == 2
    assert all(date > datetime.now(UTC) for date in dates if date)


def test_a_missing_login_is_said_with_the_variable_to_set(
    run: Run, configured: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REPURPOSE_LINKEDIN_ACCESS_TOKEN")
    result = run(DECK, "--publish")
    assert result.code == 4
    assert "REPURPOSE_LINKEDIN_ACCESS_TOKEN" in result.err
    assert len(configured.posts("twitter")) == 2


def test_an_expired_login_waits_until_it_is_renewed(run: Run, configured: Sandbox) -> None:
    configured.expire("linkedin")
    result = run(DECK, "-c", "linkedin", "--publish", "--json")
    assert result.code == 4
    assert {post["status"] for post in result.json["posts"]} == {"approved"}
    assert "60 days" in result.json["errors"][0]["hint"]
    configured.renew("linkedin")
    assert run("publish", "--due").code == 0
    assert len(configured.posts("linkedin")) == 2


def test_a_pause_stops_everything_until_it_ends(run: Run, configured: Sandbox) -> None:
    run(DECK, "-c", "x")
    run("outbox", "approve", "--all")
    assert re.search(r"paused until \w{3} \d", run("pause", "--until", "+2d").err)
    due = run("publish", "--due")
    assert (due.code, "paused" in due.err) == (0, True)
    one = run("publish", run("outbox", "list").out[:12])
    assert one.code == 1
    assert "repurpose resume" in one.err
    assert configured.posts("twitter") == []
    run("resume")
    assert run("publish", "--due").code == 0
    assert len(configured.posts("twitter")) == 2


FAULTS = {
    "rate-limit": (0, "published"),
    "server-error": (0, "published"),
    "server-error-after": (0, "published"),
    "timeout": (0, "published"),
    "timeout-before": (0, "published"),
    "silence": (0, "published"),
    "broken": (0, "published"),
    "rate-limit:forever": (1, "approved"),
    "expired-token": (4, "approved"),
    "no-credits": (1, "failed"),
    "timeout-before:forever": (5, "unknown"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_sandbox_does_wrong_ends_as_it_would_in_earnest(
    run: Run, folder: Path, fault: str
) -> None:
    (folder / "repurpose.yaml").write_text("limit: 1\n")
    code, status = FAULTS[fault]
    result = run(DECK, "-c", "x", "--publish", "--sandbox", "--fault", f"{fault}@twitter", "--json")
    assert result.code == code, result.err
    assert [post["status"] for post in result.json["posts"]] == [status]
    with Sandbox(folder / ".repurpose" / "sandbox" / "platforms.db") as servers:
        assert len(servers.posts("twitter")) == (status == "published")


def test_the_sandbox_has_an_outbox_of_its_own_and_a_page(run: Run, folder: Path) -> None:
    result = run(DECK, "-c", "x", "-n", 1, "--publish", "--sandbox")
    assert result.code == 0
    page = folder / ".repurpose" / "sandbox" / "feed.html"
    assert str(page) in result.err
    assert "Bei 9 von 14" in page.read_text("utf-8")
    assert run("outbox", "list", "--all").out == ""
    assert "published" in run("outbox", "list", "--all", "--sandbox").out
    assert run("sandbox", "--reset").code == 0
    assert run("outbox", "list", "--all", "--sandbox").out == ""


def test_two_runs_at_once_send_each_post_once(run: Run, configured: Sandbox, start: Start) -> None:
    run(DECK, "-n", 4)
    run("outbox", "approve", "--all")
    runs = [start("publish", "--due") for _ in range(3)]
    outputs = [process.communicate(timeout=60) for process in runs]
    assert [process.returncode for process in runs] == [0, 0, 0], outputs
    for channel in ("twitter", "linkedin"):
        texts = [post.text for post in configured.posts(channel)]
        assert len(texts) == len(set(texts)) >= 4


def test_ctrl_c_while_publishing_leaves_nothing_half_done(
    run: Run, folder: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    running: list[Process] = []

    def interrupt(event: Event) -> None:
        if event.kind == "received" and event.path.endswith("/2/tweets") and running:
            running.pop().send_signal(signal.SIGINT)

    with Sandbox(watch=interrupt, faults=[Fault(name="silence", channel="twitter")]) as sandbox:
        settings = {
            "channels": {"twitter": sandbox.settings("twitter")},
            "limit": 2,
            "timeout": 5,
            "pictures": "none",
        }
        (folder / "repurpose.yaml").write_text(yaml.safe_dump(settings))
        for name, value in sandbox.secrets("twitter").items():
            monkeypatch.setenv(f"REPURPOSE_TWITTER_{name.upper()}", value)
        run(DECK, "-c", "x")
        run("outbox", "approve", "--all")
        process = start("publish", "--due")
        running.append(process)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130, err
        assert "Traceback" not in err
        assert run("publish", "--due").code == 0
        texts = [post.text for post in sandbox.posts("twitter")]
        assert len(texts) == len(set(texts)) == 2


def test_output_into_a_closed_pipe_is_no_error(folder: Path) -> None:
    command = f"'{sys.executable}' -m repurpose read '{DECK}' | head -n 1"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=folder, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("Aufstocken mit Holz")
