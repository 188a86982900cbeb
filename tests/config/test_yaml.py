"""YAML as people expect it: no surprises of version 1.1."""

from __future__ import annotations

import pytest

from repurpose.config.document import parse


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("on", "on"), ("Yes", "Yes"), ("off", "off"), ("y", "y"),
        ("09:00", "09:00"), ("9:30", "9:30"), ("12:30:45", "12:30:45"), ("2026-12-05", "2026-12-05"),
        ("true", True), ("False", False), ("~", None), ("null", None), ("", None),
        ("5", 5), ("-3", -3), ("010", 10), ("1.5", 1.5), ("1_000", "1_000"), ("'5'", "5"),
        ("0x1F", "0x1F"), ("<<", "<<"), ("!important", ""), ("🎉", "🎉"),
    ],
)  # fmt: skip
def test_plain_words(written: str, value: object) -> None:
    found = parse(f"key: {written}").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_every_place_has_its_line() -> None:
    document = parse("a: 1\nb:\n  - x\n  -\n    c: y\n")
    assert document.line(("a",)) == 1
    assert document.line(("b", 0)) == 3
    assert document.line(("b", 1, "c")) == 5
    assert document.line(("b", 1, "nothing", "here")) == 5


def test_an_alias_repeats_a_value() -> None:
    document = parse("a: &tags [Bau, 2026]\nb: *tags\n")
    assert document.data["b"] == ["Bau", 2026]
    assert document.texts["b", 1] == "2026"
    assert document.faults == []
