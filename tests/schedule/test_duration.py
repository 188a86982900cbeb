"""Lengths of time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repurpose.errors import ConfigError
from repurpose.schedule.duration import parse_duration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90m", timedelta(minutes=90)),
        ("2h", timedelta(hours=2)),
        ("1d", timedelta(days=1)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        ("2 Stunden", timedelta(hours=2)),
        ("0m", timedelta(0)),
    ],
)
def test_what_is_read(text: str, expected: timedelta) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize("text", ["", "90", "h", "2 h 3", "1h1h", "-2h", "2 fortnights", "1.5h"])
def test_what_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="is not a length of time"):
        parse_duration(text)
