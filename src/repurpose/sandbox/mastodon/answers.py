"""How Mastodon words its refusals: one line in `error`."""

from __future__ import annotations

from repurpose.sandbox.web import Answer


def error(status: int, message: str) -> Answer:
    return Answer(status=status, body={"error": message})


def unknown_token() -> Answer:
    return error(401, "The access token is invalid")


def revoked_token() -> Answer:
    return error(401, "The access token was revoked")


def no_token() -> Answer:
    return error(401, "This method requires an authenticated user")


def out_of_scope() -> Answer:
    return error(403, "This action is outside the authorized scopes")


def not_found() -> Answer:
    return error(404, "Record not found")


def invalid(what: str) -> Answer:
    return error(422, f"Validation failed: {what}")


def unprocessable(message: str) -> Answer:
    return error(422, message)


def too_many() -> Answer:
    return error(429, "Too many requests")
