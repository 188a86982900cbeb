"""Whom one may post as on LinkedIn, and what logs in."""

from __future__ import annotations

from repurpose.sandbox.identity import Login

KINDS = ("member", "organization")


def own_urn(login: Login) -> str:
    """Whom this token may post as."""
    return organization(login) if login.kind == "organization" else person(login)


def person(login: Login) -> str:
    return f"urn:li:person:{login.word('person', login.account)[:10]}"


def organization(login: Login) -> str:
    return f"urn:li:organization:{10_000_000 + login.number('org', login.account) % 90_000_000}"


def secrets(login: Login, address: str) -> dict[str, str]:
    return {"access_token": login.token}
