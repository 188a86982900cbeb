"""What a plug-in looks like. Nothing to inherit: a class with these names is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

from repurpose.model import Asset, Post, Receipt, Rules, Snippet, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContext:
    """What a reader may ask for.

    Attributes:
        language: BCP 47 where the user said it, else None: recognise it.
        progress: Call with (done, total) while reading; cheap, may be called often.
        password: Gives the password for a protected file, or None where the user set none. Asked
            only for a file that is protected. Never log what it gives.
        incomplete: Call where more may be read another time (a page took too long on a busy
            machine): then the reading is not kept.
        speech_model: The folder of the user's own speech recognition model.
        cache: A folder for what is dear to make twice; None: keep nothing.
    """

    language: str | None = None
    progress: Callable[[int, int], None] = lambda done, total: None
    password: Callable[[], str | None] = lambda: None
    incomplete: Callable[[], None] = lambda: None
    speech_model: Path | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractContext:
    """What an extractor may ask for. Private segments are already gone from the asset.

    Attributes:
        today: The day of the run; None where nobody said it. An extractor asks no clock.
    """

    theme: str | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A secret that a publisher needs, named for the environment and the keyring.

    `access_token` of twitter is REPURPOSE_TWITTER_ACCESS_TOKEN, of linkedin:acme
    REPURPOSE_LINKEDIN_ACME_ACCESS_TOKEN.

    Attributes:
        kinds: It is needed only where the channel's key `kind` is one of these; empty: always.
    """

    name: str
    description: str
    required: bool = True
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishContext:
    """What a publisher is made with.

    Attributes:
        channel, account: Whom it publishes for.
        settings: The channel's keys of repurpose.yaml, checked against the publisher's `options`.
        secret: Gives a secret by its name, or None where it is not set. Never log what it gives.
        timeout: Seconds to wait for a connection and between bytes.
        patience: The most seconds to wait inside one call for a platform that asks to wait.
        zone: The user's time zone; None: the machine's.
        progress: Call with (done, total), in bytes, while a large file is sent.
    """

    channel: str
    account: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    secret: Callable[[str], str | None] = lambda name: None
    timeout: float = 30.0
    patience: float = 60.0
    zone: tzinfo | None = None
    progress: Callable[[int, int], None] = lambda done, total: None


@runtime_checkable
class Reader(Protocol):
    """Turns a file into an Asset. Made without arguments.

    Attributes:
        suffixes: Lower case, with the dot: (".pptx",).
    """

    suffixes: ClassVar[Sequence[str]]

    def read(self, path: Path, context: ReadContext) -> Asset:
        """Raises SourceError for whatever is wrong with the file, and nothing else."""
        ...


@runtime_checkable
class Extractor(Protocol):
    """Finds passages worth repeating. Made without arguments; pure: same in, same out."""

    def extract(self, asset: Asset, context: ExtractContext) -> Iterable[Snippet]:
        """Every snippet's text is a verbatim span of the asset; anything else is refused."""
        ...


@runtime_checkable
class ReadsAlong(Protocol):
    """Optional for a reader: a file is read together with others that lie beside it."""

    def companions(self, path: Path) -> tuple[Path, ...]:
        """These others, that are there. When one changes, the file is read again; in a folder they
        are not read for themselves."""
        ...


class Publisher(Protocol):
    """Puts a post on one platform. Made with a PublishContext.

    Attributes:
        rules: The channel's text and media rules.
        options: The keys it takes in repurpose.yaml, each with its JSON Schema.
        secrets: The secrets it needs.
        duplicate_window: For how many seconds the platform is documented to refuse the same
            content again; 0 where it promises nothing. Used only where `find` cannot ask.
    """

    rules: ClassVar[Rules]
    options: ClassVar[Mapping[str, Mapping[str, Any]]]
    secrets: ClassVar[Sequence[Secret]]
    duplicate_window: ClassVar[int]

    def __init__(self, context: PublishContext) -> None: ...

    def publish(self, post: Post, key: str) -> Receipt:
        """Publish the one part of `post` (in reply to `post.reply_to`, if set).

        Args:
            key: The same for each attempt at the same content.

        Raises:
            LoginError, Duplicate, Rejected, Unavailable, Uncertain.
        """
        ...

    def find(self, post: Post, key: str) -> Receipt | None:
        """Whether the part stands on the platform: its receipt, or None for certainly not.

        Raises:
            Uncertain: the platform cannot be asked (with these permissions).
            LoginError, Unavailable.
        """
        ...


