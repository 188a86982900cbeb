"""repurpose extract: what is worth passing on, best first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from repurpose.choosing.find import Find
from repurpose.cli import documents, explaining, holding, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Exit


@click.command("extract")
@options.assets_argument
@options.language_option
@options.theme_option
@options.kinds_option
@options.language_model_option
@click.option("--explain", is_flag=True, help="Say why, and why not the next ones, by channel.")
@options.channels_option
@options.allow_option
@click.option("--held", is_flag=True, help="Show what is held back, and why.")
@options.config_option
@options.json_option
@options.verbose_option
@json_errors("assets", "snippets", "held", "events", "skipped")
def extract(
    assets: tuple[Path | str, ...],
    language: str | None,
    theme: str | None,
    kinds: str | None,
    with_model: bool | None,
    explain: bool,
    channels: str | None,
    allow: tuple[str, ...],
    held: bool,
    config_path: Path | None,
    as_json: bool,
    verbose: bool,
) -> int:
    """Show what is worth passing on, best first: quotes, statistics, tips and more. Nothing is saved.

    Of a folder, or a pattern ("talks/**/*.pptx"), it takes all files that a reader knows.
    """
    from repurpose.choosing.history import Memory
    from repurpose.cli.producing import Asked, producer

    if channels is not None and not explain:
        raise ConfigError("--channels goes with --explain", hint="add --explain, or leave it away")
    with Session(config_path) as session:
        memory = session.memory() if explain else Memory()
        targets = session.channels(channels) if explain else []
        asked = Asked(
            language=language,
            theme=theme,
            kinds=kinds,
            with_model=with_model,
            allow=allow,
            memory=memory,
        )
        with producer(session, asked) as makes:
            made = makes.produce(assets, targets, session.config.limit)
    if not held:
        holding.refuse_all_held(made, assets)
    if as_json:
        documents.show(
            {
                "assets": [documents.asset_json(asset) for asset in made.assets],
                "snippets": [
                    documents.snippet_json(find.snippet, find.asset.sha256) for find in made.finds
                ],
                **({"explained": documents.explained_json(made)} if explain else {}),
                "held": [
                    documents.snippet_json(find.snippet, find.asset.sha256) for find in made.held
                ],
                "events": [documents.event_json(event) for event in made.events],
                "skipped": documents.skipped_json(made.skipped),
                "errors": documents.errors_json(made.errors),
            }
        )
    else:
        names = {asset.sha256: asset.path.name for asset in made.assets}
        if explain:
            explaining.show(made)
        if held:
            holding.show(made.held)
        for find in () if explain or held else made.finds:
            _show(find, names)
        if verbose:
            terminal.say_events(made.events)
        terminal.say_skipped(made.skipped, verbose=verbose)
        terminal.say_faults(made.assets, verbose=verbose)
        for error in made.errors:
            say_error(error)
        if not held:
            holding.say(made, assets)
    if held and (made.held or made.finds):
        return Exit.REFUSED if any(e.exit_code for e in made.errors) else Exit.DONE
    if not made.finds:
        return Exit.SOURCE
    return Exit.REFUSED if any(error.exit_code for error in made.errors) else Exit.DONE


def _show(find: Find, names: Mapping[str, str]) -> None:
    """`names`: of the assets, by sha256."""
    snippet = find.snippet
    where = f"{find.asset.path.name}, {terminal.spot(snippet.locator)}"
    if snippet.speaker:
        where += f", {snippet.speaker}"
    for sighting in snippet.also:
        where += f" · {terminal.sighting(sighting, names[sighting.asset])}"
    if snippet.question:
        where += f" · asked: «{snippet.question}»"
    speaker = f"{snippet.speaker}: " if snippet.speaker else ""
    score = click.style(f"{snippet.score:.2f} {snippet.kind:<12}", fg="bright_black")
    text = snippet.text.replace("\n", f"\n{'':18}")  # the points of a list
    click.echo(f"{score} {speaker}{text}")
    click.echo(click.style(f"{'':17} {where}", fg="bright_black"))
