"""What is set up, what is missing, what is wrong: the checks behind `repurpose doctor`."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from repurpose import plugins, publishers
from repurpose.config import secrets
from repurpose.config.faults import ConfigFaults
from repurpose.config.settings import Config
from repurpose.errors import ConfigError, Exit, RepurposeError
from repurpose.model import Channel
from repurpose.programs import libreoffice
from repurpose.protocols import Verifies

State = Literal["ok", "missing", "wrong"]
_GROUPS: tuple[plugins.Group, ...] = ("readers", "extractors", "publishers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Attributes:
        code: What the command exits with because of it.
    """

    what: str
    state: State
    detail: str = ""
    hint: str = ""
    code: Exit = Exit.DONE


def check(
    config: Config, labels: Sequence[str] | None = None, *, online: bool = False
) -> list[Check]:
    """Look at everything that a run needs.

    Args:
        labels: The channels to look at; those configured by default.
        online: Also ask the platforms whether the logins work.
    """
    found = [_file(config), _zone(config), _language(config), _state(config.state)]
    found += [_kept(config.readings.parent), _libreoffice()]
    found += _plugins()
    found += [
        _wrong(f"channel {label}", error)
        for label, error in config.broken.items()
        if labels is None or label in labels
    ]
    wanted = [channel.label for channel in config.channels] if labels is None else labels
    if not wanted and not config.broken:
        found.append(_no_channel())
    for label in wanted:
        if label not in config.broken:
            found += _channel(config, label, online)
    return found


def of_error(error: ConfigError) -> list[Check]:
    """The checks where the configuration could not be loaded: one for each fault."""
    if not isinstance(error, ConfigFaults):
        return [_wrong("configuration", error)]
    return [
        Check(
            what="configuration",
            state="wrong",
            detail=f"{error.file}:{fault.line}: {fault}",
            code=Exit.USAGE,
        )
        for fault in error.faults
    ]


def exit_code(checks: Sequence[Check]) -> int:
    """2 if the configuration is wrong, else 4 if a login is missing or wrong, else 0."""
    codes = {check.code for check in checks}
    return next((code for code in (Exit.USAGE, Exit.LOGIN, Exit.REFUSED) if code in codes), 0)


def as_json(check: Check) -> dict[str, str]:
    """The check as it is printed for scripts."""
    return {
        "what": check.what,
        "state": check.state,
        "detail": check.detail,
        "hint": check.hint,
    }


def _wrong(what: str, error: RepurposeError) -> Check:
    return Check(
        what=what, state="wrong", detail=str(error), hint=error.hint, code=error.exit_code
    )  # fmt: skip


def _file(config: Config) -> Check:
    if config.path is not None:
        return Check(what="configuration", state="ok", detail=str(config.path))
    return Check(
        what="configuration",
        state="missing",
        detail="there is no repurpose.yaml from here upward; the defaults hold",
        hint="write one: repurpose init",
    )


def _zone(config: Config) -> Check:
    try:
        key = config.timezone.key
    except ConfigError as error:
        return _wrong("time zone", error)
    origin = "" if config.zone_name else " (the computer's)"
    return Check(what="time zone", state="ok", detail=f"{key}{origin}")


def _language(config: Config) -> Check:
    return Check(what="language", state="ok", detail=config.language or "recognised in each file")


