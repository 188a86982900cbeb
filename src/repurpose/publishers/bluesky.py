"""Bluesky, through the AT Protocol of the account's server.

Sources: bluesky-social/atproto, lexicons and packages/pds (state of August 2026);
docs.bsky.app/docs/advanced-guides/post-richtext and rate-limits, tutorials/video.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar

from repurpose import channels
from repurpose.errors import (
    ConfigError,
    LoginError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import MediaKind, Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login
from repurpose.text.counting import length

if TYPE_CHECKING:
    from repurpose.publishers._bluesky_repository import Repository
    from repurpose.publishers._bluesky_session import Client
    from repurpose.publishers._media import Attachment

API = "https://bsky.social"
KINDS: tuple[MediaKind, ...] = ("image", "video")


class Bluesky:
    """An account on any server of the network."""

    rules: ClassVar[Rules] = channels.rules_of("bluesky")
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "handle": {
            "type": "string",
            "pattern": r"^@?([\w-]+\.)+[\w-]+$",
            "x-required": True,
            "description": "The account's name: acme.bsky.social, or your own domain.",
            "examples": ["acme.bsky.social"],
        },
        "video_url": {
            "type": "string",
            "pattern": r"^(https://|http://(localhost|127\.))",
            "description": "The service that prepares videos. Default: https://video.bsky.app.",
        },
    }
    secrets: ClassVar[Sequence[Secret]] = (
        Secret(
            name="app_password",
            description="app password, made at bsky.app under Settings → Privacy and security → "
            "App passwords; not the account's own password",
        ),
    )
    # None is needed: the record's key follows from the post's, so it can always be asked for.
    duplicate_window: ClassVar[int] = 0

    def __init__(self, context: PublishContext) -> None:
        self._context = context
        self._label = _login.label(context)
        self._base = _login.address(context, API)
        self._variable = _login.variable(context, "app_password")
        self._handle = str(context.settings.get("handle") or "").removeprefix("@")
        self._password = _login.secrets(context, ["app_password"]).get("app_password", "")
        if not self._handle:
            raise ConfigError(
                "the account's handle is not set",
                where=f"channels.{self._label}.handle",
                hint="write it without the @: acme.bsky.social",
            )
        if not self._password:
            raise _login.missing(context, "Bluesky", "app_password")

    def __repr__(self) -> str:
        return f"<Bluesky {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        from repurpose.publishers._bluesky_record import (
            address,
            embed,
            receipt_of,
            record,
            record_key,
        )

        self._check_length(post)
        now, repository = datetime.now(UTC), self._repository
        value = record(post, now, repository.did_of)
        if post.reply_to is not None:
            value["reply"] = repository.answering(post.reply_to)
        rkey, names = record_key(post, key), post.uploads
        if post.parts[0].media and not names:
            names = self.upload(post)
        done = repository.put({**value, **embed(post, names)}, rkey)
        if not done:  # uploads that no post shows are thrown away after a while
            done = repository.put({**value, **embed(post, self.upload(post))}, rkey)
        if not done:
            raise Unavailable("Bluesky lost the files of the post", hint="try again later")
        return receipt_of(address(self._client.session.did, rkey), now)

    def upload(self, post: Post) -> tuple[str, ...]:
        from repurpose.publishers._bare import bare
        from repurpose.publishers._media import attachments

        self._check_length(post)
        names: list[str] = []
        for file in attachments(post.parts[0], self.rules, "Bluesky", *KINDS):
            if file.medium.kind == "video":
                names += self._upload_video(file, post.language)
            else:
                names.append(self._repository.upload(bare(file.content()), file.mime))
        return tuple(names)

    def find(self, post: Post, key: str) -> Receipt | None:
        from repurpose.publishers._bluesky_record import record_key

        if post.sent_at is None:
            return None
        try:
            return self._repository.receipt(record_key(post, key))
        except LoginError:
            raise
        except Rejected as error:
            raise Uncertain(
                f"Bluesky does not show the account's posts: {error.message}",
                where=self._label,
                hint=error.hint,
            ) from error

    def standing(self, since: datetime) -> Iterator[Standing]:
        from repurpose.publishers._answers import aware, child
        from repurpose.publishers._bluesky_record import receipt_of

        own = f"at://{self._client.session.did}/"
        found = []
        for record in self._repository.records():
            moment = aware(record["value"].get("createdAt"))
            reply = child(record["value"], "reply", "parent", "uri")
            if moment >= since and str(reply or own).startswith(own):
                found.append((moment, record))
        for moment, record in sorted(found, key=itemgetter(0), reverse=True):
            receipt = receipt_of(record["uri"], moment)
            yield Standing(
                remote_id=receipt.remote_id, url=receipt.url, published_at=moment,
                text=str(record["value"].get("text", "")),
            )  # fmt: skip

    def delete(self, remote_id: str) -> None:
        self._repository.delete(remote_id.rpartition("/")[2])

    def verify(self) -> str:
        """The account's handle, with the @."""
        return f"@{self._client.session.handle}"

    # ── calls ──

    @cached_property
    def _client(self) -> Client:
        from repurpose.publishers._bluesky_session import Client

        return Client(
            base=self._base,
            handle=self._handle,
            password=self._password,
            where=self._label,
            variable=self._variable,
            timeout=self._context.timeout,
            patience=self._context.patience,
        )

    @cached_property
    def _repository(self) -> Repository:
        from repurpose.publishers._bluesky_repository import Repository

        return Repository(client=self._client)

    # ── the post ──

    def _check_length(self, post: Post) -> None:
        """With the link, where it goes below the text."""
        from repurpose.publishers._bluesky_record import whole_text

        part = post.parts[0]
        text = whole_text(part)
        for measure, limit in ((self.rules.measure, self.rules.limit), *self.rules.further):
            size = length(text, measure)
            if size > limit:
                with_link = " with the link, which a video or several pictures leave no card for"
                raise Rejected(
                    f"the text has {size:,} of {limit:,} {'bytes' if measure == 'utf8' else 'characters'}"
                    f"{with_link if text != part.text else ''}",
                    where=self._label,
                    hint="shorten it: repurpose outbox edit",
                )

    def _upload_video(self, file: Attachment, language: str) -> list[str]:
        """The video, and its captions where they lie beside it and their language is known."""
        from repurpose.publishers import _bluesky_video as video
        from repurpose.publishers._media import captions

        service = str(self._context.settings.get("video_url") or video.SERVICE).rstrip("/")
        blob = video.uploaded(self._client, service, file)
        names = [json.dumps(blob, sort_keys=True)]
        subtitles = captions(file.medium.path)
        content = subtitles and video.captions(subtitles)
        if content and language != "und":
            names.append(self._repository.upload(content, "text/vtt"))
        return names
