"""From a file to posts on Mastodon and Bluesky, and down again, through the command."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import yaml

from repurpose.sandbox import Sandbox
from tests import program
from tests.cli.conftest import DECK, Run

# A browser: opens the page, and goes where it is sent.
BROWSER = "import sys, urllib.request as u; u.urlopen(sys.argv[1], timeout=5).read()"


def test_a_deck_goes_up_with_its_picture_and_link_and_comes_down_again(
    run: Run, folder: Path
) -> None:
    settings = {
        "link": "https://example.org/vortrag",
        "channels": {
            "mastodon": {"instance": "@acme@mastodon.social"},
            "bluesky": {"handle": "acme.bsky.social"},
        },
    }
    (folder / "repurpose.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    result = run(DECK, "-n", "1", "--pictures", "cards", "--sandbox", "--publish", "--json")
    assert result.code == 0, result.err
    sent = {post["channel"]: post["parts"][0] for post in result.json["posts"]}
    with Sandbox(folder / ".repurpose" / "sandbox" / "platforms.db") as sandbox:
        [toot], [skeet] = sandbox.posts("mastodon"), sandbox.posts("bluesky")
    assert (toot.text, skeet.text) == (sent["mastodon"]["text"], sent["bluesky"]["text"])
    assert "https://example.org/vortrag" in toot.text
    assert [medium.alt for medium in toot.media] == [sent["mastodon"]["media"][0]["alt"]]
    assert "https://example.org/vortrag" in skeet.text, "beside a picture there is no card"
    assert [medium.alt for medium in skeet.media] == [sent["bluesky"]["media"][0]["alt"]]
    accounts = run("reconcile", "--sandbox", "--json").json["accounts"]
    assert [(len(each["in_step"]), each["gone"]) for each in accounts] == [(1, []), (1, [])]
    assert run("takedown", "--asset", DECK, "--sandbox", "--yes").code == 0
    with Sandbox(folder / ".repurpose" / "sandbox" / "platforms.db") as sandbox:
        assert [sandbox.posts(name) for name in ("mastodon", "bluesky")] == [[], []]


def test_one_logs_in_on_ones_own_server_and_by_an_app_password(
    run: Run, folder: Path, sandbox: Sandbox
) -> None:
    channels = {name: sandbox.settings(name) for name in ("mastodon", "bluesky")}
    (folder / "repurpose.yaml").write_text(yaml.safe_dump({"channels": channels}), "utf-8")
    assert run("doctor").code == 4
    password = sandbox.secrets("bluesky")["app_password"]
    for channel, name in (("mastodon", "@sandbox@"), ("bluesky", "@sandbox.sandbox.test")):
        done = program.run(
            "login", channel, "--port", "0", cwd=folder, input=f"{password}\n",
            env={**os.environ, "BROWSER": f"'{sys.executable}' -c '{BROWSER}' %s"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert f"as {name}" in done.stdout + done.stderr
        assert password not in done.stdout + done.stderr
    result = run(DECK, "-n", "1", "--pictures", "none", "--publish", "--json")
    assert {post["status"] for post in result.json["posts"]} == {"published"}
    assert [len(sandbox.posts(name)) for name in channels] == [1, 1]


def test_without_a_server_nobody_is_sent_to_log_in(run: Run) -> None:
    refused = run("login", "mastodon")
    assert (refused.code, "channels.mastodon.instance" in refused.err) == (2, True)
