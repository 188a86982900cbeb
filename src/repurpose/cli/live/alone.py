"""Nobody is there to decide: offers are kept as drafts, nothing is published."""

from __future__ import annotations

import time

from repurpose.cli import terminal
from repurpose.cli.edge import say_error
from repurpose.cli.live.decisions import Decisions
from repurpose.cli.live.loop import Loop
from repurpose.cli.outcome import origin_of


def keep_all(loop: Loop, decisions: Decisions) -> None:
    """Until the end, or Ctrl-C. What is held back is named and not kept."""
    while not loop.is_over():
        news = loop.following.poll(time.monotonic())
        for note in news.notes:
            terminal.say(f"note: {loop.path}: {note}")
        for error in news.errors:
            say_error(error)
        for offer in news.offers:
            decisions.offered += 1
            loop.following.follower.close(offer.id)
            if holds := offer.find.snippet.holds:
                reasons = ", ".join(f"{hold.reason} ({hold.explanation})" for hold in holds)
                terminal.say(f"held back, not kept: {offer.find.snippet.text!r}: {reasons}")
                decisions.skip(offer)
                continue
            decisions.keep(offer)
            for draft in offer.drafts:
                terminal.show_post(draft.post, draft.channel, [origin_of(draft)], "")
        time.sleep(loop.interval)
