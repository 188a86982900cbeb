"""repurpose login: an account of a platform, by the platform's own way."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click

from repurpose.cli import options, terminal
from repurpose.cli.session import Session
from repurpose.errors import ConfigError, LoginError, RepurposeError
from repurpose.model import Channel
from repurpose.protocols import HandsOver, HasLoginPage, HasServers, Verifies

if TYPE_CHECKING:
    from repurpose.logins import CodeFlow, Kept, Logins
    from repurpose.logins.tokens import App


@click.command("login")
@click.argument("channel", metavar="CHANNEL", shell_complete=options.complete_channel)
@click.option("--paste", is_flag=True, help="No browser here: paste the address it ends up at.")
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
    scopes: str | None,
    port: int | None,
    forget: bool,
    config_path: Path | None,
) -> None:
    """Log in to a CHANNEL (linkedin, or linkedin:ACCOUNT), step by step, and keep the login.

    It is kept in the system's keyring, or, where there is none, in a file that only you may read. It
    belongs to the folder of this outbox: another firm's folder has its own.
    """
    from repurpose.logins import FLOWS, Logins

    with Session(config_path) as session:
        [account] = session.channels(channel)
        logins = Logins(session.state)
        if forget:
            known = logins.forget(account.label)
            terminal.say(f"{account.label}: {'forgotten' if known else 'no login is kept'}")
            return
        if session.is_by_hand(account) and account.name not in FLOWS:
            raise _by_hand(session, account)
        flow = FLOWS.get(account.name)
        if flow is None:
            kept = _pasted(account)
        else:
            words = tuple(word.strip() for word in (scopes or "").split(",") if word.strip())
            kept = _by_code(account, replace(flow, scopes=words or flow.scopes), paste, port)
        _keep(session, account, logins, kept)


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


def _keep(session: Session, account: Channel, logins: Logins, kept: Kept) -> None:
    """Keep it, and prove it."""
    before = logins.get(account.label)
    logins.keep(account.label, kept)
    try:
        name = _verified(session, account)
    except RepurposeError as error:
        if isinstance(error, LoginError) and before is None:
            logins.forget(account.label)
        elif isinstance(error, LoginError) and before is not None:
            logins.keep(account.label, before)
        raise
    terminal.say(
        f"logged in to {terminal.name_of(account.name, account.account)}{name and f' as {name}'}"
    )
    terminal.say(f"kept in {logins.place}")
    if kept.ends_at is not None:
        ends = kept.ends_at.astimezone(UTC).date().isoformat()
        terminal.say(f"it lasts until {ends}; you are told a fortnight before")
    terminal.next_step(f"repurpose doctor --online --channels {account.label}")


def _verified(session: Session, account: Channel) -> str:
    """The account's name, as the platform says it; "" where it cannot be asked."""
    from repurpose import publishers

    publisher = publishers.make(account, session.config.publish_context(account))
    return publisher.verify() if isinstance(publisher, Verifies) else ""


# ── by code ──


def _by_code(account: Channel, flow: CodeFlow, paste: bool, port: int | None) -> Kept:
    from repurpose.logins import tokens
    from repurpose.logins.browser import returning
    from repurpose.logins.flows import PORT

    base = _server(account)
    wanted = PORT if port is None else port
    for line in flow.before:
        terminal.say(line)
    if paste:
        app = _app(flow, flow.redirect(wanted), base)
        attempt = tokens.begun(flow, app, flow.redirect(wanted), base)
        terminal.say("Open this, and allow it:")
        click.echo(attempt.url)
        address = click.prompt("The address that the browser ends up at", err=True).strip()
        return tokens.exchanged(flow, app, attempt, tokens.code_of(attempt, address), base)
    with returning(flow.host, wanted) as back:
        app = _app(flow, back.redirect, base)
        attempt = tokens.begun(flow, app, back.redirect, base)
        terminal.say("Allow it in the browser. If none opens, open this:")
        click.echo(attempt.url)
        _open(attempt.url)
        found = back.wait()
    if found is None:
        raise LoginError("nobody came back from the browser", hint="try again, or with --paste")
    return tokens.exchanged(flow, app, attempt, tokens.code_of(attempt, found), base)


def _server(account: Channel) -> str | None:
    """The server that the account is on; None where the platform has but one.

    Raises:
        ConfigError: it has many, and none is set.
    """
    from repurpose import plugins

    publisher = plugins.load("publishers", account.name)
    if not isinstance(publisher, HasServers):
        address = account.settings.get("api_url")
        return None if address is None else str(address)
    server: str | None = publisher.server(account.settings)
    if server is None:
        raise ConfigError(
            "the server that the account is on is not set",
            where=f"channels.{account.label}.instance",
            hint="write its address as the browser shows it: mastodon.social",
        )
    return server


def _open(url: str) -> None:
    import webbrowser

    webbrowser.open(url)


def _app(flow: CodeFlow, redirect: str, base: str | None) -> App:
    """The app with the platform: registered at once, or the user's own."""
    from repurpose.logins import tokens

    if flow.register is not None:
        return tokens.registered(flow, redirect, base)
    client_id = click.prompt("Client ID (app ID)", err=True).strip()
    secret = ""
    if flow.confidential != "none":
        optional = flow.confidential == "optional"
        secret = click.prompt(
            "Client secret" + (" (Enter: none)" if optional else ""), hide_input=sys.stdin.isatty(),
            default="" if optional else None, show_default=False, err=True,
        ).strip()  # fmt: skip
    return tokens.App(client_id=client_id, client_secret=secret)


# ── secrets to paste ──


def _pasted(account: Channel) -> Kept:
    """The publisher's own secrets, asked for one by one."""
    from repurpose import plugins
    from repurpose.logins import Kept

    publisher = plugins.load("publishers", account.name)
    kind = account.settings.get("kind")
    asked = () if isinstance(publisher, HandsOver) else publisher.secrets
    wanted = [each for each in asked if not each.kinds or kind in each.kinds]
    page = publisher.login_page(account.settings) if isinstance(publisher, HasLoginPage) else None
    if page and wanted:
        terminal.say("Open this, allow it, and copy what it shows:")
        click.echo(page)
    values = {}
    for each in wanted:
        value = click.prompt(
            f"{each.description}{'' if each.required else ' (Enter: none)'}",
            default=None if each.required else "", show_default=False,
            hide_input=sys.stdin.isatty(), err=True,
        ).strip()  # fmt: skip
        if value:
            values[each.name] = value
    if not values:
        raise ConfigError(f"{account.label} needs no login", hint="see: repurpose doctor")
    return Kept(values=values)
