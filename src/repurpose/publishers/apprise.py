"""E-mail and chats through the library apprise, which is installed beside: pip install
'repurpose-cli[apprise]'.

Source: github.com/caronc/apprise, 2.3.0 (`Apprise.notify`, `NotifyBase`), as of 25 November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from repurpose import channels
from repurpose.errors import LoginError, Unavailable, Uncertain
from repurpose.model import MediaKind, Post, Receipt, Rules
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login

KINDS: tuple[MediaKind, ...] = ("image", "video", "document")
_LOOK = (
    "look whether it arrived; then repurpose outbox done ID (it has), or repurpose outbox retry ID (it "
    "has not: it goes to all addresses again)"
)


class Apprise:
    """One address, or several that get the same."""

    rules: ClassVar[Rules] = channels.rules_of("apprise")
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "sender": {
            "type": "string",
            "minLength": 1,
            "maxLength": 60,
            "default": "repurpose",
            "description": "Who it is from, where the address says nothing: the name in an e-mail, the "
            "footer in Slack.",
            "examples": ["Muster Holzbau AG"],
        },
    }
    secrets: ClassVar[Sequence[Secret]] = (
        Secret(
            name="url",
            description="an address as apprise writes it (mailto://…, slack://…), or several with "
            "spaces between",
        ),
    )
    duplicate_window: ClassVar[int] = 0

    def __init__(self, context: PublishContext) -> None:
        from repurpose.publishers._apprise_targets import targets

        self._label = _login.label(context)
        urls = (context.secret("url") or "").split()
        if not urls:
            raise LoginError(
                "no address is set",
                where=self._label,
                hint=f"repurpose login {self._label}; or set {_login.variable(context, 'url')}",
            )
        self._targets = targets(urls, context, self._label)

    def __repr__(self) -> str:
        return f"<Apprise {self._label}>"

    def publish(self, post: Post, key: str) -> Receipt:
        from repurpose.publishers._apprise_targets import check
        from repurpose.publishers._media import attachments

        part = post.parts[0]
        files = attachments(part, self.rules, "apprise", *KINDS)
        for target in self._targets:
            check(target, part, self._label)
        outcomes = [target.send(part, files) for target in self._targets]
        lost = [outcome for outcome in outcomes if not outcome.taken]
        if not lost:
            sent_at = datetime.now(UTC)  # no service says what it calls a message
            return Receipt(
                remote_id=f"{key}@{sent_at:%Y%m%dT%H%M%S.%f}", url=None, published_at=sent_at
            )
        if all(outcome.never_left for outcome in outcomes):
            raise Unavailable(
                f"{lost[0].name} cannot be reached",
                where=self._label,
                hint="see whether this machine is online, and whether the address is right",
            )
        taken = len(outcomes) - len(lost)
        where_to = f"; {taken} of {len(outcomes)} addresses took it" if len(outcomes) > 1 else ""
        raise Uncertain(
            f"{lost[0].name} did not confirm the message: {lost[0].reason}{where_to}",
            where=self._label,
            hint=_LOOK,
        )

    def find(self, post: Post, key: str) -> Receipt | None:
        raise Uncertain(
            "an e-mail or a chat cannot be asked what it has taken", where=self._label, hint=_LOOK
        )
