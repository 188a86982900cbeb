"""How LinkedIn words its refusals."""

from __future__ import annotations

from typing import Any

from repurpose.sandbox.web import Answer

BAD_REQUEST = "com.linkedin.content.common.exception.BadRequestResponseException"


def error(status: int, message: str, code: str | None = None, **more: Any) -> Answer:
    body: dict[str, Any] = {"status": status, "message": message, **more}
    if code is not None:
        body["code"] = code
    return Answer(status=status, body=body)


def no_token() -> Answer:
    return error(401, "Empty oauth2 access token", "EMPTY_ACCESS_TOKEN", serviceErrorCode=65604)


def unknown_token() -> Answer:
    return error(401, "Invalid access token", "INVALID_ACCESS_TOKEN", serviceErrorCode=65600)


def expired_token() -> Answer:
    return error(
        401,
        "The token used in the request has expired",
        "EXPIRED_ACCESS_TOKEN",
        serviceErrorCode=65602,
    )


def denied(what: str) -> Answer:
    return error(
        403, f"Not enough permissions to access: {what}", "ACCESS_DENIED", serviceErrorCode=100
    )


def unpermitted(fields: str) -> Answer:
    """Fields that this endpoint does not have, or values that are not the caller's."""
    return error(
        403,
        "Unpermitted fields present in REQUEST_BODY: Data Processing Exception while processing"
        f" fields [{fields}]",
        serviceErrorCode=100,
    )


def wrong_author() -> Answer:
    return error(
        403,
        "Field Value validation failed in REQUEST_BODY: Data Processing Exception while processing"
        " fields [/author]",
        serviceErrorCode=100,
    )


def invalid(field: str, why: str) -> Answer:
    return error(422, f"ERROR :: {field} :: {why}\n")


def input_error(status: int, message: str, code: str, description: str) -> Answer:
    return error(
        status,
        f"{BAD_REQUEST}: {message}",
        errorDetailType="com.linkedin.common.error.BadRequest",
        errorDetails={"inputErrors": [{"description": description, "input": {}, "code": code}]},
    )


def too_long(length: int, limit: int) -> Answer:
    return input_error(
        400,
        f"ShareCommentary text length ({length} characters) exceeded the maximum allowed"
        f" ({limit} characters)",
        "FIELD_ARRAY_SIZE_TOO_HIGH",
        "Size of array cannot be higher than the maxLength",
    )


def duplicate(urn: str) -> Answer:
    return input_error(
        422, f"Content is a duplicate of {urn}", "DUPLICATE_POST", "Duplicate post is detected"
    )


def not_found(what: str) -> Answer:
    return error(404, f"{what} is not found", "NOT_FOUND")


def throttled() -> Answer:
    return error(
        429,
        "Resource level throttle MEMBER DAY limit for calls to this resource is reached.",
        "TOO_MANY_REQUESTS",
        serviceErrorCode=101,
    )
