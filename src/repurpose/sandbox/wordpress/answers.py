"""How WordPress words its refusals."""

from __future__ import annotations

from typing import Any

from repurpose.sandbox.web import Answer


def error(status: int, code: str, message: str, **data: Any) -> Answer:
    body = {"code": code, "message": message, "data": {"status": status, **data}}
    return Answer(status=status, body=body)


def not_logged_in() -> Answer:
    return error(401, "rest_not_logged_in", "You are not currently logged in.")


def cannot_create(logged_in: bool) -> Answer:
    """Core says the same to somebody unknown, and to a user who may not."""
    return error(
        403 if logged_in else 401,
        "rest_cannot_create",
        "Sorry, you are not allowed to create posts as this user.",
    )


def cannot_publish() -> Answer:
    return error(
        403, "rest_cannot_publish", "Sorry, you are not allowed to publish posts in this post type."
    )


def cannot_create_term(logged_in: bool) -> Answer:
    return error(
        403 if logged_in else 401,
        "rest_cannot_create",
        "Sorry, you are not allowed to create terms in this taxonomy.",
    )


def cannot_edit(logged_in: bool) -> Answer:
    said = "Sorry, you are not allowed to edit this post."
    return error(403 if logged_in else 401, "rest_cannot_edit", said)


def term_exists(number: int) -> Answer:
    said = "A term with the name provided already exists in this taxonomy."
    return error(400, "term_exists", said, term_id=number)


def invalid(parameter: str, why: str, code: str = "rest_invalid_type") -> Answer:
    details = {parameter: {"code": code, "message": why, "data": None}}
    return error(
        400,
        "rest_invalid_param",
        f"Invalid parameter(s): {parameter}",
        params={parameter: why},
        details=details,
    )


def no_post() -> Answer:
    return error(404, "rest_post_invalid_id", "Invalid post ID.")


def no_route() -> Answer:
    return error(404, "rest_no_route", "No route was found matching the URL and request method.")


def critical() -> Answer:
    return error(
        500, "internal_server_error", "<p>There has been a critical error on this website.</p>"
    )
