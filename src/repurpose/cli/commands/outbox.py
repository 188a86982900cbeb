"""repurpose outbox: see, edit, approve, discard, reschedule posts; settle what is open by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from repurpose.cli import dating, documents, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Exit, OutboxError, Rejected, RepurposeError
from repurpose.model import Channel, Post, Status
from repurpose.outbox import glance
from repurpose.outbox.entry import Entry

CLOSED = ("published", "discarded")

id_argument = click.argument("id_", metavar="ID", shell_complete=options.complete_posts)
ids_argument = click.argument("ids", nargs=-1, metavar="ID…", shell_complete=options.complete_posts)
sandbox_option = click.option("--sandbox", is_flag=True, help="The sandbox's own outbox.")


@click.group("outbox", invoke_without_command=True)
@click.pass_context
def outbox(ctx: click.Context) -> None:
    """See, edit, approve or discard posts. An ID may be shortened."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_posts)


@outbox.command("list")
@click.option("--status", metavar="A,B", help="Only posts in these states.")
@click.option("--all", "show_all", is_flag=True, help="Published and discarded ones as well.")
@sandbox_option
@options.config_option
@options.json_option
@json_errors("posts")
def list_posts(
    status: str | None = None,
    show_all: bool = False,
    sandbox: bool = False,
    config_path: Path | None = None,
    as_json: bool = False,
) -> None:
    """List posts, the next to go out first."""
    statuses = _statuses(status or "")
    with Session(config_path, sandbox) as session:
        if as_json:
            entries = session.outbox.entries(statuses) if session.outbox_file.exists() else []
            documents.show({"posts": [_json(session, entry) for entry in entries]})
            return
        wanted = statuses or [x for x in terminal.COLOURS if show_all or x not in CLOSED]
        shown = glance.lines(session.outbox_file, wanted)
        width = max((len(terminal.name_of(x.channel, x.account)) for x in shown), default=0)
        for line in shown:
            _show_line(session, line, width)
        if not shown or not (statuses or show_all):
            _say_rest(glance.count(session.outbox_file), len(shown), bool(statuses))


@outbox.command("show")
@id_argument
@sandbox_option
@options.config_option
@options.json_option
@json_errors("posts")
def show(id_: str, sandbox: bool, config_path: Path | None, as_json: bool) -> None:
    """Show one post as it will look."""
    with Session(config_path, sandbox) as session:
        entry = session.outbox.find(id_)
        if as_json:
            documents.show({"posts": [_json(session, entry)]})
        else:
            _show(session, entry)
            if entry.hint:
                terminal.say(f"  → {entry.hint}")


@outbox.command("why")
@id_argument
@sandbox_option
@options.config_option
@options.json_option
@json_errors("sources")
def why(id_: str, sandbox: bool, config_path: Path | None, as_json: bool) -> None:
    """Show where a post's words stand in the file, marked."""
    with Session(config_path, sandbox) as session:
        entry = session.outbox.find(id_)
    if as_json:
        documents.show({"sources": [_sources_json(origin) for origin in entry.origins]})
        return
    for origin in entry.origins:
        click.echo(click.style(f"{origin.kind}, {terminal.place(origin)}", bold=True))
        for source in origin.sources:
            click.echo(f"  {terminal.spot(source.locator)}, {source.role}")
            speaker = f"{source.speaker}: " if source.speaker else ""
            click.echo(f"    {speaker}{terminal.marked(source.text, source.marks)}")
        click.echo(click.style(f"  {origin.path}", fg="bright_black"))


@outbox.command("edit")
@id_argument
@click.option("--text", help="The new text, instead of an editor.")
@click.option(
    "--image",
    "--media",
    "media",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A picture, a video or a document that goes along; several pictures: say it several times.",
)
@click.option(
    "--alt",
    "alts",
    multiple=True,
    help="What the picture shows, for those who cannot see it; for each, in their order.",
)
@click.option("--no-image", is_flag=True, help="Without a picture.")
@sandbox_option
@options.config_option
def edit(
    id_: str,
    text: str | None,
    media: tuple[Path, ...],
    alts: tuple[str, ...],
    no_image: bool,
    sandbox: bool,
    config_path: Path | None,
) -> None:
    """Change a post's text in $EDITOR, or its picture. What was approved becomes a draft again."""
    from repurpose.cli import editing

    with Session(config_path, sandbox) as session:
        entry = session.outbox.find(id_)
        channel = session.channel_of(entry.post)
        if text is None and not media and not alts and not no_image:
            parts = editing.in_editor(entry, channel, session.state)
        else:
            parts = editing.with_options(entry, text, media, alts, no_image)
        parts = editing.placed(parts, channel)
        if parts == entry.post.parts:
            terminal.say("nothing changed")
            return
        editing.check(parts, channel, entry.post.id)
        changed = session.outbox.edit(entry.post.id, _now(), parts)
        editing.forget(session.state, entry.post.id)
        fewer, dropped = editing.without_old_cards(entry.post.parts, changed)
        if dropped:
            fewer = editing.placed(fewer, channel)
            changed = session.outbox.edit(entry.post.id, _now(), fewer)
        _show(session, changed)
        for warning in [*filter(None, [dropped]), *editing.altered_quotes(changed)]:
            terminal.say(click.style("note: ", fg="yellow") + warning)
        terminal.next_step(f"repurpose outbox approve {changed.post.id}{session.flag}")


