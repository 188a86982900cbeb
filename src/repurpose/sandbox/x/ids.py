"""Ids as X makes them."""

from __future__ import annotations

from repurpose.sandbox.calling import Call

EPOCH = 1_288_834_974_657  # ids hold the milliseconds since then, shifted by 22 bits


def next_id(call: Call) -> str:
    """An id with the time in it, greater than all before."""
    milliseconds = int(call.now.timestamp() * 1000) - EPOCH
    return str(call.state.next_number("twitter", milliseconds << 22))
