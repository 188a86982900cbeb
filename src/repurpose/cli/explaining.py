"""Why this, and why not that: the finds of a channel, with the reasons for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from repurpose.cli import terminal

if TYPE_CHECKING:
    from repurpose.choosing.explanation import Explained
    from repurpose.choosing.find import Find
    from repurpose.production import Production

SHORT = 90  # characters of a statement that is not chosen


def show(made: Production) -> None:
    """Channel after channel on standard output."""
    from repurpose.choosing.explanation import explained

    for choice in made.choices:
        entries = explained(choice, made.repeats)
        name = terminal.name_of(choice.channel.name, choice.channel.account)
        here = "" if choice.picks or not made.finds else f" · {choice.nothing_here()}"
        click.echo(click.style(name, bold=True) + here)
        for each in entries:
            if each.chosen:
                _show_chosen(each)
        left_out = [each for each in entries if not each.chosen]
        if left_out:
            click.echo("\n  not chosen:")
        for each in left_out:
            _show_left_out(each)
        click.echo()


def _show_chosen(each: Explained) -> None:
    snippet = each.find.snippet
    click.echo(f"  {_head(each.find)} {_words(each.find)}")
    where = f"{each.find.asset.path.name}, {terminal.spot(snippet.locator)}"
    click.echo(click.style(f"    {where}", fg="bright_black"))
    click.echo(f"    why: {'; '.join(each.why) or 'it stands alone'}")


def _show_left_out(each: Explained) -> None:
    text = _words(each.find)
    short = text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
    click.echo(f"  {_head(each.find)} {short}")
    click.echo(f"    {'; '.join(each.why)}")


def _head(find: Find) -> str:
    score = f"{find.snippet.score:.2f} {find.snippet.kind}"
    return click.style(f"[{find.snippet.id}] {score}", fg="bright_black")


def _words(find: Find) -> str:
    """Who says what, on one line."""
    text = " · ".join(find.snippet.text.splitlines())
    return f"{find.snippet.speaker}: {text}" if find.snippet.speaker else text
