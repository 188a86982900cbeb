"""The addresses that apprise sends to: what each takes, and what became of a message.

Apprise says only whether a message was taken; why not, it writes into its log. From there comes the
reason, without the secrets of the address, and whether the other side was reached at all.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from repurpose.errors import ConfigError, LoginError, Rejected
from repurpose.model import Part
from repurpose.protocols import PublishContext
from repurpose.publishers import _login
from repurpose.publishers._bare import bare
from repurpose.publishers._http import silence
from repurpose.publishers._media import Attachment

_LOGGER = "apprise"
# How urllib3 and the operating system name a connection that never stood.
_NEVER_LEFT = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeoutError"
    r"|\[Errno (111|61|-2|-3|-5|8|11001|10061)\]"
)
_FAULT = re.compile(r"Socket Exception|Connection error", re.IGNORECASE)
_LONGEST = 200  # characters of a reason
_SHORTEST = 6  # characters of a piece of an address that could be a secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one message.

    Attributes:
        name: The service, as apprise calls it: "Slack".
        taken: It was.
        never_left: Certainly nothing of it was sent.
        reason: Why not, in one line.
    """

    name: str
    taken: bool
    never_left: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One address. `service`: apprise's object of it."""

    service: Any = field(repr=False)
    hidden: tuple[str, ...] = field(repr=False)
    asset: Any = field(repr=False)

    @property
    def name(self) -> str:
        return str(self.service.service_name)

    def send(self, part: Part, files: Sequence[Attachment]) -> Outcome:
        """Once: what fails is not tried again."""
        import apprise

        one = apprise.Apprise(asset=self.asset)
        one.add(self.service)
        attached = apprise.AppriseAttachment()
        for file in files:
            attached.add(_attached(file))
        with _listening() as log:
            taken = bool(
                one.notify(
                    body=part.text,
                    title=part.title or "",
                    body_format=apprise.NotifyFormat.TEXT,
                    attach=attached if files else None,
                    interpret_escapes=False,
                )
            )
        if taken:
            return Outcome(name=self.name, taken=True)
        single = len(self.service) == 1 and not files
        return Outcome(
            name=self.name,
            taken=False,
            never_left=single and _never_left(log),
            reason=self._reason(log),
        )

    def _reason(self, log: Sequence[logging.LogRecord]) -> str:
        said = [r.getMessage() for r in log if r.levelno >= logging.WARNING]
        words = next(iter(said), "it says no reason")
        for secret in self.hidden:
            words = words.replace(secret, "…")
        shown = "".join(char if char.isprintable() else " " for char in words)
        return " ".join(shown.split())[:_LONGEST].rstrip(" .")


def targets(urls: Sequence[str], context: PublishContext, where: str) -> list[Target]:
    """The addresses, in order.

    Raises:
        ConfigError: apprise is not installed.
        LoginError: apprise does not know one of them.
    """
    try:
        import apprise
    except ImportError as error:
        raise ConfigError(
            "the library apprise is not installed",
            where=where,
            hint="pip install 'repurpose-cli[apprise]'",
        ) from error
    silence("urllib3")  # it writes whole addresses into its log
    asset = apprise.AppriseAsset(
        app_id=context.settings.get("sender", "repurpose"),
        app_desc="",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,
    )
    return [_target(url, number, asset, context, where) for number, url in enumerate(urls, start=1)]


def check(target: Target, part: Part, where: str) -> None:
    """Raises Rejected: the service does not take such a message; nothing was sent."""
    service = target.service
    if part.media and not _takes_files(service):
        raise Rejected(
            f"{target.name} takes no files through apprise",
            where=where,
            hint="leave them out: repurpose outbox edit; for all posts: "
            f"channels.{where}.pictures: none",
        )
    length = len(part.text) + (0 if service.title_maxlen else len(part.title or "") + 2)
    if length > service.body_maxlen:
        raise Rejected(
            f"the text has {length:,} of {service.body_maxlen:,} characters that {target.name} takes",
            where=where,
            hint="shorten it: repurpose outbox edit",
        )


def _takes_files(service: Any) -> bool:
    """Slack's incoming webhooks would get the text, and the files be left out."""
    is_webhook = service.service_name == "Slack" and service.mode == "hook"
    return bool(service.attachment_support) and not is_webhook


def _target(url: str, number: int, asset: Any, context: PublishContext, where: str) -> Target:
    import apprise

    with _listening():
        try:
            service = apprise.Apprise.instantiate(url, asset=asset)
        except Exception:  # plug-ins of apprise raise what they like; it may name the address
            service = None
    if service is None:
        raise LoginError(
            f"apprise does not know address {number} of those that are set",
            where=where,
            hint="compare it with github.com/caronc/apprise/wiki, then set it anew: "
            f"{_login.variable(context, 'url')}",
        )
    service.retry, service.optional = 0, False  # what the address asks for: ?retry=, ?optional=
    service.socket_connect_timeout = service.socket_read_timeout = context.timeout
    return Target(service=service, hidden=_hidden(url), asset=asset)


def _hidden(url: str) -> tuple[str, ...]:
    """Whatever a log could repeat of an address, the longest first."""
    pieces = [url, *re.split(r"[/:@?&=,#]+", url)]
    known = {each for piece in pieces for each in (piece, unquote(piece))}
    return tuple(sorted((k for k in known if len(k) >= _SHORTEST), key=len, reverse=True))


def _attached(file: Attachment) -> Any:
    """Pictures without what a camera wrote into them."""
    import apprise
    from apprise.attachment.memory import AttachMemory

    name = file.medium.path.name
    if file.medium.kind == "image":
        return AttachMemory(content=bare(file.content()), name=name, mimetype=file.mime)
    found = apprise.AppriseAttachment.instantiate(str(file.medium.path.absolute()))
    if found is None or not found:
        raise Rejected(
            "apprise cannot read it", where=str(file.medium.path), hint="give it a plain name"
        )
    return found


def _never_left(log: Sequence[logging.LogRecord]) -> bool:
    """Whether all that went wrong is that the other side was not reached."""
    faults = [r.getMessage() for r in log if r.levelno < logging.WARNING]
    faults = [words for words in faults if _FAULT.search(words)]
    return bool(faults) and all(_NEVER_LEFT.search(words) for words in faults)


class _Keeper(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Apprise's log, which goes nowhere else meanwhile: it holds addresses."""
    logger, keeper = logging.getLogger(_LOGGER), _Keeper()
    level, propagate, handlers = logger.level, logger.propagate, logger.handlers
    logger.setLevel(logging.DEBUG)
    logger.propagate, logger.handlers = False, [keeper]
    try:
        yield keeper.records
    finally:
        logger.setLevel(level)
        logger.propagate, logger.handlers = propagate, handlers
