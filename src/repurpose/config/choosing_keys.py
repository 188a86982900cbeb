"""The keys of repurpose.yaml that say what is chosen: themes, audiences, mix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from repurpose import plugins
from repurpose.choosing.themes import Audience, Theme
from repurpose.config.document import Document
from repurpose.config.faults import Fault, KeyPath, nearest, written
from repurpose.model import DEFAULT_ACCOUNT, SnippetKind

KINDS: tuple[str, ...] = get_args(SnippetKind)

_NAME: dict[str, Any] = {
    "description": "What it is called.", "type": "string", "minLength": 1,
}  # fmt: skip
_WORDS: dict[str, Any] = {
    "description": "One of them is enough; where there are none, its name counts.",
    "type": "array",
    "items": {"type": "string", "minLength": 1},
}


def _named(**more: dict[str, Any]) -> dict[str, Any]:
    """A name, or an object with one."""
    return {
        "type": ["string", "object"],
        "minLength": 1,
        "required": ["name"],
        "additionalProperties": False,
        "properties": {"name": _NAME, "words": _WORDS, **more},
        "errorMessage": "is a word, or a name with words, e.g. {name: Energie, words: [Solar]}",
    }


CHOOSING: dict[str, dict[str, Any]] = {
    "themes": {
        "description": "Your themes; statements that mention one are preferred.",
        "type": "array",
        "items": _named(
            audiences={
                "description": "The audiences that care for it.",
                "type": "array",
                "items": {"type": "string", "minLength": 1},
            }
        ),
        "examples": [["Holzbau", {"name": "Energie", "words": ["Solar", "Wärmepumpe"]}]],
    },
    "audiences": {
        "description": "Whom you talk to; what fits one is preferred on its channels.",
        "type": "array",
        "items": _named(
            channels={
                "description": "The channels that it reads; all, where none is named.",
                "type": "array",
                "items": {"type": "string", "minLength": 1},
            }
        ),
        "examples": [[{"name": "Architekten", "words": ["Fassade"], "channels": ["linkedin"]}]],
    },
    "mix": {
        "description": "At most so many posts of a kind that one run makes for a channel; 0: none.",
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {
            kind: {"description": f"Of the kind {kind}.", "type": "integer", "minimum": 0}
            for kind in KINDS
        },
        "examples": [{"quote": 2, "statistic": 1}],
    },
}


def themes(values: list[Any]) -> tuple[Theme, ...]:
    """The themes of checked values."""
    return tuple(
        Theme(name=name, words=words, audiences=tuple(more.get("audiences", ())))
        for name, words, more in map(_parts, values)
    )


def audiences(values: list[Any]) -> tuple[Audience, ...]:
    """The audiences of checked values."""
    return tuple(
        Audience(name=name, words=words, channels=tuple(map(_label, more.get("channels", ()))))
        for name, words, more in map(_parts, values)
    )


def faults(document: Document) -> Iterator[Fault]:
    """Audiences and channels that a theme or an audience names, and that there are none of."""
    data = document.data if isinstance(document.data, dict) else {}
    listed = [_name(each) for each in _list(data.get("audiences"))]
    for place, name in _named_in(data, "themes", "audiences"):
        if name not in listed:
            yield _fault(document, place, f"no audience is called {name!r}", name, listed,
                         "list it below audiences")  # fmt: skip
    installed = [*plugins.names("publishers"), *plugins.ALIASES]
    for place, label in _named_in(data, "audiences", "channels"):
        if _label(label).partition(":")[0] not in installed:
            yield _fault(document, place, f"no channel is called {label!r}", label, installed,
                         f"installed: {', '.join(installed)}")  # fmt: skip


def _fault(
    document: Document, place: KeyPath, what: str, name: str, known: list[str], otherwise: str
) -> Fault:
    near = nearest(name, known)
    hint = f"did you mean {near!r}?" if near else otherwise
    return Fault(document.line(place), written(place), f"{what}; {hint}")


def _named_in(data: Mapping[str, Any], key: str, inner: str) -> Iterator[tuple[KeyPath, str]]:
    for number, each in enumerate(_list(data.get(key))):
        for place, name in enumerate(_list(each.get(inner)) if isinstance(each, dict) else []):
            if isinstance(name, str):
                yield (key, number, inner, place), name


def _parts(value: Any) -> tuple[str, tuple[str, ...], Mapping[str, Any]]:
    """The name, the words and all keys of an item: a word, or an object."""
    if isinstance(value, str):
        return value, (value,), {}
    return value["name"], tuple(value.get("words") or (value["name"],)), value


def _name(value: Any) -> str:
    return str(value.get("name", "")) if isinstance(value, dict) else str(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _label(label: str) -> str:
    name, _, account = label.strip().partition(":")
    name = plugins.canonical(name.strip().casefold())
    return f"{name}:{account}" if account and account != DEFAULT_ACCOUNT else name
