"""Threads, through its own API: text, pictures, a video, threads of replies.

Sources: developers.facebook.com/documentation/threads/posts, …/reference/publishing,
…/retrieve-and-manage-replies, …/troubleshooting. State of November 2026.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from repurpose import channels
from repurpose.errors import ByHand, LoginError, Rejected, Unavailable
from repurpose.model import LinkPlace, Part, Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login, _public_files
from repurpose.publishers._clocks import earliest
from repurpose.text.counting import measure

if TYPE_CHECKING:
    from repurpose.publishers._containers import Containers
    from repurpose.publishers._graph import Found, Graph
    from repurpose.publishers._media import Attachment

API = "https://graph.threads.net"
VERSION = "v1.0"
HINTS = {
    2207052: "see that the file's address opens in a browser where you are not logged in",
    2207051: "wait a day, and see what the app says",
}


class Threads:
    """An account. Without a login a person puts the posts up."""

    rules: ClassVar[Rules] = channels.rules_of("threads")
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "username": {
            "type": "string",
            "pattern": r"^@?[\w.]+$",
            "description": "Who posts. A login of anybody else is refused.",
            "examples": ["@example"],
        },
        **_public_files.OPTIONS,
    }
    secrets: ClassVar[Sequence[Secret]] = (
        Secret(name="access_token", description="access token; it lasts 60 days"),
    )
    duplicate_window: ClassVar[int] = 0
    link_places: ClassVar[Sequence[LinkPlace]] = ("text", "card", "none")

    @classmethod
    def lacks(cls, context: PublishContext) -> str | None:
        if context.settings.get("username") or context.secret("access_token"):
            return None
        return f"{_login.variable(context, 'access_token')} is not set"

    def __init__(self, context: PublishContext) -> None:
        self._context = context
        self._label = _login.label(context)
        self._base = f"{_login.address(context, API)}/{VERSION}"
        self._token = _login.secrets(context, ["access_token"]).get("access_token", "")
        self._username = str(context.settings.get("username") or "").removeprefix("@").casefold()
        if not self._token:
            raise _login.missing(context, "Threads")

    def __repr__(self) -> str:
        return f"<Threads {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        from repurpose.publishers._containers import receipt_of

        if post.parts[0].media:
            [container] = post.uploads or self.upload(post)
        else:
            self._check(post.parts[0])
            container = self._containers.make(media_type="TEXT", **self._words(post))
        return receipt_of(self._graph, self._containers.publish(container))

    def upload(self, post: Post) -> tuple[str, ...]:
        from repurpose.publishers._media import attachments

        self._check(post.parts[0])
        files = attachments(post.parts[0], self.rules, "Threads", "image", "video")
        items = [self._item(each) for each in files]  # all are there before the first is used
        if len(items) == 1:
            return (self._containers.make(**items[0], **self._words(post)),)
        children = [self._containers.make(is_carousel_item="true", **item) for item in items]
        words = self._words(post)
        return (self._containers.make(media_type="CAROUSEL", children=",".join(children), **words),)

    def find(self, post: Post, key: str) -> Receipt | None:
        if post.sent_at is None:
            return None
        state = self._containers.state(post.uploads[0]) if post.uploads else "PUBLISHED"
        if state != "PUBLISHED":
            return None  # a container is published once, and this one was not
        found = self._own(post)
        if found is None and post.uploads:
            raise Unavailable("Threads has published it, but does not show it yet", where=post.id)
        return found

    def standing(self, since: datetime) -> Iterable[Standing]:
        from repurpose.publishers._answers import child
        from repurpose.publishers._containers import standing_of

        found = list(self._own_since(since, replies=False))
        own = {str(each["id"]) for each, _ in found}
        for each, moment in reversed(list(self._own_since(since, replies=True))):
            if child(each, "replied_to", "id") in own:  # not what answers others
                own.add(str(each["id"]))
                found.append((each, moment))
        found.sort(key=lambda pair: pair[1], reverse=True)
        return [standing_of(each, moment, "text") for each, moment in found]

    def delete(self, remote_id: str) -> None:
        self._graph.delete(f"/{remote_id}")

    def verify(self) -> str:
        """The account's name, and how many posts it has left."""
        from repurpose.publishers._containers import quota

        used = quota(self._graph, "/me/threads_publishing_limit", "quota_usage")
        return f"@{self._me['username']}" + (f", {used}" if used else "")

    # ── the post ──

    def _check(self, part: Part) -> None:
        length = measure(part.text, self.rules)
        if length > self.rules.limit:
            raise Rejected(
                f"the text has {length} of {self.rules.limit} characters, as Threads counts",
                where=self._label,
                hint="shorten it: repurpose outbox edit",
            )
        if part.media and not self._context.settings.get("media_url"):
            raise ByHand(
                "Threads fetches pictures and videos from a public address, and "
                f"channels.{self._label}.media_url is not set: put this one up by hand",
                where=self._label,
                hint="see it: repurpose outbox show; when it is live: repurpose outbox done. Posts "
                f"without pictures are published: channels.{self._label}.pictures: none",
            )
        if self._username:
            _ = self._me

    def _words(self, post: Post) -> dict[str, str]:
        part = post.parts[0]
        found = {"text": part.text}
        if part.link and part.link not in part.text:
            if part.media:  # only a text has a card
                found["text"] = f"{part.text}\n\n{part.link}".strip()
            else:
                found["link_attachment"] = part.link
        return found | ({"reply_to_id": post.reply_to} if post.reply_to else {})

    def _item(self, file: Attachment) -> dict[str, str]:
        kind = "VIDEO" if file.medium.kind == "video" else "IMAGE"
        found = {"media_type": kind, f"{kind.lower()}_url": self._files.address(file)}
        return found | ({"alt_text": file.medium.alt} if file.medium.alt.strip() else {})

    def _own(self, post: Post) -> Receipt | None:
        """The account's post with the same words, in reply to the same one."""
        from repurpose.publishers._answers import child
        from repurpose.publishers._containers import EVER, plain, receipt_found

        assert post.sent_at is not None
        # Of a container that was published it is the newest one, whatever the clocks say.
        since = EVER if post.uploads else earliest(post.sent_at)
        wanted = plain(self._words(post)["text"])
        for each, moment in self._own_since(since, replies=post.reply_to is not None):
            answers = child(each, "replied_to", "id")
            if plain(each.get("text")) == wanted and answers == post.reply_to:
                return receipt_found(each, moment)
        return None

    def _own_since(self, since: datetime, *, replies: bool) -> Iterator[tuple[Found, datetime]]:
        from repurpose.publishers._containers import own_posts

        path, more = ("/me/replies", ",replied_to") if replies else ("/me/threads", "")
        fields = f"id,text,timestamp,permalink{more}"
        return own_posts(self._graph, path, since, fields=fields)

    # ── calls ──

    @cached_property
    def _me(self) -> Mapping[str, Any]:
        found = self._graph.get("/me", fields="id,username")
        name = str(found.get("username", ""))
        if self._username and name.casefold() != self._username:
            raise LoginError(
                f"the login is that of @{name}",
                where=self._label,
                hint=f"channels.{self._label}.username is @{self._username}; "
                f"{self._graph.account.renewing}",
            )
        return {"username": name}

    @cached_property
    def _files(self) -> _public_files.PublicFiles:
        settings, timeout = self._context.settings, self._context.timeout
        return _public_files.PublicFiles(settings, self._label, "Threads", timeout)

    @cached_property
    def _containers(self) -> Containers:
        from repurpose.publishers._containers import Containers

        return Containers(
            self._graph, create="/me/threads", publish="/me/threads_publish",
            status="status", reason="error_message", patience=self._context.patience,
        )  # fmt: skip

    @cached_property
    def _graph(self) -> Graph:
        from repurpose.publishers._graph import Graph
        from repurpose.publishers._graph_refusals import Account

        return Graph(
            account=Account(
                platform="Threads",
                where=self._label,
                variable=_login.variable(self._context, "access_token"),
                secret_variable="",
                permissions="threads_basic, threads_content_publish and, for threads of several "
                "parts, threads_manage_replies and threads_read_replies",
                hints=HINTS,
            ),
            base=self._base,
            token=self._token,
            timeout=self._context.timeout,
            patience=self._context.patience,
        )
