"""Who has accounts in the sandbox, and the secrets they log in with. All of it follows from the
account's name, so that every process that shares a sandbox agrees."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from repurpose.model import DEFAULT_ACCOUNT

Kind = str  # of a login: "oauth2", "member", …; each platform names its own


@dataclass(frozen=True, kw_only=True)
class Login:
    """What a token stands for."""

    channel: str
    account: str
    kind: Kind
    expired: bool = False

    @cached_property
    def token(self) -> str:
        """What the state knows it by."""
        return f"sandbox-{self.word(self.channel, self.account, self.kind)[:40]}"

    @property
    def handle(self) -> str:
        """A short name, at most 15 letters, digits and underscores."""
        plain = re.sub(r"[^A-Za-z0-9_]", "_", self.account)[:15]
        return "sandbox" if self.account == DEFAULT_ACCOUNT else plain

    @property
    def display_name(self) -> str:
        """The name a reader sees."""
        if self.account == DEFAULT_ACCOUNT:
            return "Sandbox GmbH" if self.kind == "organization" else "Sam Sandbox"
        return self.account

    @staticmethod
    def word(*names: str) -> str:
        """A word that follows from names: 64 hexadecimal digits."""
        return hashlib.sha256("\x1f".join(("sandbox", *names)).encode()).hexdigest()

    @staticmethod
    def number(*names: str) -> int:
        """A number that follows from names, below 2 to the 60th."""
        return int(Login.word(*names)[:15], 16)
