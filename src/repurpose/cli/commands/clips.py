"""repurpose clips: short videos of what is worth passing on, cut from a long one."""

from __future__ import annotations

from pathlib import Path

import click

from repurpose.cli import documents, holding, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import Exit

DEFAULT_LIMIT = 5


@click.command("clips")
@options.assets_argument
@click.option(
    "--formats",
    default="16:9,1:1,9:16",
    show_default=True,
    metavar="A,B",
    help="The shapes: width to height.",
)
@click.option(
    "-n", "--limit", type=click.IntRange(1, 50), default=DEFAULT_LIMIT, show_default=True,
    metavar="N", help="At most N clips.",
)  # fmt: skip
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to (default: the folder clips beside the video).",
)
@click.option(
    "--no-captions", is_flag=True, help="Draw no captions; they are in the .srt all the same."
)
@click.option(
    "--whole", is_flag=True, help="Always show the whole picture, also where faces could be found."
)
@click.option("--dry-run", is_flag=True, help="Show what would be cut; make nothing.")
@click.option("--again", is_flag=True, help="Encode also what is there from an earlier run.")
@options.language_option
@options.theme_option
@options.allow_option
@options.config_option
@options.json_option
@options.verbose_option
@json_errors("clips", "held")
def clips(
    assets: tuple[Path | str, ...],
    formats: str,
    limit: int,
    folder: Path | None,
    no_captions: bool,
    whole: bool,
    dry_run: bool,
    again: bool,
    language: str | None,
    theme: str | None,
    allow: tuple[str, ...],
    config_path: Path | None,
    as_json: bool,
    verbose: bool,
) -> int:
    """Cut clips from a video: whole sentences, with the question they answer, captions, all shapes.

    Beside them, a folder "youtube" gets chapters, description and captions for the whole video. A deck
    or transcript of the same talk may be given along; chapters are then named after the slides.
    """
    from repurpose.cli.clipping import cut_clips, shapes_of
    from repurpose.cli.producing import Asked, producer

    shapes = shapes_of(formats)
    with Session(config_path) as session:
        asked = Asked(language=language, theme=theme, allow=allow, dry=dry_run)
        with producer(session, asked) as makes:
            made = makes.extract(assets)
        holding.refuse_all_held(made, assets)
        cut = cut_clips(
            made, makes.policy, shapes, limit=limit, folder=folder, burn=not no_captions, near=not whole,
            again=again, dry=dry_run,
        )  # fmt: skip
    if as_json:
        documents.show(
            {
                **cut.as_json(),
                "held": [documents.snippet_json(f.snippet, f.asset.sha256) for f in made.held],
                "errors": documents.errors_json(made.errors),
            }
        )
    else:
        cut.show()
        if verbose:
            terminal.say_events(made.events)
        terminal.say_faults(made.assets, verbose=verbose)
        for error in made.errors:
            say_error(error)
        holding.say(made, assets)
    for note in cut.notes:
        terminal.say(f"note: {note}")
    if not cut.plans:
        return Exit.SOURCE
    return Exit.REFUSED if any(error.exit_code for error in made.errors) else Exit.DONE
