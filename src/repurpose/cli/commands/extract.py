"""repurpose extract: what is worth passing on, best first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from repurpose.cli import documents, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import Exit
from repurpose.production import Find


@click.command("extract")
@options.assets_argument
@options.language_option
@options.theme_option
@options.config_option
@options.json_option
@options.verbose_option
@json_errors("assets", "snippets", "events", "skipped")
def extract(
    assets: tuple[Path | str, ...],
    language: str | None,
    theme: str | None,
    config_path: Path | None,
    as_json: bool,
    verbose: bool,
) -> int:
    """Show the statements, statistics and quotes found, best first. Nothing is saved.

    Of a folder, or a pattern ("talks/**/*.pptx"), it takes all files that a reader knows.
    """
    from repurpose.cli.producing import producer

    with Session(config_path) as session, producer(session, language, theme) as makes:
        made = makes.extract(assets)
    if as_json:
        documents.show(
            {
                "assets": [documents.asset_json(asset) for asset in made.assets],
                "snippets": [
                    documents.snippet_json(find.snippet, find.asset.sha256) for find in made.finds
                ],
                "events": [documents.event_json(event) for event in made.events],
                "skipped": documents.skipped_json(made.skipped),
                "errors": documents.errors_json(made.errors),
            }
        )
    else:
        names = {asset.sha256: asset.path.name for asset in made.assets}
        for find in made.finds:
            _show(find, names)
        if verbose:
            terminal.say_events(made.events)
        terminal.say_skipped(made.skipped, verbose=verbose)
        terminal.say_faults(made.assets, verbose=verbose)
        for error in made.errors:
            say_error(error)
    if not made.finds:
        return Exit.SOURCE
    return Exit.REFUSED if made.errors else Exit.DONE


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
    score = click.style(f"{snippet.score:.2f} {snippet.kind:<10}", fg="bright_black")
    click.echo(f"{score} {speaker}{snippet.text}")
    click.echo(click.style(f"{'':15} {where}", fg="bright_black"))
