"""What a platform of the sandbox is: a module with these names says all about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from repurpose.sandbox.calling import Call
    from repurpose.sandbox.identity import Kind, Login
    from repurpose.sandbox.standing import StandingPost
    from repurpose.sandbox.state import Post, State
    from repurpose.sandbox.web import Answer


class Platform(Protocol):
    """One platform. Its module is named in `repurpose.sandbox.platforms`.

    Attributes:
        BASE: Where its addresses begin: "/x".
        KINDS: The kinds of logins, the usual one first.
        POSTING: The requests that put a post up, each as a method and a pattern of the whole path
            after the base: what a lost line or a broken answer meets where no path is named.
    """

    @property
    def BASE(self) -> str: ...

    @property
    def KINDS(self) -> Sequence[Kind]: ...

    @property
    def POSTING(self) -> Sequence[tuple[str, str]]: ...

    def secrets(self, login: Login, address: str) -> dict[str, str]:
        """What logs in, by the publisher's names; `login.token` is one of them, or in one.

        Args:
            address: The platform's base address.
        """
        ...

    def settings(self, login: Login, address: str) -> Mapping[str, Any]:
        """What goes into the channel's configuration. `address`: as above."""
        ...

    def standing(self, state: State, post: Post) -> StandingPost:
        """A stored post as a reader sees it."""
        ...

    def answer(self, call: Call) -> Answer:
        """What it answers. May raise Refused."""
        ...

    def fault(self, name: str, call: Call) -> Answer:
        """How it words a fault that is switched on."""
        ...
