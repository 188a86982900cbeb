"""The first repurpose.yaml: a few questions, each answered by Enter, and a commented file.

The comments and examples are those of the schema, so that the two cannot disagree.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from repurpose import plugins
from repurpose.config import document, secrets
from repurpose.config.faults import nearest
from repurpose.config.keys import LANGUAGES, Schema, common_channel_keys, schema
from repurpose.config.loading import FILE_NAMES
from repurpose.config.settings import (
    DEFAULT_STATE,
    label_of,
    split_label,
    system_zone_name,
    unknown_channel,
)
from repurpose.config.validation import time_zone
from repurpose.errors import ConfigError

AUTOMATIC = "auto"
NONE = "none"
SCHEMA_FILE = "schema.json"
USUAL_CHANNELS = ("twitter", "linkedin")
_WIDTH = 92
_SET_ABOVE = ("api_url", "link", "call_to_action", "threads", "utm")  # seldom set for one channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; `name` is the field of Answers that it fills."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers as they are typed. "auto" and "none" leave the key out."""

    channels: str = ", ".join(USUAL_CHANNELS)
    language: str = AUTOMATIC
    timezone: str = AUTOMATIC
    link: str = NONE
    hashtags: str = NONE


QUESTIONS = (
    Question(name="channels", text="Channels"),
    Question(name="language", text="Language of your files (de, en, fr, it, or auto)"),
    Question(name="timezone", text="Time zone"),
    Question(name="link", text="Address that posts point to"),
    Question(name="hashtags", text="Hashtags for every post"),
)


def defaults() -> Answers:
    """What Enter answers."""
    installed = plugins.names("publishers")
    channels = [name for name in USUAL_CHANNELS if name in installed] or installed[:2]
    return Answers(channels=", ".join(channels), timezone=system_zone_name() or AUTOMATIC)


def answered(answers: Answers, name: str, given: str) -> Answers:
    """The answers with one more.

    Raises:
        ConfigError: it is not an answer to that question.
    """
    given = given.strip()
    if given.casefold() not in ("", AUTOMATIC, NONE):
        given = _CHECKS[name](given)
    return replace(answers, **{name: given})


def init_text(answers: Answers, *, schema_path: str = f"{DEFAULT_STATE}/{SCHEMA_FILE}") -> str:
    """A commented repurpose.yaml that is valid as it stands."""
    rules = schema(_publishers(answers))["properties"]
    values = _values(answers)
    keys = ("channels", "language", "timezone", "link", "call_to_action", "hashtags", "themes")
    order = [*keys, "schedule", *(key for key in rules if key not in {*keys, "schedule"})]
    lines = [f"# yaml-language-server: $schema={schema_path}", "#", *_head(answers)]
    for key in order:
        lines += ["", *_entry(key, rules[key], values.get(key))]
    return "\n".join(lines) + "\n"


def write(path: Path, answers: Answers) -> Path:
    """Write the file, and its schema into the state folder beside it.

    Returns:
        The path of the file.

    Raises:
        ConfigError: there is one already, or it cannot be written.
    """
    for name in FILE_NAMES:
        if (path.parent / name).exists():
            raise ConfigError("is there already", where=str(path.parent / name),
                              hint="edit it, or remove it first; nothing was changed")  # fmt: skip
    try:
        write_schema(path.parent / DEFAULT_STATE)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(init_text(answers))
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        where = str(error.filename or path)
        raise ConfigError(reason, where=where, hint="check that you may write there") from error
    return path


def write_schema(state: Path) -> Path:
    """Write the schema for editors, with the options of the publishers installed now.

    Raises:
        OSError: it cannot be written.
    """
    state.mkdir(parents=True, exist_ok=True)
    text = json.dumps(schema(), indent=2, ensure_ascii=False)
    file = state / SCHEMA_FILE
    file.write_text(text + "\n", encoding="utf-8", newline="\n")
    return file


def _head(answers: Answers) -> Iterator[str]:
    yield "# The configuration of repurpose. Every key may be left out; what stands behind a # is"
    yield "# an example. `repurpose doctor` says what is still missing."
    yield "#"
    yield "# Secrets do not belong here: they come from the environment or the system's keyring."
    for label in _labels(answers):
        yield from _secret_lines(*split_label(label))
    yield "#"
    yield f"# {DEFAULT_STATE}/ holds your posts. Keep it out of version control:"
    yield f"#   echo {DEFAULT_STATE}/ >> .gitignore"


