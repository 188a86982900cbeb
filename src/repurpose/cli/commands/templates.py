"""repurpose templates: which there are, and copies to edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from repurpose.cli import documents, options, terminal
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError
from repurpose.model import Rules

DEFAULT_FOLDER = "templates"
_WHOSE = {"own": "yours", "built in": "built in", "plug-in": "of a plug-in"}


@click.group("templates", invoke_without_command=True)
@options.config_option
@options.json_option
@json_errors("templates")
def templates(config_path: Path | None, as_json: bool) -> None:
    """List the templates that set posts, and where each comes from. All kinds and all languages
    have the same."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    from repurpose.rendering import catalogue
    from repurpose.rendering.wording import LANGUAGES

    with Session(config_path) as session:
        found = catalogue.listed(_rules(session), session.config.templates)
        folder = session.config.templates
    if as_json:
        documents.show({"templates": [asdict(each) for each in found], "errors": []})
        return
    wide = max(len(each.channel) for each in found)
    for each in found:
        channel = click.style(f"{each.channel or '(shared)':<{max(wide, 8)}}", bold=True)
        whose = _WHOSE[each.origin]
        where = f"{whose}: {each.path}" if each.origin != "built in" else whose
        click.echo(f"{channel}  {each.field:<7}  {each.name:<26}  {where}")
    terminal.say(f"For all kinds ({', '.join(catalogue.KINDS)}) and for "
                 f"{', '.join(LANGUAGES)}.")  # fmt: skip
    if folder is None:
        terminal.next_step("repurpose templates copy NAME", "makes one yours")


def _complete_names(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from repurpose import plugins

    names = [*plugins.names("publishers"), "default", "shared"]
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@templates.command("copy")
@click.argument("names", nargs=-1, metavar="NAME…", shell_complete=_complete_names)
@click.option(
    "--to",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to (default: the folder of the configuration, else ./templates).",
)
@click.option("--overwrite", is_flag=True, help="Replace files that are there.")
@options.config_option
@options.json_option
@json_errors("copied")
def copy(
    names: tuple[str, ...],
    to: Path | None,
    overwrite: bool,
    config_path: Path | None,
    as_json: bool,
) -> None:
    """Copy templates into a folder of yours, to edit them. NAME is a channel, a file, or `shared`
    for what several of them include; without a name, all are copied."""
    from repurpose import plugins
    from repurpose.rendering import catalogue

    with Session(config_path) as session:
        config = session.config
        folder = to or config.templates or config.root / DEFAULT_FOLDER
        words = [plugins.canonical(name.casefold()) for name in names]
        written = catalogue.copy(words, _rules(session), folder, overwrite=overwrite)
        root, whole = config.root.resolve(), folder.resolve()
        shown = whole.relative_to(root) if whole.is_relative_to(root) else folder
        used = config.templates is not None and folder.resolve() == config.templates.resolve()
    if as_json:
        documents.show({"copied": [str(file) for file in written], "errors": []})
    for file in () if as_json else written:
        click.echo(file)
    if not used:
        terminal.next_step(f"templates: {shown}", "in repurpose.yaml, or --template-dir, uses them")


def _rules(session: Session) -> Mapping[str, Rules]:
    """Of all channels, with the links where the user wants them; without those that are broken."""
    from repurpose import plugins

    found = {}
    for name in plugins.names("publishers"):
        configured = [each for each in session.config.channels if each.name == name]
        try:
            found[name] = (configured or [session.config.channel(name)])[0].rules
        except ConfigError:
            continue
    return found
