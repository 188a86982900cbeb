"""Who has an account on X, and what logs in."""

from __future__ import annotations

from repurpose.sandbox.identity import Login

KINDS = ("oauth2", "oauth1")


def user_id(login: Login) -> str:
    """Digits."""
    return str(2_000_000_000 + login.number("user", login.account) % 7_000_000_000)


def secrets(login: Login, address: str) -> dict[str, str]:
    """OAuth 2.0: a token; OAuth 1.0a: four secrets, the consumer's the same for everybody."""
    if login.kind == "oauth2":
        return {"access_token": login.token}
    return {
        "consumer_key": f"sandbox-{login.word('consumer')[:20]}",
        "consumer_secret": f"sandbox-{login.word('consumer secret')[:40]}",
        "access_token": login.token,
        "access_token_secret": "sandbox-"
        + login.word(login.channel, login.account, login.kind, "secret")[:40],
    }
