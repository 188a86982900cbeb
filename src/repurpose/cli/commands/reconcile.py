"""repurpose reconcile: what the outbox says, and what stands on the platforms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from repurpose.cli import documents, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import Exit, RepurposeError

if TYPE_CHECKING:
    from repurpose.outbox.entry import Entry
    from repurpose.reconciling import Comparison

LOCK_WAIT = 60.0  # seconds to wait for another run that is publishing
WORDS = 60  # characters of a post that are shown


@click.command("reconcile")
@options.channels_option
@click.option("--days", type=click.IntRange(1, 365), default=30, show_default=True,
              help="How far back.")  # fmt: skip
@click.option(
    "--apply", "apply_it", is_flag=True, help="Note in the outbox what is gone. Nothing is deleted."
)
@click.option("--sandbox", is_flag=True, help="The sandbox's outbox and platforms.")
@options.config_option
@options.json_option
@json_errors("accounts", "errors")
def reconcile(
    channels: str | None,
    days: int,
    apply_it: bool,
    sandbox: bool,
    config_path: Path | None,
    as_json: bool,
) -> int:
    """Compare the outbox with the platforms: in step, live but unknown, recorded but gone.

    Changes nothing, here or there, unless you say --apply: then posts that are gone are noted as
    discarded. X bills each post that it shows.
    """
    with Session(config_path, sandbox) as session:
        entries = session.outbox.entries(["published"]) if session.outbox_file.exists() else []
        since = datetime.now(UTC) - timedelta(days=days)
        labels = None if channels is None else {c.label for c in session.channels(channels)}
        found = list(_compared(session, entries, since, labels))
        if apply_it:
            _note_gone(session, found)
        if as_json:
            documents.show({"accounts": [_json(each) for each in found], "errors": _errors(found)})
        else:
            _show(session, found, applied=apply_it)
    return max((int(each.error.exit_code) for each in found if each.error), default=Exit.DONE)


def _compared(
    session: Session, entries: Sequence[Entry], since: datetime, labels: set[str] | None
) -> Iterator[Comparison]:
    from repurpose.reconciling import Comparison, compare

    accounts: dict[str, list[Entry]] = {}
    for entry in entries:
        channel = session.channel_of(entry.post)
        if labels is None or channel.label in labels:
            accounts.setdefault(channel.label, []).append(entry)
    with terminal.progress("comparing") as update:
        for number, (label, own) in enumerate(accounts.items()):
            update(label, number, len(accounts))
            post = own[0].post
            try:
                publisher = session.publisher(post)
            except RepurposeError as error:
                yield Comparison(channel=post.channel, account=post.account, error=error)
                continue
            yield compare(post.channel, post.account, own, publisher, since)


def _note_gone(session: Session, found: Sequence[Comparison]) -> None:
    from repurpose.outbox.journal import Journal, sole_publisher

    gone = [entry for each in found for entry in each.gone]
    if not gone:
        return
    with sole_publisher(session.state, LOCK_WAIT):
        for entry in gone:
            Journal(session.outbox).taken_down(
                entry.post.id, datetime.now(UTC), "it is gone from the platform"
            )


def _show(session: Session, found: Sequence[Comparison], *, applied: bool) -> None:
    if not found:
        terminal.say("nothing is published that could be compared")
        return
    for each in found:
        name = terminal.name_of(each.channel, each.account)
        if each.error is not None:
            click.echo(f"{name}: not compared")
            say_error(each.error)
            continue
        click.echo(f"{name}: {len(each.in_step)} in step")
        for entry in each.gone:
            click.echo(f"  gone     {entry.post.id}  {_cut(entry.post.parts[0].text)}")
        for there in each.unknown:
            click.echo(f"  unknown  {there.url or there.remote_id}  {_cut(there.text)}")
        for entry in each.unasked:
            click.echo(f"  no address  {entry.post.id}  {_cut(entry.post.parts[0].text)}")
    if any(each.gone for each in found):
        if applied:
            terminal.say("what is gone is noted as discarded")
        else:
            terminal.next_step(
                f"repurpose reconcile --apply{session.flag}", "notes what is gone as discarded"
            )


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= WORDS else words[: WORDS - 1].rsplit(" ", 1)[0] + "…"


def _errors(found: Sequence[Comparison]) -> list[dict[str, Any]]:
    return documents.errors_json([each.error for each in found if each.error])


def _json(each: Comparison) -> dict[str, Any]:
    return {
        "channel": each.channel,
        "account": each.account,
        "in_step": [entry.post.id for entry in each.in_step],
        "gone": [entry.post.id for entry in each.gone],
        "without_address": [entry.post.id for entry in each.unasked],
        "unknown": [
            {
                "remote_id": there.remote_id,
                "url": there.url,
                "text": there.text,
                "published_at": there.published_at.isoformat(),
            }
            for there in each.unknown
        ],
    }
