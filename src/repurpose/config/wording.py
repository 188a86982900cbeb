"""Says in plain words what is wrong with a value and what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from repurpose.config.document import Document
from repurpose.config.faults import Fault, KeyPath, nearest, written
from repurpose.errors import ConfigError

# What is said of a key that the schema does not know; None: say the usual.
UnknownKey = Callable[[KeyPath], str | None]

_KINDS: dict[type, str] = {
    bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object",
}  # fmt: skip
_KIND_WORDS = {
    "object": "keys with values",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule that a value breaks.

    Attributes:
        keyword, expected: The rule, as in JSON Schema: "maximum" and 100.
        rules: The schema that the rule stands in.
        cause: What a format of ours says of the value.
    """

    path: KeyPath
    keyword: str
    expected: Any
    value: Any
    rules: Mapping[str, Any]
    cause: ConfigError | None = None


def explained(breach: Breach, document: Document, unknown: UnknownKey) -> Iterator[Fault]:
    """The faults of a breach: one, or one for each key that does not belong there."""
    if breach.keyword == "additionalProperties":
        for key in _extra_keys(breach):
            place = (*breach.path, key)
            message = unknown(place) or _unknown_key(key, breach.rules)
            yield Fault(document.line(place), written(place), message)
    else:
        yield Fault(document.line(breach.path), written(breach.path), _said(breach))


def shown(value: object) -> str:
    """A value as it may be repeated in a message: short, and never with a login in an address."""
    text = str(value)
    if re.search(r"://[^/]*@", text):
        return "an address with a login in it"
    return repr(text if len(text) <= 60 else text[:57] + "…")


def _extra_keys(breach: Breach) -> list[str]:
    known = breach.rules.get("properties", {})
    patterns = breach.rules.get("patternProperties", {})
    return [
        key
        for key in breach.value
        if key not in known and not any(re.search(pattern, key) for pattern in patterns)
    ]


def _unknown_key(key: str, rules: Mapping[str, Any]) -> str:
    known = rules.get("properties", {})
    if meant := nearest(key, known):
        return f"unknown key; did you mean {meant!r}?"
    return f"unknown key; known here: {', '.join(known) or 'none'}"


def _said(breach: Breach) -> str:
    """One sentence: what is wrong, and what would be right."""
    if breach.value is None and breach.keyword in ("type", "enum"):
        return _empty(breach)
    if breach.keyword == "type":
        return _wrong_kind(breach)
    if breach.keyword == "enum":
        return _none_of(breach)
    if breach.keyword == "pattern":
        says = breach.rules.get("errorMessage", f"does not fit {breach.expected}")
        return f"{shown(breach.value)} {says}"
    if breach.cause is not None:
        return f"{breach.cause.message}; {breach.cause.hint}"
    return _out_of_bounds(breach)


def _none_of(breach: Breach) -> str:
    choices = [str(each) for each in breach.expected]
    meant = nearest(breach.value, choices)
    question = f"; did you mean {meant}?" if meant else ""
    return f"{shown(breach.value)} is not one of {', '.join(choices)}{question}"


def _out_of_bounds(breach: Breach) -> str:
    value, rule = breach.value, breach.expected
    sentences = {
        "minimum": f"{value} is too small; at least {rule}",
        "maximum": f"{value} is too large; at most {rule}",
        "minLength": "is empty; give it a value or remove the line",
        "maxLength": f"is too long; at most {rule} characters",
        "minItems": "the list is empty; give it a value or remove the line",
        "uniqueItems": "the list says something twice; once is enough",
    }
    if breach.keyword in sentences:
        return sentences[breach.keyword]
    meaning = breach.rules.get("errorMessage") or breach.rules.get("description")
    return f"does not fit: {meaning}" if meaning else "does not fit"


def _empty(breach: Breach) -> str:
    is_item = bool(breach.path) and isinstance(breach.path[-1], int)
    if is_item or breach.rules.get("format") == "colour":
        return "is empty; a # begins a comment, so put quotes round what begins with #"
    return "has no value; give it one or remove the line"


def _wrong_kind(breach: Breach) -> str:
    rule = breach.expected
    kinds = [rule] if isinstance(rule, str) else [kind for kind in rule if kind != "null"]
    wanted = " or ".join(_KIND_WORDS[kind] for kind in kinds)
    found = _KIND_WORDS[_KINDS.get(type(breach.value), "null")]
    return f"expected {wanted}, found {found}{_example(breach)}"


def _example(breach: Breach) -> str:
    """How it is written, from the schema."""
    examples = breach.rules.get("examples") or [breach.rules.get("default")]
    example, key = examples[0], breach.path[-1] if breach.path else ""
    if isinstance(example, list):
        return f"; write e.g. {key}: [{', '.join(example)}]"
    if isinstance(example, dict):
        return "; write each on a line of its own, e.g. " + " ".join(f"{k}:" for k in example)
    return f"; write e.g. {key}: {example}" if example is not None else ""