@outbox.command("approve")
@ids_argument
@click.option("--all", "all_drafts", is_flag=True, help="All drafts.")
@click.option("--schedule", is_flag=True, help="For the next free slots.")
@click.option("--at", "date", metavar="DATE", help="For a date: 5.12.2026 09:00, +2d, Tue 9:00.")
@sandbox_option
@options.config_option
@options.json_option
@json_errors("posts", "errors")
def approve(
    ids: tuple[str, ...],
    all_drafts: bool,
    schedule: bool,
    date: str | None,
    sandbox: bool,
    config_path: Path | None,
    as_json: bool,
) -> int:
    """Approve drafts as they are now."""
    if date is not None and (schedule or all_drafts or len(ids) != 1):
        raise ConfigError("--at gives one post its date", hint="name one id, without --schedule")
    with Session(config_path, sandbox) as session:
        if all_drafts:
            ids = tuple(e.post.id for e in session.outbox.entries(["draft"]) if not e.stale)

        def step(entry: Entry) -> Entry:
            session.refuse_breaches(entry.post)
            with session.outbox.together():  # nobody else takes the same time
                if schedule:
                    due_at: datetime | None = session.next_slot(entry.post, _now())
                elif date is not None:
                    due_at = dating.named(session, entry.post, date)
                else:
                    due_at = session.earliest(entry.post, _now(), with_next_run=True)
                    if due_at is not None and not waiting:
                        dating.say_why_later(session, entry.post)
                        waiting.append(entry.post.id)
                return session.outbox.approve(entry.post.id, _now(), due_at)

        waiting: list[str] = []
        code = _each(session, ids, step, as_json)
        if not as_json and code == Exit.DONE:
            terminal.say_costs(session.costs(session.outbox.find(id_).post for id_ in ids))
            terminal.next_step(
                f"repurpose publish --due{session.flag}", "(from cron: see examples/)"
            )
        return code


@outbox.command("discard")
@ids_argument
@sandbox_option
@options.config_option
@options.json_option
@json_errors("posts", "errors")
def discard(ids: tuple[str, ...], sandbox: bool, config_path: Path | None, as_json: bool) -> int:
    """Throw posts away; they are not offered again."""
    with Session(config_path, sandbox) as session:
        return _each(
            session, ids, lambda e: session.outbox.discard(e.post.id, _now()), as_json
        )  # fmt: skip


@outbox.command("reschedule")
@id_argument
@click.argument("date", nargs=-1, required=False)
@sandbox_option
@options.config_option
@options.json_option
@json_errors("posts", "errors")
def reschedule(
    id_: str, date: tuple[str, ...], sandbox: bool, config_path: Path | None, as_json: bool
) -> int:
    """Give an approved post another DATE (5.12.2026 09:00, +2d, Tue 9:00), or the next free slot."""
    with Session(config_path, sandbox) as session:

        def step(entry: Entry) -> Entry:
            words = " ".join(date)
            with session.outbox.together():
                due_at = (
                    dating.named(session, entry.post, words)
                    if words
                    else session.next_slot(entry.post, _now())
                )
                return session.outbox.reschedule(entry.post.id, _now(), due_at)

        return _each(session, [id_], step, as_json)


@outbox.command("retry")
@ids_argument
@sandbox_option
@options.config_option
@options.json_option
@json_errors("posts", "errors")
def retry(ids: tuple[str, ...], sandbox: bool, config_path: Path | None, as_json: bool) -> int:
    """Send again what failed, or what you saw is not live."""
    with Session(config_path, sandbox) as session:
        return _each(session, ids, lambda e: session.outbox.retry(e.post.id, _now()), as_json)


