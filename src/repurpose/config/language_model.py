"""The key `language_model`: where a language model answers, and how much it may do."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from repurpose.errors import ConfigError

DEFAULT_TIMEOUT = 60
DEFAULT_PROPOSALS = 20
_NEAR_NAMES = (".local", ".lan", ".internal", ".home.arpa", ".localhost")

SCHEMA: dict[str, Any] = {
    "description": "A language model that ranks what was found and proposes more; off where this is"
    " not set. Public text of your files is sent to it.",
    "type": ["object", "null"],
    "additionalProperties": False,
    "required": ["url", "model"],
    "errorMessage": "it needs url and model, e.g. url: http://127.0.0.1:11434/v1 and model: llama3.1",
    "properties": {
        "url": {
            "description": "Its OpenAI-compatible address, up to the version: …/v1.",
            "type": "string",
            "format": "language-model-address",
            "examples": ["http://127.0.0.1:11434/v1"],
        },
        "model": {
            "description": "The model's name there.",
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "examples": ["llama3.1"],
        },
        "timeout": {
            "description": "Seconds to wait for one answer.",
            "type": "number",
            "minimum": 1,
            "maximum": 600,
            "default": DEFAULT_TIMEOUT,
        },
        "proposals": {
            "description": "The most passages of a file that it may propose; 0: it only ranks.",
            "type": "integer",
            "minimum": 0,
            "maximum": 100,
            "default": DEFAULT_PROPOSALS,
        },
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModelSettings:
    """A language model as configured.

    Attributes:
        url: Without a slash at its end.
        timeout: Seconds to wait for one answer.
        proposals: The most passages of a file that are taken.
    """

    url: str
    model: str
    timeout: float = DEFAULT_TIMEOUT
    proposals: int = DEFAULT_PROPOSALS

    @property
    def here(self) -> bool:
        """It runs on this machine."""
        return _is_here(urlsplit(self.url).hostname or "")

    @property
    def near(self) -> bool:
        """It runs on this machine or in a private network."""
        return _is_near(urlsplit(self.url).hostname or "")


def settings_of(values: Mapping[str, Any] | None) -> LanguageModelSettings | None:
    """The settings of checked values; None where there are none."""
    if not values:
        return None
    return LanguageModelSettings(
        url=values["url"].rstrip("/"),
        model=values["model"],
        timeout=float(values.get("timeout", DEFAULT_TIMEOUT)),
        proposals=values.get("proposals", DEFAULT_PROPOSALS),
    )


def check_address(url: str) -> None:
    """Raises ConfigError where text and key would go in the clear over the internet, or where the
    address is none, or holds more than an address."""
    if not re.fullmatch(r"https?://[^\s/?#@\\]+(/[^\s?#@]*)?", url, re.IGNORECASE):
        raise ConfigError(
            "is not the address of a language model",
            hint="write e.g. http://127.0.0.1:11434/v1, without a login, ? or #",
        )
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise ConfigError(
            "is not the address of a language model", hint="write e.g. http://127.0.0.1:11434/v1"
        ) from error
    if parts.scheme.lower() == "http" and not _is_near(host):
        raise ConfigError(
            "text and key would travel unencrypted over the internet",
            hint="write https://; http:// is for this machine and private networks",
        )


def _is_here(host: str) -> bool:
    if (address := _ip(host)) is not None:
        return address.is_loopback
    return host == "localhost" or host.endswith(".localhost")


def _is_near(host: str) -> bool:
    """By the host's name alone: nothing is looked up."""
    if (address := _ip(host)) is not None:
        return not address.is_global and not address.is_multicast
    plain_name = re.fullmatch(r"[a-z][a-z0-9_-]*", host) is not None
    return plain_name or host.endswith(_NEAR_NAMES)


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
