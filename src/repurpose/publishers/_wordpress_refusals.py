"""What WordPress, its plug-ins and what stands before it refuse with, as errors by who must act.

Sources: wp-includes/rest-api/endpoints and class-wp-application-passwords.php of WordPress 6.1.9;
wp_maintenance() in wp-includes/load.php.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from repurpose.errors import LoginError, PublishError, Rejected, Unavailable
from repurpose.publishers._answers import child, document

if TYPE_CHECKING:
    import requests

MAINTENANCE = 600  # seconds: the Retry-After that WordPress sends while it updates itself
# Nobody is logged in: core words a wrong login as if there were none.
_UNKNOWN = (
    "rest_not_logged_in",
    "rest_cannot_create",
    "rest_cannot_edit",
    "rest_cannot_delete",
    "rest_forbidden",
    "rest_forbidden_context",
    "incorrect_password",
    "invalid_username",
    "invalid_email",
)
_SWITCHED_OFF = ("application_passwords_disabled", "application_passwords_disabled_for_user")
_MAY_NOT = (
    "rest_cannot_create",
    "rest_cannot_edit",
    "rest_cannot_edit_others",
    "rest_cannot_delete",
    "rest_cannot_assign_term",
    "rest_cannot_view",
    "rest_forbidden",
    "rest_forbidden_context",
    "rest_forbidden_status",
    "rest_user_cannot_delete_post",
)
_PLUG_IN = "a security plug-in of the site may be set so: allow the REST API for users who log in"


def final(answer: requests.Response, words: str, label: str) -> PublishError | None:
    """An answer of status 5xx that leaves no doubt: nothing was made."""
    code = _code(answer)
    if answer.status_code == 503 and answer.headers.get("Retry-After") == str(MAINTENANCE):
        return Unavailable(
            "the site is being updated",
            where=label,
            hint="it goes out later: repurpose publish --due",
            retry_at=datetime.now(UTC) + timedelta(seconds=MAINTENANCE),
        )
    if answer.status_code >= 500 and code.startswith("rest_upload"):
        return Rejected(f"WordPress does not take the picture: {words}", where=label,
                        hint="save it anew as JPEG or PNG")  # fmt: skip
    if answer.status_code >= 500 and code == "db_insert_error":
        return Unavailable(f"the site's database fails: {words}", where=label,
                           hint="try again later")  # fmt: skip
    return None


def refusal(
    answer: requests.Response, words: str, label: str, *, variable: str, user: str
) -> PublishError:
    """The error of an answer of status 4xx.

    Args:
        words: What it says.
        variable: The environment variable that the application password is in.
    """
    code, status = _code(answer), answer.status_code
    if code in _SWITCHED_OFF:
        return LoginError("the site takes no application passwords", where=label,
                          hint="allow them in WordPress or its security plug-in")  # fmt: skip
    if status == 401 and (code in _UNKNOWN or not code):
        return LoginError(
            f"WordPress does not know this login: {words}",
            where=label,
            hint=f"see that user is the name you log in with ({user}) and {variable} an application "
            "password; some hosts take the login out of the request, see docs/platforms/wordpress.md",
        )
    if status == 401:
        return LoginError(f"the site refuses this login: {words}", where=label, hint=_PLUG_IN)
    if code == "rest_cannot_publish":
        return LoginError(
            f"the user {user} may write posts, but not publish them",
            where=label,
            hint=f"give the user the role Author, or set channels.{label}.status to draft",
        )
    if code in _MAY_NOT or child(document(answer), "data", "details", "status", "code") in _MAY_NOT:
        return LoginError(f"the user {user} may not do this: {words}", where=label,
                          hint="give the user the role Author or Editor in WordPress")  # fmt: skip
    if status == 403 and not code:
        return Rejected(
            "a firewall in front of the site refuses this (403)",
            where=label,
            hint="let its keeper allow this machine, or the addresses below /wp-json/",
        )
    if status == 403:
        return Rejected(f"the site refuses this: {words}", where=label, hint=_PLUG_IN)
    if status == 404 and code in ("", "rest_no_route"):
        return Rejected("the site has no such address of WordPress's REST API", where=label,
                        hint=f"see channels.{label}.api_url in repurpose.yaml")  # fmt: skip
    if status == 413 or code == "rest_upload_file_too_big":
        return Rejected("the site takes no files so large", where=label,
                        hint="save the picture smaller, or raise the site's upload limit")  # fmt: skip
    if code == "rest_upload_user_quota_exceeded":
        return Rejected("the site has no room left for pictures", where=label,
                        hint="delete some in its media library")  # fmt: skip
    return Rejected(f"WordPress refuses this: {words}", where=label,
                    hint="change it: repurpose outbox edit")  # fmt: skip


def _code(answer: requests.Response) -> str:
    code: Any = document(answer).get("code")
    return code if isinstance(code, str) else ""
