"""repurpose login: an account of a platform, by the platform's own way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from repurpose.cli import options, terminal
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, Unavailable
from repurpose.model import Channel
from repurpose.protocols import Verifies

if TYPE_CHECKING:
    from repurpose.logins import Kept


@click.command("login")
@click.argument("channel", metavar="CHANNEL", shell_complete=options.complete_channel)
@click.option("--paste", is_flag=True, help="No browser here: paste the address it ends up at.")
@click.option("--token", is_flag=True, help="Paste what a page of the platform gave you.")
@click.option(
    "--redirect",
    metavar="URL",
    help="The app's own address to be sent back to, in place of this machine's; then paste.",
)
@click.option(
    "--scopes", metavar="A,B", help="Ask for these permissions instead of the usual ones."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Of the address that one comes back to."
)
@click.option("--forget", is_flag=True, help="Forget the login that is kept.")
@options.config_option
def login(
    channel: str,
    paste: bool,
    token: bool,
    redirect: str | None,
    scopes: str | None,
    port: int | None,
    forget: bool,
    config_path: Path | None,
) -> None:
    """Log in to a CHANNEL (linkedin, or linkedin:ACCOUNT), step by step, and keep the login.

    It is kept in the system's keyring, or, where there is none, in a file that only you may read. It
    belongs to the folder of this outbox: another firm's folder has its own.
    """
    from repurpose.cli import logging_in
    from repurpose.logins import FLOWS

    if token and (paste or redirect or scopes):
        raise ConfigError(
            "--token goes through no page of the platform",
            hint="leave --paste, --redirect and --scopes out, or --token",
        )
    with Session(config_path) as session:
        [account] = session.channels(channel)
        if forget:
            known = session.config.logins.forget(account.label)
            terminal.say(f"{account.label}: {'forgotten' if known else 'no login is kept'}")
            return
        if session.is_by_hand(account) and account.name not in FLOWS:
            raise _by_hand(session, account)
        flow = FLOWS.get(account.name)
        if flow is None or token or not (flow.host or redirect):
            kept = logging_in.pasted(account, flow)
        else:
            words = tuple(word.strip() for word in (scopes or "").split(",") if word.strip())
            way = logging_in.Way(paste=paste, port=port, redirect=redirect)
            kept = logging_in.by_code(account, replace(flow, scopes=words or flow.scopes), way)
        _keep(session, account, kept)


def _by_hand(session: Session, account: Channel) -> ConfigError:
    from repurpose import plugins, publishers

    name = terminal.name_of(account.name)
    publisher = plugins.load("publishers", account.name)
    lack = publishers.lacking(publisher, session.config.publish_context(account))
    if lack is not None:
        return ConfigError(
            f"{name}: {lack}",
            hint=f"set it in repurpose.yaml, then: repurpose login {account.label}",
        )
    return ConfigError(
        f"{name} takes no posts from programs: there is nothing to log in to",
        hint="put its posts up with: repurpose handover",
    )


def _keep(session: Session, account: Channel, kept: Kept) -> None:
    """Prove it, then keep it: what the platform refuses, or Ctrl-C ends, leaves the old one as it was."""
    name = _verified(session, account, kept)
    logins = session.config.logins
    logins.keep(account.label, kept)
    terminal.say(
        f"logged in to {terminal.name_of(account.name, account.account)}{name and f' as {name}'}"
    )
    terminal.say(f"kept in {logins.place}")
    _say_end(kept)
    _say_who_goes_first(session, account, kept)
    terminal.next_step(f"repurpose doctor --online --channels {account.label}")


def _verified(session: Session, account: Channel, kept: Kept) -> str:
    """The account's name, as the platform says it; "" where it cannot be asked.

    Raises:
        LoginError, Rejected: the login is not good for it.
    """
    from repurpose import publishers

    context = session.config.publish_context(account)
    before = context.secret
    context = replace(context, secret=lambda name: kept.values.get(name) or before(name))
    publisher = publishers.make(account, context)
    try:
        return publisher.verify() if isinstance(publisher, Verifies) else ""
    except Unavailable as error:
        terminal.say(f"note: it could not be tried: {error.message}")
        return ""


def _say_end(kept: Kept) -> None:
    from repurpose.logins.fresh import ending

    if kept.ends_at is None:
        return
    ends = kept.ends_at.astimezone(UTC).date().isoformat()
    if kept.renews_at is not None:
        terminal.say(f"it lasts until {ends}, and longer with each run that publishes before then")
    elif ending(kept, datetime.now(UTC)):
        terminal.say(f"it lasts until {ends}; then log in again")
    else:
        terminal.say(f"it lasts until {ends}; you are told a fortnight before")


def _say_who_goes_first(session: Session, account: Channel, kept: Kept) -> None:
    from repurpose.config import secrets

    names = {secrets.variable_name(account, name) for name in kept.values}
    for name in sorted(names & session.config.environ.keys()):
        terminal.say(f"note: {name} is set, and goes before this login: unset it")
