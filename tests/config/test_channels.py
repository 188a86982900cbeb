"""Channels: what they inherit, what they override, and which there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from repurpose.config import load
from repurpose.errors import ConfigError

Writer = Callable[[str], Path]

TWO_ACCOUNTS = """
hashtags: ["#Holzbau", Handwerk]
link: https://example.com
call_to_action: "Der ganze Vortrag:"
channels:
  chirp:
    link: https://example.com/chirp
    edition: 202609
    api_url: http://127.0.0.1:9999
    slots: [Sat 10:00]
  chirp:acme:
    hashtags: []
    author: Küng Holzbau
"""


def test_a_channel_inherits_and_overrides(folder: Path, written: Writer, chirp: Path) -> None:
    written(TWO_ACCOUNTS)
    own, acme = load(cwd=folder, environ={}).channels
    assert own.label == "chirp"
    assert own.hashtags == ("Holzbau", "Handwerk")
    assert own.link == "https://example.com/chirp"
    assert acme.label == "chirp:acme"
    assert acme.hashtags == ()
    assert acme.link == "https://example.com"
    assert acme.call_to_action == "Der ganze Vortrag:"
    assert own.rules.limit == 140


def test_what_is_not_common_goes_to_the_publisher(
    folder: Path, written: Writer, chirp: Path
) -> None:
    written(TWO_ACCOUNTS)
    own, acme = load(cwd=folder, environ={}).channels
    assert dict(own.settings) == {"edition": "202609", "api_url": "http://127.0.0.1:9999"}
    assert dict(acme.settings) == {"author": "Küng Holzbau"}


def test_slots_of_a_channel_and_of_all_others(folder: Path, written: Writer, chirp: Path) -> None:
    written(TWO_ACCOUNTS)
    config = load(cwd=folder, environ={})
    assert [str(slot) for slot in config.slots(config.channel("chirp"))] == ["Sat 10:00"]
    assert [str(s) for s in config.slots(config.channel("chirp:acme"))] == [
        "Tue 09:00",
        "Thu 09:00",
    ]


def test_the_publisher_gets_its_settings_and_only_its_own_secrets(
    folder: Path, written: Writer, chirp: Path
) -> None:
    written(TWO_ACCOUNTS + "timeout: 7\n")
    environ = {
        "REPURPOSE_CHIRP_ACCESS_TOKEN": "of the first",
        "REPURPOSE_CHIRP_ACME_ACCESS_TOKEN": " of the second\n",
    }
    config = load(cwd=folder, environ=environ)
    context = config.publish_context(config.channel("chirp:acme"))
    assert (context.channel, context.account) == ("chirp", "acme")
    assert context.settings["author"] == "Küng Holzbau"
    assert context.secret("access_token") == "of the second"
    assert context.timeout == 7
    assert "of the" not in repr(config)


def test_a_channel_need_not_be_configured(folder: Path, written: Writer, chirp: Path) -> None:
    written("hashtags: [Holzbau]\n")
    config = load(cwd=folder, environ={})
    assert config.channel("chirp").hashtags == ("Holzbau",)
    assert config.channel(" Chirp:acme ").label == "chirp:acme"


def test_x_is_twitter(folder: Path, written: Writer) -> None:
    written("channels:\n  x:\n    hashtags: [Holzbau]\n")
    config = load(cwd=folder, environ={})
    assert [channel.label for channel in config.channels] == ["twitter"]
    assert config.channel("twitter") is config.channel("x") is config.channels[0]


def test_x_and_twitter_are_one(folder: Path, written: Writer) -> None:
    written("channels:\n  x:\n  twitter:\n")
    with pytest.raises(
        ConfigError, match=r"3: channels\.twitter: is the same channel as x; keep one"
    ):
        load(cwd=folder, environ={})


def test_an_account_that_is_not_configured_is_refused(
    folder: Path, written: Writer, chirp: Path
) -> None:
    written("channels:\n  chirp:acme:\n")
    config = load(cwd=folder, environ={})
    for label in ("chirp:amce", "chirp"):
        with pytest.raises(ConfigError, match=f"{label} is not in the configuration") as caught:
            config.channel(label)
        assert "configured: chirp:acme" in caught.value.hint


def test_an_unknown_channel_names_the_nearest_and_all(folder: Path) -> None:
    with pytest.raises(ConfigError, match="no channel is called 'linkdin'") as caught:
        load(cwd=folder, environ={}).channel("linkdin")
    installed = (
        "apprise, blog, bluesky, facebook, homepage, instagram, linkedin, mastodon, scribd, "
        "slideshare, threads, twitter, webhook, xing, youtube, x"
    )
    assert caught.value.hint == f"did you mean 'linkedin'? installed: {installed}"


def test_a_broken_publisher_does_not_stop_the_others(
    folder: Path, written: Writer, chirp: Path
) -> None:
    written("channels:\n  cracked:\n    anything: 1\n  chirp:\n")
    config = load(cwd=folder, environ={})
    assert [channel.label for channel in config.channels] == ["chirp"]
    assert list(config.broken) == ["cracked"]
    with pytest.raises(ConfigError, match="'cracked' of chirp-posts cannot be loaded"):
        config.channel("cracked")
