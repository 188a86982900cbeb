"""The questions of `repurpose login`: through the platform's pages, or by pasting what a page shows."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from repurpose.cli import terminal
from repurpose.errors import ConfigError, LoginError
from repurpose.model import Channel
from repurpose.protocols import HandsOver, HasLoginPage, HasServers

if TYPE_CHECKING:
    from repurpose.logins import CodeFlow, Kept
    from repurpose.logins.pages import Page
    from repurpose.logins.tokens import App, Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How one goes through the platform's pages.

    Attributes:
        paste: The user pastes the address that the browser ends up at.
        port: Of the address on this machine; None: the usual one.
        redirect: Another address to be sent back to, which the user pastes then.
    """

    paste: bool = False
    port: int | None = None
    redirect: str | None = None


def server_of(account: Channel) -> str | None:
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


# ── by code ──


def by_code(account: Channel, flow: CodeFlow, way: Way) -> Kept:
    """A login through the platform's pages.

    Raises:
        ConfigError, LoginError, Unavailable.
    """
    from repurpose.logins import RENEWALS, tokens

    base = server_of(account)
    for line in flow.before:
        terminal.say(line)
    kept = _through_pages(flow, way, base)
    if flow.pages is not None:
        kept = _as_page(account, flow, kept, base)
    renewal = RENEWALS.get(account.name)
    return kept if renewal is None else tokens.renewable(kept, renewal)


def _through_pages(flow: CodeFlow, way: Way, base: str | None) -> Kept:
    from repurpose.logins import tokens
    from repurpose.logins.browser import returning
    from repurpose.logins.flows import PORT

    port = PORT if way.port is None else way.port
    if way.paste or way.redirect:
        if way.redirect and urlsplit(way.redirect).scheme not in ("http", "https"):
            raise ConfigError(
                f"{way.redirect} is no address", where="--redirect", hint="write it with https://"
            )
        redirect = way.redirect or flow.redirect(port)
        app = _app(flow, redirect, base)
        attempt = tokens.begun(flow, app, redirect, base)
        terminal.say("Open this, and allow it:")
        click.echo(attempt.url)
        found = _asked_address()
        return tokens.exchanged(flow, app, attempt, tokens.code_of(attempt, found), base)
    with returning(flow.host, port) as back:
        app = _app(flow, back.redirect, base)
        attempt = tokens.begun(flow, app, back.redirect, base)
        came = back.wait() if _opened(attempt) else _asked_address()
    if came is None:
        raise LoginError("nobody came back from the browser", hint="try again, or with --paste")
    return tokens.exchanged(flow, app, attempt, tokens.code_of(attempt, came), base)


def _opened(attempt: Attempt) -> bool:
    """Show the page in a browser; whether there is one."""
    import webbrowser

    terminal.say("Allow it in the browser. If none opens, open this:")
    click.echo(attempt.url)
    opened = webbrowser.open(attempt.url)
    if not opened:
        terminal.say(
            "There is no browser here: open it on another machine. Its browser ends up at an"
        )
        terminal.say("address that it cannot show; copy that.")
    return opened


def _asked_address() -> str:
    address: str = click.prompt("The address that the browser ends up at", err=True)
    return address.strip()


def _app(flow: CodeFlow, redirect: str, base: str | None) -> App:
    """The app with the platform: registered at once, or the user's own."""
    from repurpose.logins import tokens

    if flow.register is not None:
        return tokens.registered(flow, redirect, base)
    client_id = click.prompt("Client ID (app ID)", err=True).strip()
    secret = ""
    if flow.confidential != "none":
        optional = flow.confidential == "optional"
        secret = _asked_secret(
            "Client secret" + (" (Enter: none)" if optional else ""), required=not optional
        )
    return tokens.App(client_id=client_id, client_secret=secret)


def _as_page(account: Channel, flow: CodeFlow, kept: Kept, base: str | None) -> Kept:
    """The login of the page that is set, or that the user chooses."""
    from repurpose.logins import pages

    found = pages.pages(flow, kept, base)
    wanted = str(account.settings.get("page") or "")
    if not found:
        raise LoginError(
            "this account may post to no page",
            where=account.label,
            hint="log in as somebody who runs the page, and choose it when you are asked which pages",
        )
    listed = ", ".join(f"{page.name} ({page.id})" for page in found)
    if not wanted:
        page = found[0] if len(found) == 1 else _chosen(found)
        terminal.say(f"the page is {page.name}; write into repurpose.yaml:")
        click.echo(f"channels:\n  {account.label}:\n    page: {page.id}")
        return pages.as_page(kept, page)
    for page in found:
        if page.id == wanted:
            return pages.as_page(kept, page)
    raise LoginError(
        f"this account may not post to the page {wanted}",
        where=f"channels.{account.label}.page",
        hint=f"it may post to: {listed}",
    )


def _chosen(found: list[Page]) -> Page:
    for number, page in enumerate(found, 1):
        terminal.say(f"{number}. {page.name} ({page.id})")
    number = click.prompt("Which page", type=click.IntRange(1, len(found)), err=True)
    return found[int(number) - 1]


# ── what a page shows ──


def pasted(account: Channel, flow: CodeFlow | None) -> Kept:
    """The publisher's own secrets, asked for one by one.

    Args:
        flow: The platform's, where it has one.

    Raises:
        ConfigError: it needs none.
    """
    from repurpose import plugins
    from repurpose.logins import RENEWALS, tokens
    from repurpose.logins.flows import TO_PASTE

    publisher = plugins.load("publishers", account.name)
    kind = account.settings.get("kind")
    asked = () if isinstance(publisher, HandsOver) else publisher.secrets
    wanted = [each for each in asked if not each.kinds or kind in each.kinds]
    page = publisher.login_page(account.settings) if isinstance(publisher, HasLoginPage) else None
    for line in TO_PASTE.get(account.name, () if flow is None else flow.before):
        terminal.say(line)
    if page and wanted:
        terminal.say("Open this, allow it, and copy what it shows:")
        click.echo(page)
    values = {each.name: _asked_secret(_words(each), required=each.required) for each in wanted}
    values = {name: value for name, value in values.items() if value}
    if not values:
        raise ConfigError(f"{account.label} needs no login", hint="see: repurpose doctor")
    renewal = RENEWALS.get(account.name)
    if renewal is not None and account.settings.get(renewal.unless):
        renewal = None
    return tokens.given(values, renewal)


def _words(secret: Any) -> str:
    return f"{secret.description}{'' if secret.required else ' (Enter: none)'}"


def _asked_secret(words: str, *, required: bool) -> str:
    value: str = click.prompt(
        words, default=None if required else "", show_default=False,
        hide_input=sys.stdin.isatty(), err=True,
    )  # fmt: skip
    return value.strip()
