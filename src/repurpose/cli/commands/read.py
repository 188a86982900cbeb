"""repurpose read: what is read from a file, private text included and marked."""

from __future__ import annotations

from pathlib import Path

import click

from repurpose.cli import documents, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import Exit
from repurpose.model import Asset


@click.command("read")
@options.assets_argument
@options.language_option
@options.config_option
@options.json_option
@options.verbose_option
@json_errors("assets", "skipped")
def read(
    assets: tuple[Path | str, ...],
    language: str | None,
    config_path: Path | None,
    as_json: bool,
    verbose: bool,
) -> int:
    """Show all text that is read from files.

    Of a folder, or a pattern ("talks/**/*.pptx"), it takes all files that a reader knows.
    """
    from repurpose.cli.producing import Asked, producer

    with Session(config_path) as session, producer(session, Asked(language=language)) as makes:
        made = makes.read(assets)
    if as_json:
        documents.show(
            {
                "assets": [_whole(asset) for asset in made.assets],
                "skipped": documents.skipped_json(made.skipped),
                "errors": documents.errors_json(made.errors),
            }
        )
    else:
        for asset in made.assets:
            _show(asset)
        terminal.say_skipped(made.skipped, verbose=verbose)
        terminal.say_faults(made.assets, verbose=verbose)
        for error in made.errors:
            say_error(error)
    if not made.assets:
        return Exit.SOURCE
    return Exit.REFUSED if made.errors else Exit.DONE


_MARKED = ("title", "notes", "table", "chart", "caption")


def _whole(asset: Asset) -> dict[str, object]:
    segments = [documents.segment_json(segment) for segment in asset.segments]
    return {**documents.asset_json(asset), "segments": segments}


def _show(asset: Asset) -> None:
    said_by = filter(None, (asset.kind, asset.language, asset.author, asset.date))
    click.echo(click.style(asset.title, bold=True) + f"  {', '.join(said_by)}")
    sections = {section.first: section.name for section in asset.sections}
    last = ""
    for segment in asset.segments:
        spot = terminal.spot(segment.locator)
        if spot != last and segment.locator.start is None:
            name = sections.get(segment.locator.sheet or 0)
            click.echo(click.style(f"{spot}  {name}" if name else spot, fg="bright_black"))
        last = spot
        marks: list[str] = [segment.role] if segment.role in _MARKED else []
        marks += ["private"] if segment.hidden else []
        marks += segment.links
        note = click.style(f"  ({', '.join(marks)})", fg="bright_black") if marks else ""
        when = f"{spot}  " if segment.locator.start is not None else ""
        speaker = f"{segment.speaker}: " if segment.speaker else ""
        click.echo(f"  {when}{speaker}{segment.text}{note}")
    click.echo()