def _state(folder: Path) -> Check:
    """Whether the folder can be written, or made; nothing is left in it."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        return Check(
            what="state folder",
            state="wrong",
            detail=f"{folder}: {reason}",
            hint="make it writable, or set `state:` in repurpose.yaml to another folder",
            code=Exit.USAGE,
        )
    return Check(what="state folder", state="ok", detail=str(folder))


def _libreoffice() -> Check:
    """Nothing fails without it: PDFs are drawn, and of decks there are cards."""
    found = libreoffice.program()
    if found is None:
        return Check(
            what="pictures of slides",
            state="missing",
            detail="LibreOffice, which draws the slides of decks, is not installed",
            hint="install it as your system does, if you want them: apt install libreoffice-impress, "
            "brew install --cask libreoffice, …",
        )
    return Check(what="pictures of slides", state="ok", detail=found)


def _kept(folder: Path) -> Check:
    sizes = []
    with contextlib.suppress(OSError):
        sizes = [file.stat().st_size for file in folder.glob("*/*") if file.is_file()]
    files = "1 file" if len(sizes) == 1 else f"{len(sizes):,} files"
    return Check(
        what="cache",
        state="ok",
        detail=f"{folder}: {files}, {sum(sizes) / 1e6:.1f} MB; may be deleted at any time",
    )


def _plugins() -> Iterator[Check]:
    """One check for all plug-ins, or one for each that cannot be loaded."""
    count, failed = 0, False
    for group in _GROUPS:
        try:
            for name, plugin in plugins.each(group):
                count += 1
                if isinstance(plugin, ConfigError):
                    failed = True
                    yield _wrong(f"{group[:-1]} {name}", plugin)
        except ConfigError as error:  # two of the same name
            failed = True
            yield _wrong(group, error)
    if not failed:
        yield Check(what="plug-ins", state="ok", detail=f"{count} load")


def _no_channel() -> Check:
    return Check(
        what="channels",
        state="missing",
        detail="none is configured",
        hint="add them below `channels:` in repurpose.yaml, or name them with --channels",
    )


def _channel(config: Config, label: str, online: bool) -> Iterator[Check]:
    try:
        channel = config.channel(label)
        publisher = plugins.load("publishers", channel.name)
    except ConfigError as error:
        yield _wrong(f"channel {label}", error)
        return
    slots = ", ".join(str(slot) for slot in config.slots(channel))
    yield Check(what=f"{label} slots", state="ok", detail=slots)
    lack = publishers.lacking(publisher, config.publish_context(channel))
    if lack is not None:
        yield Check(what=f"{label} posts", state="missing", detail=f"put up by hand: {lack}",
                    hint=f"to have them published, see docs/platforms/{channel.name}.md")  # fmt: skip
        return
    yield from _settings(channel, publisher)
    if online:
        from repurpose.logins import fresh

        fresh.prolong(config.logins, channel.label, channel.settings.get("api_url"))
    logins = list(_secrets(config, channel, publisher))
    yield from logins
    if online and all(check.state == "ok" or check.code == Exit.DONE for check in logins):
        yield _verified(config, channel, publisher)


def _settings(channel: Channel, publisher: Any) -> Iterator[Check]:
    for key, rules in publisher.options.items():
        if _is_required(rules, channel) and key not in channel.settings:
            yield Check(
                what=f"{channel.label} {key}",
                state="missing",
                detail=str(rules.get("description", "")),
                hint=f"set channels.{channel.label}.{key} in repurpose.yaml",
                code=Exit.USAGE,
            )
        folder = channel.settings.get(key)
        if rules.get("x-folder") and folder and not Path(folder).is_dir():
            yield Check(
                what=f"{channel.label} {key}",
                state="wrong",
                detail=f"there is no folder {folder}",
                hint="make it, connect its drive, or name another one",
                code=Exit.USAGE,
            )
    address = urlsplit(str(channel.settings.get("api_url", "")))
    here = address.hostname in ("localhost", "::1") or str(address.hostname).startswith("127.")
    if address.scheme == "http" and not here:
        yield Check(
            what=f"{channel.label} api_url",
            state="wrong",
            detail="logins would travel unencrypted",
            hint="write https://",
        )


def _is_required(rules: Mapping[str, Any], channel: Channel) -> bool:
    """Always, or where the channel's `kind` is one of those named."""
    required = rules.get("x-required", False)
    if isinstance(required, list):
        return channel.settings.get("kind") in required
    return bool(required)


def _secrets(config: Config, channel: Channel, publisher: Any) -> Iterator[Check]:
    for each in publisher.secrets:
        if each.kinds and channel.settings.get("kind") not in each.kinds:
            continue
        name = secrets.variable_name(channel, each.name)
        what = f"{channel.label} {each.name}"
        try:
            value = secrets.secret(channel, each.name, config.environ, config.logins)
        except RepurposeError as error:
            yield _wrong(what, error)
            continue
        if value and value[0] == value[-1] and value[0] in "'\"":
            yield Check(what=what, state="wrong", detail="it has quotes around it",
                        hint=f"set {name} again without them", code=Exit.LOGIN)  # fmt: skip
        elif value:
            yield Check(what=what, state="ok", detail="set")
        elif each.required:
            yield Check(what=what, state="missing", detail=each.description,
                        hint=f"repurpose login {channel.label}; or set {name}, or: keyring set "
                        f"{secrets.SERVICE} {channel.label}/{each.name}",
                        code=Exit.LOGIN)  # fmt: skip
    yield from _ending(config, channel)


def _ending(config: Config, channel: Channel) -> Iterator[Check]:
    """A login that ends within a fortnight."""
    from repurpose.logins import fresh

    now = datetime.now(UTC)
    kept = config.logins.get(channel.label)
    if kept is not None and (ends := fresh.ending(kept, now)) is not None and ends > now:
        days = (ends - now).days
        yield Check(what=f"{channel.label} login", state="missing",
                    detail=f"it ends in {days} day{'' if days == 1 else 's'}",
                    hint=f"log in again: repurpose login {channel.label}")  # fmt: skip


def _verified(config: Config, channel: Channel, publisher: Any) -> Check:
    what = f"{channel.label} login"
    try:
        made = plugins.make(publisher, config.publish_context(channel))
        if not isinstance(made, Verifies):
            return Check(what=what, state="ok", detail="cannot be tried without posting")
        return Check(what=what, state="ok", detail=made.verify())
    except RepurposeError as error:
        return _wrong(what, error)
    except Exception as error:  # a plug-in of others: its failure must not end the rest
        words = f"the plug-in failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        owner = plugins.owner("publishers", channel.name)
        return Check(what=what, state="wrong", detail=words, hint=f"tell the authors of {owner}",
                     code=Exit.REFUSED)  # fmt: skip
