"""YAML with the line of every key and value.

Reads what YAML 1.2 calls the core schema: only true and false are booleans, and 09:00 is a text, so
that `no`, `on` and clock times need no quotes. Tags are refused. The tree is built from the parser's
events, because the parser's own tree builder overflows the stack on deeply nested files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from repurpose.config.faults import Fault, KeyPath, written

_TOO_DEEP = "the file is nested too deeply or has too many values"
MOST_LEVELS = 20
MOST_VALUES = 10_000  # aliases can turn a short file into an endless one

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?\d+")
_FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")


@dataclass(slots=True)
class Document:
    """A parsed file.

    Attributes:
        data: Mappings, lists, texts, numbers, booleans, None.
        lines: The line, 1-based, of each place: of a key where it is in a mapping.
        texts: How each plain scalar is written in the file.
        faults: What is wrong already: doubled keys, tags, syntax.
    """

    data: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    texts: dict[KeyPath, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: KeyPath) -> int:
        """The line of a place, or of the nearest place around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class _Unreadable(Exception):
    """Carries the fault that ends the reading."""

    def __init__(self, line: int, message: str, path: KeyPath = ()) -> None:
        super().__init__(message)
        self.fault = Fault(line, written(path), message)


def parse(text: str) -> Document:
    """Read a YAML text. Raises nothing: what is wrong is in the document's `faults`."""
    document = Document()
    builder = _Builder(document, text)
    try:
        document.data = builder.build()
    except _Unreadable as error:
        document.faults.append(error.fault)
    except yaml.MarkedYAMLError as error:
        document.faults.append(_syntax_fault(error, text))
    except yaml.YAMLError as error:  # a control character
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        document.faults.append(Fault(line, "", "a character that YAML does not allow"))
    return document


class _Builder:
    """Turns the parser's events into values."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
        self.anchors: dict[str, tuple[Any, KeyPath]] = {}
        self.count = 0

    def build(self) -> Any:
        next(self.events)  # the stream starts
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self.events), ())
        next(self.events)  # the document ends
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise _Unreadable(
                _line(event), "a second document begins here; one file holds one: remove the ---"
            )
        return value

    def _value(self, event: Any, path: KeyPath) -> Any:
        line = _line(event)
        self.document.lines.setdefault(path, line)
        self.count += 1
        if len(path) > MOST_LEVELS or self.count > MOST_VALUES:
            raise _Unreadable(line, _TOO_DEEP)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path)
        self._refuse_tag(event, path)
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, path)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(path)
        else:
            value = self._mapping(path)
        if event.anchor:
            self.anchors[event.anchor] = (value, path)
        return value

    def _alias(self, event: Any, path: KeyPath) -> Any:
        if event.anchor not in self.anchors:
            raise _Unreadable(_line(event), f"*{event.anchor} stands for nothing before it", path)
        value, origin = self.anchors[event.anchor]
        texts = self.document.texts
        for place in [place for place in texts if place[: len(origin)] == origin]:
            texts[path + place[len(origin) :]] = texts[place]
        self.count += _size(value, MOST_VALUES)
        return value

    def _refuse_tag(self, event: Any, path: KeyPath) -> None:
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            fault = Fault(_line(event), written(path), f"the tag {tag} is not read; leave it out")
            self.document.faults.append(fault)

    def _scalar(self, event: Any, path: KeyPath) -> Any:
        if not event.implicit[0]:  # in quotes
            return event.value
        self.document.texts[path] = event.value
        return _plain_scalar(event.value)

    def _sequence(self, path: KeyPath) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _Unreadable(_line(event), "a key must be a single word", path)
            key, place = event.value, (*path, event.value)
            if key in values:
                first = self.document.line(place)
                message = f"stands here twice, first in line {first}; keep one of them"
                self.document.faults.append(Fault(_line(event), written(place), message))
            else:
                self.document.lines[place] = _line(event)
            values[key] = self._value(next(self.events), place)
        return values


def _plain_scalar(text: str) -> Any:
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.casefold() == "true"
    if _INT.fullmatch(text) and len(text) < 40:
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _size(value: Any, most: int) -> int:
    """How many values hang below one, counted up to `most`."""
    pending, size = [value], 0
    while pending and size < most:
        each = pending.pop()
        size += 1
        pending += (
            each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        )
    return size


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _syntax_fault(error: yaml.MarkedYAMLError, text: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    first = error.context_mark.line if error.context_mark else line
    lines = list(enumerate(text.splitlines(), 1))
    for number, each in lines[max(0, first - 1) : line]:
        if re.match(r" *\t", each):
            return Fault(number, "", "a tab at the beginning of a line; indent with spaces")
        if _comment_in_list(each):
            advice = "a # begins a comment here; write hashtags without #, or in quotes"
            return Fault(number, "", advice)
    problem = " ".join((error.problem or "").split())
    if "nesting depth" in problem:  # PyYAML counts, too, from 6.0.4 on
        return Fault(line, "", _TOO_DEEP)
    return Fault(line, "", f"this is not YAML: {problem}; check the indentation, colons and quotes")


def _comment_in_list(line: str) -> bool:
    """Whether a list in brackets is cut off by a comment: [#Bau, #Holz]."""
    before, sign, _ = line.partition("#")
    return bool(sign) and before.count("[") > before.count("]")
