"""Offers at a terminal: shown one after the other, decided with one key."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import click

from repurpose.cli import terminal
from repurpose.cli.edge import say_error
from repurpose.cli.live.decisions import Decided, Decisions, against, draft_of
from repurpose.cli.live.keys import CLOSED, Keys
from repurpose.cli.live.loop import Loop
from repurpose.cli.outcome import origin_of
from repurpose.errors import RepurposeError
from repurpose.following.follower import Offer
from repurpose.following.following import News

BLIND = 0.3  # seconds after an offer is shown in which a key was meant for the one before
PROMPT = "[a]pprove  [e]dit  [s]kip  [l]ater  [q]uit"


@dataclass(slots=True)
class AtTerminal:
    """Shows offers and asks, until `q` or the end."""

    loop: Loop
    decisions: Decisions
    keys: Keys
    _queue: deque[Offer] = field(default_factory=deque)
    _shown: Offer | None = None
    _prompted: bool = False

    def run(self) -> None:
        """Raises KeyboardInterrupt on Ctrl-C, else returns."""
        while not self.loop.is_over(busy=self._shown is not None):
            self._hear(self.loop.following.poll(time.monotonic()))
            if self._shown is None and self._queue:
                self._show(self._queue.popleft())
            key = self.keys.get(self.loop.interval)
            if key in ("q", "Q", CLOSED):
                break
            if key is not None and self._shown is not None:
                self._decide(key.lower(), self._shown)
        self._clear()

    # ── what is heard ──

    def _hear(self, news: News) -> None:
        for note in news.notes:
            self._clear()
            terminal.say(f"note: {self.loop.path}: {note}")
        for error in news.errors:
            self._clear()
            say_error(error)
        for offer in news.offers:
            self._take(offer)
        if self._shown is not None and (news.offers or not self._prompted):
            self._prompt()

    def _take(self, offer: Offer) -> None:
        if offer.replaces is None:
            self.decisions.offered += 1
            self._queue.append(offer)
        elif self._shown is not None and self._shown.id == offer.replaces:
            self._clear()
            terminal.say("the file has corrected this statement:")
            self._shown = None
            self._queue.appendleft(offer)
        else:
            self._queue = deque(offer if o.id == offer.replaces else o for o in self._queue)

    # ── what is shown ──

    def _show(self, offer: Offer) -> None:
        self._shown = offer
        for draft in offer.drafts:
            terminal.show_post(draft.post, draft.channel, [origin_of(draft)], "")
        for hold in offer.find.snippet.holds:
            terminal.say(click.style("held back: ", fg="yellow") + hold.explanation)
        time.sleep(BLIND)
        self.keys.forget()
        self._prompt()

    def _prompt(self) -> None:
        more = f"  ({len(self._queue)} more waiting)" if self._queue else ""
        click.echo(f"\r{click.style(PROMPT, bold=True)}{more} \x1b[K", nl=False, err=True)
        self._prompted = True

    def _clear(self) -> None:
        if self._prompted:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._prompted = False

    # ── what is decided ──

    def _decide(self, key: str, offer: Offer) -> None:
        if key == "a":
            if self._is_sure(offer):
                self._close(offer, "publishing", self.decisions.approve)
        elif key == "l":
            self._close(offer, "kept", self.decisions.keep)
        elif key == "s":
            self._close(offer, "skipped", self.decisions.skip)
        elif key == "e":
            self._edit(offer)

    def _is_sure(self, offer: Offer) -> bool:
        """What speaks against an offer is said, and asks for a second key."""
        holds = against(offer, self.loop.following.follower)
        if not holds:
            return True
        self._clear()
        for hold in holds:
            terminal.say(
                click.style("held back: ", fg="yellow") + f"{hold.reason}: {hold.explanation}"
            )
        self.keys.forget()
        click.echo("publish it all the same? [y/N] ", nl=False, err=True)
        key = None
        while key is None:
            key = self.keys.get(60.0)
        terminal.say(key if key.isprintable() else "")
        return key.lower() == "y"

    def _close(self, offer: Offer, word: str, step: Callable[[Offer], Decided]) -> None:
        self._clear()
        terminal.say(word)
        try:
            self._tell(offer, step(offer))
        except RepurposeError as error:
            say_error(error)
        self.loop.following.follower.close(offer.id)
        self._shown = None

    def _tell(self, offer: Offer, decided: Decided) -> None:
        for entry in decided.entries:
            post = entry.post
            name = terminal.name_of(post.channel, post.account)
            word = terminal.status_word(post.status)
            click.echo(f"{post.id}  {name}  {word}  {entry.url or ''}".rstrip())
        for error in decided.errors:
            say_error(error)
        terminal.say()

    def _edit(self, offer: Offer) -> None:
        self._clear()
        try:
            with self.keys.lent():
                entries, warnings = self.decisions.edit(offer)
        except (RepurposeError, click.ClickException) as error:  # too long; or no editor
            if isinstance(error, RepurposeError):
                say_error(error)
            else:
                error.show()
        else:
            for entry in entries:
                channel = draft_of(offer, entry).channel
                terminal.show_post(entry.post, channel, entry.origins, "")
            for warning in warnings:
                terminal.say(click.style("note: ", fg="yellow") + warning)
        self._prompt()
