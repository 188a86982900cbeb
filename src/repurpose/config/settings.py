"""What the rest of the program knows of the configuration.

Plug-ins are looked for inside functions: listing posts without a configuration needs none.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from repurpose.choosing.themes import Audience, Theme
from repurpose.config import post_keys
from repurpose.errors import ConfigError
from repurpose.model import DEFAULT_ACCOUNT, Channel
from repurpose.protocols import PublishContext
from repurpose.schedule.limits import Limits
from repurpose.schedule.slots import DEFAULT_SLOTS, Slot
from repurpose.schedule.zones import iana_name
from repurpose.screening import Policy

if TYPE_CHECKING:
    from repurpose.config.language_model import LanguageModelSettings
    from repurpose.logins import Logins
    from repurpose.media.cards import Brand

DEFAULT_LIMIT = 5
DEFAULT_TIMEOUT = 30
DEFAULT_STATE = ".repurpose"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Config:
    """A configuration file, checked, or the defaults where there is none.

    Attributes:
        path: The file; None where there is none.
        root: The folder that relative paths start at: the file's, else the working directory.
        state: Where the outbox and the cache are.
        language: de, en, fr or it; None: recognise it.
        locale: How our own words are set in German: de-CH, de-DE, de-AT; None: as the files are.
        zone_name: The time zone as configured; None: the system's.
        channels: As configured, in their order, without those of `broken`.
        broken: Configured channels whose publisher cannot be loaded, by label, with the reason.
        limit: The most posts a run makes for a channel.
        include: Private text that may be used: "notes", "hidden".
        templates: A folder with the user's own templates.
        speech_model: The folder of the user's own speech recognition model.
        language_model: The language model that may be asked; None: none.
        themes: What the user wants to talk about.
        audiences: Whom the user talks to.
        mix: At most so many posts of a kind, a run and channel.
        policy: What is held back, and what is not.
        look: The keys below `brand`.
        late: A slot missed by more than this is not fired any more.
        limits: When nothing goes out by itself.
        timeout: Seconds to wait for a platform.
        defaults: The hashtags, link and the like of channels that have none of their own, and the names
            of people.
        channel_slots: The slots of channels that have their own, by label.
        channel_limits: The same of limits.
        default_slots: The slots of all others.
        environ: The environment that secrets come from.
    """

    path: Path | None = None
    root: Path
    state: Path
    language: str | None = None
    locale: str | None = None
    zone_name: str | None = None
    channels: tuple[Channel, ...] = ()
    broken: Mapping[str, ConfigError] = field(default_factory=dict)
    limit: int = DEFAULT_LIMIT
    include: frozenset[str] = frozenset()
    templates: Path | None = None
    speech_model: Path | None = None
    language_model: LanguageModelSettings | None = None
    themes: tuple[Theme, ...] = ()
    audiences: tuple[Audience, ...] = ()
    mix: Mapping[str, int] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)
    look: Mapping[str, Any] = field(default_factory=dict)
    late: timedelta = timedelta(hours=1)
    limits: Limits = field(default_factory=Limits)
    timeout: float = DEFAULT_TIMEOUT
    defaults: Mapping[str, Any] = field(default_factory=dict)
    channel_slots: Mapping[str, tuple[Slot, ...]] = field(default_factory=dict)
    channel_limits: Mapping[str, Limits] = field(default_factory=dict)
    default_slots: tuple[Slot, ...] = DEFAULT_SLOTS
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    @property
    def readings(self) -> Path:
        """Where it is kept what was read from files; may be deleted at any time."""
        return self.state / "cache" / "readings"

    @property
    def answers(self) -> Path:
        """Where the language model's answers are kept; may be deleted at any time."""
        return self.state / "cache" / "answers"

    @property
    def slides(self) -> Path:
        """Where pictures of slides are kept; may be deleted at any time."""
        return self.state / "cache" / "slides"

    @cached_property
    def logins(self) -> Logins:
        """The logins that were kept, each read once a run."""
        from repurpose.logins import Logins

        return Logins(self.state)

    @cached_property
    def brand(self) -> Brand:
        """How the firm's cards look."""
        from repurpose.config.brand_keys import brand

        return brand(self.look, self.root, self.policy.company)

    @cached_property
    def timezone(self) -> ZoneInfo:
        """The configured time zone, else the system's, else UTC.

        Raises:
            ConfigError: the system has no time zone data at all.
        """
        return _zone(self.zone_name or system_zone_name() or "UTC")

    def channel(self, label: str) -> Channel:
        """The channel of "twitter", "x" or "linkedin:acme"; it need not be configured.

        Raises:
            ConfigError: no such publisher, one that cannot be loaded, or an account that is not
                among the configured ones.
        """
        name, account = split_label(label)
        wanted = label_of(name, account)
        if wanted in self.broken:
            raise self.broken[wanted]
        accounts = {each.label: each for each in self.channels if each.name == name}
        if wanted in accounts:
            return accounts[wanted]
        if accounts:
            raise ConfigError(
                f"{wanted} is not in the configuration",
                where=str(self.path or ""),
                hint=f"configured: {', '.join(accounts)}; or add {wanted} below channels",
            )
        return make_channel(name, account, _NOTHING, self.defaults)

    def slots(self, channel: Channel) -> tuple[Slot, ...]:
        """When a channel may post."""
        return self.channel_slots.get(channel.label, self.default_slots)

    def publish_context(self, channel: Channel) -> PublishContext:
        """What a channel's publisher is made with."""
        from repurpose.config import secrets

        return PublishContext(
            channel=channel.name,
            account=channel.account,
            settings=channel.settings,
            secret=lambda name: secrets.secret(channel, name, self.environ, self.logins),
            timeout=self.timeout,
            zone=self.timezone,
        )


