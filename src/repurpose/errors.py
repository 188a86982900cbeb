"""What can go wrong, named by who must act. The bottom layer: imports nothing of the package.

    RepurposeError
    ├── ConfigError         2   you: a flag, the configuration, the environment
    │   └── TemplateError   2   you: a template
    ├── SourceError         3   you: the file that was to be read
    │   └── MissingProgram  3   you: a program that opens such files is not installed
    ├── OutboxError         2   you: the outbox cannot be used (newer version, no room, locked)
    ├── LanguageModelError  0   nobody has to: the rest was done without it
    └── PublishError        1
        ├── Rejected        1   never: change the post or the account
        │   ├── Duplicate   1   the platform says that this text stands there already
        │   └── LoginError  4   a login is missing, has expired or lacks a permission
        ├── ByHand          0   you: the platform takes no posts from programs
        ├── Unavailable     1   later: not taken, safe to send again
        └── Uncertain       5   perhaps live: settle before anything is sent again

Every message is one line; `hint` says what to do next. Neither ever holds a secret.
"""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from repurpose.model import Receipt


class Exit(IntEnum):
    """The exit codes of the command; scripts rely on them."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    SOURCE = 3
    LOGIN = 4
    UNKNOWN = 5
    INTERRUPTED = 130


class RepurposeError(Exception):
    """A failure that a person can understand and act on.

    Args:
        message: One line: what happened.
        where: The file, slide, line, key or post it happened at; may be empty.
        hint: One line: what to do next; may be empty.
    """

    exit_code: Exit = Exit.REFUSED

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class ConfigError(RepurposeError):
    """A flag, the configuration file or the environment is wrong."""

    exit_code = Exit.USAGE


class TemplateError(ConfigError):
    """A template is missing, broken, or uses a name that does not exist."""


class SourceError(RepurposeError):
    """An asset could not be read, or nothing in it is worth posting."""

    exit_code = Exit.SOURCE


class MissingProgram(SourceError):
    """A program that such files need is not installed. It names no file: what it says is the same
    for all of them, and needs to be said once."""


class OutboxError(RepurposeError):
    """The outbox cannot be opened or written."""

    exit_code = Exit.USAGE


class LanguageModelError(RepurposeError):
    """The language model gave nothing that can be used. A run does without it, so its exit code is
    that of the rest."""

    exit_code = Exit.DONE


class PublishError(RepurposeError):
    """A post did not go out, or nobody knows whether it did."""


class Rejected(PublishError):
    """The platform said no. Sending the same again will not help."""


class Duplicate(Rejected):
    """The platform says that the same content stands on the account already.

    Args:
        receipt: What stands there, where the platform names it.
    """

    def __init__(
        self, message: str, *, where: str = "", hint: str = "", receipt: Receipt | None = None
    ) -> None:
        super().__init__(message, where=where, hint=hint)
        self.receipt = receipt


class LoginError(Rejected):
    """A login is missing, has expired, was revoked, or lacks a permission."""

    exit_code = Exit.LOGIN


class ByHand(PublishError):
    """The platform takes no posts from programs: a person puts this one up. No failure."""

    exit_code = Exit.DONE


class Unavailable(PublishError):
    """Not taken; safe to send again.

    Args:
        retry_at: The earliest time to try again (aware), where the platform names one.
    """

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        hint: str = "",
        retry_at: datetime | None = None,
    ) -> None:
        super().__init__(message, where=where, hint=hint)
        self.retry_at = retry_at


class Uncertain(PublishError):
    """The request left and no usable answer came: the post may be live."""

    exit_code = Exit.UNKNOWN