@outbox.command("done")
@id_argument
@click.argument("url", required=False)
@sandbox_option
@options.config_option
@options.json_option
@json_errors("posts", "errors")
def done(id_: str, url: str | None, sandbox: bool, config_path: Path | None, as_json: bool) -> int:
    """Say that a post is live (at URL); it is not sent again."""
    with Session(config_path, sandbox) as session:
        return _each(
            session, [id_], lambda e: session.outbox.done(e.post.id, _now(), url), as_json
        )  # fmt: skip


def _each(
    session: Session, ids: Sequence[str], step: Callable[[Entry], Entry], as_json: bool
) -> int:
    """One step for several posts; one that fails does not stop the rest."""
    if not ids:
        raise ConfigError("no post is named", hint="see: repurpose outbox list")
    done_: list[Entry] = []
    errors: list[RepurposeError] = []
    for id_ in ids:
        try:
            done_.append(step(session.outbox.find(id_)))
        except (OutboxError, Rejected) as error:
            errors.append(error)
    if as_json:
        posts = [_json(session, entry) for entry in done_]
        documents.show({"posts": posts, "errors": documents.errors_json(errors)})
    else:
        for entry in done_:
            click.echo(f"{entry.post.id}  {_status(session, entry.post)}")
        for failure in errors:
            say_error(failure)
    return max((int(failure.exit_code) for failure in errors), default=Exit.DONE)


def _statuses(words: str) -> list[Status]:
    """The states of --status."""
    given = [word.strip() for word in words.split(",") if word.strip()]
    if unknown := [word for word in given if word not in terminal.COLOURS]:
        raise ConfigError(
            f"no post is ever {unknown[0]!r}", hint=f"states are {', '.join(terminal.COLOURS)}"
        )
    return [status for status in terminal.COLOURS if status in given]


def _status(session: Session, post: Post) -> str:
    when = _when(session, post.due_at) if post.status == "approved" else ""
    if post.status == "approved" and not when:
        when = "for the next `publish --due`"
    return f"{terminal.name_of(post.channel, post.account)}  {terminal.status_word(post.status)}  {when}".rstrip()


def _when(session: Session, moment: datetime | None) -> str:
    if moment is None:
        return ""
    from repurpose.schedule import dates

    return dates.echo(moment, session.config.timezone)


def _show(session: Session, entry: Entry) -> None:
    when = _when(session, entry.post.due_at) if entry.post.status == "approved" else ""
    line = terminal.entry_line(entry, when)
    terminal.show_post(entry.post, _channel(session, entry.post), entry.origins, line)


def _show_line(session: Session, line: glance.Line, width: int) -> None:
    status = click.style(f"{line.status:<10}", fg=terminal.COLOURS[line.status])
    when = _when(session, line.due_at) if line.status == "approved" else ""
    text = " ".join(terminal.without_marks(line.text).split())
    size = f" ({line.parts} parts)" if line.parts > 1 else ""
    name = terminal.name_of(line.channel, line.account)
    click.echo(f"{line.id}  {name:<{width}}  {status} {when and when + '  '}{_cut(text, 70)}{size}")
    for note in filter(None, [line.error, "stale" if line.stale else ""]):
        click.echo(f"{'':14}{click.style(note, fg='bright_black')}")


def _say_rest(count: int, shown: int, chosen: bool) -> None:
    if not count:
        terminal.say("the outbox is empty")
        terminal.next_step("repurpose deck.pptx --channels twitter,linkedin")
    elif chosen:
        terminal.say("no post is in that state")
    elif count > shown:
        terminal.say(f"{count - shown} published or discarded: repurpose outbox list --all")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rsplit(" ", 1)[0] + "…"


def _channel(session: Session, post: Post) -> Channel | None:
    """None where the channel is not configured or installed any more."""
    try:
        return session.channel_of(post)
    except ConfigError:
        return None


def _json(session: Session, entry: Entry) -> dict[str, Any]:
    document = documents.post_json(entry.post, _channel(session, entry.post), entry.url)
    return {**document, "error": entry.error, "hint": entry.hint, "stale": entry.stale}


def _sources_json(origin: Any) -> dict[str, Any]:
    return {
        "snippet": origin.snippet,
        "kind": origin.kind,
        "text": origin.text,
        "speaker": origin.speaker,
        "locator": origin.locator.as_json(),
        "path": origin.path,
        "segments": [
            {
                "text": source.text,
                "role": source.role,
                "speaker": source.speaker,
                "locator": source.locator.as_json(),
                "marks": [list(mark) for mark in source.marks],
            }
            for source in origin.sources
        ],
    }


def _now() -> datetime:
    from datetime import UTC

    return datetime.now(UTC)