def _secret_lines(name: str, account: str) -> Iterator[str]:
    try:
        needed = plugins.load("publishers", name).secrets
    except ConfigError:  # the plug-in is broken; `repurpose doctor` says so
        return
    for each in needed:
        optional = "" if each.required else " (if you have one)"
        if each.kinds:
            optional = f" (kind: {', '.join(each.kinds)})"
        yield f"#   {secrets.variable(name, account, each.name)}{optional}"


def _entry(key: str, rules: Mapping[str, Any], value: Any) -> Iterator[str]:
    """A key with its comment: set if there is a value, else as an example behind a #."""
    yield from _comment(rules)
    if key == "channels":
        yield "channels:"
        for label in value:
            yield from _channel(label, rules["properties"][split_label(label)[0]])
    elif "properties" in rules and "examples" not in rules:
        yield f"# {key}:"
        for name, each in rules["properties"].items():
            yield f"#   {name}: {_written(_example(each))}"
    else:
        mark = "# " if value is None else ""
        yield f"{mark}{key}: {_written(_example(rules) if value is None else value)}"


def _channel(label: str, rules: Mapping[str, Any]) -> Iterator[str]:
    yield f"  {label}:"
    common = common_channel_keys()
    for key, each in rules.get("properties", {}).items():
        example = _example(each)
        if example is None or (key in _SET_ABOVE and each == common.get(key)):
            continue
        if each != common.get(key):
            yield f"    # {each.get('description', key)}"
        yield f"    # {key}: {_written(example)}"


def _comment(rules: Mapping[str, Any]) -> Iterator[str]:
    choices = rules.get("enum") or rules.get("items", {}).get("enum")
    tail = f" One of: {', '.join(choices)}." if choices else ""
    yield from (f"# {line}" for line in textwrap.wrap(rules["description"] + tail, _WIDTH))


def _example(rules: Mapping[str, Any]) -> Any:
    for found in (rules.get("default"), *rules.get("examples", ()), *rules.get("enum", ())):
        if found is not None:
            return found
    return None


def _written(value: Any) -> str:
    """A value in YAML, on one line, without quotes where it needs none."""
    if isinstance(value, list):
        return f"[{', '.join(_written(each) for each in value)}]"
    if isinstance(value, str) and document.parse(f"[{value}]").data == [value]:
        return value
    return json.dumps(value, ensure_ascii=False)


def _values(answers: Answers) -> Schema:
    values: Schema = {"channels": _labels(answers), "hashtags": _words(answers.hashtags)}
    values |= {name: getattr(answers, name) for name in ("language", "timezone", "link")}
    empty = ("", AUTOMATIC, NONE)
    return {
        key: value
        for key, value in values.items()
        if value and not (isinstance(value, str) and value.casefold() in empty)
    } | {"channels": values["channels"]}


def _labels(answers: Answers) -> list[str]:
    named = [label_of(*split_label(label)) for label in _words(answers.channels)]
    return list(dict.fromkeys(named)) or _words(defaults().channels)


def _publishers(answers: Answers) -> list[str]:
    return [split_label(label)[0] for label in _labels(answers)]


def _words(text: str) -> list[str]:
    if text.strip().casefold() in (AUTOMATIC, NONE):
        return []
    return [word.removeprefix("#") for word in text.replace(",", " ").split()]


def _checked_channels(given: str) -> str:
    installed = plugins.names("publishers")
    labels = [label_of(*split_label(label)) for label in _words(given)]
    for label in labels:
        if split_label(label)[0] not in installed:
            raise unknown_channel(split_label(label)[0])
    return ", ".join(labels)


def _checked_language(given: str) -> str:
    if given.casefold() in LANGUAGES:
        return given.casefold()
    near = nearest(given, LANGUAGES)
    raise ConfigError(
        f"{given!r} is not one of {', '.join(LANGUAGES)}",
        hint=f"did you mean {near}?" if near else "auto recognises the language of each file",
    )


def _checked_zone(given: str) -> str:
    time_zone(given)
    return given


def _checked_link(given: str) -> str:
    link = given if "://" in given else f"https://{given}"
    _refuse("link", link)
    return link


def _checked_hashtags(given: str) -> str:
    words = list(dict.fromkeys(_words(given)))
    _refuse("hashtags", words)
    return " ".join(words)


def _refuse(key: str, value: object) -> None:
    """Raises ConfigError if the schema does not take the value for that key."""
    from repurpose.config.validation import faults

    typed = document.Document(data={key: value})
    for fault in faults(typed, schema(()), Path(), lambda place: None):
        raise ConfigError(fault.message)


_CHECKS = {
    "channels": _checked_channels,
    "language": _checked_language,
    "timezone": _checked_zone,
    "link": _checked_link,
    "hashtags": _checked_hashtags,
}
