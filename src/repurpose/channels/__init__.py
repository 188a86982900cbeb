"""What each channel takes, as data: one file a channel, each rule with its source and the day on which
it was looked up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from repurpose.model import Part, Rules

__all__ = ["Price", "domains_of", "name_of", "names", "page_of", "price_of", "rules_of", "share_of"]

_ABOUT = ("name", "page", "share", "finish", "domains", "price", "checked", "sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a platform bills a request. `currency` is ISO 4217."""

    currency: str
    post: Decimal
    post_with_link: Decimal
    alt: Decimal

    def of(self, part: Part) -> Decimal:
        """What one part of a post costs."""
        from repurpose.text.counting import has_link

        post = self.post_with_link if has_link(part.text) else self.post
        described = sum(medium.kind == "image" and bool(medium.alt) for medium in part.media)
        return post + described * self.alt


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


def finish_of(channel: str, upload: str) -> str | None:
    """Where a person finishes what was uploaded, by the platform's name of it; None where nothing is
    left half-done."""
    finish = _data(channel).get("finish") if channel in names() else None
    return None if finish is None else str(finish).replace("{upload}", upload)


def domains_of(channel: str) -> tuple[str, ...]:
    """Where its posts stand; empty where that may be anywhere."""
    return tuple(_data(channel).get("domains", ())) if channel in names() else ()


@cache
def price_of(channel: str) -> Price | None:
    """What a platform bills for posts; None where it bills nothing."""
    values = _data(channel).get("price") if channel in names() else None
    if values is None:
        return None
    amounts = {key: Decimal(value) for key, value in values.items() if key != "currency"}
    return Price(currency=str(values["currency"]), **amounts)


@cache
def _data(channel: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / f"{channel}.toml").read_text("utf-8"))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value
