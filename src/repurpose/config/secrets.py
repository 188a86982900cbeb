"""Secrets: from the environment, else from a login that was kept, else from the system's keyring; never
from repurpose.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from repurpose.keyrings import keyring
from repurpose.model import DEFAULT_ACCOUNT

if TYPE_CHECKING:
    from repurpose.logins import Logins
    from repurpose.model import Channel

SERVICE = "repurpose"
LANGUAGE_MODEL_KEY = "REPURPOSE_LANGUAGE_MODEL_KEY"
_SECRET_WORDS = re.compile(
    r"token|secret|passw|passphrase|credential|bearer"
    r"|apikey|(^|_)key$"
)


def variable(publisher: str, account: str, name: str) -> str:
    """The environment variable of a secret: REPURPOSE_LINKEDIN_ACME_ACCESS_TOKEN."""
    words = [publisher, *([] if account == DEFAULT_ACCOUNT else [account]), name]
    return "_".join(["REPURPOSE", *(re.sub(r"[^A-Za-z0-9]", "_", word).upper() for word in words)])


def variable_name(channel: Channel, secret_name: str) -> str:
    """The environment variable of a channel's secret."""
    return variable(channel.name, channel.account, secret_name)


def secret(channel: Channel, name: str, environ: Mapping[str, str], logins: Logins) -> str | None:
    """A channel's secret without the white space around it; None where it is not set.

    The keyring is asked for the login that was kept (`repurpose login`), then for service "repurpose"
    and user "twitter/access_token" or "linkedin:acme/access_token". One that is missing, locked or
    broken is no error.

    Raises:
        LoginError: a login that was kept has ended.
    """
    value = environ.get(variable_name(channel, name), "").strip()
    if not value:
        from repurpose.logins import fresh

        value = fresh.value(logins, channel.label, name, channel.settings.get("api_url")) or ""
    return value or logins.alone(f"{channel.label}/{name}")


def language_model_key(environ: Mapping[str, str]) -> str | None:
    """The key of the language model without the white space around it; None where it is not set. In
    the keyring its user is "language_model/key"."""
    return environ.get(LANGUAGE_MODEL_KEY, "").strip() or _from_keyring("language_model/key")


def looks_secret(key: str) -> bool:
    """Whether a key's name says that its value is a secret."""
    return _SECRET_WORDS.search(key.casefold().replace("-", "_")) is not None


def meant(key: str, names: Iterable[str]) -> list[str]:
    """Which of a publisher's secrets somebody meant by a key; all where it cannot be told."""
    from repurpose.config.faults import nearest

    names = list(names)
    near = nearest(key.replace("-", "_"), names)
    return [near] if near else names or [key]


def _from_keyring(user: str) -> str | None:
    try:
        value = keyring().get_password(SERVICE, user)
    except Exception:  # backends raise whatever their system gives them
        return None
    return (value or "").strip() or None