def default_config(root: Path, environ: Mapping[str, str]) -> Config:
    """What holds where there is no configuration file."""
    return Config(root=root, state=root / DEFAULT_STATE, environ=environ)


def split_label(label: str) -> tuple[str, str]:
    """ "x:Acme" as ("twitter", "Acme"): the publisher's name and the account."""
    from repurpose import plugins

    name, _, account = label.strip().partition(":")
    return plugins.canonical(name.strip().casefold()), account.strip() or DEFAULT_ACCOUNT


def label_of(name: str, account: str) -> str:
    """The reverse of `split_label`."""
    return name if account == DEFAULT_ACCOUNT else f"{name}:{account}"


def make_channel(
    name: str, account: str, values: Mapping[str, Any], defaults: Mapping[str, Any]
) -> Channel:
    """A channel of checked values. Keys that are not common ones become its `settings`.

    Raises:
        ConfigError: no publisher has that name, or it cannot be loaded.
    """
    from repurpose import plugins

    if name not in plugins.names("publishers"):
        raise unknown_channel(name)
    publisher = plugins.load("publishers", name)
    common = {**defaults, **values}
    return Channel(
        name=name,
        account=account,
        rules=post_keys.with_link_in(publisher.rules, values.get("link_in")),
        hashtags=tuple(word.removeprefix("#") for word in common.get("hashtags", ())),
        link=post_keys.tracked(common.get("link"), name, common.get("utm")),
        call_to_action=common.get("call_to_action"),
        pictures=common.get("pictures", "auto"),
        threads=common.get("threads", "numbered"),
        handles=MappingProxyType(post_keys.handles(common.get("names"), name)),
        settings=MappingProxyType(
            {key: value for key, value in values.items() if key not in _NOT_SETTINGS}
        ),
    )


_NOT_SETTINGS = {
    "hashtags", "link", "call_to_action", "pictures", "threads", "utm", "link_in",
    "slots", "spacing", "quiet", "holidays", "at_most",
}  # fmt: skip


def unknown_channel(name: str) -> ConfigError:
    """The error for a channel that no publisher is installed for."""
    from repurpose import plugins
    from repurpose.config.faults import nearest

    installed = [*plugins.names("publishers"), *plugins.ALIASES]
    near = nearest(name, installed)
    question = f"did you mean {near!r}? " if near else ""
    return ConfigError(
        f"no channel is called {name!r}", hint=f"{question}installed: {', '.join(installed)}"
    )


def system_zone_name() -> str | None:
    """The IANA name of the computer's time zone; None where it cannot be told."""
    import warnings

    try:
        import tzlocal

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where two system files disagree
            name: str | None = tzlocal.get_localzone_name()
    except Exception:  # whatever the system's files hold
        return None
    return name if name and _known_zone(name) else None


def _known_zone(name: str) -> bool:
    try:
        _zone(name)
    except ConfigError:
        return False
    return True


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(iana_name(name))
    except (KeyError, ValueError, OSError) as error:
        raise ConfigError(
            f"there is no data for the time zone {name}", hint="run: pip install tzdata"
        ) from error
