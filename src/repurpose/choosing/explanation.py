"""Why a find is offered on a channel, and why the next ones are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repurpose.choosing.choice import Choice
from repurpose.choosing.find import Find
from repurpose.choosing.repeats import Repeat
from repurpose.model import Channel

NEXT = 10  # that were not chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One find on one channel."""

    channel: Channel
    find: Find
    chosen: bool
    why: tuple[str, ...]


def explained(choice: Choice, repeats: Sequence[Repeat]) -> list[Explained]:
    """What is offered, best first; then the next, with what speaks against each."""
    chosen = [(pick.find, pick.why) for pick in choice.picks]
    rest = [(each.find, (each.why,)) for each in choice.left_out]
    rest += [(r.find, (f"says the same as [{r.of.snippet.id}]",)) for r in repeats]
    rest.sort(key=lambda pair: -pair[0].snippet.score)
    return [
        Explained(channel=choice.channel, find=find, chosen=number < len(chosen), why=why)
        for number, (find, why) in enumerate([*chosen, *rest[:NEXT]])
    ]
