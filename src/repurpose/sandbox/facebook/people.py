"""Pages, and what logs in."""

from __future__ import annotations

from repurpose.sandbox.graph.entry import SECURED
from repurpose.sandbox.identity import Login

KINDS = ("page", SECURED)


def page_id(login: Login) -> str:
    return str(100_000_000_000_000 + login.number("page", login.account) % 800_000_000_000_000)


def page_name(login: Login) -> str:
    return "Sandbox GmbH" if login.account == "default" else login.account
