"""repurpose calendar: see the plan, edit it as a text, take it to calendars and spreadsheets."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from repurpose.cli import documents, options, planning, terminal
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Exit

PLAN = Path("plan.txt")
STDOUT = Path("-")

sandbox_option = click.option("--sandbox", is_flag=True, help="The sandbox's own outbox.")
file_argument = click.argument("file", type=click.Path(path_type=Path), default=PLAN)


class _ShowsFirst(click.Group):
    """Without a word of its own it shows the plan."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group("calendar", cls=_ShowsFirst)
def calendar() -> None:
    """Show what goes out when; edit it as a text; take it to a calendar or a spreadsheet."""


@calendar.command("show")
@click.option("--all", "show_all", is_flag=True, help="What went out before this week as well.")
@sandbox_option
@options.config_option
@options.json_option
@json_errors("posts", zone=None)
def show(show_all: bool, sandbox: bool, config_path: Path | None, as_json: bool) -> None:
    """Show the plan, week by week (`show` may be left out)."""
    with Session(config_path, sandbox) as session:
        view = planning.view(session, _now(), everything=show_all)
        if as_json:
            documents.show(view.document())
        else:
            view.show()


@calendar.command("pull")
@file_argument
@click.option("--force", is_flag=True, help="Overwrite FILE even if what you wrote would be lost.")
@sandbox_option
@options.config_option
def pull(file: Path, force: bool, sandbox: bool, config_path: Path | None) -> None:
    """Write the plan to FILE (default: plan.txt; - is standard output), to be edited."""
    from repurpose.calendar import text_file

    with Session(config_path, sandbox) as session:
        zone, now = session.config.timezone, _now()
        if file != STDOUT and file.exists() and not force:
            planning.refuse_loss(session, file, now)
        plan = planning.plan(session)
        text = text_file.written(plan, zone, now, planning.shown(file, session))
        if file == STDOUT:
            click.echo(text, nl=False)
            return
        planning.write(text.encode(), file)
        click.echo(file)
        count = sum(each.is_editable for each in plan)
        terminal.say(f"{count} post{'s' * (count != 1)}; edit the file, then:")
        terminal.next_step(f"repurpose calendar diff {planning.shown(file, session)}")


@calendar.command("diff")
@file_argument
@sandbox_option
@options.config_option
@options.json_option
@json_errors("changes", "notes", "errors")
def diff(file: Path, sandbox: bool, config_path: Path | None, as_json: bool) -> int:
    """Show what `calendar apply FILE` would change."""
    with Session(config_path, sandbox) as session:
        comparison = planning.compared(session, file, _now())
        return planning.tell(session, comparison, file, as_json=as_json, applied=False)


@calendar.command("apply")
@file_argument
@sandbox_option
@options.config_option
@options.json_option
@json_errors("changes", "notes", "errors")
def apply(file: Path, sandbox: bool, config_path: Path | None, as_json: bool) -> int:
    """Change the plan to what stands in FILE: all of it, or nothing."""
    with Session(config_path, sandbox) as session:
        comparison = planning.applied(session, file, _now())
        return planning.tell(session, comparison, file, as_json=as_json, applied=True)


@calendar.command("export")
@click.argument("file", type=click.Path(path_type=Path), default=STDOUT)
@click.option("--ics", "form", flag_value="ics", help="For calendars (iCalendar).")
@click.option("--csv", "form", flag_value="csv", help="For spreadsheets.")
@click.option(
    "--separator",
    type=click.Choice([",", ";"]),
    help="Between the columns of CSV. Default: ; for German, French and Italian, else ,",
)
@sandbox_option
@options.config_option
def export(
    file: Path, form: str | None, separator: str | None, sandbox: bool, config_path: Path | None
) -> int:
    """Write the plan to FILE (default: standard output) as iCalendar or CSV."""
    form = form or file.suffix.lower().removeprefix(".")
    if form not in ("ics", "csv"):
        raise ConfigError("say which form", hint="repurpose calendar export --ics FILE, or --csv")
    with Session(config_path, sandbox) as session:
        content, left_out = planning.exported(session, form, separator)
    if file == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        planning.write(content, file)
        click.echo(file)
    if left_out:
        posts = (
            "1 post without a date is" if left_out == 1 else f"{left_out} posts without a date are"
        )
        terminal.say(f"{posts} not in it")
    return Exit.DONE


def _now() -> datetime:
    return datetime.now(UTC)
