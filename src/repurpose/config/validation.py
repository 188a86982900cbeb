"""Holds a document against the schema. Our formats (slot, duration, …) are checked along with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repurpose.config import brand_keys
from repurpose.config.document import Document
from repurpose.config.faults import Fault, KeyPath, nearest
from repurpose.config.keys import Schema
from repurpose.config.language_model import check_address
from repurpose.config.wording import Breach, UnknownKey, explained
from repurpose.errors import ConfigError

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator


def faults(document: Document, rules: Schema, root: Path, unknown: UnknownKey) -> list[Fault]:
    """Everything in the document that breaks the rules."""
    validator = _validator(rules, root)
    try:
        errors = list(validator.iter_errors(document.data))
    except Exception as error:  # a publisher's options are not a schema; jsonschema raises anything
        words = " ".join(str(error).split())[:200]
        raise ConfigError(
            f"the options of a publisher plug-in are not a valid schema: {words}",
            hint="uninstall the plug-in, or tell its authors",
        ) from error
    return [fault for error in errors for fault in explained(_breach(error), document, unknown)]


def with_texts(value: Any, rules: Mapping[str, Any], document: Document, path: KeyPath = ()) -> Any:
    """The value, with numbers as they are written where the rules want a text: 202609."""
    if isinstance(value, dict):
        return {
            key: with_texts(each, _rules_of(rules, key), document, (*path, key))
            for key, each in value.items()
        }
    if isinstance(value, list):
        items = rules.get("items", {})
        return [with_texts(each, items, document, (*path, n)) for n, each in enumerate(value)]
    wants_text = rules.get("type") in ("string", ["string", "object"]) and path in document.texts
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return document.texts[path] if wants_text and is_number else value


def _rules_of(rules: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = rules.get("properties", {}).get(key)
    if found is None:
        patterns = rules.get("patternProperties", {}).items()
        found = next((each for pattern, each in patterns if re.search(pattern, key)), {})
    return found if isinstance(found, Mapping) else {}


def _validator(rules: Schema, root: Path) -> Validator:
    from jsonschema import Draft202012Validator, FormatChecker

    from repurpose.schedule.duration import parse_duration
    from repurpose.schedule.public_holidays import check_region
    from repurpose.schedule.quiet import parse_quiet
    from repurpose.schedule.slots import parse_slot

    formats = FormatChecker(formats=())
    checks: dict[str, Callable[[str], object]] = {
        "slot": parse_slot,
        "duration": parse_duration,
        "quiet": parse_quiet,
        "region": check_region,
        "time-zone": time_zone,
        "folder": lambda name: _folder(root, name),
        "held-back": allowed,
        "colour": brand_keys.check_colour,
        "font": lambda name: brand_keys.check_font(root, name),
        "logo": lambda name: brand_keys.check_logo(root, name),
        "speech-model": lambda name: _speech_model(root, name),
        "language-model-address": check_address,
    }
    for name, check in checks.items():
        formats.checks(name, raises=ConfigError)(_for_texts(check))
    return Draft202012Validator(rules, format_checker=formats)


def _for_texts(check: Callable[[str], object]) -> Callable[[object], bool]:
    """A format's check passes over what is not a text; the type is reported by itself."""

    def passes(value: object) -> bool:
        if isinstance(value, str):
            check(value)
        return True

    return passes


def time_zone(name: str) -> object:
    """The zone of an IANA name, or of one of Windows.

    Raises:
        ConfigError: there is none of that name.
    """
    from zoneinfo import ZoneInfo, available_timezones

    from repurpose.schedule.zones import iana_name

    try:
        return ZoneInfo(iana_name(name))
    except (KeyError, ValueError, OSError) as error:
        known = available_timezones()
        cities = {zone.rpartition("/")[2]: zone for zone in sorted(known)}
        meant = nearest(name, known) or cities.get(nearest(name, cities), "")
        hint = f"did you mean {meant}?" if meant else "write e.g. Europe/Zurich"
        if not known:
            hint = "this system has no time zones: pip install tzdata"
        raise ConfigError(f"{name!r} is not a time zone", hint=hint) from error


def allowed(word: str) -> object:
    """A word that allows what is held back: a reason, or the id of a snippet.

    Raises:
        ConfigError: it is neither.
    """
    from repurpose.screening import REASONS, may_be_allowed

    if may_be_allowed(word):
        return word
    meant = nearest(word, REASONS)
    question = f"did you mean {meant}? " if meant else ""
    raise ConfigError(
        f"{word!r} is no reason to hold something back, and no snippet's id",
        hint=f"{question}known: {', '.join(REASONS)}",
    )


def _folder(root: Path, name: str) -> None:
    if not (root / Path(name).expanduser()).is_dir():
        raise ConfigError(f"there is no folder {name!r}", hint="make it, or remove this line")


def _speech_model(root: Path, name: str) -> None:
    if not (root / Path(name).expanduser() / "model.bin").is_file():
        raise ConfigError(
            f"there is no speech model in {name!r}", hint="name the folder that holds model.bin"
        )


def _breach(error: ValidationError) -> Breach:
    rules = error.schema if isinstance(error.schema, Mapping) else {}
    return Breach(
        path=tuple(error.absolute_path),
        keyword=str(error.validator),
        expected=error.validator_value,
        value=error.instance,
        rules=rules,
        cause=error.cause if isinstance(error.cause, ConfigError) else None,
    )
