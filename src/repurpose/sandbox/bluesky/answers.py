"""How the servers word their refusals: a name in `error`, the words in `message`."""

from __future__ import annotations

from repurpose.sandbox.web import Answer


def error(status: int, name: str, message: str) -> Answer:
    return Answer(status=status, body={"error": name, "message": message})


def invalid(message: str) -> Answer:
    return error(400, "InvalidRequest", message)


def invalid_record(message: str) -> Answer:
    return invalid(f"Invalid app.bsky.feed.post record: {message}")


def no_login() -> Answer:
    return error(401, "AuthMissing", "Authentication Required")


def wrong_password() -> Answer:
    return error(401, "AuthenticationRequired", "Invalid identifier or password")


def bad_token() -> Answer:
    return error(400, "InvalidToken", "Token could not be verified")


def expired_token() -> Answer:
    return error(400, "ExpiredToken", "Token has expired")


def not_yours() -> Answer:
    return error(401, "AuthenticationRequired", "Authentication Required")


def too_many() -> Answer:
    return error(429, "RateLimitExceeded", "Rate Limit Exceeded")


def unknown_method() -> Answer:
    return error(501, "MethodNotImplemented", "Method Not Implemented")


def unsupported(message: str) -> Answer:
    return error(400, "InvalidMimeType", message)
