"""Containers, as Instagram and Threads have them: made, processed, published once, gone after a day.

A video is processed after the first look; a picture and a text at once.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers
from repurpose.sandbox.graph.fetching import next_id
from repurpose.sandbox.state import Post
from repurpose.sandbox.web import refuse

LIFETIME = timedelta(hours=24)
LOOKS_OF_A_VIDEO = 1
_KIND = "container"

State = Literal["IN_PROGRESS", "FINISHED", "EXPIRED", "PUBLISHED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A post to be.

    Attributes:
        media: The ids of its pictures and videos, in order.
        is_item: A part of a carousel: it is not published itself.
        looks: How often its state must be looked at before it is ready.
        post: The id of the post that it became.
        made_at: Unix seconds.
    """

    id: str
    owner: str
    text: str
    media: list[str] = field(default_factory=list)
    is_item: bool = False
    reply_to: str | None = None
    link: str = ""
    looks: int = 0
    post: str | None = None
    made_at: float

    def state(self, now: datetime) -> State:
        if self.post is not None:
            return "PUBLISHED"
        if now - datetime.fromtimestamp(self.made_at, UTC) > LIFETIME:
            return "EXPIRED"
        return "IN_PROGRESS" if self.looks > 0 else "FINISHED"


def make(call: Call, owner: str, text: str, **more: Any) -> Container:
    container = Container(
        id=next_id(call), owner=owner, text=text, made_at=call.now.timestamp(), **more
    )
    keep(call, container)
    return container


def keep(call: Call, container: Container) -> None:
    call.state.keep(call.login.channel, _KIND, container.id, asdict(container))


def own(call: Call, owner: str, id_: str) -> Container | None:
    kept = call.state.kept(call.login.channel, _KIND, id_)
    return Container(**kept) if kept is not None and kept["owner"] == owner else None


def look(call: Call, container: Container) -> State:
    """How far it is; looking brings it on."""
    state = container.state(call.now)
    if state == "IN_PROGRESS":
        keep(call, replace(container, looks=container.looks - 1))
    return state


def children(call: Call, owner: str, ids: str, least: int, most: int) -> list[str]:
    """The media of a carousel's items."""
    found = [own(call, owner, each.strip()) for each in ids.split(",") if each.strip()]
    if not least <= len(found) <= most:
        refuse(answers.invalid(f"A carousel has {least} to {most} items"))
    media = []
    for item in found:
        if item is None or not item.is_item or item.state(call.now) != "FINISHED":
            refuse(answers.invalid("The children are not ready"))
        media += item.media
    return media


def publish(call: Call, container: Container, details: dict[str, Any]) -> Post:
    """What it became. Published again it is the same post: the platforms give the same id."""
    if container.post is not None:
        post = call.state.post(call.login.channel, container.post)
        if post is None:
            refuse(answers.not_there(container.post))
        return post
    post = Post(
        channel=call.login.channel, id=next_id(call), account=call.login.account,
        author=container.owner, text=container.text, reply_to=container.reply_to,
        details={"media": container.media, "link": container.link, **details}, created_at=call.now,
    )  # fmt: skip
    call.state.add_post(post)
    keep(call, replace(container, post=post.id))
    return post


def used_today(call: Call, owner: str, *, replies: bool) -> int:
    """How many posts (or replies) the account published in the last 24 hours."""
    posts = call.state.posts(call.login.channel, owner, deleted=True)
    since = call.now - LIFETIME
    return sum(p.created_at > since and (p.reply_to is not None) == replies for p in posts)
