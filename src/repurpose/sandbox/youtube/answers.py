"""How YouTube words its refusals."""

from __future__ import annotations

from repurpose.sandbox.web import Answer

DOMAINS = {401: "global", 403: "youtube.common"}


def refusal(status: int, reason: str, message: str) -> Answer:
    each = {"domain": DOMAINS.get(status, "youtube"), "reason": reason, "message": message}
    return Answer(
        status=status, body={"error": {"code": status, "message": message, "errors": [each]}}
    )


def unauthorized() -> Answer:
    return refusal(
        401, "authError", "Request had invalid authentication credentials. Expected OAuth 2 access"
        " token, login cookie or other valid authentication credential.",
    )  # fmt: skip


def quota_exceeded() -> Answer:
    return refusal(
        403, "quotaExceeded", "The request cannot be completed because you have exceeded your"
        ' <a href="/youtube/v3/getting-started#quota">quota</a>.',
    )  # fmt: skip


def invalid(reason: str, message: str) -> Answer:
    return refusal(400, reason, message)


def not_found(reason: str, what: str) -> Answer:
    return refusal(404, reason, f"The {what} that you are trying to use cannot be found.")


def forbidden(message: str) -> Answer:
    return refusal(403, "forbidden", message)


def grant_refused(error: str, description: str, status: int = 400) -> Answer:
    """How Google's token endpoint says no (RFC 6749, section 5.2)."""
    return Answer(status=status, body={"error": error, "error_description": description})
