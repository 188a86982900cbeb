"""What every endpoint of a page does: see whose page it is, put a post up."""

from __future__ import annotations

from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.facebook.people import PERSON, page_id
from repurpose.sandbox.graph import answers
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import refuse


def check_page(call: Call, page: str) -> None:
    """Refused where it is not the page of the token, or the token is no page's."""
    if call.login.kind == PERSON:
        refuse(
            answers.error(210, "(#210) A page access token is required to request this resource.")
        )
    if page not in ("me", page_id(call.login)):
        refuse(answers.no_permission() if page.isdigit() else answers.not_there(page))


def own_posts(call: Call) -> list[Post]:
    """What stands on the page, in the order of posting."""
    return call.state.posts("facebook", page_id(call.login))


def next_id(call: Call) -> str:
    return str(call.state.next_number("facebook", int(call.now.timestamp() * 1000) << 8))


def add(call: Call, message: str, details: dict[str, Any]) -> Post:
    """A post that stands from now on."""
    page = page_id(call.login)
    post = Post(
        channel="facebook", id=f"{page}_{next_id(call)}", account=call.login.account, author=page,
        text=message.strip(), reply_to=None, details=details, created_at=call.now,
    )  # fmt: skip
    call.state.add_post(post)
    return post
