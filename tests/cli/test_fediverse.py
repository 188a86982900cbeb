"""From a file to posts on Mastodon and Bluesky, and down again, through the command."""

from __future__ import annotations

from pathlib import Path

import yaml

from repurpose.sandbox import Sandbox
from tests.cli.conftest import DECK, Run


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
    assert skeet.card is not None
    assert skeet.card.source == "https://example.org/vortrag"
    assert skeet.card.thumbnail is not None
    accounts = run("reconcile", "--sandbox", "--json").json["accounts"]
    assert [(len(each["in_step"]), each["gone"]) for each in accounts] == [(1, []), (1, [])]
    assert run("takedown", "--asset", DECK, "--sandbox", "--yes").code == 0
    with Sandbox(folder / ".repurpose" / "sandbox" / "platforms.db") as sandbox:
        assert [sandbox.posts(name) for name in ("mastodon", "bluesky")] == [[], []]
