"""The platforms as HTTP servers on loopback: the same endpoints, limits, errors and duplicate
rules, and a page that shows what stands there. Nothing leaves the machine.

    with Sandbox() as sandbox:
        sandbox.url("twitter")  # the address that takes the place of https://api.x.com
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from repurpose.sandbox.faults import FAULTS, Fault, parse_fault
from repurpose.sandbox.watching import Drop, Event

if TYPE_CHECKING:
    from repurpose.sandbox.box import Sandbox
    from repurpose.sandbox.standing import Card, Medium, StandingPost

__all__ = [
    "FAULTS",
    "Card",
    "Drop",
    "Event",
    "Fault",
    "Medium",
    "Sandbox",
    "StandingPost",
    "parse_fault",
]


def __getattr__(name: str) -> Any:
    """The servers are loaded when they are asked for: naming a fault needs none of them."""
    if name == "Sandbox":
        from repurpose.sandbox import box

        return box.Sandbox
    if name in {"Card", "Medium", "StandingPost"}:
        from repurpose.sandbox import standing

        return getattr(standing, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
