"""A webhook: an address of one's own that takes each post as one JSON document, and passes it on.

Sources: draft-ietf-httpapi-idempotency-key-header-07 (Idempotency-Key); docs.github.com/webhooks,
"Validating webhook deliveries" (X-Hub-Signature-256); both as of 25 November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from repurpose import channels
from repurpose.errors import Uncertain
from repurpose.model import LinkPlace, MediaKind, Post, Receipt, Rules
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login

if TYPE_CHECKING:
    from repurpose.publishers._webhook_client import Client

KINDS: tuple[MediaKind, ...] = ("image", "video", "document")


class Webhook:
    """One address."""

    rules: ClassVar[Rules] = channels.rules_of("webhook")
    link_places: ClassVar[Sequence[LinkPlace]] = ("text", "card", "comment", "none")
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "files": {
            "type": "boolean",
            "default": False,
            "description": "Send the pictures and other files along; else only their names and "
            "alternative texts.",
        },
        "find": {
            "type": "boolean",
            "default": False,
            "description": "The address says whether it has a post: GET with ?key= gives 200 with its id "
            "or url, or 404 with the key.",
        },
    }
    secrets: ClassVar[Sequence[Secret]] = (
        Secret(name="url", description="the webhook's whole address, https://…"),
        Secret(
            name="signing_key",
            description="a key that you and the webhook share; with it each post is signed",
            required=False,
        ),
    )
    duplicate_window: ClassVar[int] = 0

    def __init__(self, context: PublishContext) -> None:
        from repurpose.publishers._webhook_address import address

        self._context = context
        self._label = _login.label(context)
        found = _login.secrets(context, ["url", "signing_key"])
        self._address = address(context, found.get("url", ""))
        self._signing_key = found.get("signing_key", "")

    def __repr__(self) -> str:
        return f"<Webhook {self._label}>"

    def publish(self, post: Post, key: str) -> Receipt:
        from repurpose.publishers._media import attachments
        from repurpose.publishers._webhook_body import Body

        with_files = self._context.settings.get("files", False)
        files = attachments(post.parts[0], self.rules, "a webhook", *KINDS) if with_files else []
        body = Body(post, key, self._context, files, self._signing_key)
        return self._client.send(body, key, datetime.now(UTC))

    def find(self, post: Post, key: str) -> Receipt | None:
        if not self._context.settings.get("find", False):
            raise Uncertain(
                "a webhook cannot be asked what it has taken",
                where=self._label,
                hint="look whether it arrived; then repurpose outbox done ID (it has), or repurpose "
                "outbox retry ID (it has not)",
            )
        return self._client.find(key, post.sent_at or datetime.now(UTC))

    @cached_property
    def _client(self) -> Client:
        from repurpose.publishers._webhook_client import Client

        return Client(
            address=self._address,
            hidden=self._signing_key,
            where=self._label,
            timeout=self._context.timeout,
            patience=self._context.patience,
        )
