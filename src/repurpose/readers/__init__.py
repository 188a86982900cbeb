"""File to Asset: one module a format. What reads a PDF is a program of its own in here, started for each:
so this module itself loads little."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repurpose import plugins
from repurpose.errors import ConfigError, SourceError

if TYPE_CHECKING:
    from repurpose.model import Asset
    from repurpose.protocols import ReadContext, Reader

__all__ = ["companions", "known_suffixes", "read"]


def read(path: Path, context: ReadContext) -> Asset:
    """Read one file with the reader for what is in it.

    Raises:
        SourceError: it is missing, empty, of an unknown kind, or damaged.
    """
    from repurpose.readers import files, recognition

    suffix = recognition.suffix_of(path, files.head_of(path))
    name, plugin = _reader_for(path, suffix)
    if context.cache is None:
        return _read(path, name, plugin, context)
    from repurpose.readers import cache

    kind = plugin if isinstance(plugin, type) else type(plugin)
    reader = (suffix, name, plugins.release("readers", name), cache.fingerprint(kind.__module__))
    beside = _beside(path, plugin)
    return cache.read(path, context, reader, beside, partial(_read, path, name, plugin))


def companions(path: Path) -> tuple[Path, ...]:
    """The files beside this one that its reader reads along with it."""
    name = known_suffixes().get(path.suffix.lower())
    return () if name is None else _beside(path, plugins.load("readers", name))


def _beside(path: Path, plugin: Any) -> tuple[Path, ...]:
    from repurpose.protocols import ReadsAlong

    try:
        reader = plugins.make(plugin)
        return reader.companions(path) if isinstance(reader, ReadsAlong) else ()
    except Exception:  # a plug-in of others; reading will say what is wrong with it
        return ()


def _read(path: Path, name: str, plugin: Any, context: ReadContext) -> Asset:
    try:
        reader: Reader = plugins.make(plugin)
        return reader.read(path, context)
    except SourceError:
        raise
    except MemoryError:
        raise SourceError(
            "is too large for this machine's memory", where=str(path), hint="split it"
        ) from None
    except Exception as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise SourceError(
            f"the reader plug-in {name!r} of {plugins.owner('readers', name)} failed: {words}",
            where=str(path),
            hint="see whether the program that made the file still opens it; if so, report this",
        ) from error


def known_suffixes() -> dict[str, str]:
    """Suffix to the name of its reader, for all readers that can be loaded."""
    return {
        suffix: name
        for name, reader in plugins.each("readers")
        if not isinstance(reader, ConfigError)
        for suffix in getattr(reader, "suffixes", ())
    }


def _reader_for(path: Path, suffix: str) -> tuple[str, Any]:
    failed: list[ConfigError] = []
    known: list[str] = []
    for name, plugin in plugins.each("readers", first=suffix[1:]):
        if isinstance(plugin, ConfigError):
            failed.append(plugin)
            continue
        suffixes = getattr(plugin, "suffixes", ())
        if suffix in suffixes:
            return name, plugin
        known.extend(suffixes)
    if failed:
        raise SourceError(failed[0].message, where=str(path), hint=failed[0].hint)
    raise SourceError(
        f"no reader knows {suffix or 'a file without suffix'}",
        where=str(path),
        hint=_instead_of(suffix, known),
    )


def _instead_of(suffix: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(suffix, known, 1)
    return f"known are {', '.join(sorted(known))}" + (f"; did you mean {near[0]}?" if near else "")
