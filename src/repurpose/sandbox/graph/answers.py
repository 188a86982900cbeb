"""The Graph API's errors.

Sources: developers.facebook.com/docs/graph-api/guides/error-handling, /docs/graph-api/overview/rate-limiting.
"""

from __future__ import annotations

import json
from typing import Any

from repurpose.sandbox.web import Answer

TRACE = "AsAndBoxTrAcE0123456789"
FAULT_WAIT = 1  # minutes


def error(
    code: int,
    message: str,
    *,
    status: int = 400,
    subcode: int | None = None,
    user: tuple[str, str] | None = None,
    kind: str = "OAuthException",
    transient: bool = False,
    data: dict[str, Any] | None = None,
) -> Answer:
    """A refusal.

    Args:
        user: Title and text for the user.
        data: What goes along as error_data.
    """
    found: dict[str, Any] = {"message": message, "type": kind, "code": code}
    if data is not None:
        found["error_data"] = data
    if subcode is not None:
        found["error_subcode"] = subcode
    found["is_transient"] = transient
    if user is not None:
        found["error_user_title"], found["error_user_msg"] = user
    return Answer(status=status, body={"error": {**found, "fbtrace_id": TRACE}})


def invalid(message: str) -> Answer:
    return error(100, f"(#100) {message}")


def no_token() -> Answer:
    return error(
        2500, "An active access token must be used to query information about the current user."
    )


def bad_token() -> Answer:
    return error(190, "Invalid OAuth access token - Cannot parse access token")


def expired_token() -> Answer:
    return error(
        190,
        "Error validating access token: Session has expired on Monday, 23-Nov-26 00:00:00 PST. The "
        "current time is later.",
        subcode=463,
    )


def bad_proof() -> Answer:
    return error(
        100, "Invalid appsecret_proof provided in the API argument", kind="GraphMethodException"
    )


def no_proof() -> Answer:
    return error(
        100, "API calls from the server require an appsecret_proof argument",
        kind="GraphMethodException",
    )  # fmt: skip


def not_there(id_: str) -> Answer:
    return error(
        100,
        f"Unsupported request. Object with ID '{id_}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation. Please read the Graph API documentation at "
        "https://developers.facebook.com/docs/graph-api",
        subcode=33,
        kind="GraphMethodException",
    )


def unknown_path(path: str) -> Answer:
    return error(2500, f"Unknown path components: {path}")


def no_permission() -> Answer:
    return error(
        200,
        "(#200) If posting to a group, requires app being installed in the group, and either "
        "publish_to_groups permission with user token, or both pages_read_engagement and "
        "pages_manage_posts permission with page token; If posting to a page, requires both "
        "pages_read_engagement and pages_manage_posts as an admin with sufficient administrative "
        "permission",
        status=403,
    )


def fault(name: str) -> Answer:
    """How the Graph API words a switched-on fault."""
    if name in ("rate-limit", "retry-after"):
        found = error(
            32, "(#32) Page request limit reached", status=403, transient=name == "rate-limit"
        )
        if name == "retry-after":
            usage = {"type": "pages", "call_count": 101, "total_cputime": 25, "total_time": 25,
                     "estimated_time_to_regain_access": FAULT_WAIT}  # fmt: skip
            found.headers["X-Business-Use-Case-Usage"] = json.dumps({"1": [usage]})
        return found
    if name == "expired-token":
        return expired_token()
    if name == "blocked":
        return error(
            368, "The action attempted has been deemed abusive or is otherwise disallowed",
            status=403,
        )  # fmt: skip
    if name == "no-permission":
        return no_permission()
    if name == "server-error-after":
        return error(1, "An unknown error has occurred.", status=500, transient=True)
    return error(2, "An unexpected error has occurred. Please retry your request later.",
                 status=503, transient=True)  # fmt: skip
