"""Who may do what on the site, and what logs in."""

from __future__ import annotations

import base64
import binascii

from repurpose.sandbox.calling import Call
from repurpose.sandbox.identity import Login
from repurpose.sandbox.web import Answer, refuse
from repurpose.sandbox.wordpress import answers

KINDS = ("author", "editor", "contributor")
# wordpress.org/documentation/article/roles-and-capabilities
RIGHTS = {
    "editor": (
        "edit_posts", "publish_posts", "upload_files", "edit_others_posts", "manage_categories",
        "unfiltered_html",
    ),
    "author": ("edit_posts", "publish_posts", "upload_files"),
    "contributor": ("edit_posts",),
}  # fmt: skip


def secrets(login: Login, address: str) -> dict[str, str]:
    return {"application_password": login.token}


def login_of(call: Call, channel: str) -> Login | None:
    """Whose request it is. None: nobody's; to core a wrong password is as none."""
    scheme, _, coded = (call.request.header("Authorization") or "").partition(" ")
    try:
        user, _, password = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    login = call.state.login(channel, password.replace(" ", ""))
    if scheme.lower() != "basic" or login is None or login.expired or user != login.handle:
        return None
    return login


def may(login: Login, right: str) -> bool:
    return right in RIGHTS.get(login.kind, ())


def number_of(account: str) -> int:
    """A user's number."""
    return Login.number("user", account) % 1000 + 1


def me(call: Call) -> Answer:
    if not call.login.channel:
        refuse(answers.not_logged_in())
    rights = dict.fromkeys(RIGHTS[call.login.kind], True)
    return Answer(
        body={
            "id": number_of(call.login.account),
            "name": call.login.display_name,
            "slug": call.login.handle,
            "roles": [call.login.kind],
            "capabilities": rights,
        }
    )
