"""Makes a Config of the text of repurpose.yaml, or says everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from repurpose import plugins
from repurpose.config import (
    choosing_keys,
    language_model,
    post_keys,
    remembered,
    schedule_keys,
    secrets,
)
from repurpose.config.document import Document, parse
from repurpose.config.faults import ConfigFaults, Fault, KeyPath, written
from repurpose.config.keys import COMMON, schema
from repurpose.config.settings import (
    Config,
    default_config,
    label_of,
    make_channel,
    split_label,
    unknown_channel,
)
from repurpose.config.validation import faults, with_texts
from repurpose.errors import ConfigError
from repurpose.model import Channel
from repurpose.schedule.duration import parse_duration
from repurpose.schedule.slots import DEFAULT_SLOTS, Slot, parse_slot
from repurpose.screening import Policy


def interpret(text: str, file: Path, shown: str, environ: Mapping[str, str]) -> Config:
    """The configuration that a text says.

    Args:
        file: Where it comes from; relative paths start at its folder.
        shown: The file as messages call it.

    Raises:
        ConfigFaults: everything that is wrong with it.
    """
    document = parse(text)
    if document.data is None and document.faults:
        raise ConfigFaults(shown, document.faults)
    root = file.parent
    rules = schema(_occurring(document))
    document.data = with_texts(document.data, rules, document)
    digest = remembered.digest(text, rules, root, document.data)
    if not remembered.in_order(root, document.data, digest):
        found = [*document.faults, *faults(document, rules, root, _said_of_unknown)]
        found += [*_channel_faults(document), *_secrets_of_unloadable(document)]
        found += [*choosing_keys.faults(document), *schedule_keys.faults(document)]
        if found:
            raise ConfigFaults(shown, found)
        remembered.remember(root, document.data, digest)
    return _config(file, document.data or {}, environ)


def _labels(document: Document) -> list[str]:
    data = document.data
    channels = data.get("channels") if isinstance(data, dict) else None
    return list(channels) if isinstance(channels, dict) else []


def _occurring(document: Document) -> list[str]:
    """The installed publishers that the file names; only these are loaded."""
    installed = plugins.names("publishers")
    names = {split_label(label)[0] for label in _labels(document)}
    return [name for name in names if name in installed]


def _channel_faults(document: Document) -> list[Fault]:
    """Two channels that are one, or that would read the same secrets."""
    found: list[Fault] = []
    first: dict[str, str] = {}
    for label in _labels(document):
        prefix = secrets.variable(*split_label(label), "")
        other = first.setdefault(prefix, label)
        if other != label:
            place: KeyPath = ("channels", label)
            same = split_label(other) == split_label(label)
            why = "is the same channel as" if same else "would read the same secrets as"
            message = f"{why} {other}; {'keep one of them' if same else 'rename one of them'}"
            found.append(Fault(document.line(place), written(place), message))
    return found


def _secrets_of_unloadable(document: Document) -> list[Fault]:
    """Secrets below channels whose keys nobody knows, because the publisher cannot be loaded."""
    found: list[Fault] = []
    for label in _labels(document):
        keys = document.data["channels"][label]
        if isinstance(keys, dict) and not _loads(split_label(label)[0]):
            places = [("channels", label, key) for key in keys if secrets.looks_secret(key)]
            found += [_secret_fault(document, place) for place in places]
    return found


def _loads(publisher: str) -> bool:
    try:
        plugins.load("publishers", publisher)
    except ConfigError:
        return False
    return True


def _secret_fault(document: Document, place: KeyPath) -> Fault:
    message = _said_of_unknown(place) or ""
    return Fault(document.line(place), written(place), message)


def _said_of_unknown(place: KeyPath) -> str | None:
    """What is said of a key that the schema does not know, where the usual would not help."""
    key = str(place[-1])
    if len(place) == 2 and place[0] == "channels":
        return _said_of_channel(key)
    if not secrets.looks_secret(key) and key not in _secret_names(place):
        return None
    return f"a secret does not belong into this file; {_where_secrets_go(place)}"


def _said_of_channel(label: str) -> str:
    name, account = split_label(label)
    if name not in plugins.names("publishers"):
        error = unknown_channel(name)
        return f"{error.message}; {error.hint}"
    if label.strip() != label or label.partition(":")[0] not in (name, *plugins.ALIASES):
        return f"write the channel in small letters, without spaces: {name}"
    return (
        f"{account!r} cannot be an account's name; use letters, digits, - and _, e.g. {name}:acme"
    )


def _where_secrets_go(place: KeyPath) -> str:
    key = str(place[-1])
    if place[0] == "language_model":
        return f"set the environment variable {secrets.LANGUAGE_MODEL_KEY} and remove this line"
    if len(place) < 3:
        return (
            f"set the environment variable REPURPOSE_<CHANNEL>_{key.upper()} and remove this line"
        )
    name, account = split_label(str(place[1]))
    meant = secrets.meant(key, _secret_names(place))
    variables = [secrets.variable(name, account, each) for each in meant]
    kind = "variable" if len(variables) == 1 else "variables"
    return f"set the environment {kind} {', '.join(variables)} and remove this line"


def _secret_names(place: KeyPath) -> list[str]:
    """The secrets of the channel that a key stands below; none where there is no such channel."""
    if len(place) < 3 or place[0] != "channels":
        return []
    name = split_label(str(place[1]))[0]
    return [each.name for each in plugins.load("publishers", name).secrets] if _loads(name) else []


def _config(file: Path, data: dict[str, Any], environ: Mapping[str, str]) -> Config:
    root = file.parent
    schedule = data.get("schedule") or {}
    defaults: dict[str, Any] = {key: data[key] for key in (*COMMON, "names") if key in data}
    language = data.get("language")
    limits = schedule_keys.limits(schedule)
    channels, broken, own = _channels(data.get("channels") or {}, defaults, root)
    base = default_config(root, environ)
    return Config(
        path=file,
        root=root,
        state=_folder(root, data.get("state")) or base.state,
        language=None if language and "-" in language else language,
        locale=post_keys.locale(language, data.get("timezone")),
        zone_name=data.get("timezone"),
        channels=channels,
        broken=broken,
        limit=data.get("limit", base.limit),
        include=frozenset(data.get("include", ())),
        templates=_folder(root, data.get("templates")),
        speech_model=_folder(root, (data.get("speech") or {}).get("model")),
        language_model=language_model.settings_of(data.get("language_model")),
        themes=choosing_keys.themes(data.get("themes", [])),
        audiences=choosing_keys.audiences(data.get("audiences", [])),
        mix=data.get("mix") or {},
        policy=_policy(data),
        look=data.get("brand") or {},
        late=parse_duration(schedule["late"]) if "late" in schedule else base.late,
        limits=limits,
        timeout=float(data.get("timeout", base.timeout)),
        defaults=defaults,
        channel_slots={
            name: _slots(keys["slots"]) for name, keys in own.items() if "slots" in keys
        },
        channel_limits={
            name: schedule_keys.limits_of_channel(keys, limits) for name, keys in own.items()
        },
        default_slots=_slots(schedule.get("slots")) or DEFAULT_SLOTS,
        environ=environ,
    )


# What is asked for by `include` need not be allowed once more.
_INCLUDED = {"notes": "notes", "hidden": "hidden-slide"}


def _policy(data: Mapping[str, Any]) -> Policy:
    company = data.get("company", ())
    return Policy(
        company=(company,) if isinstance(company, str) else tuple(company),
        do_not_name=tuple(data.get("do_not_name", ())),
        consent=tuple(data["consent"]) if "consent" in data else None,
        allow=frozenset(
            [*data.get("allow", ()), *(_INCLUDED[each] for each in data.get("include", ()))]
        ),
    )


def _channels(
    values: Mapping[str, Mapping[str, Any] | None], defaults: Mapping[str, Any], root: Path
) -> tuple[tuple[Channel, ...], dict[str, ConfigError], dict[str, Mapping[str, Any]]]:
    """The channels, those that cannot be used, and the keys of each, by label."""
    channels: list[Channel] = []
    broken: dict[str, ConfigError] = {}
    keys: dict[str, Mapping[str, Any]] = {}
    for label, own in values.items():
        name, account = split_label(label)
        try:
            channel = make_channel(name, account, own or {}, defaults)
        except ConfigError as error:
            broken[label_of(name, account)] = error
            continue
        channels.append(_with_whole_paths(channel, root))
        keys[channel.label] = own or {}
    return tuple(channels), broken, keys


def _with_whole_paths(channel: Channel, root: Path) -> Channel:
    """The channel with its publisher's folders as they are found from anywhere."""
    options = plugins.load("publishers", channel.name).options
    folders = {
        key: str(_folder(root, value))
        for key, value in channel.settings.items()
        if options.get(key, {}).get("x-folder")
    }
    settings = MappingProxyType({**channel.settings, **folders})
    return replace(channel, settings=settings) if folders else channel


def _slots(lines: list[str] | None) -> tuple[Slot, ...]:
    return tuple(sorted({slot for line in lines or () for slot in parse_slot(line)}))


def _folder(root: Path, name: str | None) -> Path | None:
    return root / Path(name).expanduser() if name else None
