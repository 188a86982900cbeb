"""Offers for a program: a JSON object a line on standard output, decisions a line on standard
input."""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import click

from repurpose.cli import documents
from repurpose.cli.live.decisions import Decided, Decisions, against, draft_of
from repurpose.cli.live.loop import Loop
from repurpose.errors import ConfigError, RepurposeError
from repurpose.following.follower import Offer

AFTER_INPUT = 60.0  # seconds without a change after which it ends, when no decision can come
_FORM = 'write {"id": "…", "do": "approve"|"later"|"skip"}, or {"do": "quit"}, a line each'


def emit(event: str, **values: Any) -> None:
    """One line on standard output."""
    line = {"schema": documents.SCHEMA, "event": event, **values}
    click.echo(json.dumps(line, ensure_ascii=False))


@dataclass(slots=True)
class Stream:
    """Prints offers and carries out what it is told."""

    loop: Loop
    decisions: Decisions
    _open: dict[str, Offer] = field(default_factory=dict)
    _has_quit: bool = False
    _lines: queue.SimpleQueue[str | None] = field(default_factory=queue.SimpleQueue)

    def run(self) -> None:
        """Until the end. When standard input ends, it goes on until the file is still for long."""
        try:
            file = sys.stdin.fileno()
        except (AttributeError, OSError):  # there is none
            self._lines.put(None)
        else:
            threading.Thread(target=_read, args=(file, self._lines.put), daemon=True).start()
        emit("following", file=str(self.loop.path))
        while not (self._has_quit or self.loop.is_over()):
            self._hear()
            self._obey()

    def _hear(self) -> None:
        news = self.loop.following.poll(time.monotonic())
        for note in news.notes:
            emit("note", text=note)
        if news.errors:
            emit("error", errors=documents.errors_json(news.errors))
        for offer in news.offers:
            if offer.replaces is None or self._open.pop(offer.replaces, None) is None:
                self.decisions.offered += 1
            self._open[offer.id] = offer
            asset = offer.find.asset
            emit(
                "offer",
                id=offer.id,
                replaces=offer.replaces,
                snippet=documents.snippet_json(offer.find.snippet, asset.sha256),
                posts=[documents.post_json(d.post, d.channel) for d in offer.drafts],
                waiting=len(self._open),
            )

    def _obey(self) -> None:
        """Wait for one decision, as long as until the next look; then take all that are there."""
        wait = self.loop.interval
        while not self._has_quit:
            try:
                line = self._lines.get(timeout=wait)
            except queue.Empty:
                return
            wait = 0.0
            if line is None:
                self.loop.until_still = self.loop.until_still or AFTER_INPUT
                time.sleep(self.loop.interval)
                return
            if line.strip():
                self._decide(line)

    def _decide(self, line: str) -> None:
        try:
            offer, do = self._meant(line)
            if offer is None:
                self._has_quit = True
                return
            steps: dict[str, Callable[[Offer], Decided]] = {
                "approve": self.decisions.approve,
                "later": self.decisions.keep,
                "skip": self.decisions.skip,
            }
            decided = steps[do](offer)
        except RepurposeError as error:
            emit("error", errors=documents.errors_json([error]))
            return
        self.loop.following.follower.close(offer.id)
        del self._open[offer.id]
        emit(
            "decision",
            id=offer.id,
            do=do,
            posts=[
                documents.post_json(entry.post, draft_of(offer, entry).channel, entry.url)
                for entry in decided.entries
            ],
            errors=documents.errors_json(decided.errors),
        )

    def _meant(self, line: str) -> tuple[Offer | None, str]:
        """The offer and what to do with it; no offer where it is to end.

        Raises:
            ConfigError: the line does not say, or asks for what is held back.
        """
        try:
            words = json.loads(line)
        except (ValueError, RecursionError):
            words = None
        if not isinstance(words, dict):
            raise ConfigError("is no decision", where=line.strip()[:80], hint=_FORM)
        id_, do, despite = words.get("id"), words.get("do"), words.get("despite", [])
        if do == "quit":
            return None, do
        if do not in ("approve", "later", "skip"):
            raise ConfigError(f"{do!r} is nothing to do", where=str(id_), hint=_FORM)
        offer = self._open.get(id_) if isinstance(id_, str) else None
        if offer is None:
            raise ConfigError("no open offer has this id", where=str(id_), hint=_FORM)
        holds = against(offer, self.loop.following.follower) if do == "approve" else ()
        named = despite if isinstance(despite, list) else []
        if left := [hold for hold in holds if hold.reason not in named]:
            raise ConfigError(
                "is held back: " + "; ".join(f"{h.reason}: {h.explanation}" for h in left),
                where=offer.id,
                hint=f'to publish it all the same, add "despite": {json.dumps([h.reason for h in holds])}',
            )
        return offer, do


def _read(file: int, put: Callable[[str | None], None]) -> None:
    """Lines of a file; None at its end. Not through sys.stdin, whose lock a thread that waits would
    hold while Python ends."""
    rest = b""
    try:
        while piece := os.read(file, 65536):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                put(line.decode("utf-8", "replace"))
    except OSError:  # it is shut
        pass
    if rest.strip():
        put(rest.decode("utf-8", "replace"))
    put(None)
