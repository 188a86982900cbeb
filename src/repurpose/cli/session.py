"""What one command works with: the configuration, the outbox, the publishers, the sandbox."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repurpose import config as configuration
from repurpose.config.post_keys import LOCALES
from repurpose.config.settings import label_of
from repurpose.errors import ConfigError, PublishError
from repurpose.model import Channel, Post
from repurpose.outbox.file_format import FILE_NAME
from repurpose.protocols import HandsOver, Rehearses

if TYPE_CHECKING:
    from decimal import Decimal

    from repurpose.choosing.history import Memory
    from repurpose.config import Config
    from repurpose.delivery import Courier
    from repurpose.outbox.store import Outbox
    from repurpose.protocols import PublishContext, Publisher
    from repurpose.sandbox import Fault, Sandbox
    from repurpose.sandbox.identity import Kind
    from repurpose.schedule.planning import Planning

DEFAULT_CHANNELS = ("twitter", "linkedin")
SANDBOX_TIMEOUT = 5.0


@dataclass
class Session:
    """Made once a command; close it (it is a context manager).

    Attributes:
        config_path: --config.
        use_sandbox: --sandbox: an outbox of its own, and platforms inside this machine.
        fault_words: --fault.
        language: --language.
    """

    config_path: Path | None = None
    use_sandbox: bool = False
    fault_words: Sequence[str] = ()
    language: str | None = None
    _stack: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    _faults: list[Fault] = field(default_factory=list)
    uploading: Callable[[str, float, int], None] = lambda label, done, total: None
    _publishers: dict[str, Publisher] = field(default_factory=dict)

    def __enter__(self) -> Session:
        if self.fault_words and not self.use_sandbox:
            raise ConfigError("--fault needs --sandbox", hint="real platforms fail by themselves")
        if self.fault_words:
            from repurpose.sandbox import parse_fault

            self._faults = [parse_fault(word) for word in self.fault_words]
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._stack.close()

    @cached_property
    def config(self) -> Config:
        return configuration.load(self.config_path)

    @property
    def locale(self) -> str | None:
        """How our own words are set in German: as --language says, else as configured; None: as the
        file is."""
        said = (self.language or "").casefold()
        return next((each for each in LOCALES if each.casefold() == said), self.config.locale)

    @property
    def state(self) -> Path:
        """The folder of the outbox; the sandbox has one of its own, so that nothing that was
        tried counts as published."""
        return self.config.state / "sandbox" if self.use_sandbox else self.config.state

    @property
    def flag(self) -> str:
        """What the next command needs to work with the same outbox."""
        return " --sandbox" if self.use_sandbox else ""

    @property
    def outbox_file(self) -> Path:
        return self.state / FILE_NAME

    @cached_property
    def outbox(self) -> Outbox:
        from repurpose.outbox.store import Outbox

        outbox = Outbox(self.state)
        self._stack.callback(outbox.close)
        return outbox

    @cached_property
    def sandbox(self) -> Sandbox:
        from repurpose.sandbox import Sandbox

        self.state.mkdir(parents=True, exist_ok=True)
        servers = Sandbox(self.state / "platforms.db", faults=self._faults)
        return self._stack.enter_context(servers)

    def channels(self, words: str | None) -> list[Channel]:
        """The channels of --channels, else the configured ones, else X and LinkedIn.

        Raises:
            ConfigError: an unknown channel or account.
        """
        if words is not None:
            labels = [word.strip() for word in words.split(",") if word.strip()]
            if not labels:
                raise ConfigError("--channels is empty", hint="e.g. --channels twitter,linkedin")
            found = [self.config.channel(label) for label in labels]
        else:
            for error in self.config.broken.values():
                raise error
            found = list(self.config.channels) or [self.config.channel(c) for c in DEFAULT_CHANNELS]
        return list({channel.label: channel for channel in found}.values())

    def channel_of(self, post: Post) -> Channel:
        return self.config.channel(label_of(post.channel, post.account))

    def refuse_breaches(self, post: Post) -> None:
        """Raises Rejected where a post breaks its channel's rules."""
        from repurpose.channels import checking

        channel = self.channel_of(post)
        complete = not self.is_by_hand(channel)
        checking.refuse(post.parts, channel.rules, post.id, complete=complete)

    def publisher(self, post: Post) -> Publisher:
        """The publisher of a post's channel and account, made once."""
        channel = self.channel_of(post)
        if channel.label not in self._publishers:
            from repurpose import publishers

            self._prolong(channel)
            context = replace(self._context(channel), progress=self._sending(channel))
            self._publishers[channel.label] = publishers.make(channel, context)
            self._warn_of_end(channel)
        return self._publishers[channel.label]

    def _prolong(self, channel: Channel) -> None:
        """A token of a kept login that may be made new with itself is, before it is used."""
        if self._uses_kept_login(channel):
            from repurpose.logins import fresh

            base = channel.settings.get("api_url")
            fresh.prolong(self.config.logins, channel.label, base)

    def _uses_kept_login(self, channel: Channel) -> bool:
        """Whether the keyring is asked: not in the sandbox, nor where the environment has a login."""
        from repurpose import plugins
        from repurpose.config import secrets

        needed = plugins.load("publishers", channel.name).secrets
        names = {secrets.variable_name(channel, each.name) for each in needed}
        return not (self.use_sandbox or names & self.config.environ.keys())

    def _sending(self, channel: Channel) -> Callable[[int, int], None]:
        """Shows how far a large file is, in megabytes."""
        return lambda done, total: self.uploading(
            f"{channel.label} MB", done / 1e6, max(1, round(total / 1e6))
        )

    def _warn_of_end(self, channel: Channel) -> None:
        """A word where a kept login ends soon."""
        if not self._uses_kept_login(channel):
            return
        from repurpose.cli import terminal
        from repurpose.logins import fresh

        kept, now = self.config.logins.get(channel.label), datetime.now(UTC)
        if kept is not None and (ends := fresh.ending(kept, now)) is not None:
            days = max((ends - now).days, 0)
            when = f"{days} day{'' if days == 1 else 's'}"
            terminal.say(f"note: the login of {channel.label} ends in {when}")
            terminal.next_step(f"repurpose login {channel.label}")

    def courier(self) -> Courier:
        from repurpose.delivery import Courier, utc_now
        from repurpose.outbox.journal import Journal

        return Courier(
            journal=Journal(self.outbox),
            publisher=self.publisher,
            next_slot=lambda post: self.next_slot(post, utc_now()),
            earliest=lambda post: self.earliest(post, utc_now()),
            most=self.config.limits.per_run,
            late=self.config.late,
            now=utc_now,
            wait=time.sleep,
            budget=self._budget,
        )

    def _budget(self, post: Post) -> Decimal | None:
        from decimal import Decimal

        budget = self.channel_of(post).settings.get("budget")
        return None if budget is None else Decimal(str(budget))

    def costs(self, posts: Iterable[Post]) -> dict[str, Decimal]:
        """What posts cost on platforms that bill for them, by channel; in the sandbox nothing."""
        from decimal import Decimal

        from repurpose import channels

        if self.use_sandbox:
            return {}
        found: dict[str, Decimal] = {}
        for post in posts:
            if (price := channels.price_of(post.channel)) is not None:
                amount = sum(map(price.of, post.parts), Decimal(0))
                found[post.channel] = found.get(post.channel, Decimal(0)) + amount
        return found

    def planning(
        self, now: datetime, without: Collection[str] = (), *, with_next_run: bool = True
    ) -> Planning:
        """The times that are taken, and the limits.

        Args:
            without: The ids of posts that take no time.
            with_next_run: What has no date and goes out with the next run takes the present.
        """
        from repurpose.schedule.planning import Planning, Taken

        limits, own = self.config.limits, self.config.channel_limits
        longest = max(each.spacing for each in (limits, *own.values()))
        since = now - max(longest, limits.spacing_of_all, timedelta(days=1))
        rows = self.outbox.taken(since, now if with_next_run else None, without)
        taken = [Taken(when, label_of(channel, account)) for channel, account, when in rows]
        return Planning(self.config.timezone, limits, taken, own)

    def next_slot(self, post: Post, now: datetime) -> datetime:
        """The next free slot of the post's account; not the one that it has."""
        planning = self.planning(now, [post.id])
        channel = self.channel_of(post)
        slots, after = self.config.slots(channel), now
        while (found := planning.next_free(channel.label, slots, after)) == post.due_at:
            after = found
        return found

    def earliest(
        self, post: Post, now: datetime, *, with_next_run: bool = False
    ) -> datetime | None:
        """When a post without a date may go out; None: at once."""
        label = label_of(post.channel, post.account)
        limits = self.config.channel_limits.get(label, self.config.limits)
        if not limits.keep_from_times:
            return None
        planning = self.planning(now, [post.id], with_next_run=with_next_run)
        found = planning.earliest(label, now)
        return None if found == now else found

    def breaches(self, post: Post, when: datetime, now: datetime) -> list[str]:
        """What speaks against a date that the user named, in words that follow "it is"."""
        planning = self.planning(now, [post.id], with_next_run=False)
        return [o.why for o in planning.obstacles(label_of(post.channel, post.account), when)]

    def memory(self, *, repeats: bool = False, again: bool = False) -> Memory:
        """What the outbox holds; its dates are those of the user's clock.

        Args:
            repeats: What an earlier run made of the same files counts, whatever became of it.
            again: Offer what was posted before once more.
        """
        from repurpose.choosing.history import Memory
        from repurpose.outbox import glance

        earlier = glance.earlier(self.outbox_file)
        zone = self.config.timezone if earlier else UTC
        earlier = [replace(e, decided_at=e.decided_at.astimezone(zone)) for e in earlier]
        return Memory(earlier=earlier, repeats=repeats, again=again)

    def hosts(self) -> dict[str, str]:
        """Where assets are put up by earlier runs: addresses, or ids of posts, by their sha256."""
        from repurpose import channels, hosting
        from repurpose.outbox import glance

        names = [name for name in channels.names() if hosting.hosts(channels.rules_of(name))]
        return glance.hosts(self.outbox_file, names)

    def refuse_pause(self) -> None:
        """Raises PublishError where everything is paused."""
        paused = self.paused()
        if paused is not None:
            raise PublishError(
                f"everything is paused{paused and f' until {paused}'}; nothing was sent",
                hint="end it: repurpose resume",
            )

    def paused(self) -> str | None:
        """None where nothing is paused; else until when, in words ("" for until resumed)."""
        from repurpose.outbox import glance

        value = glance.paused_until(self.outbox_file)
        if not value:
            return value
        until = datetime.fromisoformat(value)
        if until <= datetime.now(UTC):
            return None
        from repurpose.schedule import dates

        return dates.echo(until, self.config.timezone)

    def reset_sandbox(self) -> None:
        """Throw away what stands in the sandbox, and the posts of its outbox."""
        for file in (*self.state.glob("outbox.db*"), *self.state.glob("platforms.db*")):
            file.unlink()
        (self.state / "feed.html").unlink(missing_ok=True)
        for folder in ("sites", "hosted"):
            shutil.rmtree(self.state / folder, ignore_errors=True)

    def write_sandbox_page(self) -> Path:
        """Write the sandbox's feed to a file that a browser opens."""
        page = self.state / "feed.html"
        page.write_text(self.sandbox.page_html(), encoding="utf-8")
        return page

    def is_by_hand(self, channel: Channel) -> bool:
        """Whether a person puts the posts up."""
        from repurpose import publishers

        return publishers.hands_over(channel, self._context)

    def _context(self, channel: Channel) -> PublishContext:
        from repurpose import plugins

        context = self.config.publish_context(channel)
        by_hand = isinstance(plugins.load("publishers", channel.name), HandsOver)
        if not self.use_sandbox or by_hand:
            return context
        if (settings := self._rehearsed(channel)) is not None:
            return replace(context, settings=settings)
        organization = "organization" in str(context.settings.get("author", ""))
        kind: Kind | None = "organization" if organization else None
        return replace(
            context,
            settings={
                **context.settings,
                **self.sandbox.settings(channel.name, channel.account, kind),
            },
            secret=self.sandbox.secrets(channel.name, channel.account, kind).get,
            timeout=SANDBOX_TIMEOUT,
            patience=SANDBOX_TIMEOUT,
        )

    def _rehearsed(self, channel: Channel) -> Mapping[str, Any] | None:
        """What a publisher is tried with that needs no platform; None where it does."""
        from repurpose import plugins

        publisher = plugins.load("publishers", channel.name)
        if not isinstance(publisher, Rehearses):
            return None
        folder = self.state / "sites" / channel.label.replace(":", "-")
        return publisher.rehearsed(channel.settings, folder)
