"""repurpose extract: what is worth passing on, best first."""

from __future__ import annotations

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
@options.kinds_option
@options.language_model_option
@options.config_option
@options.json_option
@options.verbose_option
@json_errors("assets", "snippets", "skipped")
def extract(
    assets: tuple[Path | str, ...],
    language: str | None,
    theme: str | None,
    kinds: str | None,
    with_model: bool | None,
    config_path: Path | None,
    as_json: bool,
    verbose: bool,
) -> int:
    """Show what is worth passing on, best first: quotes, statistics, tips and more. Nothing is saved.

    Of a folder, or a pattern ("talks/**/*.pptx"), it takes all files that a reader knows.
    """
    from repurpose.cli.producing import producer

    with (
        Session(config_path) as session,
        producer(session, language, theme, kinds=kinds, with_model=with_model) as makes,
    ):
        made = makes.extract(assets)
    if as_json:
        documents.show(
            {
                "assets": [documents.asset_json(asset) for asset in made.assets],
                "snippets": [
                    documents.snippet_json(find.snippet, find.asset.sha256) for find in made.finds
                ],
                "skipped": documents.skipped_json(made.skipped),
                "errors": documents.errors_json(made.errors),
            }
        )
    else:
        for find in made.finds:
            _show(find)
        terminal.say_skipped(made.skipped, verbose=verbose)
        terminal.say_faults(made.assets, verbose=verbose)
        for error in made.errors:
            say_error(error)
    if not made.finds:
        return Exit.SOURCE
    return Exit.REFUSED if any(error.exit_code for error in made.errors) else Exit.DONE


def _show(find: Find) -> None:
    snippet = find.snippet
    where = f"{find.asset.path.name}, {terminal.spot(snippet.locator)}"
    speaker = f"{snippet.speaker}: " if snippet.speaker else ""
    score = click.style(f"{snippet.score:.2f} {snippet.kind:<12}", fg="bright_black")
    text = snippet.text.replace("\n", f"\n{'':18}")  # the points of a list
    click.echo(f"{score} {speaker}{text}")
    click.echo(click.style(f"{'':17} {where}", fg="bright_black"))
