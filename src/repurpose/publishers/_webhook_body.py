"""What a webhook gets: one JSON document, alone or as the first field of a form with the files.

Sources: RFC 8259 (JSON), RFC 7578 (multipart/form-data); docs.github.com/webhooks, "Validating webhook
deliveries": the signature is the HMAC-SHA256 of the document, in hexadecimal digits after "sha256=".
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator, Sequence
from typing import Any

from repurpose.model import Media, Post
from repurpose.protocols import PublishContext
from repurpose.publishers._bare import bare
from repurpose.publishers._media import Attachment

PIECE = 1_000_000  # bytes
DOCUMENT = "post"  # the form's field that the document is in


class _File:
    """A file as it is sent: pictures without what a camera wrote into them."""

    def __init__(self, attachment: Attachment, number: int) -> None:
        self.field = f"file{number}"
        self.mime = attachment.mime
        self.medium = attachment.medium
        self._attachment = attachment
        is_picture = attachment.medium.kind == "image"
        self._bytes = bare(attachment.content()) if is_picture else None
        self.size = attachment.size if self._bytes is None else len(self._bytes)

    def pieces(self) -> Iterator[bytes]:
        return self._attachment.pieces(PIECE) if self._bytes is None else iter([self._bytes])

    def described(self) -> dict[str, Any]:
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        more = {"field": self.field, "mime": self.mime, "bytes": self.size}
        return {**_described(self.medium), **more, "sha256": digest.hexdigest()}


class Body:
    """The whole request body; may be sent more than once.

    Attributes:
        content_type: The header's value.
        signature: The value of X-Hub-Signature-256; "" where nothing is signed. It covers the
            document, which names the SHA-256 of each file.
    """

    def __init__(
        self,
        post: Post,
        key: str,
        context: PublishContext,
        attachments: Sequence[Attachment],
        signing_key: str,
    ) -> None:
        files = [_File(each, number) for number, each in enumerate(attachments, start=1)]
        media = [each.described() for each in files] or [
            _described(medium) for medium in post.parts[0].media
        ]
        document = json.dumps(_document(post, key, context, media), ensure_ascii=False).encode()
        self.signature = ""
        if signing_key:
            digest = hmac.new(signing_key.encode(), document, hashlib.sha256).hexdigest()
            self.signature = f"sha256={digest}"
        self._files = files
        self._mark = secrets.token_hex(16)
        self._heads = [self._head(each) for each in files]
        self._start, self._tail = document, b""
        self.content_type = "application/json"
        if files:
            self.content_type = f"multipart/form-data; boundary={self._mark}"
            head = (
                f'--{self._mark}\r\nContent-Disposition: form-data; name="{DOCUMENT}"\r\n'
                "Content-Type: application/json\r\n\r\n"
            )
            self._start = head.encode() + document
            self._tail = f"\r\n--{self._mark}--\r\n".encode()

    def __len__(self) -> int:
        """In bytes."""
        inside = sum(len(h) + f.size for h, f in zip(self._heads, self._files, strict=True))
        return len(self._start) + inside + len(self._tail)

    def __iter__(self) -> Iterator[bytes]:
        yield self._start
        for head, file in zip(self._heads, self._files, strict=True):
            yield head
            yield from file.pieces()
        if self._tail:
            yield self._tail

    def _head(self, file: _File) -> bytes:
        name = file.medium.path.name
        for sign, escaped in (('"', "%22"), ("\r", "%0D"), ("\n", "%0A")):
            name = name.replace(sign, escaped)
        return (
            f'\r\n--{self._mark}\r\nContent-Disposition: form-data; name="{file.field}"; '
            f'filename="{name}"\r\nContent-Type: {file.mime}\r\n\r\n'
        ).encode()


def _document(
    post: Post, key: str, context: PublishContext, media: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """All keys are always there; null where the post has nothing."""
    part = post.parts[0]
    return {
        "id": post.id,
        "key": key,
        "channel": context.channel,
        "account": context.account,
        "language": post.language,
        "title": part.title,
        "text": part.text,
        "tags": list(part.tags),
        "link": part.link,
        "link_title": part.link_title,
        "comment": part.comment,
        "reply_to": post.reply_to,
        "media": list(media),
    }


def _described(medium: Media) -> dict[str, Any]:
    return {"name": medium.path.name, "kind": medium.kind, "alt": medium.alt}
