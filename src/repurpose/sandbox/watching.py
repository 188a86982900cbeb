"""What a watcher is told of each API request, and how it can cut the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Moment = Literal["received", "done", "answered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One of three moments of a request.

    Attributes:
        kind: "received": nothing is done yet; "done": what it asked for is stored, the answer is
            not sent; "answered": the answer has left.
        method: "POST".
        path: As requested, without the query: "/x/2/tweets".
        number: Which request of this sandbox it is, from 1.
    """

    kind: Moment
    method: str
    path: str
    number: int


class Drop(Exception):
    """A watcher raises it to have the connection cut at this moment: at "received" nothing is
    done, at "done" the post stands and no answer leaves."""
