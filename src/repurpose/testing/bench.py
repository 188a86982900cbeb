"""What the contract's tests work with: a fake platform, the line to it, and publishers that use it."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import SkipTest

from repurpose.errors import PublishError, Unavailable, Uncertain
from repurpose.model import DEFAULT_ACCOUNT, Media, Part, Post, Receipt
from repurpose.protocols import PublishContext, Publisher, Uploads
from repurpose.testing.line import Line

TIMEOUT, SHORT = 10.0, 0.2  # seconds to wait for an answer; where none will come
PATIENCE = 0.05  # seconds
LANGUAGE = "de"


@dataclass(frozen=True, kw_only=True)
class Fake:
    """A platform made for tests, while it runs.

    Attributes:
        texts: Gives the texts of the posts that stand there, as a reader sees them.
        settings: The channel's keys of repurpose.yaml that lead to it.
        secrets: What logs in, by its names.
        address: http://127.0.0.1:PORT, where it is a server; it stands in `settings`, too. "" where it
            is none (a folder): nothing is asked then of lines that break.
    """

    texts: Callable[[], Sequence[str]]
    settings: Mapping[str, Any] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A fake platform and its line.

    Attributes:
        make: The publisher's class.
        part: Makes a part with a text.
        media: What may go along; () where nothing does.
        reached_at: The address that publishers get in place of the fake's; "" where it has none.
        uploaded: What the platform calls the media of a text.
    """

    fake: Fake
    channel: str
    make: Callable[[PublishContext], Publisher]
    part: Callable[[str], Part]
    media: tuple[Media, ...]
    knows_its_posts: bool
    broken_line: Line | None
    reached_at: str
    uploaded: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def line(self) -> Line:
        """Skips the test where there is none."""
        if self.broken_line is None:
            raise SkipTest("nothing goes over a line")
        return self.broken_line

    @property
    def requests(self) -> list[str]:
        return self.broken_line.requests if self.broken_line else []

    def texts(self) -> list[str]:
        return list(self.fake.texts())

    def publisher(self) -> Publisher:
        """As a run of the program makes it. It waits for an answer as long as that may take on a busy
        machine, if one comes."""
        server, reached_at = (
            address.rstrip("/").partition("//")[2]
            for address in (self.fake.address, self.reached_at)
        )

        def redirected(value: Any) -> Any:
            return value.replace(server, reached_at) if server and isinstance(value, str) else value

        no_answer = self.broken_line is not None and self.broken_line.silent
        settings = {name: redirected(value) for name, value in self.fake.settings.items()}
        secrets = {name: redirected(value) for name, value in self.fake.secrets.items()}
        return self.make(
            PublishContext(
                channel=self.channel, account=DEFAULT_ACCOUNT, settings=settings,
                secret=secrets.get, timeout=SHORT if no_answer else TIMEOUT, patience=PATIENCE,
            )
        )  # fmt: skip

    # ── posts ──

    def post(
        self, text: str, media: tuple[Media, ...] = (), sent_at: datetime | None = None
    ) -> Post:
        """A post of one part, as the courier hands it to a publisher."""
        part = self.part(text)
        part = replace(part, media=part.media or media)
        return Post(
            id=key(text)[:12], channel=self.channel, account=DEFAULT_ACCOUNT, parts=(part,),
            language=LANGUAGE, sent_at=sent_at, uploads=self.uploaded.get(text, ()),
        )  # fmt: skip

    def with_media(self, text: str) -> Post:
        """Skips the test where the publisher takes none."""
        post = self.post(text, self.media)
        if not post.parts[0].media:
            raise SkipTest("it takes no media")
        return post

    def publish(self, text: str, sent_at: datetime | None = None) -> Receipt:
        """As a run of its own; what was uploaded by an earlier one is used again."""
        publisher, post = self.publisher(), self.post(text, sent_at=sent_at)
        if post.parts[0].media and not post.uploads and isinstance(publisher, Uploads):
            self.uploaded[text] = publisher.upload(post)
            post = replace(post, uploads=self.uploaded[text])
        return publisher.publish(post, key(text))

    # ── what must hold ──

    def finds(
        self, wanted: Receipt | None, text: str, sent_at: datetime,
        unless: tuple[type[PublishError], ...] = (),
    ) -> None:  # fmt: skip
        """`find` gives this receipt, None for certainly not there; where it cannot ask it says so.

        Args:
            unless: Errors that are no lie either.
        """
        sought = self.post(text, sent_at=sent_at)
        if not self.knows_its_posts:
            error = raised(lambda: self.publisher().find(sought, key(text)), Uncertain)
            self.is_told(error, "find")
            return
        try:
            found = self.publisher().find(sought, key(text))
        except unless:
            return
        if wanted is None:
            assert found is None, f"find: {text!r} is not there, but {found} is found"
        else:
            assert found is not None, f"find: {text!r} is there and not found"
            assert found.remote_id == wanted.remote_id, f"find: {found} is not {wanted}"

    def is_told(self, error: PublishError, about: str) -> None:
        """An error is one line with a hint, and holds no secret; nor does what led to it."""
        assert error.message.strip(), f"{about}: the error says nothing"
        assert error.hint.strip(), f"{about}: no hint says what to do next: {error}"
        for words in (error.message, error.hint):
            assert words.isprintable(), f"{about}: it is not one line: {words!r}"
        self.has_no_secret("".join(traceback.format_exception(error)) + repr(error) + error.hint)

    def is_true(self, error: PublishError, text: str) -> None:
        """What is certainly not taken does not stand there; a time to come back has a time zone."""
        certain = not isinstance(error, Uncertain)
        assert not (certain and text in self.texts()), f"{error!r}, but it stands there"
        retry_at = error.retry_at if isinstance(error, Unavailable) else None
        assert retry_at is None or retry_at.tzinfo, "retry_at has no time zone"

    def has_no_secret(self, words: str) -> None:
        told = [name for name, secret in self.fake.secrets.items() if secret in words]
        assert not told, f"it tells the secret {', '.join(told)}"


def key(text: str) -> str:
    """The same for each attempt at the same text."""
    return sha256(text.encode()).hexdigest()[:32] + "-0"


def raised(call: Callable[[], object], *kinds: type[PublishError]) -> PublishError:
    """The error of a call that must fail with one of these."""
    names = " or ".join(kind.__name__ for kind in kinds)
    try:
        given = call()
    except kinds as error:
        return error
    except Exception as error:
        raise AssertionError(f"{type(error).__name__} instead of {names}: {error}") from error
    raise AssertionError(f"{given!r} instead of {names}")


@contextmanager
def logged() -> Iterator[list[str]]:
    """All that is logged meanwhile, a line each."""
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler, root = Keeping(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


def picture(path: Path, mime: str) -> Media:
    """A green square that any platform takes, with alternative text."""
    from PIL import Image

    kind = mime.rpartition("/")[2]
    Image.new("RGB", (1080, 1080), "seagreen").save(path.with_suffix(f".{kind}"), kind)
    return Media(path=path.with_suffix(f".{kind}"), kind="image", alt="Ein grünes Dach 🌲")


def now() -> datetime:
    return datetime.now(UTC)
