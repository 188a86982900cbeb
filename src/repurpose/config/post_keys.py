"""The keys of repurpose.yaml that say how posts are set: threads, link_in, utm, names, language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from repurpose.model import LinkPlace, Rules, Threads

LOCALES = ("de-CH", "de-DE", "de-AT")
MEDIUM = "social"
OWN_SITE = ("blog", "homepage")  # a visitor who comes from there comes from nowhere else

# Where the firm is, as far as its time zone tells: its own words are set as there.
_LOCALE_OF_ZONE = {
    "Europe/Zurich": "de-CH",
    "Europe/Vaduz": "de-CH",
    "Europe/Berlin": "de-DE",
    "Europe/Busingen": "de-CH",
    "Europe/Vienna": "de-AT",
}

_CAMPAIGN: dict[str, Any] = {
    "description": "The value of utm_campaign.",
    "type": "string",
    "minLength": 1,
    "maxLength": 100,
    "examples": ["herbst-2026"],
}

# Of all channels, or of one.
COMMON: dict[str, dict[str, Any]] = {
    "threads": {
        "description": "How a text that is too long becomes a thread, where the platform has threads: "
        "numbered (1/3), plain, or none.",
        "enum": list(get_args(Threads)),
        "default": "numbered",
    },
    "utm": {
        "description": "Adds utm_source (the channel) and utm_medium to your link, and with a campaign "
        "utm_campaign. What the link has already stays.",
        "type": ["boolean", "object"],
        "additionalProperties": False,
        "required": ["campaign"],
        "properties": {"campaign": _CAMPAIGN},
        "errorMessage": "is true, false, or a campaign, e.g. {campaign: herbst-2026}",
        "examples": [{"campaign": "herbst-2026"}],
    },
}


def names() -> dict[str, Any]:
    """The schema of the key `names`: its entries are channels."""
    from repurpose import channels

    return {
        "description": "People and firms, and what they are called on each network: posts name them so.",
        "type": ["object", "null"],
        "additionalProperties": {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: _handle(name) for name in channels.names()},
        },
        "examples": [{"Regula Hasler": {"twitter": "@rhasler"}}],
    }


def _handle(channel: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"description": f"On {channel}.", "type": "string"}
    if channel == "linkedin":
        return schema | {
            "pattern": r"^urn:li:(person|organization):[\w-]+$",
            "errorMessage": "is not a name on LinkedIn; write e.g. urn:li:organization:1234",
        }
    return schema | {
        "pattern": r"^@?\S+$",
        "errorMessage": "is not a name there; write e.g. @rhasler",
    }


def link_in(publisher: Any) -> dict[str, Any]:
    """The schema of the key `link_in` of a channel. A publisher may name the places that it can put
    a link in as `link_places`; else it is the text, and its own place."""
    rules: Rules = publisher.rules
    places = getattr(publisher, "link_places", ("text", rules.link, "none"))
    return {
        "description": "Where the link goes: into the text, on a card below it, into the first comment, "
        "or nowhere.",
        "enum": list(dict.fromkeys(places)),
        "default": rules.link,
    }


def with_link_in(rules: Rules, place: LinkPlace | None) -> Rules:
    """The rules, with the link where the user wants it."""
    return rules if place is None else replace(rules, link=place)


def handles(names: Mapping[str, Mapping[str, str]] | None, channel: str) -> dict[str, str]:
    """The handle of each name on a channel, with its @."""
    found = {name: each[channel] for name, each in (names or {}).items() if channel in each}
    return {
        name: handle if handle.startswith(("@", "urn:")) else f"@{handle}"
        for name, handle in found.items()
    }


def tracked(link: str | None, channel: str, utm: bool | Mapping[str, str] | None) -> str | None:
    """The link with the parameters that say where a visitor comes from; not on one's own site. Those
    that it has already, and what stands behind #, stay as they are."""
    if not link or not utm or channel in OWN_SITE:
        return link
    campaign = utm.get("campaign") if isinstance(utm, Mapping) else None
    wanted = {"utm_source": channel, "utm_medium": MEDIUM, "utm_campaign": campaign}
    address = urlsplit(link)
    there = {name.casefold() for name, _ in parse_qsl(address.query, keep_blank_values=True)}
    new = [f"{k}={quote(v, safe='')}" for k, v in wanted.items() if v and k not in there]
    query = "&".join([*([address.query] if address.query else []), *new])
    return urlunsplit(address._replace(path=address.path or "/", query=query))


def locale(language: str | None, zone: str | None) -> str | None:
    """How our own words are set: as `language` says it, else as it is usual where the configured time
    zone is; None where neither tells."""
    if language in LOCALES:
        return language
    return _LOCALE_OF_ZONE.get(zone or "")
