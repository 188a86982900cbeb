"""Mastodon, any server of it, through its REST API.

Sources: docs.joinmastodon.org: methods/statuses, methods/media, methods/accounts, entities/Instance,
api/oauth-scopes (state of July 2026); mastodon/mastodon, app/services/post_status_service.rb.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote, urlsplit

from repurpose import channels
from repurpose.errors import (
    ConfigError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import MediaKind, Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login
from repurpose.publishers._clocks import earliest
from repurpose.text.counting import measure

if TYPE_CHECKING:
    from repurpose.publishers._mastodon_client import Client
    from repurpose.publishers._media import Attachment

KINDS: tuple[MediaKind, ...] = ("image", "video")
_WAITS = (
    0.2,
    0.5,
    1.0,
    2.0,
    4.0,
)  # seconds between looks at what is being processed; then the last one
_PROCESSING = 10  # times the patience: a server takes minutes for a video


class Mastodon:
    """An account on any server."""

    rules: ClassVar[Rules] = channels.rules_of("mastodon")
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "instance": {
            "type": "string",
            "pattern": r"^(https://|@?[\w.-]+@)?[\w-]+(\.[\w-]+)+(:\d+)?/?$",
            "x-required": True,
            "description": "The server that the account is on, as the browser shows it: "
            "mastodon.social.",
            "examples": ["mastodon.social"],
        },
        "visibility": {
            "type": "string",
            "enum": ["public", "unlisted", "private"],
            "default": "public",
            "description": "Who sees the posts; private: followers only.",
        },
        "content_warning": {
            "type": "string",
            "minLength": 1,
            "description": "Shown instead of the text until a reader opens it; counts as text.",
        },
    }
    secrets: ClassVar[Sequence[Secret]] = (
        Secret(
            name="access_token",
            description="access token of an application made on the server, under Preferences → "
            "Development; it does not expire",
        ),
    )
    # An Idempotency-Key is kept for an hour; the request must be there before.
    duplicate_window: ClassVar[int] = 3000

    def __init__(self, context: PublishContext) -> None:
        self._context = context
        self._label = _login.label(context)
        server = self.server(context.settings)
        if server is None:
            raise ConfigError(
                "the server that the account is on is not set",
                where=f"channels.{self._label}.instance",
                hint="write its address as the browser shows it: mastodon.social",
            )
        self._base = _login.address(context, server)
        self._variable = _login.variable(context, "access_token")
        self._token = _login.secrets(context, ["access_token"]).get("access_token", "")
        if not self._token:
            raise _login.missing(context, "Mastodon")

    def __repr__(self) -> str:
        return f"<Mastodon {self._label}>"

    # ── the protocol ──

    @staticmethod
    def server(settings: Mapping[str, Any]) -> str | None:
        """`api_url`, else `instance` in any form that people write it in."""
        given = str(settings.get("api_url") or settings.get("instance") or "")
        scheme, _, rest = given.rpartition("://")
        host = rest.rpartition("@")[2].rstrip("/")
        return f"{scheme or 'https'}://{host}" if host else None

    def publish(self, post: Post, key: str) -> Receipt:
        from repurpose.publishers._answers import document
        from repurpose.publishers._http import SETTLING

        body = self._body(post)
        if post.parts[0].media:
            body["media_ids"] = list(post.uploads or self.upload(post))
        answer = self._client.door.call(
            "POST", "/api/v1/statuses", creates=True, json=body, headers={"Idempotency-Key": key}
        )
        if answer.status_code == 404 and post.reply_to is None:
            raise Rejected(
                "this post was deleted there within the last hour, in which Mastodon knows it again",
                where=self._label,
                hint="after that hour: repurpose outbox retry; or change the text: repurpose outbox edit",
            )
        if answer.status_code >= 400:
            raise self._client.refusal(answer)
        status = document(answer)
        if not isinstance(status.get("id"), str):
            raise Uncertain(
                "Mastodon gave an answer that cannot be read; the post may be live", hint=SETTLING
            )
        return _receipt(status)

    def upload(self, post: Post) -> tuple[str, ...]:
        from repurpose.publishers._media import attachments

        self._body(post)
        found = attachments(post.parts[0], self._instance_rules, "this server", *KINDS)
        return tuple(self._upload(attachment) for attachment in found)

    def find(self, post: Post, key: str) -> Receipt | None:
        if post.sent_at is None:
            return None
        wanted = _plain(post.parts[0].text)
        for status in self._client.own_since(earliest(post.sent_at)):
            same = status.get("in_reply_to_id") == post.reply_to
            if same and _plain(self._client.source(status["id"])) == wanted:
                return _receipt(status)
        return None

    def standing(self, since: datetime) -> Iterator[Standing]:
        from repurpose.publishers._mastodon_client import shown_text

        for status in self._client.own_since(since):
            if status.get("in_reply_to_account_id") in (None, self._client.me["id"]):
                receipt = _receipt(status)
                yield Standing(
                    remote_id=receipt.remote_id, url=receipt.url, text=shown_text(status),
                    published_at=receipt.published_at,
                )  # fmt: skip

    def delete(self, remote_id: str) -> None:
        answer = self._client.door.call("DELETE", f"/api/v1/statuses/{quote(remote_id, safe='')}")
        if answer.status_code >= 400 and answer.status_code != 404:
            raise self._client.refusal(answer)

    def verify(self) -> str:
        """The account's name with its server: @acme@mastodon.social."""
        host = urlsplit(str(self._client.me.get("url", ""))).netloc or urlsplit(self._base).netloc
        return f"@{self._client.me.get('username', '')}@{host}"

    # ── calls ──

    @cached_property
    def _client(self) -> Client:
        from repurpose.publishers._mastodon_client import Client

        return Client(
            base=self._base,
            token=self._token,
            where=self._label,
            variable=self._variable,
            timeout=self._context.timeout,
            patience=self._context.patience,
        )

    @cached_property
    def _instance_rules(self) -> Rules:
        """The rules as this server has them; a server that does not say has the usual ones."""
        from repurpose.publishers._answers import document
        from repurpose.publishers._mastodon_limits import limits

        answer = self._client.door.call("GET", "/api/v2/instance")
        said = document(answer) if answer.status_code < 400 else {}
        return limits(said, self.rules)

    # ── the post ──

    def _body(self, post: Post) -> dict[str, Any]:
        settings, part = self._context.settings, post.parts[0]
        warning = str(settings.get("content_warning", ""))
        length = measure(part.text, self.rules) + measure(warning, self.rules)
        if length > self.rules.limit and length > (limit := self._instance_rules.limit):
            raise Rejected(
                f"the text has {length} of {limit} characters, as Mastodon counts"
                f"{', with the content warning' if warning else ''}",
                where=self._label,
                hint="shorten it: repurpose outbox edit",
            )
        body: dict[str, Any] = {
            "status": part.text,
            "visibility": settings.get("visibility", "public"),
        }
        if warning:
            body["spoiler_text"] = warning
        if post.language != "und":
            body["language"] = post.language.partition("-")[0]
        if post.reply_to is not None:
            body["in_reply_to_id"] = post.reply_to
        return body

    def _upload(self, file: Attachment) -> str:
        from repurpose.publishers._answers import document
        from repurpose.publishers._form import Form
        from repurpose.publishers._media import attached_cover

        files = {"file": file}
        if file.medium.kind == "video" and (
            picture := attached_cover(file.medium.path, self._instance_rules, "this server")
        ):
            files["thumbnail"] = picture
        form = Form({"description": file.medium.alt}, files)
        headers = {"Content-Type": form.content_type}
        answer = self._client.call("POST", "/api/v2/media", data=form, headers=headers)
        id_ = document(answer).get("id")
        if not isinstance(id_, str):
            raise Unavailable("Mastodon gave no id for the file", hint="try again later")
        if answer.status_code == 202:
            self._await(id_, file)
        return id_

    def _await(self, id_: str, file: Attachment) -> None:
        """Until the server has processed it: 206 until then, 422 where it cannot."""
        from repurpose.publishers._http import wait

        left = self._context.patience * _PROCESSING
        pauses = iter(_WAITS)
        while True:
            answer = self._client.door.call("GET", f"/api/v1/media/{quote(id_, safe='')}")
            if answer.status_code == 422:
                raise Rejected(
                    f"Mastodon cannot process the file: {self._client.door.said(answer)}",
                    where=str(file.medium.path),
                    hint="save it anew, a video as MP4 with H.264 and AAC",
                )
            if answer.status_code >= 400:
                raise self._client.refusal(answer)
            if answer.status_code != 206:
                return
            pause = next(pauses, _WAITS[-1])
            left -= pause
            if left < 0:
                raise Unavailable("Mastodon is still processing the file", hint="try again later")
            wait(pause)


def _receipt(status: Mapping[str, Any]) -> Receipt:
    from repurpose.publishers._answers import aware

    url = status.get("url")
    return Receipt(
        remote_id=str(status["id"]),
        url=url if isinstance(url, str) else None,
        published_at=aware(status.get("created_at")),
    )


def _plain(text: str) -> str:
    """What stays of a text when a server trims it."""
    return " ".join(unicodedata.normalize("NFC", text).split())
