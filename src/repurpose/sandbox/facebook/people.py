"""Pages, and what logs in."""

from __future__ import annotations

from repurpose.sandbox.graph.entry import SECURED
from repurpose.sandbox.identity import Login

PERSON = "person"  # who may post on the page: their token gives the page's
KINDS = ("page", SECURED, PERSON)


def page_id(login: Login) -> str:
    return str(100_000_000_000_000 + login.number("page", login.account) % 800_000_000_000_000)


def page_name(login: Login) -> str:
    return "Sandbox GmbH" if login.account == "default" else login.account


def page_login(login: Login) -> Login:
    """The login of the page that somebody may post on."""
    return Login(channel=login.channel, account=login.account, kind="page")


def person_id(login: Login) -> str:
    return str(10_000_000_000_000 + login.number("person", login.account) % 80_000_000_000_000)
