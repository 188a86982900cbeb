"""The schema for editors is the schema that validates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from repurpose.config.keys import schema


def test_it_is_a_schema_and_every_key_is_described(chirp: Path) -> None:
    rules = json.loads(json.dumps(schema()))
    Draft202012Validator.check_schema(rules)
    undescribed = [key for key, each in rules["properties"].items() if not each.get("description")]
    assert undescribed == []


def test_it_knows_the_options_of_installed_publishers(chirp: Path) -> None:
    channels = schema()["properties"]["channels"]
    assert "author" in channels["properties"]["chirp"]["properties"]
    assert {"twitter", "x", "linkedin", "cracked"} <= channels["properties"].keys()
    validator = Draft202012Validator(schema())
    assert validator.is_valid({"channels": {"chirp:acme": {"author": "me"}, "cracked": {"a": 1}}})
    assert not validator.is_valid({"channels": {"chirp:acme": {"autor": "me"}}})
    assert not validator.is_valid({"channels": {"chrip": None}})


@pytest.mark.parametrize("key", sorted(schema(())["properties"].keys() - {"channels"}))
def test_examples_and_defaults_are_valid(key: str, chirp: Path) -> None:
    rules = schema()["properties"][key]
    for value in (*rules.get("examples", ()), *([rules["default"]] if "default" in rules else ())):
        assert Draft202012Validator(schema()).is_valid({key: value})


def test_an_unloadable_publisher_does_not_spoil_the_schema(chirp: Path) -> None:
    assert schema()["properties"]["channels"]["properties"]["cracked"]["type"] == ["object", "null"]
