"""What each channel takes, as data: one file a channel, each rule with its source and the day on which
it was looked up."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from repurpose.model import Rules

__all__ = ["domains_of", "name_of", "names", "page_of", "rules_of", "share_of"]

_ABOUT = ("name", "page", "share", "domains", "checked", "sources")


@cache
def names() -> tuple[str, ...]:
    """The channels whose rules are known here, sorted."""
    found = (file.name for file in (files(__package__) / "data").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def rules_of(channel: str) -> Rules:
    """The rules of one of `names()`."""
    values = {key: _frozen(value) for key, value in _data(channel).items() if key not in _ABOUT}
    return Rules(**values)


def name_of(channel: str) -> str:
    """A channel as its users call it: twitter is X."""
    return str(_data(channel)["name"]) if channel in names() else channel


def page_of(channel: str) -> str | None:
    """Where a person puts a post up, where there is one address for all."""
    page = _data(channel).get("page") if channel in names() else None
    return None if page is None else str(page)


def share_of(channel: str) -> str | None:
    """The address that opens a post with the link ({link}) or the whole text ({text}) in it."""
    share = _data(channel).get("share") if channel in names() else None
    return None if share is None else str(share)


def domains_of(channel: str) -> tuple[str, ...]:
    """Where its posts stand; empty where that may be anywhere."""
    return tuple(_data(channel).get("domains", ())) if channel in names() else ()


@cache
def _data(channel: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / f"{channel}.toml").read_text("utf-8"))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value
