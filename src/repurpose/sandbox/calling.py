"""One call of a platform's endpoint: who calls, with what, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from repurpose.sandbox.identity import Login
from repurpose.sandbox.state import State
from repurpose.sandbox.web import Request

NOBODY = Login(channel="", account="", kind="")


@dataclass(kw_only=True)
class Call:
    """What a handler gets. It runs inside a transaction of `state`.

    Attributes:
        address: The platform's base address, as the client sees it.
        login: Who calls; nobody until the platform has looked.
    """

    request: Request
    state: State
    clock: Callable[[], datetime]
    address: str
    login: Login = NOBODY

    @cached_property
    def now(self) -> datetime:
        """The time of the call: one for all that it does."""
        return self.clock()