@runtime_checkable
class Uploads(Protocol):
    """Optional for a publisher: upload a part's media before the post is made.

    The names are kept, so that a second attempt sends the very same post: only then does a platform
    that refuses duplicates know it again.
    """

    def upload(self, post: Post) -> tuple[str, ...]:
        """The platform's names of the part's media, in order. Raises as `publish` does."""
        ...


@runtime_checkable
class Resumes(Protocol):
    """Optional beside Uploads: an upload that takes long goes on where an earlier run was stopped."""

    def resume(self, post: Post, keep: Callable[[tuple[str, ...]], None]) -> tuple[str, ...]:
        """As `upload`.

        Args:
            post: `uploads` holds what an earlier run kept, or all names; it may be of long ago.
            keep: Writes names down at once, in place of those before: the next run gets them, when
                this one ends without a result.
        """
        ...


@runtime_checkable
class HandsOver(Protocol):
    """Optional for a publisher: nothing is sent, a person puts posts up, and adds what they lack.

    Attributes:
        hands_over: True.
    """

    hands_over: ClassVar[bool]


@runtime_checkable
class HandsOverUntilSetUp(Protocol):
    """Optional for a publisher: an account that is not set up is handed over, not refused."""

    @classmethod
    def lacks(cls, context: PublishContext) -> str | None:
        """What is missing before posts can be sent, in a few words; None: nothing, they are sent. Asks
        nobody outside this machine."""
        ...


@runtime_checkable
class HasLoginPage(Protocol):
    """Optional for a publisher: where a person gets the secrets that `repurpose login` asks for."""

    @classmethod
    def login_page(cls, settings: Mapping[str, Any]) -> str | None:
        """Its address; None where these settings need none."""
        ...


@runtime_checkable
class Rehearses(Protocol):
    """Optional for a publisher: what it can do with --sandbox without a platform."""

    @classmethod
    def rehearsed(cls, settings: Mapping[str, Any], folder: Path) -> Mapping[str, Any] | None:
        """The settings to try it with.

        Args:
            folder: One that it may fill; it need not be there.

        Returns:
            None where it needs the sandbox's platform.
        """
        ...


@runtime_checkable
class Lists(Protocol):
    """Optional for a publisher: say what stands on the account."""

    def standing(self, since: datetime) -> Iterable[Standing]:
        """The account's own posts since then, the newest first, replies to its own posts among them.

        Raises:
            Uncertain: the platform does not show this login all of them.
            LoginError, Unavailable.
        """
        ...


@runtime_checkable
class Deletes(Protocol):
    """Optional for a publisher: take down what stands there."""

    def delete(self, remote_id: str) -> None:
        """Take one post down. What is gone already is no error. Raises as `publish` does, but never
        Uncertain: to delete twice does no harm."""
        ...


@runtime_checkable
class HasServers(Protocol):
    """Optional for a publisher: its platform has many servers, each with accounts of its own."""

    @staticmethod
    def server(settings: Mapping[str, Any]) -> str | None:
        """The address of the account's server, without the slash at the end; None where none is set.

        Args:
            settings: The channel's keys of repurpose.yaml.
        """
        ...


@runtime_checkable
class Verifies(Protocol):
    """Optional for a publisher: prove the login without posting."""

    def verify(self) -> str:
        """The account's name as the platform sees it. Raises as `publish` does."""
        ...
