"""What each channel takes, as the command says it and as docs/channels.md has it."""

from __future__ import annotations

import re
from pathlib import Path

from repurpose import channels
from repurpose.cli import terminal
from tests.cli.conftest import Run

DOCS = Path(__file__).resolve().parents[2] / "docs" / "channels.md"


def test_the_docs_say_what_the_command_says(run: Run) -> None:
    result = run("channels")
    assert result.code == 0
    [block] = re.findall(
        r"```\n\$ repurpose channels\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL
    )
    assert block == result.out, "put the output of `repurpose channels` into docs/channels.md"


def test_posts_are_shown_under_the_name_that_a_channel_has_in_its_file() -> None:
    for channel in channels.names():
        assert terminal.name_of(channel) == channels.name_of(channel)


def test_some_channels_as_json(run: Run) -> None:
    result = run("channels", "x", "bluesky", "xing", "--json")
    assert (result.code, result.json["schema"]) == (0, 1)
    by_name = {each["name"]: each for each in result.json["channels"]}
    assert list(by_name) == ["twitter", "bluesky", "xing"]
    assert [each["by_hand"] for each in by_name.values()] == [False, False, True]
    assert by_name["bluesky"]["rules"]["further"] == [["utf8", 3000]]
    assert by_name["twitter"]["rules"]["limit"] == channels.rules_of("twitter").limit


def test_an_unknown_one_names_the_nearest(run: Run) -> None:
    refused = run("channels", "blusky")
    assert refused.code == 2
    assert "did you mean 'bluesky'?" in refused.err
