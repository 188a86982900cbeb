"""Whose account it is, the secrets it logs in with, and the address they may go to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from repurpose.errors import ConfigError, LoginError
from repurpose.model import DEFAULT_ACCOUNT
from repurpose.protocols import PublishContext

_VISIBLE = re.compile(r"[\x21-\x7e]+")


def label(context: PublishContext) -> str:
    """The channel as the user types it: linkedin:acme."""
    if context.account == DEFAULT_ACCOUNT:
        return context.channel
    return f"{context.channel}:{context.account}"


def variable(context: PublishContext, name: str) -> str:
    """The environment variable of a secret: REPURPOSE_LINKEDIN_ACME_ACCESS_TOKEN."""
    words = f"repurpose_{label(context)}_{name}"
    return re.sub(r"[^A-Za-z0-9]", "_", words).upper()


def secrets(context: PublishContext, names: Iterable[str]) -> dict[str, str]:
    """Those of the secrets that are set, without the white space around them.

    Raises:
        LoginError: one holds what cannot stand in a header. Found here, for HTTP libraries quote
            the value when they complain.
    """
    found = {name: (context.secret(name) or "").strip() for name in names}
    for name, value in found.items():
        if value and not _VISIBLE.fullmatch(value):
            raise LoginError(
                f"{name} holds a space, a line end or a letter with an accent: it is no token",
                where=label(context),
                hint=f"copy it anew into {variable(context, name)}",
            )
    return {name: value for name, value in found.items() if value}


def missing(context: PublishContext, platform: str, name: str = "access_token") -> LoginError:
    """That a platform's login is missing, and the two ways to give it.

    Args:
        name: The secret that makes it up.
    """
    where = label(context)
    return LoginError(
        f"the login of {platform} is missing",
        where=where,
        hint=f"repurpose login {where}; or set {variable(context, name)}",
    )


def address(context: PublishContext, default: str) -> str:
    """The platform's base address, without the slash at the end.

    Raises:
        ConfigError: the login would travel unencrypted.
    """
    base = str(context.settings.get("api_url") or default).rstrip("/")
    if urlsplit(base).scheme != "https" and not is_loopback(base):
        raise ConfigError(
            "the login would travel unencrypted",
            where=f"channels.{label(context)}.api_url",
            hint="write https://",
        )
    return base


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or re.fullmatch(r"127(\.\d+){3}", host) is not None
