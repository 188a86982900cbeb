"""Who has accounts in the sandbox, and the secrets they log in with. All of it follows from the
account's name, so that every process that shares a sandbox agrees."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from repurpose.model import DEFAULT_ACCOUNT

Kind = Literal["oauth2", "oauth1", "member", "organization"]
KINDS: dict[str, tuple[Kind, ...]] = {
    "twitter": ("oauth2", "oauth1"),
    "linkedin": ("member", "organization"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What a token stands for."""

    channel: str
    account: str
    kind: Kind
    expired: bool = False

    @property
    def user_id(self) -> str:
        """X: the user's id, digits."""
        return str(2_000_000_000 + _number("user", self.account) % 7_000_000_000)

    @property
    def handle(self) -> str:
        """X: the name after the @, at most 15 characters."""
        plain = re.sub(r"[^A-Za-z0-9_]", "_", self.account)[:15]
        return "sandbox" if self.account == DEFAULT_ACCOUNT else plain

    @property
    def display_name(self) -> str:
        """The name a reader sees."""
        if self.account == DEFAULT_ACCOUNT:
            return "Sandbox GmbH" if self.kind == "organization" else "Sam Sandbox"
        return self.account

    @property
    def urn(self) -> str:
        """LinkedIn: whom this token may post as."""
        return self.organization if self.kind == "organization" else self.person

    @property
    def person(self) -> str:
        return f"urn:li:person:{_word('person', self.account)[:10]}"

    @property
    def organization(self) -> str:
        return f"urn:li:organization:{10_000_000 + _number('org', self.account) % 90_000_000}"


def secrets(channel: str, account: str, kind: Kind) -> dict[str, str]:
    """The secrets of a login by their names."""
    token = f"sandbox-{_word(channel, account, kind)[:40]}"
    if kind != "oauth1":
        return {"access_token": token}
    return {
        "consumer_key": f"sandbox-{_word('consumer')[:20]}",
        "consumer_secret": f"sandbox-{_word('consumer secret')[:40]}",
        "access_token": token,
        "access_token_secret": f"sandbox-{_word(channel, account, kind, 'secret')[:40]}",
    }


def _word(*names: str) -> str:
    return hashlib.sha256("\x1f".join(("sandbox", *names)).encode()).hexdigest()


def _number(*names: str) -> int:
    return int(_word(*names)[:15], 16)
