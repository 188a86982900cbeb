"""repurpose publish: what is due (from cron), or posts by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from repurpose.cli import documents, options, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.json_errors import json_errors
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Exit, OutboxError
from repurpose.outbox import glance

if TYPE_CHECKING:
    from repurpose.delivery import Delivery

LOCK_WAIT = 60.0  # seconds to wait for another run that is publishing


@click.command("publish")
@click.argument("ids", nargs=-1, metavar="[ID]…", shell_complete=options.complete_posts)
@click.option("--due", is_flag=True, help="Everything approved that is due; this is for cron.")
@options.config_option
@options.sandbox_options
@options.json_option
@options.verbosity_options
@json_errors("deliveries")
def publish(
    ids: tuple[str, ...],
    due: bool,
    config_path: Path | None,
    sandbox: bool,
    faults: tuple[str, ...],
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Publish approved posts: those that are due, or the ones you name.

    Posts whose outcome is open are settled first: the platform is asked before anything is sent
    again.
    """
    if bool(ids) == due:
        raise ConfigError("say which posts, or --due", hint="repurpose publish --due, or with ids")
    with Session(config_path, sandbox, faults) as session:
        if due and not glance.anything_due(session.outbox_file, datetime.now(UTC)):
            return _nothing(session, as_json, quiet)
        if (paused := session.paused()) is not None and due:
            return _nothing(session, as_json, quiet, f"paused{paused and f' until {paused}'}")
        session.refuse_pause()
        deliveries: list[Delivery] = []
        try:
            for delivery in _deliver(session, ids):
                deliveries.append(delivery)
        finally:  # also when it is interrupted: what was done is told
            if as_json:
                documents.show(_document(deliveries))
        if not as_json:
            _show(session, deliveries, quiet)
        if due and not quiet:
            _say_rest(session)
        return _code(deliveries)


def _deliver(session: Session, ids: Sequence[str]) -> Iterator[Delivery]:
    from repurpose.outbox.journal import Busy, sole_publisher

    chosen = [_checked(session, id_) for id_ in ids]
    try:
        with sole_publisher(session.state, LOCK_WAIT if ids else 0):
            courier = session.courier()
            work = map(courier.deliver, chosen) if ids else courier.deliver_due()
            with terminal.progress("publishing") as update:
                session.uploading = update
                for number, delivery in enumerate(work, start=1):
                    update(delivery.channel, number, max(number, len(chosen)))
                    yield delivery
    except Busy as busy:
        if ids:
            raise
        terminal.say(busy.message)


def _checked(session: Session, prefix: str) -> str:
    """The whole id of a post that may go out.

    Raises:
        OutboxError: it is not approved.
    """
    post = session.outbox.find(prefix).post
    if post.status in ("approved", "publishing", "unknown"):
        return post.id
    hints = {
        "draft": f"approve it first: repurpose outbox approve {post.id}",
        "handed-over": f"put it up yourself; then: repurpose outbox done {post.id} ADDRESS",
        "failed": f"send it again: repurpose outbox retry {post.id}",
        "published": f"see where: repurpose outbox show {post.id}",
    }
    raise OutboxError(f"{post.id} is {post.status}, not approved", hint=hints.get(post.status, ""))


def _nothing(session: Session, as_json: bool, quiet: bool, why: str = "nothing is due") -> int:
    if as_json:
        documents.show(_document([]))
    elif not quiet:
        terminal.say(why)
    return Exit.DONE


def _show(session: Session, deliveries: Sequence[Delivery], quiet: bool) -> None:
    for delivery in deliveries:
        word = terminal.status_word(delivery.status)
        name = terminal.name_of(*delivery.channel.split(":", 1))
        click.echo(f"{delivery.id}  {name}  {word}  {_behind(session, delivery)}".rstrip())
        if delivery.error is not None:
            say_error(delivery.error)
    if session.use_sandbox and deliveries and not quiet:
        terminal.say(f"The feed: {session.write_sandbox_page()}")


def _say_rest(session: Session) -> None:
    """What the limit for one run left for the next."""
    most = session.config.limits.per_run
    rest = glance.due(session.outbox_file, datetime.now(UTC)) if most else 0
    if rest:
        terminal.say(f"{rest} more due: the next run goes on (schedule.at_most: {most} a run)")


def _behind(session: Session, delivery: Delivery) -> str:
    if delivery.moved_to is not None:
        from repurpose.schedule import dates

        return f"{delivery.why}, moved to {dates.echo(delivery.moved_to, session.config.timezone)}"
    if delivery.waits_for is not None:
        return f"waits for {delivery.waits_for}, whose address it needs"
    return delivery.url or ""


def _document(deliveries: Sequence[Delivery]) -> dict[str, Any]:
    return {
        "deliveries": [
            {
                "id": delivery.id,
                "channel": delivery.channel,
                "status": delivery.status,
                "url": delivery.url,
                "error": delivery.error.message if delivery.error else None,
                "hint": delivery.error.hint if delivery.error else None,
                "waits_for": [delivery.waits_for] if delivery.waits_for else [],
                "due_at": delivery.moved_to.isoformat() if delivery.moved_to else None,
            }
            for delivery in deliveries
        ]
    }


def _code(deliveries: Sequence[Delivery]) -> int:
    if not deliveries:
        return Exit.DONE
    from repurpose.delivery import exit_code

    return exit_code(deliveries)
