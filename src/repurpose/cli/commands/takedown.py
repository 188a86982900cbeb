"""repurpose takedown: posts go away everywhere, when a consent is withdrawn, say."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from repurpose.cli import documents, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Exit

if TYPE_CHECKING:
    from repurpose.outbox.entry import Entry
    from repurpose.reconciling import TakenDown

LOCK_WAIT = 60.0  # seconds to wait for another run that is publishing
CLOSED = ("discarded",)


@click.command("takedown")
@click.argument("ids", nargs=-1, metavar="[ID]…", shell_complete=options.complete_posts)
@click.option("--speaker", metavar="NAME", help="All posts that quote this person.")
@click.option(
    "--asset",
    metavar="FILE",
    help="All posts made of this file (its name, its path or its address).",
)
@click.option("--yes", is_flag=True, help="Do it. Without it, you are asked or only shown.")
@click.option("--gone", is_flag=True, help="You have deleted them yourself; only note it.")
@click.option("--sandbox", is_flag=True, help="The sandbox's outbox and platforms.")
@options.config_option
@options.json_option
@json_errors("posts", "errors")
def takedown(
    ids: tuple[str, ...],
    speaker: str | None,
    asset: str | None,
    yes: bool,
    gone: bool,
    sandbox: bool,
    config_path: Path | None,
    as_json: bool,
) -> int:
    """Take posts down on every platform; drafts of them are discarded. Nothing offers them again.

    Shows what it would do and asks first. What the platform deletes for nobody's program, and what was
    put up by hand, is named with its address: delete it there, then say --gone.
    """
    with Session(config_path, sandbox) as session:
        entries = _chosen(session, ids, speaker, asset)
        if not as_json:
            _show(session, entries)
        if not entries:
            return _nothing(as_json)
        asked = not as_json and not yes and sys.stdin.isatty()
        if not yes and not (asked and click.confirm("Take them down?", err=True)):
            if as_json:
                documents.show({"posts": [_planned(entry) for entry in entries], "errors": []})
            else:
                terminal.say("nothing was taken down")
                terminal.next_step("the same with --yes", "takes them down")
            return Exit.DONE
        why = f"taken down: {speaker} withdrew consent" if speaker else "taken down"
        done = _taken_down(session, entries, why, gone=gone)
        if as_json:
            errors = documents.errors_json([each.error for each in done if each.error])
            documents.show({"posts": [_json(each) for each in done], "errors": errors})
        else:
            _tell(done)
    return max((int(each.error.exit_code) for each in done if each.error), default=Exit.DONE)


def _chosen(
    session: Session, ids: Sequence[str], speaker: str | None, asset: str | None
) -> list[Entry]:
    """Those that are named, or quote the person, or come from the file.

    Raises:
        ConfigError: nothing says which.
        OutboxError: there is no such post.
    """
    if bool(ids) + (speaker is not None) + (asset is not None) != 1:
        raise ConfigError(
            "say which posts: their ids, --speaker or --asset",
            hint="see: repurpose outbox list --all",
        )
    if ids:
        return [session.outbox.find(id_) for id_ in ids]
    entries = session.outbox.entries() if session.outbox_file.exists() else []
    open_ = [entry for entry in entries if entry.post.status not in CLOSED]
    if speaker is not None:
        return [entry for entry in open_ if _quotes(entry, speaker)]
    return [entry for entry in open_ if any(_is_from(o.path, asset or "") for o in entry.origins)]


def _quotes(entry: Entry, name: str) -> bool:
    """Whether a post's words, or any of their sources, are this person's."""
    wanted = _folded(name)
    people = [o.speaker for o in entry.origins] + [
        source.speaker for origin in entry.origins for source in origin.sources
    ]
    return any(wanted == _folded(person) for person in people if person)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _is_from(path: str, wanted: str) -> bool:
    return wanted in (path, Path(path).name) or str(Path(wanted).resolve()) == path


def _taken_down(
    session: Session, entries: Sequence[Entry], why: str, *, gone: bool
) -> list[TakenDown]:
    from repurpose.outbox.journal import Journal, sole_publisher
    from repurpose.reconciling import Remover, TakenDown

    journal = Journal(session.outbox)
    with sole_publisher(session.state, LOCK_WAIT):
        if gone:
            for entry in entries:
                journal.taken_down(entry.post.id, datetime.now(UTC), why)
            return [TakenDown(post=e.post, status="discarded", url=e.url) for e in entries]
        remover = Remover(
            journal=journal, publisher=session.publisher, now=lambda: datetime.now(UTC)
        )
        return remover.take_down(entries, why)


def _nothing(as_json: bool) -> int:
    if as_json:
        documents.show({"posts": [], "errors": []})
    else:
        terminal.say("no post is meant by this")
        terminal.next_step("repurpose outbox list --all")
    return Exit.DONE


def _show(session: Session, entries: Sequence[Entry]) -> None:
    for entry in entries:
        name = terminal.name_of(entry.post.channel, entry.post.account)
        words = " ".join(entry.post.parts[0].text.split())[:60]
        state = terminal.status_word(entry.post.status)
        click.echo(f"{entry.post.id}  {name}  {state}  {entry.url or words}")


def _tell(done: Sequence[TakenDown]) -> None:
    for each in done:
        if each.error is not None:
            say_error(each.error)
    count = sum(each.error is None for each in done)
    terminal.say(f"{count} of {len(done)} taken down")


def _planned(entry: Entry) -> dict[str, Any]:
    post = entry.post
    return {"id": post.id, "channel": post.channel, "account": post.account,
            "status": post.status, "url": entry.url, "error": None}  # fmt: skip


def _json(each: TakenDown) -> dict[str, Any]:
    post = each.post
    return {"id": post.id, "channel": post.channel, "account": post.account,
            "status": each.status, "url": each.url,
            "error": each.error.message if each.error else None}  # fmt: skip
