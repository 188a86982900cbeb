"""repurpose run: files to posts, kept as drafts, approved for slots, or published at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from repurpose.cli import documents, holding, options
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Exit
from repurpose.model import PICTURES

if TYPE_CHECKING:
    from repurpose.cli.outcome import Outcome
    from repurpose.model import Pictures
    from repurpose.production import Production


@click.command("run")
@options.assets_argument
@options.channels_option
@click.option("--publish", "publish_now", is_flag=True, help="Approve and publish now.")
@click.option("--schedule", is_flag=True, help="Approve for the next free slots.")
@click.option("--dry-run", is_flag=True, help="Show, keep no post.")
@click.option(
    "-n", "--limit", metavar="N", type=click.IntRange(1), help="At most N posts a channel."
)
@options.language_option
@options.theme_option
@options.kinds_option
@options.language_model_option
@options.again_option
@options.allow_option
@click.option(
    "--template-dir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Your templates; they take the place of ours of the same name.",
)
@click.option(
    "--pictures",
    type=click.Choice(PICTURES),
    help="The picture of a post: its slide, or a card (auto); or only one of them, or none.",
)
@options.config_option
@options.sandbox_options
@options.json_option
@options.verbosity_options
@json_errors("assets", "snippets", "held", "posts", "skipped", left_out={})
def run(
    assets: tuple[Path | str, ...],
    channels: str | None,
    publish_now: bool,
    schedule: bool,
    dry_run: bool,
    limit: int | None,
    language: str | None,
    theme: str | None,
    kinds: str | None,
    with_model: bool | None,
    again: bool,
    allow: tuple[str, ...],
    template_dir: Path | None,
    pictures: Pictures | None,
    config_path: Path | None,
    sandbox: bool,
    faults: tuple[str, ...],
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Turn decks, documents, transcripts and recordings into posts.

    Of a folder, or a pattern ("talks/**/*.pptx"), it takes all files that a reader knows. Without --publish or --schedule the posts are kept as drafts in the outbox, and nothing leaves
    this machine (but what a language model is asked, where you configured one).
    """
    from repurpose.cli import outcome
    from repurpose.cli.pictures import illustrate
    from repurpose.cli.producing import Asked, producer

    if publish_now and schedule:
        raise ConfigError("--publish and --schedule exclude each other", hint="choose one")
    with Session(config_path, sandbox, faults, language) as session:
        targets = session.channels(channels)
        memory = session.memory(again=again, repeats=publish_now or schedule)
        asked = Asked(
            language=language,
            theme=theme,
            kinds=kinds,
            template_dir=template_dir,
            with_model=with_model,
            allow=allow,
            memory=memory,
            dry=dry_run,
        )
        with producer(session, asked) as makes:
            made = makes.produce(assets, targets, limit or session.config.limit)
        holding.refuse_all_held(made, assets)
        if not dry_run:
            illustrate(session, made, makes.policy, makes.include, pictures, verbose=verbose)
        result = outcome.dry(made) if dry_run else outcome.save(session, made)
        if not dry_run and publish_now:
            outcome.publish(session, result)
        elif not dry_run and schedule:
            outcome.schedule(session, result)
        if as_json:
            documents.show(result.document())
        else:
            outcome.show(session, result, verbose=verbose, quiet=quiet)
            if not quiet:
                holding.say(made, assets)
        return _exit_code(made, result)


def _exit_code(made: Production, result: Outcome) -> int:
    """3 where no asset gave anything, unless all of it was posted before; 1 where some failed and
    the rest was done."""
    if result.deliveries and (code := result.delivery_code()):
        return code
    if not made.drafts and not any(choice.all_before for choice in made.choices):
        return Exit.SOURCE
    return Exit.REFUSED if any(error.exit_code for error in made.errors) else Exit.DONE
