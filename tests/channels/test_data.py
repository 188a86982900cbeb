"""The rules of the channels are data: each is whole, and says where it is from."""

from __future__ import annotations

import datetime
import tomllib
from importlib.resources import files

import pytest

from repurpose import channels, plugins


@pytest.mark.parametrize("channel", channels.names())
def test_each_rule_says_its_source_and_the_day_it_was_looked_up(channel: str) -> None:
    data = tomllib.loads((files(channels) / "data" / f"{channel}.toml").read_text("utf-8"))
    assert isinstance(data["checked"], datetime.date)
    assert data["sources"]


@pytest.mark.parametrize("channel", channels.names())
def test_its_publisher_takes_its_rules_from_the_data(channel: str) -> None:
    assert plugins.load("publishers", channel).rules == channels.rules_of(channel)


@pytest.mark.parametrize("channel", channels.names())
def test_its_pictures_keep_its_own_rules(channel: str) -> None:
    rules = channels.rules_of(channel)
    width, height = rules.picture_size
    least, most = rules.image_ratio or (0, 100)
    assert least <= width / height <= most
    assert rules.image_pixels is None or width * height <= rules.image_pixels
