"""The dates that posts get by a command: those that a person names, and why a post gets one unasked."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from repurpose.cli import terminal
from repurpose.cli.session import Session
from repurpose.model import Post


def named(session: Session, post: Post, words: str) -> datetime:
    """The date that a person names. It holds; what speaks against it is said.

    Raises:
        ConfigError: it is unclear or past.
    """
    from repurpose.schedule import dates

    zone, now = session.config.timezone, datetime.now(UTC)
    when = dates.parse(words, now=now, zone=zone)
    for why in session.breaches(post, when, now):
        _note(f"{post.id} on {dates.echo(when, zone)} is {why}; you named it: it holds")
    return when


def say_why_later(session: Session, post: Post) -> None:
    """Why a post that was approved for no date gets one."""
    now = datetime.now(UTC)
    reasons = session.breaches(post, now, now)
    why = reasons[0] if reasons else "too close to what goes out with the next run"
    _note(f"{post.id} does not go out at once: it is {why}")


def _note(words: str) -> None:
    terminal.say(click.style("note: ", fg="yellow") + words)
