"""What is held back: said in one line, shown with the reasons, allowed for one run."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from repurpose.cli import terminal
from repurpose.errors import SourceError
from repurpose.screening import Policy

if TYPE_CHECKING:
    from repurpose.choosing.find import Find
from repurpose.production import Production


def allowing(policy: Policy, words: Sequence[str]) -> Policy:
    """The policy with what --allow says.

    Raises:
        ConfigError: one of the words is neither a reason nor the id of a snippet.
    """
    from repurpose.config.validation import allowed
    from repurpose.errors import ConfigError

    given = [word.strip() for each in words for word in each.split(",") if word.strip()]
    if words and not given:
        raise ConfigError("--allow is empty", hint="e.g. --allow price")
    for word in given:
        try:
            allowed(word)
        except ConfigError as error:
            raise ConfigError(f"--allow: {error.message}", hint=error.hint) from error
    return replace(policy, allow=policy.allow | set(given)) if given else policy


def private_wanted(policy: Policy) -> frozenset[str]:
    """The private text that the user allows: it is read then (see `repurpose.extractors.privacy`)."""
    meant = {"notes": "notes", "hidden-slide": "hidden", "confidential": "confidential"}
    return frozenset(meant[reason] for reason in policy.allow if reason in meant)


def refuse_all_held(made: Production, assets: Sequence[Path | str]) -> None:
    """Adds the failure of a run of which nothing is left."""
    if made.held and not made.finds:
        count = len(made.held)
        all_of = (
            "the only statement found is" if count == 1 else f"all {count} statements found are"
        )
        first = made.held[0].snippet
        made.errors.append(
            SourceError(
                f"{all_of} held back: {_reasons(made.held)}",
                where=_files(made.held),
                hint=f"{_command(assets)} shows them; to use them: "
                f"--allow {first.holds[0].reason}, or --allow {first.id}",
            )
        )


def say(made: Production, assets: Sequence[Path | str]) -> None:
    """One line on standard error; nothing where nothing is held back or all is, which is said as an
    error."""
    if made.held and made.finds:
        command = click.style(_command(assets), bold=True)
        arrow = click.style("→", fg="cyan")
        terminal.say(
            f"{len(made.held)} held back: {_reasons(made.held)} {arrow} {command} shows "
            f"{'it' if len(made.held) == 1 else 'them'}"
        )


def show(held: Sequence[Find]) -> None:
    """Each on standard output, with why it is held back and how to use it all the same."""
    if not held:
        terminal.say("nothing is held back")
    for find in held:
        snippet = find.snippet
        speaker = f"{snippet.speaker}: " if snippet.speaker else ""
        where = f"{find.asset.path.name}, {terminal.spot(snippet.locator)}"
        click.echo(f"{click.style(snippet.id, bold=True)}  {speaker}{snippet.text}")
        for hold in snippet.holds:
            words = f" «{' '.join(hold.words.split())}»" if hold.words else ""
            click.echo(f"  {click.style(hold.reason, fg='yellow')}{words}: {hold.explanation}")
        click.echo(click.style(f"  {where}", fg="bright_black"))


def _reasons(held: Sequence[Find]) -> str:
    """ "price (2), phone-number (1)": how often each, the most frequent first."""
    counts = Counter(hold.reason for find in held for hold in find.snippet.holds)
    return ", ".join(f"{reason} ({count})" for reason, count in counts.most_common())


def _files(held: Sequence[Find]) -> str:
    names = dict.fromkeys(find.asset.url or str(find.asset.path) for find in held)
    return next(iter(names)) if len(names) == 1 else ""


def _command(assets: Sequence[Path | str]) -> str:
    few = [shlex.quote(str(asset)) for asset in assets[:3]]
    return " ".join(["repurpose extract", *few, *(["…"] if len(assets) > 3 else []), "--held"])
