"""Finds readers, extractors and publishers through Python entry points. Listing imports none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from repurpose.errors import ConfigError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Group = Literal["readers", "extractors", "publishers"]
ALIASES = {"x": "twitter"}


@cache
def _entry_points(group: Group) -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    found: dict[str, EntryPoint] = {}
    for entry in entry_points(group=f"repurpose.{group}"):
        other = found.get(entry.name)
        if other is not None and other.value != entry.value:
            raise ConfigError(
                f"two plug-ins are called {entry.name!r}: {_owner(other)} and {_owner(entry)}",
                hint=f"uninstall one of them: pip uninstall {_owner(entry)}",
            )
        found[entry.name] = entry
    return found


def names(group: Group) -> list[str]:
    """The installed plug-ins of a group, sorted."""
    return sorted(_entry_points(group))


def canonical(channel: str) -> str:
    """A channel's name without its alias: x is twitter."""
    return ALIASES.get(channel, channel)


def load(group: Group, name: str) -> Any:
    """A plug-in by name: the class, or the object, that its entry point names.

    Raises:
        ConfigError: no such plug-in, or it cannot be imported.
    """
    entry = _entry_points(group).get(name)
    if entry is None:
        raise ConfigError(
            f"no {group[:-1]} is called {name!r}",
            hint=f"installed: {', '.join(names(group)) or 'none'}",
        )
    try:
        return entry.load()
    except Exception as error:
        raise ConfigError(
            f"the {group[:-1]} plug-in {name!r} of {_owner(entry)} cannot be loaded: "
            f"{type(error).__name__}: {_one_line(error)}",
            hint=f"repair it, or remove it: pip uninstall {_owner(entry)}",
        ) from error


def each(group: Group, first: str = "") -> Iterator[tuple[str, Any | ConfigError]]:
    """All plug-ins of a group; in place of one that cannot be loaded, its error.

    Args:
        first: The plug-in of this name comes first, so that the others may not have to be loaded.
    """
    for name in sorted(names(group), key=lambda name: name != first):
        try:
            yield name, load(group, name)
        except ConfigError as error:
            yield name, error


def make(plugin: Any, *arguments: Any) -> Any:
    """An instance of a plug-in given as a class; the thing itself where it is none."""
    return plugin(*arguments) if isinstance(plugin, type) else plugin


def owner(group: Group, name: str) -> str:
    """The distribution that a plug-in comes from."""
    return _owner(_entry_points(group)[name])


def release(group: Group, name: str) -> str:
    """The distribution that a plug-in comes from, with its version."""
    entry = _entry_points(group)[name]
    return f"{_owner(entry)} {entry.dist.version if entry.dist is not None else ''}".strip()


def _owner(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else entry.value


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())
