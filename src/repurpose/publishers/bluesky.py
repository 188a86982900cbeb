"""Bluesky, through the AT Protocol of the account's server.

Sources: bluesky-social/atproto, lexicons and packages/pds (state of August 2026);
docs.bsky.app/docs/advanced-guides/post-richtext and rate-limits, tutorials/video.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar

from repurpose import channels
from repurpose.errors import (
    ConfigError,
    Duplicate,
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
    from repurpose.publishers._bluesky_session import Client
    from repurpose.publishers._media import Attachment

API = "https://bsky.social"
MOST_PAGES = 100
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
            raise LoginError(
                "the login of Bluesky is missing",
                where=self._label,
                hint=f"set {self._variable} to an app password; see: repurpose doctor",
            )

    def __repr__(self) -> str:
        return f"<Bluesky {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        from repurpose.publishers._bluesky_record import embed, record, record_key

        self._check_length(post)
        now = datetime.now(UTC)
        value = record(post, now, self._did_of)
        if post.reply_to is not None:
            value["reply"] = self._answering(post.reply_to)
        rkey, names = record_key(post, key), post.uploads
        if post.parts[0].media and not names:
            names = self.upload(post)
        uri = self._put({**value, **embed(post, names)}, rkey)
        if uri is None:  # uploads that no post shows are thrown away after a while
            uri = self._put({**value, **embed(post, self.upload(post))}, rkey)
        if uri is None:
            raise Unavailable("Bluesky lost the files of the post", hint="try again later")
        return _receipt(uri, now)

    def upload(self, post: Post) -> tuple[str, ...]:
        from repurpose.publishers._bluesky_record import thumbnail_limit
        from repurpose.publishers._media import attachments

        self._check_length(post)
        part = post.parts[0]
        rules = replace(self.rules, image_bytes=thumbnail_limit(part, self.rules.image_bytes))
        names: list[str] = []
        for file in attachments(part, rules, "Bluesky", *KINDS):
            if file.medium.kind == "video":
                names += self._upload_video(file, post.language)
            else:
                names.append(self._blob(file.content(), file.mime))
        return tuple(names)

    def find(self, post: Post, key: str) -> Receipt | None:
        from repurpose.publishers._bluesky_record import address, record_key

        if post.sent_at is None:
            return None
        try:
            return self._standing(address(self._client.session.did, record_key(post, key)))
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

        own = f"at://{self._client.session.did}/"
        found = []
        for record in self._records():
            moment = aware(record["value"].get("createdAt"))
            reply = child(record["value"], "reply", "parent", "uri")
            if moment >= since and str(reply or own).startswith(own):
                found.append((moment, record))
        for moment, record in sorted(found, key=itemgetter(0), reverse=True):
            receipt = _receipt(record["uri"], moment)
            yield Standing(
                remote_id=receipt.remote_id, url=receipt.url, published_at=moment,
                text=str(record["value"].get("text", "")),
            )  # fmt: skip

    def delete(self, remote_id: str) -> None:
        from repurpose.publishers._bluesky_record import COLLECTION

        body = {
            "repo": self._client.session.did,
            "collection": COLLECTION,
            "rkey": remote_id.rpartition("/")[2],
        }
        self._client.call("POST", "com.atproto.repo.deleteRecord", json=body)

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

    def _put(self, value: Mapping[str, Any], key: str) -> str | None:
        """Lay a record where none may lie yet; its at:// address. None: a file that it shows is not
        there (any more)."""
        from repurpose.publishers._answers import document
        from repurpose.publishers._bluesky_record import COLLECTION, address
        from repurpose.publishers._bluesky_refusals import name_of
        from repurpose.publishers._http import SETTLING

        did = self._client.session.did
        body = {
            "repo": did, "collection": COLLECTION, "rkey": key, "record": value, "swapRecord": None,
        }  # fmt: skip
        answer = self._client.ask("POST", "com.atproto.repo.putRecord", creates=True, json=body)
        name = name_of(answer)
        if name == "InvalidSwap":
            raise Duplicate(
                "this post stands on Bluesky already",
                where=self._label,
                hint="change the text: repurpose outbox edit; or: repurpose outbox done",
                receipt=self._standing(address(did, key)),
            )
        if name == "BlobNotFound":
            return None
        if answer.status_code >= 400:
            raise self._client.refusal(answer)
        uri = address(did, key)
        if document(answer).get("uri") != uri:
            raise Uncertain(
                "Bluesky gave an answer that cannot be read; the post may be live", hint=SETTLING
            )
        return uri

    def _record_at(self, uri: str) -> Mapping[str, Any] | None:
        """A record with its cid; None where none lies there."""
        from repurpose.publishers._answers import document
        from repurpose.publishers._bluesky_refusals import name_of

        did, collection, key = uri.removeprefix("at://").split("/", 2)
        parameters = {"repo": did, "collection": collection, "rkey": key}
        answer = self._client.ask("GET", "com.atproto.repo.getRecord", params=parameters)
        if name_of(answer) == "RecordNotFound":
            return None
        if answer.status_code >= 400:
            raise self._client.refusal(answer)
        found = document(answer)
        if not isinstance(found.get("uri"), str) or not isinstance(found.get("value"), dict):
            raise Unavailable("Bluesky gave an answer that cannot be read", hint="try again later")
        return found

    def _records(self) -> Iterator[Mapping[str, Any]]:
        """All of the account's posts. In the order of their keys, which follow no clock: so there is
        no earlier end."""
        from repurpose.publishers._answers import child, document
        from repurpose.publishers._bluesky_record import COLLECTION

        parameters = {"repo": self._client.session.did, "collection": COLLECTION, "limit": "100"}
        for _ in range(MOST_PAGES):
            said = document(
                self._client.call("GET", "com.atproto.repo.listRecords", params=parameters)
            )
            records = said.get("records")
            if not isinstance(records, list):
                raise Unavailable(
                    "Bluesky gave an answer that cannot be read", hint="try again later"
                )
            yield from (
                each for each in records
                if isinstance(child(each, "uri"), str) and isinstance(child(each, "value"), dict)
            )  # fmt: skip
            if not records or not said.get("cursor"):
                return
            parameters["cursor"] = str(said["cursor"])
        raise Uncertain("Bluesky shows more posts than can be looked through", where=self._label)

    def _standing(self, uri: str) -> Receipt | None:
        from repurpose.publishers._answers import aware

        found = self._record_at(uri)
        if found is None:
            return None
        return _receipt(found["uri"], aware(found["value"].get("createdAt")))

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

    def _did_of(self, handle: str) -> str | None:
        """The DID of a handle; None where nobody has it."""
        from repurpose.publishers._answers import document

        answer = self._client.ask(
            "GET", "com.atproto.identity.resolveHandle", params={"handle": handle.lower()}
        )
        did = document(answer).get("did") if answer.status_code < 400 else None
        return did if isinstance(did, str) and did.startswith("did:") else None

    def _answering(self, uri: str) -> Mapping[str, Any]:
        """What a reply names: the post before it, and the first one of the thread."""
        found = self._record_at(uri)
        if found is None:
            raise Rejected(
                "the part before this one is not there any more",
                where=self._label,
                hint="post the rest by hand",
            )
        parent = {"uri": found["uri"], "cid": str(found.get("cid"))}
        reply = found["value"].get("reply")
        root = reply.get("root") if isinstance(reply, dict) else None
        return {"root": root or parent, "parent": parent}

    def _blob(self, content: bytes, mime: str) -> str:
        """Upload; the blob as JSON, as a record names it."""
        from repurpose.publishers._answers import child, document

        answer = self._client.call(
            "POST", "com.atproto.repo.uploadBlob", data=content, headers={"Content-Type": mime}
        )
        blob = document(answer).get("blob")
        if not isinstance(child(blob, "ref", "$link"), str):
            raise Unavailable("Bluesky gave no name for the file", hint="try again later")
        return json.dumps(blob, sort_keys=True)

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
            names.append(self._blob(content, "text/vtt"))
        return names


def _receipt(uri: str, moment: datetime) -> Receipt:
    from repurpose.publishers._bluesky_record import page

    return Receipt(remote_id=uri, url=page(uri), published_at=moment)
